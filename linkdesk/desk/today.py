"""Today: who waits for a first word, first visits, messages owed, what is due; of the dead it reminds nobody."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import timedelta
from typing import TYPE_CHECKING
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy import union_all

from linkdesk.assessments.models import Assessment
from linkdesk.assessments.presence.queries import waiting_alone
from linkdesk.assessments.reading.queries import unread
from linkdesk.clients.keepsafe.rules import mark
from linkdesk.clients.models import Client
from linkdesk.clients.requirements.queries import DueNeeds
from linkdesk.clients.requirements.queries import due_needs
from linkdesk.clients.rules import full_name
from linkdesk.connections.queries import due_lines
from linkdesk.connections.queries import to_better
from linkdesk.desk.caseload import without_referral
from linkdesk.desk.rules import Work
from linkdesk.desk.stages import stage_column
from linkdesk.episodes.choices import MESSAGE_TO_WORDS
from linkdesk.episodes.choices import MESSAGE_WHY_WORDS
from linkdesk.episodes.models import Episode
from linkdesk.episodes.models import OwedMessageRow
from linkdesk.episodes.queries import record
from linkdesk.episodes.queries import targets
from linkdesk.episodes.stages import STAGE_WORDS
from linkdesk.episodes.stages import WAITING
from linkdesk.episodes.stages import Stage
from linkdesk.episodes.waiting import to_contact
from linkdesk.plans.models import Plan
from linkdesk.plans.rules import PlanStatus
from linkdesk.team.cover.queries import own_caseloads

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from linkdesk.episodes.waiting import Wait
    from linkdesk.record.session import Actor

LOOK_AHEAD = timedelta(days=14)
MOST_LINES = 50
MOST_NEEDS = 5
"""So many people whose needs are due stand on Today by name; the rest is a number."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line about a person's episode."""

    client_id: UUID
    episode_id: UUID
    who: str
    keep_safe: str

    @property
    def safe_mark(self) -> str:
        """What the list shows of the person's keep-safe line."""
        return mark(self.keep_safe)


@dataclass(frozen=True, kw_only=True)
class WaitingLine(Line):
    """Somebody whom nobody has met yet, and how long they wait."""

    stage: Stage
    wait: Wait

    @property
    def words(self) -> str:
        """Where they stand."""
        return STAGE_WORDS[self.stage]


@dataclass(frozen=True, kw_only=True)
class VisitLine(Line):
    """A first visit that is booked."""

    on: date
    time: str
    place: str


@dataclass(frozen=True, kw_only=True)
class MessageLine(Line):
    """A message that somebody waits for."""

    message_id: UUID
    words: str
    since: date


@dataclass(frozen=True, kw_only=True)
class Inbox:
    """What episodes bring to Today; each list the oldest or nearest first, none longer than `MOST_LINES`."""

    waiting: tuple[WaitingLine, ...]
    visits: tuple[VisitLine, ...]
    messages: tuple[MessageLine, ...]
    due: tuple[Work, ...]
    unread: tuple[Work, ...]
    """What clients wrote at the screen and nobody has said they read."""
    unreferred: int
    needs: DueNeeds
    """Whose needs are to be looked at again."""


def inbox(session: Session, actor: Actor, day: date, needs_months: int, *, team: bool) -> Inbox:
    """Return what waits on the worker's own caseload and those they cover, or on everyone's.

    Needs are looked at again every `needs_months`.
    """
    whose = () if team else own_caseloads(session, actor.worker_id, day)
    own: list[ColumnElement[bool]] = [Episode.closed_on.is_(None), Client.deceased_on.is_(None)]
    if whose:
        own.append(Episode.worker_id.in_(whose))
    unreferred = without_referral(session)
    people = _people(whose, unreferred=bool(unreferred))
    return Inbox(
        waiting=_waiting(session, actor, day, own),
        visits=_visits(session, day, own),
        messages=_messages(session, whose),
        due=_due(session, day, people),
        unread=tuple(_unread(session, people)),
        unreferred=unreferred,
        needs=due_needs(session, needs_months, day, MOST_NEEDS, people),
    )


_PERSON = (
    Client.id.label("person_id"),
    Client.title,
    Client.given_name,
    Client.family_name,
    Client.keep_safe,
)
"""What a line says about a person: a sort that carries whole rows takes many times as long."""


_DEAD = select(Client.id).where(Client.deceased_on.is_not(None))
"""Few, and known from an index alone; asked of each line it would cost a row of the person."""


