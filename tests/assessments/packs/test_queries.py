"""Packs are listed with the newest first, each with its pictures."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest

from linkdesk.assessments.packs import queries
from linkdesk.record.errors import NotFound
from tests.assessments.packs.test_service import bring

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor
    from tests.conftest import FakeClock


def test_the_newest_is_first_and_wins(session: Session, actor: Actor, clock: FakeClock) -> None:
    first = bring(session, actor, "First")
    clock.pass_time(60)
    second = bring(session, actor, "Second")
    assert [each.id for each in queries.packs(session)] == [second, first]
    assert queries.in_use(session)["home"] == queries.pack(session, second).pictures[0]
    with pytest.raises(NotFound):
        queries.pack(session, uuid.uuid4())
