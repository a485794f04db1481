"""Reading whose cases there are and what a handover sheet says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlalchemy import select

from linkdesk.clients import rules as client_rules
from linkdesk.clients.models import Client
from linkdesk.desk.handover import rules
from linkdesk.desk.handover.rules import Case
from linkdesk.desk.handover.rules import HandoverSheet
from linkdesk.desk.queries import client_page
from linkdesk.episodes.stages import STAGE_WORDS
from linkdesk.plans.queries import current_plan
from linkdesk.plans.rules import who_words
from linkdesk.record.errors import NotFound
from linkdesk.team.queries import find_worker
from linkdesk.web.display import long_date

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.desk.rules import Event
    from linkdesk.episodes.rules import EpisodeRecord
    from linkdesk.plans.rules import PlanRecord

MOST_CASES = 1000
LAST_LINES = 5
NO_REFERRAL = "No referral yet"


def cases_of(session: Session, worker_id: UUID) -> tuple[Case, ...]:
    """Return a worker's cases by family name."""
    rows = session.execute(
        select(Client.id, Client.title, Client.given_name, Client.family_name, Client.birth_date)
        .where(Client.owner_id == worker_id)
        .order_by(Client.family_key, Client.given_key, Client.id)
        .limit(MOST_CASES)
    )
    return tuple(
        Case(row.id, client_rules.full_name(row.title, row.given_name, row.family_name), row.birth_date) for row in rows
    )


def count_cases(session: Session, worker_id: UUID) -> int:
    """Return how many cases a worker has; a record kept apart from whoever asks is not counted, or it would show."""
    return session.scalar(select(func.count()).select_from(Client).where(Client.owner_id == worker_id)) or 0


def handover_sheet(
    session: Session, client_id: UUID, today: date, given: frozenset[UUID] = frozenset()
) -> HandoverSheet:
    """Return what a handover sheet says about one person; `given` are the plans whose copy they have.

    Raises:
        NotFound: there is no such client.
    """
    page = client_page(session, client_id, today, given=given)
    client = page.client
    owner = session.scalar(select(Client.owner_id).where(Client.id == client_id))
    worker = find_worker(session, owner) if owner else None
    plan = _plan(session, client_id)
    return HandoverSheet(
        client_id=client_id,
        who=page.banner.full_name,
        called=page.banner.preferred_name,
        birth_date=page.banner.birth_date,
        age=page.banner.age,
        nhs_number=page.banner.nhs_number,
        worker=worker.name if worker else "",
        stage=STAGE_WORDS[page.next_step.stage] if page.episode else NO_REFERRAL,
        next_step=f"{page.next_step.heading}. {page.next_step.sentence}",
        reason=page.episode.reason if page.episode else "",
        visit=_visit(page.episode, today),
        keep_safe=client.keep_safe,
        needs=tuple(need.text for need in page.banner.needs),
        phones=tuple(
            f"{phone.number}{'' if phone.safe_to_leave_message else '. Do not leave messages.'}"
            for phone in client.phones
        ),
        risks=rules.risk_words(page.risks),
        happened=tuple(_happened(event) for event in page.timeline[:LAST_LINES]),
        steps=rules.due_steps(plan, _who(plan)),
        review=plan.review_date if plan else None,
        connections=rules.connection_lines(page.connections),
    )


def _happened(event: Event) -> str:
    said = ". ".join(each for each in (event.words, event.note) if each)
    return f"{long_date(event.at)}: {said}"


def _plan(session: Session, client_id: UUID) -> PlanRecord | None:
    try:
        return current_plan(session, client_id)
    except NotFound:
        return None


def _who(plan: PlanRecord | None) -> dict[UUID, str]:
    steps = (step for goal in plan.goals for step in goal.steps) if plan else ()
    return {step.id: who_words(step, plan.worker_name if plan else "") for step in steps}


def _visit(episode: EpisodeRecord | None, today: date) -> str:
    """Return when and where the first visit is or was; nothing while there is none, or the work has ended."""
    if episode is None or episode.first_visit_on is None or not episode.is_open:
        return ""
    place = (episode.first_visit_time, episode.first_visit_place)
    words = ", ".join((long_date(episode.first_visit_on), *(each for each in place if each)))
    return f"The first visit {'was' if episode.first_visit_on < today else 'is'} on {words}."
