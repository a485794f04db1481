"""Sentences, words, syllables, grade and rarity."""

from __future__ import annotations

import pytest

from linkdesk.easyread import reading
from linkdesk.easyread.reading import grade
from linkdesk.easyread.reading import is_rare
from linkdesk.easyread.reading import rarity_is_checked
from linkdesk.easyread.reading import sentences
from linkdesk.easyread.reading import syllables
from linkdesk.easyread.reading import words


def test_sentences_end_at_a_full_stop_and_a_question_mark() -> None:
    assert sentences("Who can help? A friend can help. ") == ["Who can help?", "A friend can help."]
    assert sentences("My plan") == ["My plan"]
    assert sentences("It costs 2.50 pounds.") == ["It costs 2.50 pounds."]
    assert sentences("") == []


def test_words_keep_their_apostrophe_and_numbers_count() -> None:
    assert words("Don't wait, phone 116 123.") == ["Don't", "wait", "phone", "116", "123"]


@pytest.mark.parametrize(
    ("word", "count"),
    [("plan", 1), ("worker", 2), ("home", 1), ("people", 2), ("walked", 1), ("wanted", 2), ("the", 1), ("999", 1)],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_grade_rises_with_long_words_and_long_sentences() -> None:
    easy = "You can phone us. We will help you. We can go to the group with you."
    hard = "Comprehensive biopsychosocial assessment facilitates individualised intervention and coordinated referral."
    assert grade(easy) < 2
    assert grade(hard) > 12
    assert grade("") == 0.0
    assert grade("Home\nMoney\nFriends") < grade("Home money friends family walking talking"), "lines end sentences"


def test_a_word_is_as_easy_as_the_word_it_is_a_form_of() -> None:
    assert rarity_is_checked(), "wordfreq is a development dependency"
    assert is_rare("biopsychosocial")
    assert not is_rare("worries"), "a form of worry"
    assert not is_rare("stopping"), "a form of stop"
    assert is_rare("allotments")
    assert not is_rare("allotments", known={"allotment"})


def test_without_the_frequency_list_nothing_is_called_rare(monkeypatch: pytest.MonkeyPatch) -> None:
    def not_there(_name: str) -> None:
        return None

    reading._frequency.cache_clear()
    monkeypatch.setattr(reading, "find_spec", not_there)
    try:
        assert not rarity_is_checked()
        assert not is_rare("biopsychosocial")
    finally:
        reading._frequency.cache_clear()
