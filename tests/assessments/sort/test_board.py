"""Where a sort stands and which page comes next."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest

from linkdesk.assessments.flow import Talk
from linkdesk.assessments.sort import cards
from linkdesk.assessments.sort.board import Board
from linkdesk.assessments.sort.board import Stop
from linkdesk.assessments.sort.board import board
from linkdesk.assessments.sort.rules import Pile
from linkdesk.record.errors import NotFound

if TYPE_CHECKING:
    from linkdesk.assessments.rules import AnswerValue

ALL = 24


def made(values: dict[str, AnswerValue] | None = None, *, skipped: tuple[str, ...] = (), page: int = 1) -> Board:
    """Return a sort over three cards: home, money, sleep."""
    form = cards.form()
    off = {card.key for card in cards.cards()} - {"home", "money", "sleep"}
    talk = Talk(
        id=uuid.UUID(int=1),
        client_id=uuid.UUID(int=2),
        form=form.setting_aside(off),
        values=values or {},
        skipped=frozenset(skipped),
        unknown=frozenset(),
        page=page,
        finished=False,
        language="en-GB",
    )
    return board(talk)


HOME, MONEY, SLEEP = (next(p.number for p in made().places if p.key == key) for key in ("home", "money", "sleep"))


def test_it_begins_with_the_first_card_on_the_table() -> None:
    found = made()
    assert found.stop() == (Stop.CARD, HOME)
    assert [found.position(place.number) for place in found.places] == [1, 2, 3]
    assert found.before(HOME) is None
    assert found.before(SLEEP) == MONEY


def test_after_a_card_comes_the_next_that_nobody_sorted_then_all_cards() -> None:
    assert made().after(HOME) == MONEY
    assert made({"money": Pile.GOOD}).after(HOME) == SLEEP
    assert made({"money": Pile.GOOD}).after(SLEEP) == HOME, "one that was passed over comes again"
    found = made({"home": Pile.GOOD, "money": Pile.SO_SO}, skipped=("sleep",), page=ALL + 3)
    assert found.after(SLEEP) == found.all_cards
    assert found.stop() == (Stop.CARDS, found.all_cards)
    assert [place.key for place in found.left] == ["sleep"]


def test_what_comes_first_is_asked_only_where_there_is_something_to_change() -> None:
    page = made().page_of(Stop.FIRST)
    assert not made({"home": Pile.GOOD}, page=page).asks_first
    assert made({"home": Pile.GOOD}, page=page).stop()[0] is Stop.CARDS
    assert made({"home": Pile.CHANGE}, page=page).stop() == (Stop.FIRST, page)
    words = made().page_of(Stop.WORDS)
    assert made({"home": Pile.CHANGE}, page=words).stop() == (Stop.WORDS, words)


def test_a_card_that_is_no_longer_one_to_change_does_not_come_first() -> None:
    assert made({"home": Pile.CHANGE, cards.FIRST: "home"}).first is not None
    assert made({"home": Pile.GOOD, cards.FIRST: "home"}).first is None
    assert made({cards.WORDS: "Move"}).words == "Move"
    assert made().words == ""


def test_a_card_that_does_not_lie_there_is_not_found() -> None:
    with pytest.raises(NotFound):
        made().at(1)
    with pytest.raises(NotFound):
        made().question("moon")
    assert made().at(HOME).key == "home"
