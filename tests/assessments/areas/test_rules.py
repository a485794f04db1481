"""Which areas wait, and which questions they bring."""

from __future__ import annotations

from linkdesk.assessments.areas.rules import asked_for
from linkdesk.assessments.areas.rules import offering
from linkdesk.assessments.areas.rules import question_of_areas
from linkdesk.assessments.areas.rules import waiting_areas
from linkdesk.assessments.library import MY_LIFE
from linkdesk.assessments.library import ONS4
from linkdesk.assessments.library import form
from linkdesk.assessments.questionnaire import shown


def test_what_was_not_chosen_waits_in_the_order_of_the_form() -> None:
    waits = [option.key for option in waiting_areas(form(MY_LIFE), {"areas": ("sleep", "money")})]
    assert len(waits) == 13
    assert waits[:2] == ["home", "work"]
    assert {"sleep", "money", "nothing"}.isdisjoint(waits)


def test_all_wait_where_nothing_was_chosen_or_the_question_was_skipped() -> None:
    for nothing in (None, ("nothing",)):
        assert len(waiting_areas(form(MY_LIFE), {"areas": nothing})) == 15


def test_the_next_talk_asks_which_and_only_what_these_bring() -> None:
    asks = asked_for(form(MY_LIFE), {"areas": ("sleep", "money")})
    assert asks[0] == "areas"
    assert "home-what" in asks
    assert not [each for each in asks if each.startswith(("sleep", "money", "good", "different"))]


def test_where_everything_was_talked_about_nothing_is_asked() -> None:
    every = tuple(option.key for option in form(MY_LIFE).question("areas").options if not option.exclusive)  # type: ignore[union-attr]
    assert waiting_areas(form(MY_LIFE), {"areas": every}) == ()
    assert asked_for(form(MY_LIFE), {"areas": every}) == ()


def test_the_narrowed_form_offers_only_these_and_nothing_today() -> None:
    narrowed = offering(form(MY_LIFE), ["food"])
    areas = question_of_areas(narrowed)
    assert areas is not None
    assert [option.key for option in areas.options] == ["food", "nothing"]
    assert "food-what" in {each.link_id for each in shown(narrowed, {"areas": ("food",)})}


def test_a_form_without_areas_lets_nothing_wait() -> None:
    assert question_of_areas(form(ONS4)) is None
    assert waiting_areas(form(ONS4), {}) == ()
    assert asked_for(form(ONS4), {}) == ()
