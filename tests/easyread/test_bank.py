"""The phrase bank that comes with LinkDesk: easy words, real pictures, and what fits what is typed."""

from __future__ import annotations

import pytest

from linkdesk.easyread.bank import PhraseKind
from linkdesk.easyread.bank import bank
from linkdesk.easyread.bank import fitting
from linkdesk.easyread.bank import same_words
from linkdesk.easyread.pictures import picture
from linkdesk.easyread.rules import lint
from linkdesk.languages.catalogue import drafts
from linkdesk.languages.tongues import TONGUES

WORDS = ("I phone the group.", "We go to the group together.", "I go for a short walk.")


def test_each_phrase_has_easy_words_a_picture_and_a_draft_in_each_language() -> None:
    assert len({each.key for each in bank()}) == len({(each.kind, each.words) for each in bank()}) == len(bank())
    assert {each.kind for each in bank()} == set(PhraseKind)
    for each in bank():
        assert lint(each.words) == (), each.words
        assert picture(each.picture).key == each.picture
        assert all(drafts(tongue.tag).get(each.words) for tongue in TONGUES), each.words


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        ("", []),
        ("I want to", []),
        ("gro", [0, 1]),
        ("the group tog", [1, 0]),
        ("I phone the group", [1]),
        ("SHORT", [2]),
        ("zebra", []),
        ("<b>%", []),
    ],
)
def test_a_phrase_fits_where_a_typed_word_begins_one_of_its_words(typed: str, places: list[int]) -> None:
    assert fitting(typed, WORDS, 3) == places


def test_no_more_are_offered_than_asked_for() -> None:
    assert fitting("group", WORDS * 10, 3) == [0, 1, 3]


def test_the_same_words_are_the_same_with_other_spaces_and_without_the_last_stop() -> None:
    assert same_words("  I phone\n the group. ") == same_words("I phone the group") == "I phone the group"
    assert same_words("I phone the group?") != same_words("I phone the group")
