"""The translations a form brings along are read, and what is none is left out."""

from __future__ import annotations

import json
from typing import Any

from linkdesk.assessments.parse import parse
from linkdesk.settings import Forms

TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation"


def said(tag: Any, words: Any) -> dict[str, Any]:
    inner = [{"url": "lang", "valueCode": tag}, {"url": "content", "valueString": words}]
    return {"extension": [{"url": TRANSLATION, "extension": inner}]}


def form(**more: Any) -> bytes:
    option = {"valueCoding": {"code": "a", "display": "Tea", "_display": said("ur-PK", "چائے")}}
    words = {"valueString": "Milk", "_valueString": said("so", "Caano")}
    item = {
        "linkId": "1",
        "type": "choice",
        "text": "What?",
        "_text": said("ur", "کیا؟"),
        "answerOption": [option, words],
    }
    found = {
        "resourceType": "Questionnaire",
        "title": "Drinks",
        "_title": said("ur", "مشروبات"),
        "item": [item],
        **more,
    }
    return json.dumps(found).encode()


def test_title_question_and_answers_are_read_by_language() -> None:
    read = parse(form()).translations
    assert read["ur"] == {"Drinks": "مشروبات", "What?": "کیا؟", "Tea": "چائے"}
    assert read["so"] == {"Milk": "Caano"}


def test_what_is_no_translation_is_left_out() -> None:
    broken: list[Any] = [
        None,
        [],
        {},
        {"extension": 3},
        {"extension": [3]},
        said(3, "x"),
        said("ur", 3),
        said("ur", ""),
    ]
    for each in (
        *broken,
        said("ur", "x" * (Forms().text + 1)),
        {"extension": [{"url": TRANSLATION, "extension": "x"}]},
    ):
        assert parse(form(_title=each)).translations["ur"] == {"What?": "کیا؟", "Tea": "چائے"}


def test_every_text_that_is_read_is_named() -> None:
    texts = set(parse(form()).texts)
    assert {"Drinks", "What?", "Tea", "Milk"} <= texts
