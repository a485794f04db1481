"""The invented region is the same each time, and every question has an answer in it."""

from __future__ import annotations

import pytest

from linkdesk.services.rules import tidied
from tests.services.invented.questions import questions
from tests.services.invented.questions import recall
from tests.services.invented.region import KINDS
from tests.services.invented.region import TOWNS
from tests.services.invented.region import grid
from tests.services.invented.region import groups

EVERY = list(groups(2000))


def test_the_same_number_brings_the_same_groups_of_every_kind_in_every_town() -> None:
    assert list(groups(2000)) == EVERY
    assert {each.kind for each in EVERY} == set(KINDS)
    assert {each.town for each in EVERY} == set(TOWNS)
    assert len({grid(town) for town in TOWNS}) == len(TOWNS)
    assert all(tidied(each.words) for each in EVERY[:200])


@pytest.mark.parametrize("half", [0, 1])
def test_each_question_is_about_kinds_there_are_and_has_an_answer(half: int) -> None:
    asked = questions()[half]
    assert len(asked) >= 30
    assert all(each.kinds <= {"*", *KINDS} for each in asked)
    assert [each.words for each in asked if not any(map(each.is_answered_by, EVERY))] == []


def test_recall_counts_what_should_be_among_the_first_five() -> None:
    choir = next(each for each in questions()[0] + questions()[1] if each.words == "choir evening")
    right = [each for each in EVERY if choir.is_answered_by(each)]
    wrong = [each for each in EVERY if not choir.is_answered_by(each)]
    assert recall(right, choir, EVERY) == 1
    assert recall(wrong[:3] + right, choir, EVERY) == 0.4
    assert recall(wrong[:5] + right, choir, EVERY) == 0
