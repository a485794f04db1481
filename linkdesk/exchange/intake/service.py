"""A file from its first look to the record: staged, checked, brought in whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sqlalchemy import delete
from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import update

from linkdesk.clients.service import write_clients
from linkdesk.episodes.rules import ReceiveReferral
from linkdesk.episodes.rules import details_of
from linkdesk.episodes.service import write_first_referrals
from linkdesk.episodes.service import write_referral
from linkdesk.exchange.intake import cells
from linkdesk.exchange.intake import headers
from linkdesk.exchange.intake.grids import read_grid
from linkdesk.exchange.intake.models import IntakeFile
from linkdesk.exchange.intake.models import IntakeRow
from linkdesk.exchange.intake.models import IntakeShape
from linkdesk.exchange.intake.queries import file_report
from linkdesk.exchange.intake.queries import known_people
from linkdesk.exchange.intake.queries import reader_of
from linkdesk.exchange.intake.queries import remembered
from linkdesk.exchange.intake.rules import FILE_NAME_LENGTH
from linkdesk.exchange.intake.rules import Outcome
from linkdesk.exchange.intake.rules import Prepared
from linkdesk.exchange.intake.rules import State
from linkdesk.exchange.intake.rules import check_columns
from linkdesk.exchange.intake.twins import Found
from linkdesk.exchange.intake.twins import Twins
from linkdesk.record.errors import FileRefused
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.session import brief_write
from linkdesk.record.session import unit_of_work
from linkdesk.settings import Intake

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.episodes.rules import ReferralDetails
    from linkdesk.exchange.intake.cells import DateOrder
    from linkdesk.exchange.intake.rules import Target
    from linkdesk.record.session import Actor
    from linkdesk.record.session import Work

LIMITS = Intake()
VERB = "import_referrals"
PILE = 250
STEP = 25
"""After so many rows the work tells how far it is, and listens whether it shall stop."""

Tick = Callable[[int, int], None]
"""Told how many rows of how many are done; raises to stop the work."""


def quietly(_done: int, _total: int) -> None:
    """Tell nobody how far the work is."""


def stage(session: Session, actor: Actor, name: str, data: bytes, limits: Intake = LIMITS) -> UUID:
    """Keep a file of referrals in the encrypted store, with a guess of what its columns hold, and return its id.

    Raises:
        FileRefused: it cannot be read; nothing was kept.
    """
    grid = read_grid(data, limits)
    at = headers.heading_row([row.cells for row in grid.rows[: limits.heading_rows]])
    if at is None:
        raise FileRefused(
            "There is no row with headings like “Name” and “Date of birth” in that file. Nothing was read from it. "
            "Write the headings into its first row."
        )
    headings, rows = list(grid.rows[at].cells), grid.rows[at + 1 :]
    if not rows:
        raise FileRefused("There are headings in that file, but no rows below them. Choose another file.")
    widest = max(len(row.cells) for row in rows)
    headings += [""] * (widest - len(headings))
    shape = headers.shape(headings)
    columns, order = remembered(session, shape) or (headers.guesses(headings), None)
    with brief_write(session) as doors:
        file_id = doors.clock.new_id()
        session.execute(
            insert(IntakeFile).values(
                id=file_id,
                worker_id=actor.worker_id,
                name=cells.words(name)[:FILE_NAME_LENGTH],
                notes=list(grid.notes),
                headings=headings,
                shape=shape,
                columns={str(place): target.value for place, target in columns.items()},
                day_order=order,
                state=State.COLUMNS,
                brought_in=0,
                created_at=doors.clock.now(),
            )
        )
        session.execute(
            insert(IntakeRow),
            [
                {"file_id": file_id, "number": row.number, "cells": list(row.cells), "outcome": None, "reasons": []}
                for row in rows
            ],
        )
    return file_id


def choose_columns(
    session: Session, actor: Actor, file_id: UUID, columns: Mapping[int, Target], order: DateOrder | None
) -> None:
    """Keep what each column holds, for this file and for the next of its shape.

    Raises:
        NotFound: there is no such file.
        RuleBroken: no client can come of these columns, or nobody said which number of a date is the day.
    """
    row = _file(session, actor, file_id, State.COLUMNS, State.CHECKED)
    try:
        check_columns(columns)
    except ValueError as refusal:
        raise RuleBroken(str(refusal)) from None
    kept = {str(place): target.value for place, target in columns.items()}
    shape, answer = row.shape, {"columns": kept, "day_order": order}
    with brief_write(session):
        session.execute(update(IntakeFile).where(IntakeFile.id == file_id).values(**answer, state=State.COLUMNS))
        session.execute(update(IntakeRow).where(IntakeRow.file_id == file_id).values(outcome=None, reasons=[]))
        session.execute(delete(IntakeShape).where(IntakeShape.shape == shape))
        session.execute(insert(IntakeShape).values(shape=shape, **answer))


def check_rows(session: Session, actor: Actor, file_id: UUID, tick: Tick = quietly) -> None:
    """Read every row and say what becomes of it; nothing of the record is changed.

    Raises:
        NotFound: there is no such file.
        RuleBroken: a date can be read in two ways and nobody said which number is the day.
    """
    report = file_report(session, actor, file_id)
    if report.asks_for_order and report.order is None:
        raise RuleBroken(f"The date {report.unsure_date} can be read in two ways. Say which number is the day.")
    found = []
    for row_id, _prepared, placed, reasons in _judged(session, actor, file_id, tick):
        found.append({"id": row_id, "outcome": placed.outcome, "reasons": list(reasons)})
    with brief_write(session):
        session.execute(update(IntakeRow), found)
        session.execute(update(IntakeFile).where(IntakeFile.id == file_id).values(state=State.CHECKED))


def bring_in(session: Session, actor: Actor, file_id: UUID, tick: Tick = quietly, *, alike_too: bool = False) -> int:
    """Write every good row in one unit of work and return how many; what was staged of them is gone with it.

    Everything is judged once more inside it, so that nothing that was saved meanwhile is doubled. `alike_too` brings
    in those who may be somebody known as new people.

    Raises:
        NotFound: there is no such file.
        RuleBroken: it was not checked yet, or there is nothing to bring in.
    """
    _file(session, actor, file_id, State.CHECKED)
    with unit_of_work(session, actor, VERB) as work:
        pile = _Pile(work)
        left: list[dict[str, object]] = []
        for row_id, prepared, placed, reasons in _judged(session, actor, file_id, tick):
            if prepared and (placed.outcome in {Outcome.NEW, Outcome.AGAIN} or (alike_too and not _is_bad(placed))):
                pile.add(prepared, placed)
            else:
                left.append({"id": row_id, "outcome": placed.outcome, "reasons": list(reasons), "cells": []})
        pile.write()
        if not pile.written:
            raise RuleBroken("There is no row that can be brought in. Nothing was changed.")
        if left:
            work.session.execute(update(IntakeRow), left)
        kept = [row["id"] for row in left]
        work.session.execute(delete(IntakeRow).where(IntakeRow.file_id == file_id, IntakeRow.id.not_in(kept)))
        done = {"state": State.DONE, "brought_in": pile.written}
        work.session.execute(update(IntakeFile).where(IntakeFile.id == file_id).values(**done))
        return pile.written


def reopen(session: Session, actor: Actor, file_id: UUID) -> None:
    """Go back to the columns of a file that was checked. Raises NotFound or RuleBroken."""
    _file(session, actor, file_id, State.CHECKED, State.COLUMNS)
    with brief_write(session):
        session.execute(update(IntakeFile).where(IntakeFile.id == file_id).values(state=State.COLUMNS))


def forget(session: Session, actor: Actor, file_id: UUID) -> None:
    """Throw a file away: what was staged, and the list of what was left out. The record stays as it is."""
    _file(session, actor, file_id, *State)
    with brief_write(session):
        session.execute(delete(IntakeRow).where(IntakeRow.file_id == file_id))
        session.execute(delete(IntakeFile).where(IntakeFile.id == file_id))


def _is_bad(placed: Found) -> bool:
    return placed.outcome is Outcome.BAD


class _Pile:
    """Good rows of a unit of work, written a few hundred at a time: one by one the others would wait a minute."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._new: list[Prepared] = []
        self.written = 0

    def add(self, prepared: Prepared, placed: Found) -> None:
        """Take a row; a second referral of somebody on record is written at once."""
        if placed.outcome is Outcome.AGAIN and placed.client_id:
            write_referral(self._work, _command(placed.client_id, prepared.referral))
            self.written += 1
            return
        self._new.append(prepared)
        if len(self._new) >= PILE:
            self.write()

    def write(self) -> None:
        """Write what lies here."""
        ids = write_clients(self._work, [each.client for each in self._new])
        pairs = zip(ids, self._new, strict=True)
        write_first_referrals(self._work, [_command(client_id, each.referral) for client_id, each in pairs])
        self.written += len(self._new)
        self._new = []


