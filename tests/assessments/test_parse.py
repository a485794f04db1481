"""Whole forms: what is read, what is refused, and that nothing in a hostile one ever acts."""

from __future__ import annotations

import json
import os
import socket
import time
from pathlib import Path
from typing import Any

import pytest

from linkdesk.assessments.parse import parse
from linkdesk.assessments.rules import Kind
from linkdesk.record.errors import FileRefused
from linkdesk.settings import Forms
from tests.assessments.forms import OURS
from tests.assessments.forms import build
from tests.assessments.forms import choices
from tests.assessments.forms import control
from tests.assessments.forms import item
from tests.assessments.forms import raw
from tests.assessments.forms import when

PLAIN_END = "Nothing was read from the form. Choose another file."


def test_a_form_is_read_in_order_with_sections_and_page_numbers() -> None:
    form = build(
        item("a"),
        item("g", "group", text="Your home", item=[item("b", "text"), item("c", "boolean", item=[item("d")])]),
        url="urn:test:form",
        version="7",
        title="Talk",
    )
    assert [(q.link_id, q.number, q.section) for q in form.questions] == [
        ("a", 1, ""),
        ("b", 2, "Your home"),
        ("c", 3, "Your home"),
        ("d", 4, "Your home"),
    ]
    assert (form.url, form.version, form.title) == ("urn:test:form", "7", "Talk")
    assert form.at(2) == form.question("b")
    assert form.at(0) is None
    assert form.at(5) is None
    assert form.question("zz") is None


def test_a_form_without_address_gets_one_from_its_content() -> None:
    one, same, other = build(item("a")), build(item("a")), build(item("b"))
    assert one.url == same.url != other.url
    assert one.version == same.version != other.version
    assert one.url.startswith("urn:uuid:")
    assert one.title == "Form without a title"


def test_pictures_and_helper_lines_stand_beside_their_words() -> None:
    helper = item("h", "display", text="Take your time.", extension=[control("help")])
    form = build(item("a", extension=[_picture("home")], item=[helper]))
    (question,) = form.questions
    assert question.picture == "home"
    assert question.helper == "Take your time."
    (unknown,) = build(item("a", extension=[_picture("no-such-picture")])).questions
    assert unknown.picture is None


def test_words_only_make_a_page_that_asks_nothing() -> None:
    form = build(item("hello", "display"), item("a"))
    assert [question.kind for question in form.questions] == [Kind.DISPLAY, Kind.LINE]
    assert not form.questions[0].asks


def test_a_note_names_three_of_the_questions_it_is_about_and_counts_the_others() -> None:
    expression = {"url": "http://hl7.org/fhir/StructureDefinition/variable", "valueExpression": {"expression": "1"}}
    asked = [item(name, extension=[expression], text=name * 70) for name in "abcde"]
    named = ", ".join(f"“{name * 60}…”" for name in "abc")
    form = build(*asked)
    assert form.notes == (f"Not used: a value that the form works out by itself. Where: {named} and 2 more.",)


