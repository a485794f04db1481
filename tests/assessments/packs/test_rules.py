"""Of packs in use that have the same idea the newest is shown; credits stand once, and not too many."""

from __future__ import annotations

import uuid
from datetime import UTC
from datetime import datetime

from linkdesk.assessments.packs.rules import CREDITS_SHOWN
from linkdesk.assessments.packs.rules import Pack
from linkdesk.assessments.packs.rules import PackPicture
from linkdesk.assessments.packs.rules import PackState
from linkdesk.assessments.packs.rules import credits_of
from linkdesk.assessments.packs.rules import own_ideas
from linkdesk.assessments.packs.rules import shown_by


def picture(idea: str, credit: str = "Us") -> PackPicture:
    return PackPicture(idea, "x", credit, uuid.uuid4(), "image/png")


def pack(day: int, *pictures: PackPicture, state: PackState = PackState.USED) -> Pack:
    return Pack(uuid.uuid4(), f"Pack {day}", state, pictures, datetime(2026, 11, day, tzinfo=UTC))


def test_the_newest_in_use_is_shown() -> None:
    old, new, away = picture("home"), picture("home"), picture("home")
    other = picture("phone")
    shown = shown_by([pack(3, away, state=PackState.AWAY), pack(2, new), pack(1, old, other)])
    assert shown == {"home": new, "phone": other}
    assert shown_by([]) == {}


def test_each_credit_stands_once() -> None:
    many = [picture("home", f"Person {number}") for number in range(9)]
    assert credits_of([picture("a"), picture("b")]) == ("Us",)
    assert len(credits_of(many)) == CREDITS_SHOWN


def test_ideas_of_its_own_are_offered_by_their_words() -> None:
    given = (("own-allotment", "Our allotment"), ("home", "Our house"), ("own-choir", "A choir"))
    made = [PackPicture(idea, words, "Us", uuid.UUID(int=1), "image/png") for idea, words in given]
    assert own_ideas(made) == (("own-choir", "A choir"), ("own-allotment", "Our allotment"))
