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
from linkdesk.assessments.rules import AnswerValue
from tests.assessments.forms import build
from tests.assessments.forms import item
from tests.assessments.forms import when

NONE: st.SearchStrategy[list[str]] = st.just([])
FORM = build(
    item("hello", "display"),
    item("a", "boolean"),
    item("b", enableWhen=[when("a", "=", answerBoolean=True)]),
    item("c"),
)


def test_next_and_back_leave_out_what_is_not_asked() -> None:
    after = following(shown(FORM, {"a": False}), 2)
    before = preceding(shown(FORM, {"a": False}), 4)
    assert after is not None
    assert before is not None
    assert (after.link_id, before.link_id) == ("c", "a")
    assert following(shown(FORM, {}), 4) is None
    assert preceding(shown(FORM, {}), 1) is None


def test_progress_counts_what_may_still_be_asked_and_only_shrinks() -> None:
    assert progress(FORM, {}, 1) == Progress(0, 3)
    assert progress(FORM, {}, 2) == Progress(1, 3)
    assert progress(FORM, {"a": False}, 2) == Progress(1, 3)
    assert progress(FORM, {"a": True}, 3) == Progress(2, 3)
    assert progress(FORM, {"a": True}, 4) == Progress(3, 3)
    assert progress(FORM, {"a": False}, 4) == Progress(2, 2)


def test_words_between_questions_say_where_they_stand() -> None:
    form = build(item("hello", "display"), item("a"), item("now", "display"), item("b"), item("bye", "display"))
    places = [str(progress(form, {}, number).words) for number in range(1, 6)]
    assert places == [
        "Before you start",
        "Question 1 of 2",
        "Before the next question",
        "Question 2 of 2",
        "At the end",
    ]


@given(st.data())
def test_on_the_way_the_count_goes_up_by_one_and_the_total_never_grows(data: st.DataObject) -> None:
    form, values, last = form_of(MY_LIFE), dict[str, AnswerValue](), Progress(0, 18)
    page = following(shown(form, values), 0)
    while page is not None:
        if page.asks:
            here = progress(form, values, page.number)
            assert (here.here, here.total <= last.total) == (last.here + 1, True), page.text
            last, keys = here, [option.key for option in page.options]
            chosen = data.draw(st.lists(st.sampled_from(keys), max_size=page.most or 3, unique=True) if keys else NONE)
            values[page.link_id] = tuple(chosen) if chosen else data.draw(st.none() | st.booleans())
        page = following(shown(form, values), page.number)
    assert last.here == last.total


@given(st.dictionaries(st.sampled_from(["a", "b", "c"]), st.none() | st.booleans() | st.text(max_size=3)))
def test_the_way_never_grows_longer(values: dict[str, bool | str | None]) -> None:
    totals = [progress(FORM, values, question.number).total for question in shown(FORM, values)]
    assert totals == sorted(totals, reverse=True)


@given(st.dictionaries(st.sampled_from(["a", "b", "c"]), st.none() | st.booleans() | st.text(max_size=3)))
def test_walking_forward_visits_exactly_what_is_shown_and_back_returns(values: dict[str, bool | str | None]) -> None:
    walked = []
    here = following(shown(FORM, values), 0)
    while here is not None:
        walked.append(here)
        here = following(shown(FORM, values), here.number)
    assert tuple(walked) == shown(FORM, values)
    returned = []
    here = preceding(shown(FORM, values), 99)
    while here is not None:
        returned.append(here)
        here = preceding(shown(FORM, values), here.number)
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
    first = following(shown(form_of(MY_LIFE), chosen), 4)
    assert first is not None
    assert progress(form_of(MY_LIFE), chosen, first.number).total <= before