def test_what_is_not_used_is_said_once() -> None:
    expression = {"url": "http://hl7.org/fhir/StructureDefinition/variable", "valueExpression": {"expression": "1"}}
    form = build(item("a", extension=[expression]), item("b", extension=[expression]))
    assert form.notes == (
        "Not used: a value that the form works out by itself. Where: “What about a?”, “What about b?”.",
    )


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"{", "well-formed"),
        (b'{"resourceType":"Questionnaire","item":[],"item":[]}', "well-formed"),
        (b'{"resourceType":"Questionnaire","x":NaN}', "well-formed"),
        (b"[" * 100_000, "well-formed"),
        (b"[]", "not built as FHIR asks"),
        (b'{"resourceType":"Patient"}', "not a FHIR questionnaire"),
        (raw(), "asks nothing"),
        (raw(item("only", "display")), "asks nothing"),
        (raw({"type": "string", "text": "No name"}), "has no name"),
        (raw(item("a"), item("a")), "have the same name"),
        (raw(item("a"), item("g", "group", item=[item("a")])), "have the same name"),
        (raw(item("a", "spreadsheet")), "does not know it"),
        (raw(item("a", text="")), "has no words"),
        (raw(item("a", text=7)), "is not text"),
        (raw(item("a", text="A\x00B")), "cannot be shown"),
        (raw(item("a", text="A\ufffeB")), "cannot be shown"),
        (raw(item("a", text="A\ud800B")), "cannot be shown"),
        (raw(item("a", text="A\u202eB")), "turn its direction"),
        (raw(item("a", text="A" * 2001)), "longer than"),
        (raw(item("a", item="b")), "is not a list"),
        (raw(item("a", item=["b"])), "not built as FHIR asks"),
        (raw(item("a", "choice", repeats="yes", answerOption=choices("x"))), "not yes or no"),
        (raw(item("a", "choice", answerOption=[{"valueUri": "file:///etc/passwd"}])), "does not know"),
        (raw(item("a", "choice", answerOption=[{"valueCoding": {}}])), "has no words"),
        (raw(item("a", "string", maxLength=True)), "not a number"),
        (raw(item("a", "string", maxLength=10**15)), "too large"),
        (raw(item("a", "string", maxLength=1)).replace(b": 1}", b": 1e999}"), "too large"),
    ],
)
def test_a_broken_form_is_refused_in_a_plain_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(FileRefused, match=sentence) as caught:
        parse(data)
    assert "Nothing was read" in caught.value.sentence
    assert caught.value.sentence.endswith("Choose another file.")


def test_a_form_that_is_too_large_is_refused_before_it_is_read() -> None:
    started = time.process_time()
    with pytest.raises(FileRefused, match="larger than 1,024 KB"):
        parse(b"{" + b" " * 2_000_000 + b"}")
    assert time.process_time() - started < 0.1


def test_a_hundred_thousand_parts_are_refused_at_once() -> None:
    small = Forms(file_bytes=50_000_000)
    started = time.process_time()
    with pytest.raises(FileRefused, match="more than 500"):
        parse(raw(*(item(str(n)) for n in range(100_000))), small)
    nested = [item(f"g{n}", "group", item=[item(f"{n}-{m}") for m in range(100)]) for n in range(6)]
    with pytest.raises(FileRefused, match="more than 500 parts"):
        parse(raw(*nested))
    assert time.process_time() - started < 5


def test_deep_nesting_is_refused_and_the_limit_itself_passes() -> None:
    def nest(depth: int) -> dict[str, Any]:
        inner = item("leaf")
        for n in range(depth - 1):
            inner = item(f"g{n}", "group", item=[inner])
        return inner

    assert build(nest(6)).questions[0].link_id == "leaf"
    with pytest.raises(FileRefused, match="nested more than 6 deep"):
        build(nest(7))


def test_html_in_a_text_stays_text() -> None:
    words = '<script>fetch("http://example.org")</script><img src=x onerror=alert(1)>'
    assert build(item("a", text=words)).questions[0].text == words


def test_addresses_and_expressions_in_a_form_are_never_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    """No socket is opened and no file is read, whatever the form points at."""

    def forbidden(*_args: object, **_more: object) -> None:
        raise AssertionError("a form reached out of LinkDesk")

    monkeypatch.setattr(socket, "socket", forbidden)
    monkeypatch.setattr(Path, "open", forbidden)
    monkeypatch.setattr("builtins.open", forbidden)
    form = build(
        item("a", "choice", answerValueSet="http://example.org/answers"),
        item("b", definition="file:///etc/passwd", extension=[_expression("%resource.item.delete()")]),
        item("c", "url", initial=[{"valueUri": "file:///etc/passwd"}]),
        item("d", extension=[{"url": "urn:x:unknown", "valueUri": "http://169.254.169.254/"}]),
    )
    assert [question.kind for question in form.questions] == [Kind.LINE] * 4
    assert "root:" not in repr(form)


