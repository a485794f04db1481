"""Who may arrange cover for whom, and whose cases come first then."""

from __future__ import annotations

import uuid
from datetime import date
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from linkdesk.record.errors import NotAllowed
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.session import Actor
from linkdesk.record.session import unit_of_work
from linkdesk.team.cover import queries
from linkdesk.team.cover import service
from linkdesk.team.cover.rules import ArrangeCover
from linkdesk.team.models import WorkerRow
from linkdesk.team.rules import ALL_ROLES
from linkdesk.team.rules import Role
from tests.conftest import FakeClock

LEAD, KIT, LEFT = uuid.UUID(int=1), uuid.UUID(int=8), uuid.UUID(int=9)


@pytest.fixture
def kit(session: Session, actor: Actor) -> Actor:
    with unit_of_work(session, actor, "start") as work:
        for worker_id, roles in ((LEAD, ALL_ROLES), (KIT, (Role.LINK_WORKER,)), (LEFT, ())):
            row = WorkerRow(id=worker_id, name=f"W{worker_id.int}", job_title="", phone="", email="", roles=list(roles))
            work.session.add(row)
    return Actor(KIT, actor.organisation_id)


def test_a_covered_caseload_comes_first_from_the_first_day_to_the_last(
    session: Session, actor: Actor, kit: Actor, clock: FakeClock
) -> None:
    today = clock.now().date()
    service.arrange_cover(session, kit, ArrangeCover(KIT, LEAD, today, today + timedelta(days=2)))
    days = (-1, 0, 2, 3)
    found = [queries.own_caseloads(session, LEAD, today + timedelta(days=day)) for day in days]
    assert found == [(LEAD,), (LEAD, KIT), (LEAD, KIT), (LEAD,)]
    assert queries.own_caseloads(session, KIT, today) == (KIT,)
    shown = queries.covers(session, today)
    assert [(one.worker, one.cover) for one in shown] == [("W8", "W1")]
    assert queries.covers(session, today + timedelta(days=3)) == ()


def test_everybody_arranges_for_themselves_and_leads_for_anybody(
    session: Session, actor: Actor, kit: Actor, clock: FakeClock
) -> None:
    today = clock.now().date()
    with pytest.raises(NotAllowed):
        service.arrange_cover(session, kit, ArrangeCover(LEAD, KIT, today, today))
    cover = service.arrange_cover(session, actor, ArrangeCover(LEAD, KIT, today, today))
    with pytest.raises(NotAllowed):
        service.end_cover(session, kit, cover)
    service.end_cover(session, actor, cover)
    assert queries.covers(session, today) == ()
    with pytest.raises(NotFound):
        service.end_cover(session, actor, cover)


@pytest.mark.parametrize("cover", [LEFT, uuid.UUID(int=404), LEAD])
def test_only_somebody_else_who_is_here_covers(
    session: Session, actor: Actor, kit: Actor, clock: FakeClock, cover: uuid.UUID
) -> None:
    day: date = clock.now().date()
    with pytest.raises(RuleBroken):
        service.arrange_cover(session, actor, ArrangeCover(LEAD, cover, day, day))
