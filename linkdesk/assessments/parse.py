"""From FHIR R4 Questionnaire JSON to a Form: a named subset, bounded, nothing in it ever run or fetched."""

from __future__ import annotations

import hashlib
import json
import uuid

from linkdesk.assessments import elements
from linkdesk.assessments.conditions import read_gate
from linkdesk.assessments.elements import FHIR
from linkdesk.assessments.elements import OURS
from linkdesk.assessments.elements import SDC
from linkdesk.assessments.elements import Node
from linkdesk.assessments.elements import refused
from linkdesk.assessments.items import belongs_to_parent
from linkdesk.assessments.items import read_question
from linkdesk.assessments.questionnaire import Form
from linkdesk.assessments.questionnaire import Gate
from linkdesk.assessments.questionnaire import Question
from linkdesk.assessments.sums import read_sums
from linkdesk.assessments.translations import read_translations
from linkdesk.settings import Forms
from linkdesk.vault.intake import parse_json

_LINK_ID = 255
_LINE = 500
NAMED = 3
"""So many questions are named beside a note."""
NAMED_LENGTH = 60
ASKED_ONCE = "Asked once: a group of questions that could be answered more than once."
_NOT_RUN = {
    SDC + "sdc-questionnaire-calculatedExpression": "a sum that the form works out by itself",
    SDC + "sdc-questionnaire-initialExpression": "a first answer that the form works out by itself",
    SDC + "sdc-questionnaire-enableWhenExpression": "a rule written as a formula for when a question is asked",
    SDC + "sdc-questionnaire-answerExpression": "a list of answers that the form works out by itself",
    SDC + "sdc-questionnaire-candidateExpression": "a list of answers that the form works out by itself",
    FHIR + "variable": "a value that the form works out by itself",
    FHIR + "regex": "a pattern that an answer must follow",
    FHIR + "minLength": "the fewest letters of an answer",
    FHIR + "questionnaire-minOccurs": "the fewest answers that must be given",
    FHIR + "questionnaire-constraint": "a rule that compares one answer with another",
    FHIR + "questionnaire-unitOption": "a choice between units",
    FHIR + "questionnaire-supportLink": "a link to help elsewhere",
    FHIR + "terminology-server": "a list of answers that lies on a server",
    FHIR + "questionnaire-launchContext": "what another system would hand over at the start",
    FHIR + "rendering-style": "colours and letters of its own",
    FHIR + "rendering-xhtml": "colours and letters of its own",
    SDC + "sdc-questionnaire-observationExtract": "an answer that another system would take out of it",
    SDC + "targetConstraint": "a rule that compares one answer with another",
    SDC + "sdc-questionnaire-launchContext": "what another system would hand over at the start",
    SDC + "sdc-questionnaire-preferredTerminologyServer": "a list of answers that lies on a server",
    SDC + "sdc-questionnaire-observationLinkPeriod": "an answer taken over from a record elsewhere",
    SDC + "sdc-questionnaire-itemMedia": "a picture that came with the form",
    SDC + "sdc-questionnaire-itemAnswerMedia": "a picture that came with the form",
}
"""Extensions that other tools act on and LinkDesk does not; the worker is told which a form holds."""
_STEP = FHIR + "questionnaire-sliderStepValue"
_USED = frozenset(
    FHIR + name
    for name in (
        *("entryFormat", "maxValue", "minValue", "questionnaire-hidden", "questionnaire-itemControl"),
        *("questionnaire-maxOccurs", "questionnaire-unit"),
    )
)
"""Extensions of a form or an item that LinkDesk acts on, besides our own."""


def parse(data: bytes, limits: Forms | None = None) -> Form:
    """Return the form in FHIR R4 JSON.

    Raises:
        FileRefused: it is no such form, is too large, refers to itself, or cannot be asked as it is.
    """
    limits = limits or Forms()
    if len(data) > limits.file_bytes:
        raise refused(f"This form is larger than {limits.file_bytes // 1024:,} KB.")
    found = elements.node(parse_json(data, depth=limits.json_depth), "the form")
    if found.get("resourceType") != "Questionnaire":
        raise refused("This file is not a FHIR questionnaire.")
    walk = _Walk(found, limits)
    questions = walk.read()
    if not any(question.asks for question in questions):
        raise refused("This form asks nothing.")
    return _form(found, questions, walk.notes, limits)


def _form(found: Node, questions: tuple[Question, ...], notes: tuple[str, ...], limits: Forms) -> Form:
    """Put the head of the form on its questions; without address or version its content gives them."""
    digest = hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()
    ours = elements.extensions(found, limits.items)
    validated = any(elements.flag(entry, "valueBoolean") for entry in ours.get(OURS + "validated", []))
    return Form(
        url=elements.text(found, "url", _LINE) or uuid.uuid5(uuid.NAMESPACE_OID, digest).urn,
        version=elements.text(found, "version", 60) or digest[:12],
        title=elements.text(found, "title", _LINE) or elements.text(found, "name", _LINE) or "Form without a title",
        questions=questions,
        language=elements.text(found, "language", 35) or "en-GB",
        description=elements.text(found, "description", limits.text),
        copyright=elements.text(found, "copyright", limits.text),
        validated=validated,
        notes=notes,
        sums=read_sums(found, {question.link_id: question for question in questions}, limits),
        translations=read_translations(found, limits),
    )


