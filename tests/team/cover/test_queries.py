"""Whose cases come first is proved with the verbs, in `test_service.py`; here the order and the doubles."""

from __future__ import annotations

import uuid

from sqlalchemy.orm import Session

from linkdesk.record.session import Actor
from linkdesk.record.session import unit_of_work
from linkdesk.team.cover import queries
from linkdesk.team.cover.models import Cover
from tests.conftest import FakeClock

ONE, TWO, THREE = (uuid.UUID(int=number) for number in (1, 2, 3))


def test_two_covers_of_one_worker_count_once(session: Session, actor: Actor, clock: FakeClock) -> None:
    today = clock.now().date()
    with unit_of_work(session, actor, "arrange_cover") as work:
        for whose in (THREE, TWO, TWO):
            work.session.add(Cover(worker_id=whose, cover_id=ONE, from_on=today, to_on=today))
    assert queries.own_caseloads(session, ONE, today) == (ONE, TWO, THREE)
