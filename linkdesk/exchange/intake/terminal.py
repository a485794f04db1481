"""A file of referrals brought in from the terminal: what its columns hold is guessed or remembered, never asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkdesk.exchange.intake import queries
from linkdesk.exchange.intake import service
from linkdesk.exchange.intake.rules import TARGET_WORDS
from linkdesk.exchange.intake.rules import Outcome
from linkdesk.record.errors import RuleBroken
from linkdesk.settings import Intake
from linkdesk.vault.intake import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.exchange.intake.cells import DateOrder
    from linkdesk.exchange.intake.rules import FileReport
    from linkdesk.exchange.intake.rules import RowReport
    from linkdesk.exchange.intake.service import Tick
    from linkdesk.record.session import Actor

LIMITS = Intake()


@dataclass(frozen=True)
class Wish:
    """What was asked for: only to look, which number of a date is the day, whether bad rows may be left out."""

    dry_run: bool = False
    order: DateOrder | None = None
    leave_out: bool = False


def import_referrals(
    session: Session, actor: Actor, path: Path, wish: Wish, tick: Tick = service.quietly
) -> tuple[str, ...]:
    """Bring in a file, or only look at it, and return what there is to say; nothing stays staged.

    Raises:
        FileRefused: it cannot be read.
        RuleBroken: a date can be read in two ways, or rows cannot be brought in and nobody said to leave them out.
    """
    file_id = service.stage(session, actor, path.name, read_bytes(path, LIMITS.file_bytes))
    try:
        return _brought(session, actor, file_id, wish, tick)
    finally:
        session.rollback()
        service.forget(session, actor, file_id)


def _brought(session: Session, actor: Actor, file_id: UUID, wish: Wish, tick: Tick) -> tuple[str, ...]:
    report = queries.file_report(session, actor, file_id)
    columns = {column.place: column.target for column in report.columns if column.target}
    order = wish.order or report.order
    if report.asks_for_order and order is None:
        raise RuleBroken(
            f"The date {report.unsure_date} can be read in two ways. Nothing was changed. "
            "Add --day-first or --month-first."
        )
    service.choose_columns(session, actor, file_id, columns, order)
    service.check_rows(session, actor, file_id, tick)
    report = queries.file_report(session, actor, file_id)
    left_out = tuple(_lines(session, report))
    said = (*report.notes, *_columns(report), *left_out)
    if wish.dry_run:
        return (*said, f"{_ready(report)} of {report.rows} rows can be brought in. Nothing was changed.")
    if left_out and not wish.leave_out:
        raise RuleBroken(
            "\n".join(left_out) + f"\n{len(left_out)} of {report.rows} rows cannot be brought in. Nothing was changed. "
            "Put them right, or add --leave-out."
        )
    brought = service.bring_in(session, actor, file_id, tick)
    return (*said, f"{brought} of {report.rows} referrals were brought in.")


def _ready(report: FileReport) -> int:
    return report.counts[Outcome.NEW] + report.counts[Outcome.AGAIN]


def _columns(report: FileReport) -> Iterator[str]:
    for column in report.columns:
        held = TARGET_WORDS[column.target] if column.target else "left out"
        yield f"Column “{column.heading}”: {held}"


def _lines(session: Session, report: FileReport) -> Iterator[str]:
    """Yield one line for each row that is left out."""
    page = 1
    while rows := queries.rows_left_out(session, report.id, page):
        yield from (_line(row) for row in rows)
        page += 1


def _line(row: RowReport) -> str:
    return f"Row {row.number}: {' '.join(row.reasons)}"
