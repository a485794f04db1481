"""The answers a question offers, and the keys they are kept under."""

from __future__ import annotations

from typing import Any

import pytest

from linkdesk.assessments.options import read_options
from linkdesk.assessments.rules import Sensitive
from linkdesk.record.errors import FileRefused
from linkdesk.settings import Forms
from tests.assessments.forms import OURS
from tests.assessments.forms import choices
from tests.assessments.forms import item

TALK_ABOUT = OURS + "talk-about"
EXCLUSIVE = "http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive"


def test_codes_are_keys_where_they_can_be() -> None:
    odd = {"valueCoding": {"code": "with space", "display": "Odd"}}
    same = [{"valueCoding": {"system": s, "code": "dup", "display": s}} for s in ("urn:a", "urn:b")]
    found = read_options(item("a", "choice", answerOption=[*choices("tea"), odd, *same]), {}, Forms())
    assert [option.key for option in found] == ["tea", "option-2", "option-3", "option-4"]
    assert len({option.key for option in found}) == 4


def test_texts_numbers_and_dates_are_their_own_words() -> None:
    listed = [{"valueString": "Tea"}, {"valueInteger": 0}, {"valueDate": "2026-01-02"}, {"valueTime": "10:00:00"}]
    found = read_options(item("a", "choice", answerOption=listed), {}, Forms())
    assert [option.text for option in found] == ["Tea", "0", "2026-01-02", "10:00:00"]


def test_a_code_without_words_is_shown_as_it_is() -> None:
    (option,) = read_options(item("a", answerOption=[{"valueCoding": {"code": "B12"}}]), {}, Forms())
    assert (option.text, option.code, option.key) == ("B12", "B12", "B12")


def test_pictures_and_answers_that_stand_alone_are_marked() -> None:
    extension = [{"url": OURS + "picture", "valueCode": "yes"}, {"url": EXCLUSIVE, "valueBoolean": True}]
    (option,) = read_options(item("a", answerOption=[{"valueString": "None", "extension": extension}]), {}, Forms())
    assert option.picture == "yes"
    assert option.exclusive


@pytest.mark.parametrize(
    "value_set",
    [
        {"compose": {"include": [{"system": "urn:x", "concept": [{"code": "t", "display": "Tea"}]}]}},
        {"expansion": {"contains": [{"system": "urn:x", "code": "t", "display": "Tea"}]}},
    ],
)
def test_a_contained_list_is_used(value_set: dict[str, Any]) -> None:
    (option,) = read_options(item("a", answerValueSet="#drinks"), {"#drinks": value_set}, Forms())
    assert (option.text, option.system, option.code) == ("Tea", "urn:x", "t")


def test_a_list_somewhere_else_is_not_fetched() -> None:
    assert read_options(item("a", answerValueSet="http://example.org/list"), {}, Forms()) == ()


def test_too_many_answers_are_refused() -> None:
    many = choices(*(f"c{n}" for n in range(201)))
    with pytest.raises(FileRefused, match="more than 200 answers"):
        read_options(item("a", answerOption=many), {}, Forms())


def test_an_answer_may_be_marked_to_be_talked_about() -> None:
    marked = {"valueString": "Being safe", "extension": [{"url": TALK_ABOUT, "valueBoolean": True}]}
    found = read_options(item("a", answerOption=[marked, {"valueString": "Tea"}]), {}, Forms())
    assert [option.talk_about for option in found] == [True, False]


@pytest.mark.parametrize("code", list(Sensitive))
def test_an_answer_says_before_whom_it_is_not_offered(code: Sensitive) -> None:
    extension = [{"url": OURS + "sensitive", "valueCode": code}]
    listed = [{"valueString": "Drink", "extension": extension}, {"valueString": "Tea"}]
    found = read_options(item("a", answerOption=listed), {}, Forms())
    assert [option.sensitive for option in found] == [code, None]


def test_a_mark_on_an_answer_that_nobody_knows_is_refused() -> None:
    extension = [{"url": OURS + "sensitive", "valueCode": "always"}]
    with pytest.raises(FileRefused, match="an answer is sensitive"):
        read_options(item("a", answerOption=[{"valueString": "Drink", "extension": extension}]), {}, Forms())
