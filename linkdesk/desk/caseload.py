"""The caseload: one line an episode, by stage and worker, the worker's own first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlalchemy import Select
from sqlalchemy import exists
from sqlalchemy import func
from sqlalchemy import select

from linkdesk.assessments.models import Assessment
from linkdesk.clients.keepsafe.rules import mark
from linkdesk.clients.models import Client
from linkdesk.clients.rules import folded
from linkdesk.clients.rules import full_name
from linkdesk.contacts.queries import last_days
from linkdesk.desk.stages import stage_column
from linkdesk.desk.views.rules import Sort
from linkdesk.episodes.models import Episode
from linkdesk.episodes.stages import STAGE_WORDS
from linkdesk.episodes.stages import Stage
from linkdesk.plans.models import Plan
from linkdesk.plans.rules import PlanStatus
from linkdesk.settings import Limits
from linkdesk.team.queries import workers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sqlalchemy import Row
    from sqlalchemy.orm import Session

    from linkdesk.desk.rules import Meeting

LIMITS = Limits()
COUNTED_TO = 1000
"""Beyond this the lines are not counted: "more than 1,000" says as much, and every count walks all it counts."""


@dataclass(frozen=True)
class Wanted:
    """Which lines are shown, and how ordered: of these workers or everyone, at one stage or all that go on."""

    of: tuple[UUID, ...] = ()
    stage: Stage | None = None
    unreferred: bool = False
    """Those who came without a referral; then nothing else is asked."""
    sort: Sort = Sort.NAME


@dataclass(frozen=True, kw_only=True)
class Case:
    """One line of the caseload; without a referral there is no episode, stage or worker."""

    client_id: UUID
    full_name: str
    preferred_name: str
    birth_date: date
    has_needs: bool
    keep_safe: str
    stage: Stage | None = None
    worker: str = ""
    last_contact: date | None = None
    next_contact: date | None = None
    next_time: str = ""
    next_place: str = ""
    has_namesake: bool = False
    """Whether somebody else in the same list has the same name, so that the date of birth must tell them apart."""

    @property
    def stage_words(self) -> str:
        """The stage as it is read."""
        return STAGE_WORDS[self.stage] if self.stage else "No referral yet"

    @property
    def safe_mark(self) -> str:
        """What the list shows of the person's keep-safe line."""
        return mark(self.keep_safe)


@dataclass(frozen=True)
class CasePage:
    """One page of the caseload; `more` says that there are more than were counted."""

    rows: tuple[Case, ...]
    total: int
    more: bool
    number: int
    pages: int

    @property
    def counted(self) -> str:
        """Say how many there are."""
        if self.more:
            return f"More than {COUNTED_TO:,} people"
        return f"{self.total:,} {'person' if self.total == 1 else 'people'}"


