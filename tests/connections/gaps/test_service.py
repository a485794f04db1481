"""Noting a need that no service fits, with the area of then, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linkdesk.clients.deceased.rules import NoteDeath
from linkdesk.clients.deceased.service import note_death
from linkdesk.clients.queries import client_record
from linkdesk.connections.gaps.queries import gaps_between
from linkdesk.connections.gaps.queries import gaps_of
from linkdesk.connections.gaps.rules import Missing
from linkdesk.connections.gaps.rules import Need
from linkdesk.connections.gaps.rules import NoteGap
from linkdesk.connections.gaps.rules import TakeBackGap
from linkdesk.connections.gaps.service import note_gap
from linkdesk.connections.gaps.service import take_back_gap
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from tests.connections.samples import TODAY
from tests.connections.samples import person

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_a_button_pressed_twice_is_one_line(session: Session, actor: Actor) -> None:
    who = person(session, actor, postcode="LS1 4AP")
    first = note_gap(session, actor, NoteGap(who, Need.MONEY, words="  No  debt advice "))
    assert note_gap(session, actor, NoteGap(who, Need.MONEY, Missing.FULL)) == first
    note_gap(session, actor, NoteGap(who, Need.FOOD))
    assert {(each.need, each.missing, each.area, each.words) for each in gaps_of(session, who)} == {
        (Need.MONEY, Missing.FULL, "LS1", "No debt advice"),
        (Need.FOOD, Missing.NONE, "LS1", ""),
    }


def test_taken_back_it_stays_and_another_may_be_noted(session: Session, actor: Actor) -> None:
    who, other = person(session, actor), person(session, actor, given_name="Zed")
    made = note_gap(session, actor, NoteGap(who, Need.MONEY))
    with pytest.raises(NotFound):
        take_back_gap(session, actor, TakeBackGap(other, made))
    take_back_gap(session, actor, TakeBackGap(who, made))
    assert gaps_of(session, who)[0].taken_back_on == TODAY
    assert note_gap(session, actor, NoteGap(who, Need.MONEY)) != made
    assert len(gaps_between(session, TODAY, TODAY)) == 2


def test_of_the_dead_nothing_is_missing(session: Session, actor: Actor) -> None:
    who = person(session, actor)
    note_death(session, actor, NoteDeath(who, client_record(session, who).version, TODAY, "Surgery"))
    with pytest.raises(RuleBroken):
        note_gap(session, actor, NoteGap(who, Need.MONEY))