def _command(client_id: UUID, referral: ReferralDetails) -> ReceiveReferral:
    return ReceiveReferral(client_id=client_id, **details_of(referral))


def _judged(
    session: Session, actor: Actor, file_id: UUID, tick: Tick
) -> Iterator[tuple[int, Prepared | None, Found, tuple[str, ...]]]:
    """Yield the id of each row with what it became, what is known of the person, and the reasons in words."""
    file = _file(session, actor, file_id, *State)
    reader = reader_of(session, file)
    twins = Twins(list(known_people(session)))
    wanted = select(IntakeRow.id, IntakeRow.number, IntakeRow.cells).where(IntakeRow.file_id == file_id)
    rows = session.execute(wanted.order_by(IntakeRow.number)).all()
    for done, (row_id, number, texts) in enumerate(rows):
        if done % STEP == 0:
            tick(done, len(rows))
        read = reader.read(tuple(texts))
        if isinstance(read, Prepared):
            placed = twins.place(read.client, number)
            yield row_id, read, placed, ((placed.reason,) if placed.reason else ())
        else:
            yield row_id, None, Found(Outcome.BAD), tuple(_words(fault.column, fault.sentence) for fault in read)
    tick(len(rows), len(rows))


def _words(column: str, sentence: str) -> str:
    return f"{column}: {sentence}" if column else sentence


def _file(session: Session, actor: Actor, file_id: UUID, *states: State) -> IntakeFile:
    row = session.get(IntakeFile, file_id)
    if row is None or row.worker_id != actor.worker_id:
        raise NotFound("That file is not here any more. Nothing was changed. Bring it in once more.")
    if row.state not in states:
        raise RuleBroken("This file has moved on. Nothing was changed. Look at its page again.")
    return row