def caseload(session: Session, wanted: Wanted, today: date, page: int = 1, rows: int = LIMITS.page_rows) -> CasePage:
    """Return one page of the caseload."""
    counting = _unreferred() if wanted.unreferred else select(Episode.id).where(*_wanted(wanted, today))
    counted = session.scalar(select(func.count()).select_from(counting.limit(COUNTED_TO + 1).subquery())) or 0
    total, more = min(counted, COUNTED_TO), counted > COUNTED_TO
    pages = max(1, -(-total // rows))
    number = min(max(page, 1), pages)
    found = _ordered(wanted, today, many=more)
    ids = list(session.scalars(found.limit(rows).offset((number - 1) * rows)))
    return CasePage(_cases(session, _lines(session, ids, wanted, today), today, wanted), total, more, number, pages)


def with_meetings(page: CasePage, meetings: Mapping[UUID, Meeting], today: date) -> CasePage:
    """Return the page with the next meeting of each person, as the prints say it; a late review is still next."""
    return replace(page, rows=tuple(_meeting(case, meetings.get(case.client_id), today) for case in page.rows))


def _meeting(case: Case, meeting: Meeting | None, today: date) -> Case:
    if meeting is not None:
        return replace(case, next_contact=meeting.day, next_time=meeting.time, next_place=meeting.place)
    late = case.next_contact is not None and case.next_contact < today
    return case if late else replace(case, next_contact=None)


def without_referral(session: Session) -> int:
    """Return how many people have no referral on record; two counts of keys, since looking for them takes longer."""
    everyone = session.scalar(select(func.count(Client.id))) or 0
    referred = session.scalar(select(func.count(func.distinct(Episode.client_id)))) or 0
    return max(0, everyone - referred)


_PERSON = (
    Client.id,
    Client.title,
    Client.given_name,
    Client.family_name,
    Client.preferred_name,
    Client.birth_date,
    Client.needs,
    Client.interpreter_needed,
    Client.does_not_read,
    Client.keep_safe,
)


def _unreferred() -> Select[UUID]:
    return select(Client.id).where(~exists().where(Episode.client_id == Client.id))


def _ordered(wanted: Wanted, today: date, *, many: bool) -> Select[UUID]:
    """Return the ids wanted, of episodes or of people without one, in their order."""
    by_name = (Client.family_key, Client.given_key, Client.id)
    if wanted.unreferred:
        added = {Sort.OLDEST: (Client.created_at, Client.id), Sort.NEWEST: (Client.created_at.desc(), Client.id)}
        return _unreferred().order_by(*added.get(wanted.sort, by_name))
    if wanted.sort is Sort.NAME:
        return _by_name(wanted, today, many=many).order_by(*by_name, Episode.number)
    found = select(Episode.id).where(*_wanted(wanted, today))
    if wanted.sort is Sort.OLDEST:
        return found.order_by(Episode.received_on, Episode.id)
    return found.order_by(Episode.received_on.desc(), Episode.id.desc())


def _by_name(wanted: Wanted, today: date, *, many: bool) -> Select[UUID]:
    """Return the ids of the episodes wanted, beside their person.

    Of everyone's lines the first 50 are soon found along the names where they are many; few, and those of one worker,
    are gathered by their own index and sorted. The database has no figures to choose by, so a function keeps the index
    out that would make it walk everybody.
    """
    along_names = not wanted.of and (many or wanted.stage in {None, Stage.CLOSED})
    person: Any = func.coalesce(Client.id, Client.id) if along_names else Client.id
    return select(Episode.id).join(Client, Episode.client_id == person).where(*_wanted(wanted, today))


def _lines(session: Session, ids: list[UUID], wanted: Wanted, today: date) -> Sequence[Row[Any]]:
    """Return the columns of one page, in its order; sorting carries keys only, and stages are worked out for 50."""
    if wanted.unreferred:
        key: ColumnElement[UUID] = Client.id.label("key")
        found = select(*_PERSON, key).where(Client.id.in_(ids))
    else:
        columns = (Episode.worker_id, Episode.last_try_on, Episode.first_contact_on, Episode.first_visit_on)
        about = [column.label(f"episode_{column.key}") for column in columns]
        found = select(*_PERSON, Episode.id.label("key"), *about, stage_column(today).label("stage"))
        found = found.join(Episode, Episode.client_id == Client.id).where(Episode.id.in_(ids))
    place = {each: number for number, each in enumerate(ids)}
    return sorted(session.execute(found), key=lambda row: place[row.key])


def _wanted(wanted: Wanted, today: date) -> list[ColumnElement[bool]]:
    """Return what a line must fulfil; a stage is worked out only for the episodes that go on."""
    closed = Episode.closed_on.is_not(None) if wanted.stage is Stage.CLOSED else Episode.closed_on.is_(None)
    conditions: list[ColumnElement[bool]] = [closed]
    if wanted.of:
        conditions.append(Episode.worker_id.in_(wanted.of))
    if wanted.stage not in {None, Stage.CLOSED}:
        conditions.append(stage_column(today) == str(wanted.stage))
    return conditions


def _cases(session: Session, found: Sequence[Row[Any]], today: date, wanted: Wanted) -> tuple[Case, ...]:
    names = {worker.id: worker.name for worker in workers(session)}
    called = Counter(_called(row) for row in {row.id: row for row in found}.values())
    ids = [row.id for row in found]
    talks: dict[UUID, Any] = dict(
        session.execute(
            select(Assessment.client_id, func.max(Assessment.started_at))
            .where(Assessment.client_id.in_(ids))
            .group_by(Assessment.client_id)
        ).all()
    )
    contacts = last_days(session, ids)
    reviews: dict[UUID, Any] = dict(
        session.execute(
            select(Plan.client_id, func.min(Plan.review_date))
            .where(Plan.client_id.in_(ids), Plan.status == PlanStatus.AGREED)
            .group_by(Plan.client_id)
        ).all()
    )
    return tuple(
        Case(
            client_id=row.id,
            full_name=full_name(row.title, row.given_name, row.family_name),
            preferred_name=row.preferred_name,
            birth_date=row.birth_date,
            has_needs=bool(row.needs) or row.interpreter_needed or bool(row.does_not_read),
            keep_safe=row.keep_safe,
            stage=None if wanted.unreferred else Stage(row.stage),
            worker="" if wanted.unreferred else names.get(row.episode_worker_id, ""),
            last_contact=None if wanted.unreferred else _last(row, talks.get(row.id), contacts.get(row.id), today),
            next_contact=None if wanted.unreferred else _next(row, reviews.get(row.id), today),
            has_namesake=called[_called(row)] > 1,
        )
        for row in found
    )


def _called(row: Row[Any]) -> tuple[str, str]:
    """Return the name by which two people would be taken for one: titles, capitals and accents tell nobody apart."""
    return folded(row.given_name), folded(row.family_name)


def _last(row: Row[Any], talk: Any, contact: date | None, today: date) -> date | None:
    """Return the last day that somebody tried, met or spoke, as far as it is on record."""
    visited = row.episode_first_visit_on
    days = [row.episode_last_try_on, row.episode_first_contact_on, contact, talk.astimezone().date() if talk else None]
    days.append(visited if visited and visited < today else None)
    return max((day for day in days if day), default=None)


def _next(row: Row[Any], review: Any, today: date) -> date | None:
    """Return the next day that something is booked or due; a review that is late is still next."""
    visit = row.episode_first_visit_on
    if visit and visit >= today:
        return visit  # type: ignore[no-any-return]  # a column of dates
    if row.stage == Stage.CLOSED:
        return None
    return review  # type: ignore[no-any-return]  # the same
