"""Going through a form: next, back and where we are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from linkdesk.assessments.library import MY_LIFE
from linkdesk.assessments.library import form as form_of
from linkdesk.assessments.questionnaire import Progress
from linkdesk.assessments.questionnaire import following
from linkdesk.assessments.questionnaire import opened_by
from linkdesk.assessments.questionnaire import preceding
from linkdesk.assessments.questionnaire import progress
from linkdesk.assessments.questionnaire import shown
from tests.assessments.forms import build
from tests.assessments.forms import item
from tests.assessments.forms import when

FORM = build(
    item("hello", "display"),
    item("a", "boolean"),
    item("b", enableWhen=[when("a", "=", answerBoolean=True)]),
    item("c"),
)


def test_next_and_back_leave_out_what_is_not_asked() -> None:
    after = following(FORM, {"a": False}, 2)
    before = preceding(FORM, {"a": False}, 4)
    assert after is not None
    assert before is not None
    assert (after.link_id, before.link_id) == ("c", "a")
    assert following(FORM, {}, 4) is None
    assert preceding(FORM, {}, 1) is None


def test_progress_counts_what_may_still_be_asked_and_only_shrinks() -> None:
    assert progress(FORM, {}, 1) == Progress(0, 3)
    assert progress(FORM, {}, 2) == Progress(1, 3)
    assert progress(FORM, {"a": False}, 2) == Progress(1, 3)
    assert progress(FORM, {"a": True}, 3) == Progress(2, 3)
    assert progress(FORM, {"a": True}, 4) == Progress(3, 3)
    assert progress(FORM, {"a": False}, 4) == Progress(2, 2)


@given(st.dictionaries(st.sampled_from(["a", "b", "c"]), st.none() | st.booleans() | st.text(max_size=3)))
def test_the_way_never_grows_longer(values: dict[str, bool | str | None]) -> None:
    totals = [progress(FORM, values, question.number).total for question in shown(FORM, values)]
    assert totals == sorted(totals, reverse=True)


@given(st.dictionaries(st.sampled_from(["a", "b", "c"]), st.none() | st.booleans() | st.text(max_size=3)))
def test_walking_forward_visits_exactly_what_is_shown_and_back_returns(values: dict[str, bool | str | None]) -> None:
    walked = []
    here = following(FORM, values, 0)
    while here is not None:
        walked.append(here)
        here = following(FORM, values, here.number)
    assert tuple(walked) == shown(FORM, values)
    returned = []
    here = preceding(FORM, values, 99)
    while here is not None:
        returned.append(here)
        here = preceding(FORM, values, here.number)
    assert returned == walked[::-1]


def test_one_answer_opens_the_questions_that_look_at_it_and_no_others() -> None:
    first, other = item("a", "boolean"), item("b", "boolean")
    third = {**item("c"), "enableWhen": [when("a", "=", answerBoolean=True)]}
    fourth = {**item("d"), "enableWhen": [when("b", "=", answerBoolean=True)]}
    form = build(first, other, third, fourth)
    assert opened_by(form, "a", value=True) == {"c"}
    assert opened_by(form, "a", value=False) == frozenset()
    assert opened_by(form, "b", value=True) == {"d"}


def test_of_areas_to_choose_only_those_that_ask_most_count_ahead() -> None:
    assert progress(form_of(MY_LIFE), {}, 1).total == 18
    assert progress(form_of(MY_LIFE), {"areas": ("sleep",)}, 5).total == 9


@given(st.sets(st.sampled_from(["money", "home", "sleep", "safety", "nothing"]), max_size=3))
def test_choosing_areas_never_makes_the_way_longer(areas: set[str]) -> None:
    before = progress(form_of(MY_LIFE), {}, 4).total
    chosen = {"areas": tuple(sorted(areas)) or None}
    first = following(form_of(MY_LIFE), chosen, 4)
    assert first is not None
    assert progress(form_of(MY_LIFE), chosen, first.number).total <= before
