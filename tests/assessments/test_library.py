"""The forms that come with LinkDesk."""

from __future__ import annotations

import json

import pytest

from linkdesk.assessments.library import FOLDER
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
            keys = [question.picture, *(option.picture for option in question.options)]
            assert [picture(key or "none").key for key in keys] == keys
            assert len({option.picture for option in question.options}) == len(question.options)


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
            ours = [question.helper, *(option.text for option in question.options)]
            page = [*ours, *([] if talk.validated else [question.text])]
            assert [str(finding) for words in page for finding in lint(words)] == []


def test_a_form_is_here_in_one_version() -> None:
    assert has(ONS4, "1")
    assert not has(ONS4, "2")
    assert not has("urn:gone", "1")


def test_worries_are_asked_when_the_person_is_alone() -> None:
    marked = {each.link_id: each.sensitive for found in forms() for each in found.questions if each.sensitive}
    assert marked == {"worries": Sensitive.ALONE, "worries-words": Sensitive.ALONE}
