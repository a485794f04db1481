"""A filled sentence remembers its pattern, wherever it travels."""

from __future__ import annotations

import copy

from linkdesk.languages.sentences import Sentence
from linkdesk.web.validators import Nameless

ASKED = Sentence("Question %(here)s of %(total)s", here=2, total=9)


def test_it_is_its_own_english() -> None:
    assert ASKED == "Question 2 of 9"
    assert (ASKED.pattern, ASKED.filled) == ("Question %(here)s of %(total)s", {"here": 2, "total": 9})
    assert Sentence("100% sure") == "100% sure"


def test_it_stays_one_in_errors_copies_and_kinds() -> None:
    for same in (
        str(ASKED),
        str(ValueError(ASKED)),
        copy.copy(ASKED),
        copy.deepcopy(ASKED),
        Nameless(ValueError(ASKED)),
    ):
        assert isinstance(same, Sentence)
        assert (same.pattern, same.filled, same == "Question 2 of 9") == (ASKED.pattern, ASKED.filled, True)


def test_plain_words_become_one_too() -> None:
    assert Sentence(ValueError("Write a day.")).pattern == "Write a day."
