"""Time and memory of a large feed of local services: `.venv/bin/python benchmarks/feeds.py FOLDER [--mb 50]`.

Largest memory is that of each step by itself (Linux: the peak is set back before it), with all of LinkDesk loaded.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from linkdesk.application import make_demo
from linkdesk.application import open_session
from linkdesk.exchange.open_referral.getting import look_at
from linkdesk.exchange.open_referral.giving import Style
from linkdesk.exchange.open_referral.giving import give
from linkdesk.exchange.open_referral.reading import open_file
from linkdesk.record.clock import SystemClock
from linkdesk.services.feeds import service
from linkdesk.settings import Settings
from linkdesk.vault.lock import Vault
from tests.services.feeds.samples import CHOIR

if TYPE_CHECKING:
    from collections.abc import Callable

PASSPHRASE = "marble-otter-lantern-quiet-ferry"  # noqa: S105 - an invented vault


def main() -> int:
    """Make a vault and a feed, look at it, bring it in, give it again, print a table."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("folder", type=Path)
    wanted.add_argument("--mb", type=int, default=50)
    given = wanted.parse_args()
    settings = replace(Settings(), data_dir=given.folder / "feeds")
    make_demo(settings, passphrase=PASSPHRASE, clients=1, seed=1)
    vault = Vault(settings, SystemClock())
    vault.unlock(PASSPHRASE)
    path = given.folder / "region.json"
    count = _write(path, given.mb * 1024 * 1024)
    print(f"| {count} services, {path.stat().st_size / 1024 / 1024:.0f} MB | s | CPU s | largest memory, MB |")
    print("|---|---|---|---|")
    _said("before", lambda: None)
    with open_session(settings, vault) as (session, actor), open_file(path) as source:
        source_id = _said("read, kept and judged", lambda: look_at(session, actor, path.name, source))
        bring = service.bring_in
        _said("brought in, one transaction", lambda: bring(session, actor, source_id, "Region", whole=True))
    for style in (Style.HSDS, Style.UK_PAGES, Style.TABLES):
        with open_session(settings, vault) as (session, _actor), (given.folder / f"given-{style}").open("w+b") as out:
            _said(f"given as {style}", lambda: give(session, style, out))  # noqa: B023 - called at once
    vault.lock()
    return 0


def _write(path: Path, size: int) -> int:
    """Write a page of a feed of about this size and return how many services are in it."""
    number = 0
    with path.open("w", encoding="utf-8") as out:
        out.write('{"contents": [')
        while out.tell() < size:
            at = [{**CHOIR["service_at_locations"][0], "id": f"at-{number}"}]
            said = {**CHOIR, "id": f"choir-{number}", "name": f"Testham Choir {number}", "service_at_locations": at}
            out.write(("," if number else "") + json.dumps(said))
            number += 1
        out.write("]}")
    return number


def _said(what: str, work: Callable[[], Any]) -> Any:
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # sets VmHWM back, see proc(5)
    wall, used = time.perf_counter(), time.process_time()
    result = work()
    status = Path("/proc/self/status").read_text("ascii")
    most = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) // 1024
    print(f"| {what} | {time.perf_counter() - wall:.1f} | {time.process_time() - used:.1f} | {most} |", flush=True)
    return result


if __name__ == "__main__":
    sys.exit(main())
