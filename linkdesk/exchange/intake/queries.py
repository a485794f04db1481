"""Reading what is on its way in, and who is on record already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlalchemy import select

from linkdesk.clients.models import Client
from linkdesk.clients.reach.sight import WHOLE
from linkdesk.clients.reach.sight import hidden
from linkdesk.episodes.models import Episode
from linkdesk.exchange.intake import cells
from linkdesk.exchange.intake.models import IntakeFile
from linkdesk.exchange.intake.models import IntakeRow
from linkdesk.exchange.intake.models import IntakeShape
from linkdesk.exchange.intake.rows import Reader
from linkdesk.exchange.intake.rules import DATES
from linkdesk.exchange.intake.rules import Column
from linkdesk.exchange.intake.rules import FileReport
from linkdesk.exchange.intake.rules import Outcome
from linkdesk.exchange.intake.rules import RowReport
from linkdesk.exchange.intake.rules import Target
from linkdesk.exchange.intake.shown import understood
from linkdesk.exchange.intake.twins import Known
from linkdesk.record.errors import NotFound
from linkdesk.record.session import doors_of
from linkdesk.settings import Intake

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.exchange.intake.cells import DateOrder
    from linkdesk.record.session import Actor

LIMITS = Intake()
SAMPLES = 3
LEFT_OUT = (Outcome.BAD, Outcome.ALIKE)


def files_of(session: Session, actor: Actor) -> tuple[FileReport, ...]:
    """Return the files that this worker has on the way, newest first."""
    ids = session.scalars(
        select(IntakeFile.id).where(IntakeFile.worker_id == actor.worker_id).order_by(IntakeFile.created_at.desc())
    ).all()
    return tuple(file_report(session, actor, file_id) for file_id in ids)


def file_report(session: Session, actor: Actor, file_id: UUID) -> FileReport:
    """Return one file as its page shows it.

    Raises:
        NotFound: there is no such file, or another worker brings it in.
    """
    row = session.get(IntakeFile, file_id)
    if row is None or row.worker_id != actor.worker_id:
        raise NotFound("That file is not here any more. Nothing was changed. Bring it in once more.")
    counted = select(IntakeRow.outcome, func.count()).where(IntakeRow.file_id == file_id).group_by(IntakeRow.outcome)
    counts = {outcome: number for outcome, number in session.execute(counted)}  # noqa: C416 - rows are no plain pairs
    columns = columns_of(row.columns)
    return FileReport(
        id=row.id,
        name=row.name,
        notes=tuple(row.notes),
        state=row.state,
        columns=_columns(session, row, columns),
        order=row.day_order,
        unsure_date=cells.evidence(_dates(session, row.id, columns)).unsure,
        rows=sum(counts.values()),
        counts={outcome: counts.get(outcome, 0) for outcome in Outcome},
        brought_in=row.brought_in,
        created_at=row.created_at,
    )


def columns_of(kept: dict[str, str]) -> dict[int, Target]:
    """Return what was chosen for each column, by its place."""
    return {int(place): Target(target) for place, target in kept.items()}


def rows_left_out(session: Session, file_id: UUID, page: int = 1, limits: Intake = LIMITS) -> tuple[RowReport, ...]:
    """Return rows that cannot be brought in or may be somebody known, in the order of the file, one page of them."""
    rows = session.scalars(
        select(IntakeRow)
        .where(IntakeRow.file_id == file_id, IntakeRow.outcome.in_(LEFT_OUT))
        .order_by(IntakeRow.number)
        .limit(limits.shown_rows)
        .offset((max(page, 1) - 1) * limits.shown_rows)
    )
    reader = reader_of(session, session.get_one(IntakeFile, file_id))
    return tuple(_row(row, reader) for row in rows)


def first_rows(session: Session, file_id: UUID, most: int = 5) -> tuple[RowReport, ...]:
    """Return the first rows that will be brought in, as the preview shows them."""
    wanted = (Outcome.NEW, Outcome.AGAIN)
    rows = session.scalars(
        select(IntakeRow)
        .where(IntakeRow.file_id == file_id, IntakeRow.outcome.in_(wanted))
        .order_by(IntakeRow.number)
        .limit(most)
    )
    reader = reader_of(session, session.get_one(IntakeFile, file_id))
    return tuple(_row(row, reader) for row in rows)


def reader_of(session: Session, file: IntakeFile) -> Reader:
    """Return how the rows of a file are read, by what was said about its columns."""
    today = doors_of(session).clock.now().astimezone().date()
    return Reader(columns_of(file.columns), file.day_order, today)


def remembered(session: Session, shape: str) -> tuple[dict[int, Target], DateOrder | None] | None:
    """Return what the columns of a file of this shape meant the last time."""
    row = session.get(IntakeShape, shape)
    return None if row is None else (columns_of(row.columns), row.day_order)


def known_people(session: Session) -> Iterator[Known]:
    """Yield everybody on record; those whom this worker cannot see are marked, so that nobody is added twice."""
    out_of_sight = hidden(session)
    still_open = set(session.scalars(select(Episode.client_id).where(Episode.closed_on.is_(None))))
    columns = (Client.id, Client.nhs_number, Client.family_key, Client.birth_date)
    for row in session.execute(select(*columns).execution_options(**{WHOLE: True})):
        yield Known(
            row.id, row.nhs_number, row.family_key, row.birth_date, row.id in still_open, row.id in out_of_sight
        )


def _columns(session: Session, row: IntakeFile, chosen: dict[int, Target]) -> tuple[Column, ...]:
    """Return the columns with the first words in each."""
    first = session.scalars(select(IntakeRow.cells).where(IntakeRow.file_id == row.id).order_by(IntakeRow.number))
    shown = list(first.fetchmany(SAMPLES * 4))
    first.close()
    made = []
    for place, heading in enumerate(row.headings):
        texts = (each[place] for each in shown if place < len(each) and each[place])
        made.append(Column(place, heading, tuple(texts)[:SAMPLES], chosen.get(place)))
    return tuple(made)


def _dates(session: Session, file_id: UUID, chosen: dict[int, Target]) -> Iterator[str]:
    """Yield every date of the file as it is written."""
    places = [place for place, target in chosen.items() if target in DATES]
    for row in session.scalars(select(IntakeRow.cells).where(IntakeRow.file_id == file_id)):
        yield from (row[place] for place in places if place < len(row))


def _row(row: IntakeRow, reader: Reader) -> RowReport:
    outcome = row.outcome or Outcome.BAD
    shown = " · ".join(cell for cell in row.cells if cell)[:160]
    return RowReport(row.number, outcome, shown, tuple(row.reasons), understood(reader, tuple(row.cells)))
