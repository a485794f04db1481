"""Reading what somebody needs, and the services that fit it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkdesk.assessments.library import BARRIERS
from linkdesk.assessments.library import MY_LIFE
from linkdesk.assessments.queries import assessments_of
from linkdesk.connections.fitting import rules
from linkdesk.connections.fitting.person import person
from linkdesk.connections.fitting.wanted import Wanted
from linkdesk.connections.fitting.wanted import of_area
from linkdesk.connections.fitting.wanted import wanted
from linkdesk.connections.queries import connections_of
from linkdesk.plans.queries import plan_records
from linkdesk.plans.rules import PlanStatus
from linkdesk.services.finding.queries import FEW
from linkdesk.services.finding.queries import Asked
from linkdesk.services.finding.queries import find

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.assessments.rules import AssessmentRecord
    from linkdesk.clients.rules import ClientRecord
    from linkdesk.connections.fitting.rules import Fit
    from linkdesk.connections.rules import BarrierRecord
    from linkdesk.services.finding.queries import Hit

SHOWN = 12
"""So many services stand on the page: more are not read, a search narrows them."""
LIVE = frozenset({PlanStatus.DRAFT, PlanStatus.AGREED})


@dataclass(frozen=True)
class Fitting:
    """The services for a person: those that were looked for, others where those are few, and how many there are."""

    found: tuple[Fit, ...]
    others: tuple[Fit, ...] = ()
    total: int = 0

    @property
    def is_fitting(self) -> bool:
        """Say whether one of those that were looked for is for this person at all."""
        return any(not each.never for each in self.found)


@dataclass(frozen=True)
class Asks:
    """Something that a person asked for, to be looked for in one press; `goal_id` where it is a goal of the plan."""

    wanted: Wanted
    goal_id: UUID | None = None
    area: str = ""

    @property
    def is_said(self) -> bool:
        """Say whether it stands in the answers of a talk, which are put away while someone is beside the worker."""
        return self.goal_id is None


def fitting(
    session: Session, client: ClientRecord, looked: Wanted, typed: str, today: date, *, beside: bool = False
) -> Fitting:
    """Return the services for a person: by typed words, else by what is looked for; nearest to their home first.

    While someone is `beside`, nothing of the person is in it, and only the services themselves say what stops.
    """
    by_words = typed or ("" if looked.topics else looked.words)
    asked = Asked(
        what=by_words, where=client.postcode, topics=frozenset() if typed else looked.topics, near=False, unused=True
    )
    found = find(session, asked, most=SHOWN)
    who = person(client, assessments_of(session, client.id), _met(session, client.id), today)
    mine = Wanted(typed) if typed else looked

    def told(hit: Hit) -> Fit:
        fitted = rules.fit(hit, who, mine)
        return rules.without_the_person(fitted) if beside else fitted

    hits = found.hits
    seen = {each.record.id for each in hits}
    more = find(session, Asked(where=client.postcode, unused=True), most=SHOWN).hits if not typed else ()
    rest = [each for each in more if each.record.id not in seen][: SHOWN - len(hits)] if found.total < FEW else []
    return Fitting(
        rules.in_order(map(told, hits)), rules.in_order(map(told, rest)), max(found.total, len(hits) + len(rest))
    )


def asks_of(session: Session, client_id: UUID) -> tuple[Asks, ...]:
    """Return what a person asked for: goals of the newest plan, areas they chose, what they want to take part in."""
    return tuple(_goals(session, client_id)) + tuple(_talked(assessments_of(session, client_id)))


def _goals(session: Session, client_id: UUID) -> Iterator[Asks]:
    plan = next((each for each in reversed(plan_records(session, client_id)) if each.status in LIVE), None)
    for goal in plan.goals if plan else ():
        yield Asks(wanted(goal.need or goal.title), goal.id)


def _talked(talks: tuple[AssessmentRecord, ...]) -> Iterator[Asks]:
    for url, link_id in ((MY_LIFE, "areas"), (BARRIERS, "thing")):
        talk = next((each for each in talks if each.form_url == url and each.completed_at is not None), None)
        answer = next((each for each in talk.answers if each.link_id == link_id), None) if talk else None
        if answer is None:
            continue
        for option in answer.chosen:
            area = of_area(option.key, option.text)
            if area is not None:
                yield Asks(area, area=option.key)
        if link_id == "thing" and answer.answered:
            yield Asks(wanted(answer.value_text))


def _met(session: Session, client_id: UUID) -> list[BarrierRecord]:
    return [barrier for each in connections_of(session, client_id) for barrier in each.barriers]
