"""What a sort gives, what moved, and what is refused."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC
from datetime import date
from datetime import datetime

import pytest

from linkdesk.assessments.sort import rules
from linkdesk.assessments.sort.cards import cards
from linkdesk.assessments.sort.rules import PaperSort
from linkdesk.assessments.sort.rules import Pile
from linkdesk.assessments.sort.rules import SortedCard
from linkdesk.assessments.sort.rules import SortRecord
from linkdesk.web.display import day_and_time

TODAY = date(2026, 11, 20)
KNOWN = ("home", "money", "sleep")


def made(good: str = "", so_so: str = "", change: str = "", first: str = "", words: str = "") -> SortRecord:
    """Return a sort from names parted by spaces."""
    piles = {
        pile: tuple(SortedCard(name, f"My {name}", name) for name in names.split())
        for pile, names in ((Pile.GOOD, good), (Pile.SO_SO, so_so), (Pile.CHANGE, change))
    }
    chosen = next((card for card in piles[Pile.CHANGE] if card.key == first), None)
    return SortRecord(uuid.UUID(int=1), uuid.UUID(int=2), TODAY, False, True, piles, first=chosen, words=words)  # noqa: FBT003


def test_it_gives_strengths_needs_and_a_first_goal_in_their_own_words() -> None:
    sort = made(good="home", change="money sleep", first="sleep", words=" Sleep  all\nnight ")
    assert [card.words for card in sort.strengths] == ["My home"]
    assert [card.words for card in sort.needs] == ["My sleep", "My money"], "what comes first stands first"
    assert sort.goal == "Sleep all night"
    assert made(change="money", first="money").goal == "I want to change this: My money"
    assert made(change="money").goal == ""
    assert made().is_empty


def test_no_strength_is_made_of_a_card_about_a_hard_thing() -> None:
    sort = made(good="loss habits safe papers home")
    assert [card.key for card in sort.strengths] == ["home"]
    assert len(sort.piles[Pile.GOOD]) == 5, "the pile itself is as they laid it"
    hard = {card.key for card in cards() if card.group == "Hard things"}
    assert hard == rules.HARD_THINGS


def test_what_moved_is_said_in_words() -> None:
    before, now = made(good="home", change="money sleep food"), made(good="sleep", so_so="home money", change="work")
    found = {move.card.key: move.words for move in rules.moves(before, now)}
    assert found == {
        "sleep": "Better",
        "money": "Better",
        "home": "Harder",
        "work": "New in this sort",
        "food": "Left out this time",
    }
    moved = rules.moved_words(rules.moves(before, now))
    assert moved == "2 cards moved towards going well. 1 card moved the other way. No card stayed."
    assert [move.words for move in rules.moves(before, now)][:3] == ["Better", "Better", "Harder"]
    assert rules.moved_words(rules.moves(before, before)) == "No card moved."
    assert rules.moved_words(rules.moves(made(good="home"), made(good="sleep"))) == "No card lay in both sorts."


def test_sorts_of_two_ways_or_with_unchecked_words_are_not_compared() -> None:
    screen, paper = (replace(made(good="home"), modes=frozenset({mode})) for mode in ("client", "paper"))
    assert rules.not_compared(paper, screen) == rules.MIXED
    assert rules.not_compared(screen, screen) == ""
    assert rules.not_compared(screen, replace(screen, unchecked_words=True)) == rules.UNCHECKED


def test_two_sorts_of_one_day_are_told_apart() -> None:
    early, late = (replace(made(), started_at=datetime(2026, 11, 20, hour, tzinfo=UTC)) for hour in (9, 14))
    assert rules.headings(early, late) == (
        day_and_time(early.started_at),
        day_and_time(late.started_at),
    )
    assert rules.headings(replace(early, on_paper=True), late) == (
        "20 November 2026, earlier that day",
        "20 November 2026, later that day",
    )
    assert rules.headings(replace(early, day=date(2026, 11, 19)), late) == ("19 November 2026", "20 November 2026")


@pytest.mark.parametrize("chosen", [(), ("home", "money"), ("home", "home", "home"), ("home", "money", "moon")])
def test_too_few_or_unknown_cards_are_not_laid_out(chosen: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="card"):
        rules.check_cards(chosen, KNOWN)
    rules.check_cards(KNOWN, KNOWN)


@pytest.mark.parametrize(
    ("piles", "day", "first", "words", "refusal"),
    [
        ({}, TODAY, None, "", "at least one card"),
        ({"home": None}, TODAY, None, "", "at least one card"),
        ({"moon": Pile.GOOD}, TODAY, None, "", "not in LinkDesk"),
        ({"home": Pile.GOOD}, date(2026, 11, 21), None, "", "still to come"),
        ({"home": Pile.GOOD}, date(1926, 11, 20), None, "", "Check the year"),
        ({"home": Pile.GOOD}, TODAY, "home", "", "must be one"),
        ({"home": Pile.CHANGE}, TODAY, "money", "", "must be one"),
        ({"home": Pile.CHANGE}, TODAY, None, "Move", "Choose the card"),
    ],
)
def test_a_paper_sort_that_cannot_have_been_is_refused(
    piles: dict[str, Pile | None], day: date, first: str | None, words: str, refusal: str
) -> None:
    with pytest.raises(ValueError, match=refusal):
        rules.check_paper(PaperSort(uuid.UUID(int=2), day, piles, first, words), KNOWN, TODAY)


def test_a_paper_sort_of_today_is_taken() -> None:
    sort = PaperSort(uuid.UUID(int=2), TODAY, {"home": Pile.CHANGE, "money": None}, "home", "Move")
    rules.check_paper(sort, KNOWN, TODAY)
