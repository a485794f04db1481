"""What words tell of somebody's age: a child is never taken for an adult."""

from __future__ import annotations

from datetime import date

import pytest

from linkdesk.assessments.presence.adulthood import AgeGroup
from linkdesk.assessments.presence.adulthood import age_group

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    "about",
    [
        "grandchild",
        "Grandson",
        "my granddaughter",
        "child",
        "son, 12",
        "daughter (9)",
        "Son 17",
        "12-year-old son",
        "daughter aged 17",
        "son, 6 months old",
        "daughter born 2015",
        "son, born 3 May 2008",
        "little sister",
        "young carer",
        "wife's grandson",
    ],
)
def test_a_child(about: str) -> None:
    assert age_group(about, today=TODAY) is AgeGroup.CHILD


@pytest.mark.parametrize(
    "about",
    ["mother", "Mother-in-law", "her husband", "GP", "social worker", "adult son", "grown-up daughter", "son, 34",
     "grandson (30)", "granddaughter born 1990"],
)  # fmt: skip
def test_an_adult(about: str) -> None:
    assert age_group(about, today=TODAY) is AgeGroup.ADULT


@pytest.mark.parametrize(
    "about",
    ["", "son", "daughter", "sister", "friend", "mother's neighbour", "wife's son", "carer", "friend, 12 years",
     "adult grandchild"],
)  # fmt: skip
def test_left_open(about: str) -> None:
    assert age_group(about, today=TODAY) is AgeGroup.UNCLEAR


def test_a_note_tells_an_age_only_where_it_says_so() -> None:
    assert age_group("son", "Aged 11, at Hill School", today=TODAY) is AgeGroup.CHILD
    assert age_group("son", "is 40 years old", today=TODAY) is AgeGroup.ADULT
    assert age_group("son", "Lives at number 12", today=TODAY) is AgeGroup.UNCLEAR
    assert age_group("son", "Has a boy who is 9 years old, is himself 40 years old", today=TODAY) is AgeGroup.CHILD
