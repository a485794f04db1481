"""The forms that come with LinkDesk."""

from __future__ import annotations

import json
import re

import pytest

from linkdesk.assessments.answers import read
from linkdesk.assessments.library import FOLDER
from linkdesk.assessments.library import LONELINESS
from linkdesk.assessments.library import MY_LIFE
from linkdesk.assessments.library import ONS4
from linkdesk.assessments.library import WHAT_MATTERS
from linkdesk.assessments.library import form
from linkdesk.assessments.library import forms
from linkdesk.assessments.library import has
from linkdesk.assessments.questionnaire import shown
from linkdesk.assessments.rules import Kind
from linkdesk.assessments.rules import Sensitive
from linkdesk.easyread.pictures import picture
from linkdesk.easyread.rules import lint
from linkdesk.record.errors import NotFound

ONS_WORDS = (
    (
        "Next I would like to ask you four questions about your feelings on aspects of your life. There are no right or"
        " wrong answers. For each of these questions I’d like you to give an answer on a scale of 0 to 10, where 0 is"
        " “not at all” and 10 is “completely”."
    ),
    "Overall, how satisfied are you with your life nowadays?",
    "Overall, to what extent do you feel that the things you do in your life are worthwhile?",
    "Overall, how happy did you feel yesterday?",
    (
        "On a scale where 0 is “not at all anxious” and 10 is “completely anxious”, overall, how anxious did you feel"
        " yesterday?"
    ),
)
"""Office for National Statistics, personal well-being harmonised standard; the order belongs to it."""


def test_ons4_is_word_for_word_in_its_order() -> None:
    ons = form(ONS4)
    assert tuple(question.text for question in ons.questions) == ONS_WORDS
    assert ons.validated
    assert "Open Government Licence" in ons.copyright


def test_ons4_rows_run_from_0_to_10_with_the_words_of_ons_and_worry_turned_round() -> None:
    rows = [question.scale for question in form(ONS4).questions if question.scale]
    assert [(row.low, row.high, row.faces) for row in rows] == [(0, 10, True)] * 4
    assert [(row.lower_words, row.upper_words) for row in rows] == [("not at all", "completely")] * 3 + [
        ("not at all anxious", "completely anxious")
    ]
    assert [row.high_is_good for row in rows] == [True, True, True, False]


def test_what_matters_covers_each_part_of_the_talk_in_cards_or_own_words() -> None:
    talk = form(WHAT_MATTERS)
    assert list(dict.fromkeys(question.section for question in talk.questions)) == [
        "What matters to you",
        "What you are good at",
        "What you hope for",
        "What you worry about",
        "What gets in the way",
        "People around you",
        "Anything else",
    ]
    assert {question.kind for question in talk.questions} == {Kind.MULTI, Kind.TEXT}
    assert len(shown(talk, {"worries": ("money",), "in-the-way": ("tired",)})) == 12
    assert len(shown(talk, {"worries": ("nothing",), "in-the-way": ("nothing",)})) == 10


def test_every_question_and_card_has_a_picture_that_exists_and_a_helper_line() -> None:
    for talk in forms():
        assert talk.notes == ()
        for question in talk.questions:
            assert question.helper
            cards = [] if talk.url == LONELINESS else [option.picture for option in question.options]
            keys = [question.picture, *cards]
            assert [picture(key or "none").key for key in keys] == keys
            assert len(set(cards)) == len(cards)


def test_every_shipped_file_is_offered() -> None:
    assert {json.loads(path.read_text("utf-8"))["url"] for path in FOLDER.glob("*.json")} == {f.url for f in forms()}


def test_a_form_or_version_we_do_not_have_is_not_found() -> None:
    assert form(ONS4, "1").title == "How you feel about your life"
    for url, version in (("urn:gone", ""), (ONS4, "99")):
        with pytest.raises(NotFound):
            form(url, version)


def test_our_own_words_follow_easy_read_guidance_and_validated_ones_are_left_alone() -> None:
    for talk in forms():
        for question in talk.questions:
            theirs = [question.text, *(option.text for option in question.options)]
            page = "\n".join([question.helper, *([] if talk.validated else theirs)])
            assert [str(finding) for finding in lint(page)] == []


def test_a_form_is_here_in_one_version() -> None:
    assert has(ONS4, "1")
    assert not has(ONS4, "2")
    assert not has("urn:gone", "1")


def test_worries_are_asked_when_the_person_is_alone() -> None:
    marked = {each.link_id: each.sensitive for each in form(WHAT_MATTERS).questions if each.sensitive}
    assert marked == {"worries": Sensitive.ALONE, "worries-words": Sensitive.ALONE}


