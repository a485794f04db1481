"""Time and memory of bringing in referrals: `.venv/bin/python benchmarks/intake.py FOLDER [--rows 5000]`."""

from __future__ import annotations

import argparse
import io
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from linkdesk.application import make_demo
from linkdesk.application import open_session
from linkdesk.exchange.intake import service
from linkdesk.exchange.intake.cells import DateOrder
from linkdesk.exchange.intake.queries import file_report
from linkdesk.record.clock import SystemClock
from linkdesk.settings import Settings
from linkdesk.vault.lock import Vault
from tests.data.referrals import referral_file

PASSPHRASE = "marble-otter-lantern-quiet-ferry"  # noqa: S105 - an invented vault
FAULTS = 200


def main() -> int:
    """Make a vault, bring in a file, print a table."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("folder", type=Path)
    wanted.add_argument("--rows", type=int, default=5000)
    given = wanted.parse_args()
    settings = replace(Settings(), data_dir=given.folder / "intake")
    make_demo(settings, passphrase=PASSPHRASE, clients=12, seed=1)
    vault = Vault(settings, SystemClock())
    vault.unlock(PASSPHRASE)
    planted = referral_file(given.rows, FAULTS)
    print(f"| {given.rows} rows, {FAULTS} planted faults | s | CPU s | |\n|---|---|---|---|")
    with open_session(settings, vault) as (session, actor):
        _said("XLSX read and staged", lambda: service.stage(session, actor, "a.xlsx", _as_workbook(planted.rows)))
        file_id = _said("CSV read and staged", lambda: service.stage(session, actor, "a.csv", planted.data))
        columns = {column.place: column.target for column in file_report(session, actor, file_id).columns}
        chosen = {place: target for place, target in columns.items() if target}
        service.choose_columns(session, actor, file_id, chosen, DateOrder.DAY_FIRST)
        _said("every row checked", lambda: service.check_rows(session, actor, file_id))
        _said("good rows written, one transaction", lambda: service.bring_in(session, actor, file_id))
    vault.lock()
    print(f"| largest memory | | | {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB |")
    return 0


def _said(what: str, work: Callable[[], Any]) -> Any:
    wall, used = time.perf_counter(), time.process_time()
    result = work()
    shown = result if isinstance(result, int) else ""
    print(f"| {what} | {time.perf_counter() - wall:.1f} | {time.process_time() - used:.1f} | {shown} |")
    return result


def _as_workbook(rows: list[list[str]]) -> bytes:
    from openpyxl import Workbook

    book, out = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet("People")
    for row in rows:
        sheet.append(row)
    book.save(out)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
