"""Forms that others wrote: read, asked, answered, sent as FHIR and read back; or refused by the name of their fault.

The forms are those of the Form Builder of the US National Library of Medicine. They stay where they are.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import pytest

from linkdesk.assessments import library
from linkdesk.assessments import queries
from linkdesk.assessments.flow import Go
from linkdesk.assessments.flow import next_page
from linkdesk.assessments.flow import unanswered
from linkdesk.assessments.parse import parse
from linkdesk.assessments.rules import GiveAnswer
from linkdesk.assessments.rules import Kind
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import finish_assessment
from linkdesk.assessments.service import give_answer
from linkdesk.assessments.service import start_assessment
from linkdesk.assessments.service import turn_page
from linkdesk.clients.queries import client_record
from linkdesk.clients.service import add_client
from linkdesk.exchange import codes
from linkdesk.exchange.fhir import assessment as fhir
from linkdesk.exchange.fhir.bundle import bundles
from linkdesk.exchange.fhir.check import faults
from linkdesk.exchange.rules import Dossier
from linkdesk.record.errors import FileRefused
from tests.data import people
from tests.data.exchange_dossier import SENDER

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.assessments.questionnaire import Form
    from linkdesk.assessments.questionnaire import Question
    from linkdesk.assessments.rules import AnswerValue
    from linkdesk.record.session import Actor
    from tests.exchange.conftest import Validate

DATA = os.environ.get("LINKDESK_TESTDATA")
FILES = sorted((Path(DATA) / "questionnaires").glob("*.json")) if DATA else []

REFUSED = {
    "display-item-control-sample.json": "This form asks nothing.",
    "enableWhen-dependency-validation-sample.json": "Two parts of this form have the same name “587234105444”.",
    "items-validation-sample.json": "A part of this form has no name (linkId).",
    "questionnaire-enableWhen-missing-linkId.json": (
        "Part “q3” of this form looks at a question “q11” that the form does not have."
    ),
}
"""Each of these breaks a rule of FHIR R4 itself, but the first, which holds words only."""

pytestmark = pytest.mark.skipif(
    DATA is None, reason="LINKDESK_TESTDATA names no folder, so the 40 forms of others are not read"
)

Pattern = Callable[["Question"], "AnswerValue"]


def _first(question: Question) -> AnswerValue:
    return _of(question, 0)


def _last(question: Question) -> AnswerValue:
    return _of(question, -1)


def _by_turns(question: Question) -> AnswerValue:
    """Skip each third question; of the others take what stands at their number."""
    return None if question.number % 3 == 0 else _of(question, question.number)


def _of(question: Question, place: int) -> AnswerValue:
    if question.options:
        return _chosen(question, place)
    if question.kind in (Kind.WHOLE, Kind.DECIMAL):
        return _number(question, place)
    if question.kind is Kind.BOOLEAN:
        return place % 2 == 0
    return "2026-05-03" if question.kind is Kind.DATE else _words(question)


def _words(question: Question) -> str:
    return "It’s £5 <b>&amp;</b> “fine”"[: question.max_length or 40].strip()


def _chosen(question: Question, place: int) -> AnswerValue:
    chosen = question.options[place % len(question.options)]
    if question.kind is Kind.CHOICE:
        return chosen.key
    pair = {chosen.key} | {option.key for option in question.options[:2]}
    return tuple(option.key for option in question.options if option.key in pair)


def _number(question: Question, place: int) -> int | float:
    bounds = [each for each in (question.low, question.high) if isinstance(each, int | float)]
    value = bounds[place % len(bounds)] if bounds else (7 if question.kind is Kind.WHOLE else 2.5)
    return int(value) if question.kind is Kind.WHOLE else float(value)


PATTERNS: tuple[Pattern, ...] = (_first, _last, _by_turns)


@pytest.mark.parametrize("path", [path for path in FILES if path.name in REFUSED], ids=lambda path: path.name)
def test_a_form_that_cannot_be_asked_is_refused_by_the_name_of_its_fault(path: Path) -> None:
    with pytest.raises(FileRefused) as refusal:
        parse(path.read_bytes())
    assert refusal.value.sentence == f"{REFUSED[path.name]} Nothing was read from the form. Choose another file."


def test_all_forty_forms_are_here() -> None:
    assert len(FILES) == 40
    assert set(REFUSED) <= {path.name for path in FILES}


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.__name__.strip("_"))
@pytest.mark.parametrize("path", [path for path in FILES if path.name not in REFUSED], ids=lambda path: path.name)
def test_a_form_is_asked_answered_and_comes_back_from_fhir_as_it_was(
    path: Path,
    pattern: Pattern,
    session: Session,
    actor: Actor,
    fhirkit_faults: Validate,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    form = parse(path.read_bytes())
    monkeypatch.setattr(library, "forms", lambda: (form,))
    client_id = add_client(session, actor, people.new_client())
    talk_id = start_assessment(session, actor, StartAssessment(client_id, form.url, Setting.CLIENT))
    given = dict(_walk(session, actor, talk_id, pattern))
    finish_assessment(session, actor, talk_id)
    record = queries.assessment_record(session, talk_id)
    made = fhir.response(record, SENDER, fhir.outline(json.loads(path.read_bytes())))
    assert fhirkit_faults(made) == []
    whole = bundles(Dossier(client_record(session, client_id), (record,)), SENDER, lambda _url, _version: {})
    assert faults(whole) == ()
    assert _read_back(form, json.loads(json.dumps(made))) == given
    shown = {answer.link_id: answer.question_shown for answer in record.answers}
    assert shown == {question.link_id: question.text for question in form.questions if question.link_id in given}


def test_no_snomed_code_of_others_leaves_and_its_words_do(
    session: Session, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = parse((Path(str(DATA)) / "questionnaires" / "answer-option-lookup-sample.json").read_bytes())
    monkeypatch.setattr(library, "forms", lambda: (form,))
    client_id = add_client(session, actor, people.new_client())
    talk_id = start_assessment(session, actor, StartAssessment(client_id, form.url, Setting.CLIENT))
    dict(_walk(session, actor, talk_id, _first))
    finish_assessment(session, actor, talk_id)
    record = queries.assessment_record(session, talk_id)
    chosen = [each for answer in record.answers for each in answer.chosen if codes.is_snomed(each.system)]
    assert chosen
    sent = json.dumps(fhir.response(record, SENDER, {}))
    assert "snomed" not in sent
    assert all(json.dumps(each.text) in sent for each in chosen)


def _walk(session: Session, actor: Actor, talk_id: UUID, pattern: Pattern) -> Iterator[tuple[str, AnswerValue]]:
    """Answer page after page as the buttons of the pages do, and yield what was given."""
    for _ in range(1000):
        talk = queries.talk(session, talk_id)
        if talk.here == talk.last_page:
            return
        question = talk.form.at(talk.here)
        assert question is not None
        value = pattern(question) if question.asks else None
        command = GiveAnswer(talk_id, question.link_id, value)
        if value is None:
            command = unanswered(talk, question, Go.SKIP)
        page = next_page(talk, talk.here, Go.NEXT, checking=False)
        if question.asks:
            give_answer(session, actor, command)
            talk = queries.talk(session, talk_id)
            page = next_page(talk, question.number, Go.NEXT, checking=False)
            yield question.link_id, value
        assert page > question.number
        turn_page(session, actor, talk_id, page)
    raise AssertionError("the talk never ends")


def _read_back(form: Form, response: dict[str, Any]) -> dict[str, AnswerValue]:
    """Return each answer of a response as LinkDesk would keep it, by the types of FHIR alone."""
    questions = {question.link_id: question for question in form.questions}
    found: dict[str, AnswerValue] = {}

    def walk(items: list[dict[str, Any]]) -> None:
        for item in items:
            if item["linkId"] in questions:
                found[item["linkId"]] = _value(questions[item["linkId"]], item)
            walk(item.get("item", []))

    walk(response["item"])
    return found


def _value(question: Question, item: dict[str, Any]) -> AnswerValue:
    assert item["text"] == question.text
    answers = item.get("answer", [])
    if not answers:
        assert item["extension"][0]["valueCode"] == "asked-declined"
        return None
    if question.kind not in (Kind.CHOICE, Kind.MULTI):
        ((name, value),) = answers[0].items()
        assert name in _NAMES.get(question.kind, {"valueString"})
        return value  # type: ignore[no-any-return]  # as JSON gives it
    keys = tuple(_key(question, answer) for answer in answers)
    return keys if question.kind is Kind.MULTI else keys[0]


_NAMES = {
    Kind.BOOLEAN: {"valueBoolean"},
    Kind.WHOLE: {"valueInteger"},
    Kind.SCALE: {"valueInteger"},
    Kind.DECIMAL: {"valueDecimal"},
    Kind.DATE: {"valueDate"},
}


def _key(question: Question, answer: dict[str, Any]) -> str:
    coding = answer.get("valueCoding")
    for option in question.options:
        sent = codes.is_snomed(option.system) or coding is None or coding["code"] == option.code
        if coding is not None and sent and option.text == coding["display"]:
            return option.key
        if not option.code and answer.get("valueString") == option.text:
            return option.key
    raise AssertionError(f"no answer of the form is {answer}")
