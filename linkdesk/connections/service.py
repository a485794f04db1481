"""The writing verbs of connections: each whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import select

from linkdesk.clients.deceased.service import stop_if_died
from linkdesk.clients.queries import client_record
from linkdesk.clients.sharing.queries import may_share
from linkdesk.connections import rules
from linkdesk.connections.models import Connection
from linkdesk.connections.models import ConnectionBarrier
from linkdesk.connections.models import ConnectionEvent
from linkdesk.connections.queries import connection_record
from linkdesk.connections.queries import recipient
from linkdesk.connections.rules import NEEDS_YES
from linkdesk.connections.rules import State
from linkdesk.episodes.queries import episodes_of
from linkdesk.record.checks import clock_time
from linkdesk.record.checks import plain_text
from linkdesk.record.drafts import drop_draft
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work
from linkdesk.services.queries import service_record

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.connections.rules import KeepWords
    from linkdesk.connections.rules import Kind
    from linkdesk.connections.rules import NoteBarrier
    from linkdesk.connections.rules import NoteState
    from linkdesk.connections.rules import SolveBarrier
    from linkdesk.connections.rules import StartConnection
    from linkdesk.connections.rules import TakeBack
    from linkdesk.record.session import Actor
    from linkdesk.record.session import Work

NAMELESS = "The connection has no service. Nothing was saved. Choose one, or write its name."
FORM = "connection"
"""Where words lie that were typed and not saved, under the id of the connection."""


def start_connection(session: Session, actor: Actor, command: StartConnection) -> UUID:
    """Bring a person and a service together; return the id of the connection.

    Raises:
        NotFound: there is no such person or service.
        RuleBroken: they died, nobody is sent there now, a day cannot be, or they did not say yes to sharing with it;
            nothing was saved.
    """
    with unit_of_work(session, actor, "start_connection") as work:
        stop_if_died(client_record(work.session, command.client_id))
        today = work.now.astimezone().date()
        if command.on > today:
            raise RuleBroken("The day is in the future. Nothing was saved. Write the day on which it was done.")
        whom = _whom(work, command)
        _ask_first(work, command.client_id, command.kind, whom["service_name"])
        episode = next((each for each in episodes_of(work.session, command.client_id) if each.is_open), None)
        row = Connection(
            id=work.new_id(),
            client_id=command.client_id,
            episode_id=episode.id if episode else None,
            service_id=command.service_id,
            kind=command.kind,
            goal_id=command.goal_id,
            step_id=command.step_id,
            reason=_line(command.reason)[: rules.REASON_LENGTH].rstrip(),
            feedback="",
            feedback_on=None,
            state=State.SENT,
            since=command.on,
            **whom,
            **_agreed(command),
        )
        work.session.add(row)
        work.session.flush()
        _event(work, row, State.SENT, command.on, number=1)
        return row.id


def note_state(session: Session, actor: Actor, command: NoteState) -> None:
    """Note what came next.

    Raises:
        NotFound: there is no such connection of this person.
        Stale: something was noted after the page was opened.
        RuleBroken: it cannot follow, its day cannot be, or a yes to sharing is missing; nothing was changed.
    """
    with unit_of_work(session, actor, "note_connection") as work:
        row = _row(work, command.client_id, command.connection_id)
        record = connection_record(work.session, command.client_id, row.id)
        if record.seen != command.seen:
            raise Stale
        press = rules.check_next(record, command, work.now.astimezone().date())
        if record.state in rules.OVER and press.state is State.SENT:
            _ask_first(work, row.client_id, row.kind, row.service_name)
        note = plain_text(command.note)[: rules.NOTE_LENGTH]
        _event(work, row, press.state, command.on, number=record.seen + 1, by=press.by, note=note)
        row.state, row.since = press.state, command.on


def take_back(session: Session, actor: Actor, command: TakeBack) -> None:
    """Take the newest event back; it stays to be seen and counts no more.

    Raises:
        NotFound: there is no such connection of this person.
        RuleBroken: it is not the newest that counts; nothing was changed.
    """
    with unit_of_work(session, actor, "take_back_connection") as work:
        row = _row(work, command.client_id, command.connection_id)
        record = connection_record(work.session, command.client_id, row.id)
        if not record.standing or record.standing[-1].id != command.event_id:
            raise RuleBroken("Only the last thing noted can be taken back. Nothing was changed. Open the page again.")
        event = work.session.get_one(ConnectionEvent, command.event_id)
        event.taken_back_on, event.taken_back_by = work.now.astimezone().date(), actor.worker_id
        row.state, row.since = rules.stands(record.standing[:-1])


def keep_words(session: Session, actor: Actor, command: KeepWords) -> None:
    """Keep who does what, the day of the first visit and what the person says of it.

    Raises:
        NotFound: there is no such connection of this person.
        Stale: somebody saved it after the page was opened.
        RuleBroken: a day or time cannot be; nothing was changed.
    """
    with unit_of_work(session, actor, "keep_connection") as work:
        row = _row(work, command.client_id, command.connection_id)
        if row.version != command.version:
            raise Stale
        feedback = plain_text(command.feedback)
        if feedback != row.feedback:
            row.feedback, row.feedback_on = feedback, work.now.astimezone().date() if feedback else None
        for name, value in _agreed(command).items():
            if getattr(row, name) != value:
                setattr(row, name, value)
        drop_draft(work.session, actor, FORM, str(row.id))


def note_barrier(session: Session, actor: Actor, command: NoteBarrier) -> UUID:
    """Note what stands in the way; return its id.

    Raises:
        NotFound: there is no such connection of this person.
        RuleBroken: there are too many already; nothing was changed.
    """
    with unit_of_work(session, actor, "note_barrier") as work:
        row = _row(work, command.client_id, command.connection_id)
        record = connection_record(work.session, command.client_id, row.id)
        if len(record.barriers) >= rules.MOST_BARRIERS:
            raise RuleBroken(f"There can be {rules.MOST_BARRIERS} at most. Nothing was changed. Write it with another.")
        barrier = ConnectionBarrier(
            id=work.new_id(),
            client_id=row.client_id,
            connection_id=row.id,
            barrier=command.barrier,
            words=plain_text(command.words),
            solved=plain_text(command.solved),
            noted_on=work.now.astimezone().date(),
        )
        work.session.add(barrier)
        return barrier.id


def solve_barrier(session: Session, actor: Actor, command: SolveBarrier) -> None:
    """Write down how it was solved, or with no words that it is not.

    Raises:
        NotFound: there is no such barrier of this person.
        Stale: somebody saved it after the page was opened.
    """
    with unit_of_work(session, actor, "solve_barrier") as work:
        wanted = select(ConnectionBarrier).where(
            ConnectionBarrier.id == command.barrier_id, ConnectionBarrier.client_id == command.client_id
        )
        row = work.session.scalar(wanted)
        if row is None:
            raise NotFound
        if row.version != command.version:
            raise Stale
        row.solved = plain_text(command.solved)


def _whom(work: Work, command: StartConnection) -> dict[str, Any]:
    """Return whom the person is brought to, as the directory says now; only a person who agreed is named."""
    if command.service_id is None:
        name = _line(command.service_name)[: rules.SERVICE_LENGTH].rstrip()
        if not name:
            raise RuleBroken(NAMELESS)
        return {"service_name": name, "organization": "", "to_name": "", "contact": ""}
    found = service_record(work.session, command.service_id)
    if found.why_not:
        raise RuleBroken(f"{found.why_not} Nothing was saved. Choose another service.")
    agreed = found.contact_agreed
    phone = (found.contact_phone if agreed else "") or found.phone
    return {
        "service_name": found.name,
        "organization": found.organization,
        "to_name": found.contact_name if agreed else "",
        "contact": ", ".join(each for each in (phone, found.email) if each)[: rules.CONTACT_LENGTH],
    }


def _ask_first(work: Work, client_id: UUID, kind: Kind, name: str) -> None:
    """Refuse to tell a service who comes before the person said yes to it; UK GDPR and the common law duty."""
    if kind not in NEEDS_YES:
        return
    said = may_share(work.session, client_id, recipient(name))
    if not said.allowed:
        raise RuleBroken(f"{said.sentence} Nothing was saved. Ask them on the page Sharing, then come back.")


def _agreed(command: StartConnection | KeepWords) -> dict[str, Any]:
    try:
        time = clock_time(command.visit_time)
    except ValueError as refusal:
        raise RuleBroken(f"{refusal} Nothing was saved.") from None
    place = _line(command.visit_place)[: rules.PLACE_LENGTH].rstrip()
    if command.visit_on is None and time:
        raise RuleBroken("The first visit has no day. Nothing was saved. Enter the day, or clear the time.")
    return {
        "who_does": plain_text(command.who_does),
        "visit_on": command.visit_on,
        "visit_time": time,
        "visit_place": place if command.visit_on else "",
    }


def _event(
    work: Work, row: Connection, state: State, on: date, *, number: int, by: rules.Said | None = None, note: str = ""
) -> None:
    work.session.add(
        ConnectionEvent(
            id=work.new_id(),
            client_id=row.client_id,
            connection_id=row.id,
            number=number,
            state=state,
            on=on,
            by=by,
            note=note,
            taken_back_on=None,
            taken_back_by=None,
        )
    )


def _row(work: Work, client_id: UUID, connection_id: UUID) -> Connection:
    wanted = select(Connection).where(Connection.id == connection_id, Connection.client_id == client_id)
    row = work.session.scalar(wanted)
    if row is None:
        raise NotFound
    return row


def _line(text: str) -> str:
    return " ".join(plain_text(text).split())