def _about(row: Any) -> dict[str, Any]:
    return {
        "client_id": row.person_id,
        "who": full_name(row.title, row.given_name, row.family_name),
        "keep_safe": row.keep_safe,
    }


def _waiting(session: Session, actor: Actor, day: date, own: list[ColumnElement[bool]]) -> tuple[WaitingLine, ...]:
    stands = stage_column(day)
    found = session.execute(
        select(Episode, *_PERSON, stands.label("stage"))
        .join(Client, Client.id == Episode.client_id)
        .where(*own, Episode.first_visit_on.is_(None), stands.in_([str(stage) for stage in WAITING]))
        .order_by(Episode.received_on, Episode.id)
        .limit(MOST_LINES)
    )
    allowed = targets(session, actor.organisation_id)
    return tuple(
        WaitingLine(
            episode_id=row.Episode.id,
            stage=Stage(row.stage),
            wait=to_contact(record(row.Episode), allowed, day),
            **_about(row),
        )
        for row in found
    )


def _visits(session: Session, day: date, own: list[ColumnElement[bool]]) -> tuple[VisitLine, ...]:
    found = session.execute(
        select(Episode.id, Episode.first_visit_on, Episode.first_visit_time, Episode.first_visit_place, *_PERSON)
        .join(Client, Client.id == Episode.client_id)
        .where(*own, Episode.first_visit_on >= day, Episode.first_visit_on <= day + LOOK_AHEAD)
        .order_by(Episode.first_visit_on, Episode.first_visit_time, Episode.id)
        .limit(MOST_LINES)
    )
    return tuple(
        VisitLine(
            episode_id=row.id,
            on=row.first_visit_on or day,
            time=row.first_visit_time,
            place=row.first_visit_place,
            **_about(row),
        )
        for row in found
    )


def _messages(session: Session, whose: tuple[UUID, ...]) -> tuple[MessageLine, ...]:
    """Return the messages that are owed; those of an episode that has ended too."""
    picked = select(OwedMessageRow.id).where(
        OwedMessageRow.settled_on.is_(None), OwedMessageRow.client_id.not_in(_DEAD)
    )
    if whose:
        of_them = select(Episode.id).where(Episode.worker_id.in_(whose))
        picked = picked.where(OwedMessageRow.episode_id.in_(of_them))
    oldest_first = (OwedMessageRow.owed_since, OwedMessageRow.id)
    found = (
        select(
            OwedMessageRow.id,
            OwedMessageRow.episode_id,
            OwedMessageRow.to,
            OwedMessageRow.why,
            OwedMessageRow.owed_since,
            *_PERSON,
        )
        .join(Client, Client.id == OwedMessageRow.client_id)
        .where(OwedMessageRow.id.in_(picked.order_by(*oldest_first).limit(MOST_LINES)))
        .order_by(*oldest_first)
    )
    return tuple(
        MessageLine(
            episode_id=row.episode_id,
            message_id=row.id,
            words=f"{MESSAGE_TO_WORDS[row.to]}: {MESSAGE_WHY_WORDS[row.why]}",
            since=row.owed_since,
            **_about(row),
        )
        for row in session.execute(found)
    )


def _due(session: Session, day: date, people: Any) -> tuple[Work, ...]:
    """Return reviews, drafts, unfinished talks and questions to ask when alone, late ones first.

    Of people whose work goes on.
    """
    due = [*_plans(session, day, people), *_unfinished(session, people), *_alone(session, people)]
    due += _connections(session, day, people)
    due.sort(key=lambda line: (line.by or day, line.who))
    return tuple(due[:MOST_LINES])


def _people(whose: tuple[UUID, ...], *, unreferred: bool) -> Any:
    """Return the clients whose episode goes on; who came without a referral belongs to whoever added them."""
    open_now = select(Episode.client_id).where(Episode.closed_on.is_(None))
    alone = select(Client.id).where(~select(Episode.id).where(Episode.client_id == Client.id).exists())
    if whose:
        open_now = open_now.where(Episode.worker_id.in_(whose))
        alone = alone.where(Client.owner_id.in_(whose))
    return open_now.union(alone) if unreferred else open_now