AREAS = {
    "money": 4,
    "home": 3,
    "work": 3,
    "people": 3,
    "caring": 4,
    "feelings": 4,
    "body": 3,
    "food": 3,
    "sleep": 3,
    "getting-about": 3,
    "digital": 3,
    "safety": 3,
    "loss": 3,
    "alcohol": 3,
    "uk": 3,
}
"""The areas of life of the field research, and how many questions each brings."""


def test_my_life_begins_with_strengths_and_lets_up_to_three_areas_come_first() -> None:
    talk = form(MY_LIFE)
    first = shown(talk, {})
    assert [each.link_id for each in first] == ["good-at", "good-have", "good-proud", "areas", "different", "more"]
    areas = first[3]
    assert (areas.most, areas.waits) == (3, True)
    assert [option.key for option in areas.options] == [*AREAS, "nothing"]
    assert areas.options[-1].exclusive
    with pytest.raises(ValueError, match="You chose 4"):
        read(areas, ["money", "home", "food", "sleep"])
    assert read(areas, ["sleep", "money", "home"]) == ("money", "home", "sleep")


@pytest.mark.parametrize(("area", "questions"), AREAS.items())
def test_each_area_brings_its_questions_and_ends_in_own_words(area: str, questions: int) -> None:
    brought = shown(form(MY_LIFE), {"areas": (area,)})[4:-2]
    assert len(brought) == questions
    assert brought[-1].kind is Kind.TEXT
    assert len({each.section for each in brought}) == 1


def test_what_may_put_a_person_at_risk_is_asked_when_they_are_alone() -> None:
    marked = {each.link_id for each in form(MY_LIFE).questions if each.sensitive is Sensitive.ALONE}
    whole = {"safety", "alcohol", "uk"}
    assert {each.split("-")[0] for each in marked} == whole | {"money"}
    assert "money-control" in marked
    assert all(each.sensitive for each in form(MY_LIFE).questions if each.link_id.split("-")[0] in whole)


GSS_WORDS = (
    (
        "The next four questions are about relationships with others. For each one, please say how often (if at all)"
        " you feel that way."
    ),
    "How often do you feel that you lack companionship?",
    "How often do you feel left out?",
    "How often do you feel isolated from others?",
    "How often do you feel lonely?",
)
"""Government Statistical Service, harmonised standard for loneliness."""


def test_loneliness_is_word_for_word_in_its_order_with_its_answers() -> None:
    talk = form(LONELINESS)
    assert tuple(question.text for question in talk.questions) == GSS_WORDS
    assert talk.validated
    assert "Crown copyright" in talk.copyright
    assert "Open Government Licence" in talk.copyright
    answers = [[option.text for option in question.options] for question in talk.questions[1:]]
    assert answers[:3] == [["Hardly ever or never", "Some of the time", "Often"]] * 3
    assert answers[3] == ["Often/always", "Some of the time", "Occasionally", "Hardly ever", "Never"]


def test_a_form_that_says_how_many_questions_it_has_is_right() -> None:
    said = 0
    for each in forms():
        told = [re.search(r"There are (\d+) questions", str(question.helper)) for question in each.questions]
        for found in filter(None, told):
            said += 1
            assert int(found[1]) == sum(question.asks for question in shown(each, {})), each.title
    assert said >= 3


def test_ratings_of_a_goal_run_from_1_to_10_without_faces() -> None:
    rows = [question.scale for question in form("urn:linkdesk:form:goal-ratings").questions if question.scale]
    assert [(row.low, row.high, row.name, row.faces) for row in rows] == [
        (1, 10, "How much the goal matters", False),
        (1, 10, "How sure about the goal", False),
    ]


def test_nothing_in_the_way_ends_the_question_of_barriers() -> None:
    talk = form("urn:linkdesk:form:barriers")
    assert "hard-words" in {each.link_id for each in shown(talk, {"hard": ("cost",)})}
    assert "hard-words" not in {each.link_id for each in shown(talk, {"hard": ("nothing",)})}


def test_the_form_about_our_help_says_who_reads_it() -> None:
    assert "link worker" in form("urn:linkdesk:form:feedback").questions[0].helper


def test_no_measure_that_needs_a_licence_is_shipped() -> None:
    """WEMWBS, PAM, MYCaW, EQ-5D and the Stars are held elsewhere; of them a total may be noted, never the words."""
    whole = " ".join(path.read_text("utf-8") for path in FOLDER.glob("*.json")).lower()
    assert not [
        name for name in ("wemwbs", "mycaw", "eq-5d", "euroqol", "outcomes star", "activation") if name in whole
    ]