def test_conditions_in_a_loop_are_refused() -> None:
    one = item("a", enableWhen=[when("b", "exists", answerBoolean=True)])
    two = item("b", enableWhen=[when("a", "exists", answerBoolean=True)])
    with pytest.raises(FileRefused, match="before it is asked"):
        build(one, two)


def test_the_first_answer_a_form_fills_in_is_not_taken_for_an_answer() -> None:
    form = build(item("a", initial=[{"valueString": "They are fine"}]))
    assert "They are fine" not in repr(form)


DATA = os.environ.get("LINKDESK_TESTDATA")


@pytest.mark.skipif(DATA is None, reason="LINKDESK_TESTDATA names no folder, so the 40 forms of others are not read")
def test_forms_that_others_wrote_are_read_or_refused_in_a_plain_sentence() -> None:
    folder = Path(DATA or "") / "questionnaires"
    read, refused = 0, {}
    for path in sorted(folder.glob("*.json")):
        try:
            form = parse(path.read_bytes())
        except FileRefused as error:
            refused[path.name] = error.sentence
            continue
        read += 1
        assert [question.number for question in form.questions] == list(range(1, len(form.questions) + 1))
    assert (read, len(refused)) == (36, 4)
    assert all(sentence.endswith(PLAIN_END) for sentence in refused.values())
    assert "questionnaire-enableWhen-missing-linkId.json" in refused


def _picture(key: str) -> dict[str, Any]:
    return {"url": OURS + "picture", "valueCode": key}


def _expression(words: str) -> dict[str, Any]:
    url = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-initialExpression"
    return {"url": url, "valueExpression": {"language": "text/fhirpath", "expression": words}}


def test_rules_that_are_not_followed_and_additions_that_nobody_knows_are_named() -> None:
    pattern = {"url": "http://hl7.org/fhir/StructureDefinition/regex", "valueString": "^[A-Z]+$"}
    strange = {"url": "https://example.org/forms/sparkle", "valueBoolean": True}
    used = {"url": "http://hl7.org/fhir/StructureDefinition/entryFormat", "valueString": "in capitals"}
    item = {"linkId": "1", "type": "string", "text": "Which letters?", "extension": [pattern, strange, used]}
    raw = {"resourceType": "Questionnaire", "title": "X", "item": [item]}
    assert parse(json.dumps(raw).encode()).notes == (
        "Not used: a pattern that an answer must follow. Where: “Which letters?”.",
        "Not used: “sparkle”, an addition that LinkDesk does not know. Where: “Which letters?”.",
    )


@pytest.mark.parametrize(("step", "notes"), [(1, ()), (5, ("steps of a row of numbers that are larger than 1",))])
def test_a_row_of_numbers_goes_by_ones(step: int, notes: tuple[str, ...]) -> None:
    given = {"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-sliderStepValue", "valueInteger": step}
    item = {"linkId": "1", "type": "integer", "text": "How much?", "extension": [given]}
    raw = {"resourceType": "Questionnaire", "title": "X", "item": [item]}
    assert parse(json.dumps(raw).encode()).notes == tuple(f"Not used: {each}. Where: “How much?”." for each in notes)


def test_what_asks_for_more_than_linkdesk_does_is_named() -> None:
    who = {"linkId": "1", "type": "string", "text": "Who?"}
    launch = {"url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-launchContext"}
    group = {"linkId": "g", "type": "group", "repeats": True, "item": [who]}
    raw = {"resourceType": "Questionnaire", "title": "X", "extension": [launch], "item": [group]}
    assert parse(json.dumps(raw).encode()).notes == (
        "Not used: what another system would hand over at the start.",
        "Asked once: a group of questions that could be answered more than once. Where: “g”.",
    )