def _plans(session: Session, day: date, people: Any) -> list[Work]:
    """Return plans that are not agreed yet or to be looked at soon.

    Picked by their keys before a name is read: one condition with "or" would walk every plan there is.
    """
    drafts = Plan.status == PlanStatus.DRAFT
    reviews = (Plan.status == PlanStatus.AGREED) & (Plan.review_date <= day + LOOK_AHEAD)
    picked = [
        select(Plan.id)
        .where(Plan.client_id.in_(people), Plan.client_id.not_in(_DEAD), which)
        .order_by(Plan.review_date, Plan.id)
        .limit(MOST_LINES)
        .subquery()
        for which in (drafts, reviews)
    ]
    found = session.execute(
        select(Plan.id.label("plan_id"), Plan.status, Plan.review_date, *_PERSON)
        .join(Client, Client.id == Plan.client_id)
        .where(Plan.id.in_(union_all(*(select(each.c.id) for each in picked))))
        .order_by(Plan.review_date, Plan.updated_at.desc(), Plan.id)
    )
    return [
        _work(row, "A plan is not agreed yet", plan_id=row.plan_id)
        if row.status is PlanStatus.DRAFT
        else _work(row, "Look at the plan together", row.review_date, plan_id=row.plan_id)
        for row in found
    ]


def _unfinished(session: Session, people: Any) -> list[Work]:
    newest_first = (Assessment.started_at.desc(), Assessment.id)
    picked = (
        select(Assessment.id)
        .where(Assessment.client_id.in_(people), Assessment.client_id.not_in(_DEAD), Assessment.completed_at.is_(None))
        .order_by(*newest_first)
        .limit(MOST_LINES)
    )
    found = session.execute(
        select(Assessment.id.label("assessment_id"), Assessment.title.label("talk"), *_PERSON)
        .join(Client, Client.id == Assessment.client_id)
        .where(Assessment.id.in_(picked))
        .order_by(*newest_first)
    )
    return [_work(row, f"{row.talk}: not finished", assessment_id=row.assessment_id) for row in found]


def _unread(session: Session, people: Any) -> list[Work]:
    """Return the talks that a client answered alone and nobody has read; of the dead too: it may still matter."""
    talks = unread(session, people, MOST_LINES)
    if not talks:
        return []
    found = session.execute(
        select(Assessment.id.label("assessment_id"), Assessment.title.label("talk"), *_PERSON)
        .join(Client, Client.id == Assessment.client_id)
        .where(Assessment.id.in_(talks))
    )
    lines = {row.assessment_id: _work(row, row.talk, assessment_id=row.assessment_id) for row in found}
    return [lines[talk] for talk in talks if talk in lines]


def _alone(session: Session, people: Any) -> list[Work]:
    """Return the talks that left questions for when the person is alone."""
    waiting = waiting_alone(session, people, MOST_LINES)
    if not waiting:
        return []
    found = session.execute(
        select(Assessment.id.label("assessment_id"), Assessment.title.label("talk"), *_PERSON)
        .join(Client, Client.id == Assessment.client_id)
        .where(Assessment.id.in_(waiting), Client.deceased_on.is_(None))
        .order_by(Assessment.completed_at.desc(), Assessment.id)
    )
    words = "{}: questions to ask when alone"
    lines = (_work(row, words.format(row.talk), assessment_id=row.assessment_id) for row in found)
    return [replace(line, hushed=True) for line in lines]


BETTER = "You were there: better the words on the first visit to {}"
"""After an accompanied first visit, while it is fresh."""


def _connections(session: Session, day: date, people: Any) -> list[Work]:
    """Return what is to be asked about connections today."""
    lines = due_lines(session, people, day, MOST_LINES)
    better = to_better(session, people, day, MOST_LINES)
    about = {line.client_id for line in lines} | {client_id for client_id, *_rest in better}
    if not about:
        return []
    wanted = select(*_PERSON).where(Client.id.in_(about), Client.deceased_on.is_(None))
    known = {row.person_id: row for row in session.execute(wanted)}
    asked = [
        _work(known[line.client_id], line.words, line.reminder.on, connection_id=line.connection_id)
        for line in lines
        if line.client_id in known
    ]
    return asked + [
        _work(
            known[client_id], f"You were there: better the words on the first visit to {name}", on, connection_id=kept
        )
        for client_id, kept, name, on in better
        if client_id in known
    ]


def _work(row: Any, words: str, by: date | None = None, **about: UUID) -> Work:
    return Work(
        row.person_id,
        full_name(row.title, row.given_name, row.family_name),
        words,
        by,
        keep_safe=row.keep_safe,
        plan_id=about.get("plan_id"),
        assessment_id=about.get("assessment_id"),
        connection_id=about.get("connection_id"),
    )
