"""Before and after over many people: each once, small groups never shown."""

from __future__ import annotations

from datetime import date

import pytest

from linkdesk.assessments.measures.figures import REASONS
from linkdesk.assessments.measures.figures import SMALLEST
from linkdesk.assessments.measures.figures import figures
from linkdesk.assessments.measures.figures import guarded
from linkdesk.assessments.measures.figures import skips
from linkdesk.assessments.measures.rules import MIXED
from linkdesk.assessments.measures.rules import ONE
from linkdesk.assessments.measures.rules import SUBJECT
from linkdesk.assessments.measures.rules import UNCHECKED
from linkdesk.assessments.measures.rules import VERSIONS
from linkdesk.assessments.measures.rules import Mode
from linkdesk.assessments.measures.rules import NotAskedReason
from linkdesk.assessments.measures.rules import Series
from linkdesk.assessments.measures.rules import series
from tests.assessments.measures.test_rules import answered


def person(*values: float, mode: Mode = Mode.CLIENT) -> tuple[Series, ...]:
    """Return one person's answers over time; with another mode for all but the first."""
    modes = [Mode.CLIENT, *[mode] * len(values)]
    return series([answered(week, value, mode=modes[week]) for week, value in enumerate(values)])


def test_each_person_counts_once_with_the_first_and_the_last_answer() -> None:
    """Worked by hand: before 2, 4, 6, 3, 5 (mean 4), after 4, 4, 9, 7, 6 (mean 6), change 2."""
    (found,) = figures([person(2, 9, 4), person(4, 4), person(6, 9), person(3, 0, 10, 7), person(5, 6)])
    assert (found.people, found.before, found.after, found.change) == (5, 4, 6, 2)
    assert found.left_words == "nobody"


def test_papers_typed_in_the_wrong_order_count_from_the_day_on_the_paper() -> None:
    late = series([answered(20, 8, paper_on=date(2026, 3, 2)), answered(21, 2, paper_on=date(2026, 1, 7))])
    (found,) = figures([late] * SMALLEST)
    assert (found.before, found.after, found.change) == (2, 8, 6)


def test_fewer_people_have_no_mean() -> None:
    (found,) = figures([person(2, 9)] * (SMALLEST - 1))
    assert (found.before, found.after, found.change) == (None, None, None)
    assert found.people_words == "fewer than 5"


def test_who_is_not_compared_is_counted_by_reason_and_guarded_too() -> None:
    people = [*[person(2)] * 6, *[person(2, 3, mode=Mode.PHONE)] * 2, person(1, 2)]
    (found,) = figures(people)
    assert dict(found.left_out) == {"answered once": 6, "in different ways": 2}
    assert found.left_words == "6 answered once; fewer than 5 in different ways"


def test_every_reason_of_a_person_has_its_words_in_the_table() -> None:
    assert set(REASONS) == {ONE, MIXED, VERSIONS, SUBJECT, UNCHECKED}


def test_without_people_there_is_nothing() -> None:
    assert figures([]) == ()
    assert figures([()]) == ()


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0"), (1, "fewer than 5"), (4, "fewer than 5"), (5, "5"), (1234, "1,234")]
)
def test_small_numbers_are_one(number: int, words: str) -> None:
    assert guarded(number) == words


def test_reasons_stand_by_form() -> None:
    found = skips([("Well", NotAskedReason.UPSET, 7), ("Lonely", NotAskedReason.UPSET, 2)])
    assert [(each.title, each.reasons) for each in found] == [
        ("Lonely", (("Too upset", "fewer than 5"),)),
        ("Well", (("Too upset", "7"),)),
    ]


def test_a_row_where_a_small_number_is_good_says_so() -> None:
    happy, anxious = sorted(figures([series([answered(0, 3, 4)])]), key=lambda each: each.low_is_good)
    assert (happy.name, happy.low_is_good) == ("Happy", False)
    assert (anxious.name, anxious.low_is_good) == ("Anxious", True)
