"""Taking the last import back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from linkdesk.record.audit import verify
from linkdesk.record.errors import RuleBroken
from linkdesk.record.session import doors_of
from linkdesk.services import queries as directory
from linkdesk.services.feeds import joining
from linkdesk.services.feeds import queries
from linkdesk.services.feeds.models import LocalSaid
from linkdesk.services.feeds.rules import State
from linkdesk.services.feeds.undoing import undo
from linkdesk.services.service import add_service
from tests.services.feeds.samples import CHOIR
from tests.services.feeds.samples import brought
from tests.services.feeds.samples import feed
from tests.services.feeds.test_service import only
from tests.services.feeds.test_service import rewrite
from tests.services.samples import GARDEN

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_an_import_is_taken_back_whole(session: Session, actor: Actor) -> None:
    garden = add_service(session, actor, GARDEN)
    before = directory.service_record(session, garden)
    named = {**CHOIR, "id": "g", "name": GARDEN.name, "wait_time": "", "alternate_name": "The green ones"}
    done = brought(session, actor, feed(CHOIR, named))
    assert done.counts == {"new": 1, "joined": 1}
    assert undo(session, actor, done.id) == ()
    assert joining.parts_of(only(session)) == joining.parts_of(before)
    assert session.scalars(select(LocalSaid.id)).all() == []
    assert queries.import_of(session, done.id).state is State.UNDONE
    assert verify(session, doors_of(session).audit_key()).faults == ()
    with pytest.raises(RuleBroken):
        undo(session, actor, done.id)


def test_what_the_source_said_before_comes_back(session: Session, actor: Actor) -> None:
    first = brought(session, actor, feed(CHOIR), "First")
    before = only(session)
    second = brought(session, actor, feed({**CHOIR, "wait_time": "Two weeks"}), "Second")
    with pytest.raises(RuleBroken):
        undo(session, actor, first.id)
    assert undo(session, actor, second.id) == ()
    assert joining.parts_of(only(session)) == joining.parts_of(before)
    source = queries.came_from(session, before.id)
    assert source is not None
    assert source.name == "First"
    assert undo(session, actor, first.id) == ()
    assert directory.services(session) == ()


def test_what_was_changed_since_stays_and_is_named(session: Session, actor: Actor) -> None:
    done = brought(session, actor, feed(CHOIR, {**CHOIR, "id": "w", "name": "Testham Walkers"}))
    walkers = next(each for each in directory.services(session) if each.name == "Testham Walkers")
    rewrite(session, actor, walkers, first_visit="Meet at the gate.")
    assert undo(session, actor, done.id) == ("Testham Walkers",)
    assert only(session).first_visit == "Meet at the gate."


def test_what_is_gone_comes_back(session: Session, actor: Actor) -> None:
    brought(session, actor, feed(CHOIR, {**CHOIR, "id": "w", "name": "Testham Walkers"}))
    done = brought(session, actor, feed(CHOIR), whole=True)
    assert undo(session, actor, done.id) == ()
    assert session.scalars(select(LocalSaid.gone_on)).all() == [None, None]