class _Walk:
    """One pass over the tree of items, in order, keeping count of everything that is bounded."""

    def __init__(self, found: Node, limits: Forms) -> None:
        self._found = found
        self._limits = limits
        self._questions: dict[str, Question] = {}
        self._link_ids: set[str] = set()
        self._notes: dict[str, dict[str, None]] = {}
        self._value_sets = {
            "#" + elements.text(entry, "id", _LINE): entry
            for entry in elements.nodes(found, "contained", limits.items)
            if entry.get("resourceType") == "ValueSet"
        }

    @property
    def notes(self) -> tuple[str, ...]:
        """What the form holds that LinkDesk does not use, each said once with the first questions that it is about."""
        return tuple(_said(note, tuple(names)) for note, names in self._notes.items())

    def read(self) -> tuple[Question, ...]:
        """Return every page of the form in order."""
        top = elements.nodes(self._found, "item", self._limits.items)
        self._collect(top, 1)
        self._note(self._found)
        self._items(top, "", ())
        return tuple(self._questions.values())

    def _collect(self, items: list[Node], depth: int) -> None:
        """Check names, number and depth of all items before anything else is read."""
        if items and depth > self._limits.depth:
            raise refused(f"This form is nested more than {self._limits.depth} deep.")
        for item in items:
            link_id = elements.text(item, "linkId", _LINK_ID)
            if not link_id:
                raise refused("A part of this form has no name (linkId).")
            if link_id in self._link_ids:
                raise refused(f"Two parts of this form have the same name “{link_id[:40]}”.")
            self._link_ids.add(link_id)
            if len(self._link_ids) > self._limits.items:
                raise refused(f"This form has more than {self._limits.items} parts.")
            self._collect(elements.nodes(item, "item", self._limits.items), depth + 1)

    def _items(self, items: list[Node], section: str, gates: tuple[Gate, ...]) -> None:
        for item in items:
            self._note(item)
            children = elements.nodes(item, "item", self._limits.items)
            own = read_gate(item, self._questions, self._link_ids, self._limits)
            inner = (*gates, own) if own else gates
            if item.get("type") == "group":
                if elements.flag(item, "repeats"):
                    self._say(ASKED_ONCE, item)
                words = elements.text(item, "text", self._limits.text)
                self._items(children, words or section, inner)
                continue
            self._question(item, children, section, inner)
            self._items([child for child in children if not belongs_to_parent(child)], section, inner)

    def _question(self, item: Node, children: list[Node], section: str, gates: tuple[Gate, ...]) -> None:
        beside = [child for child in children if belongs_to_parent(child)]
        reading = read_question(item, beside, self._value_sets, self._limits)
        for note in reading.notes:
            self._say(note, item)
        if reading.question is None:
            return
        link_id = elements.text(item, "linkId", _LINK_ID)
        self._questions[link_id] = reading.placed(link_id, len(self._questions) + 1, section, gates)

    def _note(self, holder: Node) -> None:
        for url, entries in elements.extensions(holder, self._limits.items).items():
            if url == _STEP:
                if any(entry.get("valueInteger") != 1 for entry in entries):
                    self._say("Not used: steps of a row of numbers that are larger than 1.", holder)
            elif url in _NOT_RUN:
                self._say(f"Not used: {_NOT_RUN[url]}.", holder)
            elif holder is not self._found and url not in _USED and not url.startswith(OURS):
                self._say(f"Not used: “{_last_word(url)}”, an addition that LinkDesk does not know.", holder)

    def _say(self, note: str, holder: Node) -> None:
        """Keep a note with the words of the part it is about, or its name where it has none; the form needs neither."""
        about = self._notes.setdefault(note, {})
        if holder is not self._found:
            words = elements.text(holder, "text", self._limits.text) or elements.text(holder, "linkId", _LINK_ID)
            about[words if len(words) <= NAMED_LENGTH else f"{words[:NAMED_LENGTH].rstrip()}…"] = None


def _last_word(url: str) -> str:
    """Return the name at the end of an address: the address itself says nothing to a worker."""
    return url.rstrip("/").rpartition("/")[2][:40]


def _said(note: str, names: tuple[str, ...]) -> str:
    """Return a note with at most a few of the questions it is about."""
    if not names:
        return note
    named = ", ".join(f"“{name}”" for name in names[:NAMED])
    more = len(names) - NAMED
    return f"{note} Where: {named}{f' and {more} more' if more > 0 else ''}."
