"""Local services brought in and given from the terminal."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from linkdesk.exchange.open_referral.getting import look_at
from linkdesk.exchange.open_referral.giving import NEVER
from linkdesk.exchange.open_referral.giving import Style
from linkdesk.exchange.open_referral.giving import give
from linkdesk.exchange.open_referral.reading import open_file
from linkdesk.services.feeds import queries
from linkdesk.services.feeds import service
from linkdesk.services.feeds.rules import Outcome
from linkdesk.services.feeds.staging import quietly
from linkdesk.vault.atomic import write_new

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor
    from linkdesk.services.feeds.rules import Tick

WORDS = {
    Outcome.NEW: "new",
    Outcome.JOINED: "joined with one that was here",
    Outcome.CHANGED: "changed",
    Outcome.SAME: "as before",
    Outcome.GONE: "gone from this source",
}


def import_services(
    session: Session, actor: Actor, path: Path, called: str, tick: Tick = quietly, *, dry_run: bool, whole: bool
) -> tuple[str, ...]:
    """Bring in a file of local services, or only look at it, and return what there is to say.

    Raises:
        FileRefused: it cannot be read; nothing was changed.
    """
    with open_file(path) as source:
        source_id = look_at(session, actor, path.name, source, tick, called=called)
    said = tuple(_noted(session, source_id))
    if dry_run:
        counts = queries.import_of(session, source_id).counts
        session.rollback()
        service.forget(session, actor, source_id)
        return (*said, *_counted(counts), "Nothing was changed.")
    service.bring_in(session, actor, source_id, called, tick, whole=whole)
    return (*said, *_counted(queries.import_of(session, source_id).counts), "All of it was brought in.")


def export_services(
    session: Session, style: str, out: Path, tick: Tick = quietly, service_id: UUID | None = None
) -> tuple[str, ...]:
    """Write local services to a new file and return what is in it and what is not.

    Raises:
        RuleBroken: there is none to give, there is such a file already, or it may not be written.
        DiskFull: there is no room; nothing was left behind.
    """
    data = io.BytesIO()
    told = give(session, Style(style), data, tick, None if service_id is None else [service_id])
    write_new(out.expanduser(), data.getvalue())
    return (*told.sentences, *(f"Never in it: {each}" for each in NEVER))


def _noted(session: Session, source_id: UUID) -> Iterator[str]:
    yield from queries.import_of(session, source_id).notes
    page = 1
    while rows := queries.rows_of(session, source_id, page=page, noted=True):
        yield from (f"{row.name}: {' '.join(row.notes)}" for row in rows)
        page += 1


def _counted(counts: dict[str, int]) -> Iterator[str]:
    yield from (f"{counts[outcome]} {words}" for outcome, words in WORDS.items() if counts.get(outcome))
