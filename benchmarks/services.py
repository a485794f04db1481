"""Finding among 2,000 and 20,000 invented services: the index beside a plain LIKE search, in the same encrypted vault.

`python -m benchmarks.services [ROUNDS]` prints medians and 95th percentiles in milliseconds, and the recall at five.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import text

from benchmarks.pages import PASSPHRASE
from benchmarks.pages import open_desk
from benchmarks.pages import practice_vault
from benchmarks.timing import high
from benchmarks.timing import taken
from linkdesk.application import create_app
from linkdesk.application import open_session
from linkdesk.record.clock import SystemClock
from linkdesk.services.finding.queries import ROWS
from linkdesk.services.finding.queries import Asked
from linkdesk.services.finding.queries import find
from linkdesk.services.queries import records
from linkdesk.services.rules import DAYS
from linkdesk.vault.lock import Vault
from tests.services.invented.questions import questions
from tests.services.invented.questions import recall
from tests.services.invented.region import fill

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

LIKE = text(
    "SELECT s.id FROM local_service s WHERE s.name LIKE :like OR s.description LIKE :like ORDER BY s.name LIMIT :most"
)
"""The plain search: each row read, halves of words found, no slip, no meaning, no order by worth."""


def plainly(session: Session, words: str) -> list[Any]:
    """Search by LIKE and read the same rows for a page."""
    ids = [_uuid(each) for each in session.scalars(LIKE, {"like": f"%{words}%", "most": ROWS})]
    return list(records(session, ids))


def _uuid(text_of_id: str) -> Any:
    import uuid

    return uuid.UUID(text_of_id)


def measured(folder: Path, count: int, rounds: int) -> None:
    """Fill a vault with invented services and print its lines."""
    settings = practice_vault(folder / str(count), clients=10)
    vault = Vault(settings, SystemClock())
    vault.unlock(PASSPHRASE)
    asked = cycle([each.words for half in questions() for each in half])
    with open_session(settings, vault) as (session, actor):
        begun = time.perf_counter()
        made = fill(session, actor, count)
        print(f"| {count} | filled and indexed in one commit, s | {time.perf_counter() - begun:.1f} | |")
        every = list(made.values())
        for name, half in zip(("for tuning", "held out"), questions(), strict=True):
            found = [
                [made[h.record.id] for h in find(session, Asked(what=q.words)).hits if h.record.id in made]
                for q in half
            ]
            got = statistics.mean(recall(hits, q, every) for hits, q in zip(found, half, strict=True))
            print(f"| {count} | recall at five, {len(half)} questions {name} | {got:.3f} | |")
        actions = {
            "the 84 questions": lambda: find(session, Asked(what=next(asked))),
            "a plain LIKE search for the same": lambda: plainly(session, next(asked)),
            "one wide word (“group”)": lambda: find(session, Asked(what="group")),
            "no word, a day and free": lambda: find(session, Asked(day=list(DAYS)[1], free=True)),
            "no word, page 40": lambda: find(session, Asked(), 39 * ROWS),
            "a word of nowhere, with a slip": lambda: find(session, Asked(what="xylophnoe")),
        }
        for name, times in taken(actions, rounds).items():
            print(f"| {count} | {name} | {statistics.median(times):.1f} | {high(times):.1f} |")
    desk = open_desk(create_app(settings, vault))
    pages = {"the list page, first": "/services/", "the list page, lonely": "/services/?find=lonely"}
    for name, times in taken({name: lambda path=path: desk.get(path) for name, path in pages.items()}, rounds).items():  # type: ignore[misc]  # each its own path
        print(f"| {count} | {name} | {statistics.median(times):.1f} | {high(times):.1f} |")
    vault.lock()


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    print("| Services | What | Median, ms | 95th percentile, ms |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for count in (2000, 20000):
            measured(Path(folder), count, rounds)


if __name__ == "__main__":
    main()
