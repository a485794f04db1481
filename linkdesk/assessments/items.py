"""Reading one item of a form: what kind of answer it takes, its options, its scale, its helper line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import Any

from linkdesk.assessments import elements
from linkdesk.assessments.elements import FHIR
from linkdesk.assessments.elements import OURS
from linkdesk.assessments.elements import SDC
from linkdesk.assessments.elements import Node
from linkdesk.assessments.elements import refused
from linkdesk.assessments.options import read_options
from linkdesk.assessments.questionnaire import Band
from linkdesk.assessments.questionnaire import Gate
from linkdesk.assessments.questionnaire import Question
from linkdesk.assessments.questionnaire import Scale
from linkdesk.assessments.rules import Kind
from linkdesk.assessments.rules import Sensitive
from linkdesk.settings import Forms

_BESIDE = frozenset({"help", "lower", "upper", "unit", "flyover"})
_PLAIN = {
    "display": Kind.DISPLAY,
    "boolean": Kind.BOOLEAN,
    "decimal": Kind.DECIMAL,
    "date": Kind.DATE,
    "string": Kind.LINE,
    "text": Kind.TEXT,
}
_AS_WORDS = {
    "time": "a time",
    "dateTime": "a date with a time",
    "url": "a web address",
    "quantity": "an amount with a unit",
}
_NOT_ASKED = frozenset({"attachment", "reference"})
_CHOICES = frozenset({"choice", "open-choice", "coding"})


@dataclass(frozen=True)
class Reading:
    """What came of one item: a question without its place yet, or none, and what is not used."""

    question: Question | None
    notes: tuple[str, ...] = ()

    def placed(self, link_id: str, number: int, section: str, gates: tuple[Gate, ...]) -> Question:
        """Return the question with its name, page, section and conditions."""
        if self.question is None:
            raise ValueError("There is no question to place.")
        return replace(self.question, link_id=link_id, number=number, section=section, gates=gates)


@dataclass
class _Draft:
    """A question while it is read."""

    item: Node
    beside: dict[str, Node]
    limits: Forms
    notes: list[str] = field(default_factory=list)

    def url(self, address: str) -> list[Node]:
        return elements.extensions(self.item, self.limits.items).get(address, [])

    def beside_text(self, control: str) -> str:
        return elements.text(self.beside.get(control, {}), "text", self.limits.text)


def belongs_to_parent(child: Node) -> bool:
    """Say whether a display child is the helper line, the unit or an end word of the question around it."""
    return child.get("type") == "display" and elements.control(child, Forms().items) in _BESIDE


def read_question(item: Node, beside: list[Node], value_sets: Mapping[str, Node], limits: Forms) -> Reading:
    """Return the question an item asks; hidden and worked-out ones ask nothing.

    Raises:
        FileRefused: it has no words, or a type that no FHIR form has.
    """
    draft = _Draft(item, {elements.control(child, limits.items): child for child in beside}, limits)
    kind = elements.text(item, "type", limits.text)
    words = elements.text(item, "text", limits.text)
    hidden = any(elements.flag(entry, "valueBoolean") for entry in draft.url(FHIR + "questionnaire-hidden"))
    worked_out = bool(draft.url(SDC + "sdc-questionnaire-calculatedExpression"))
    if hidden or worked_out or (elements.flag(item, "readOnly") and kind != "display"):
        return Reading(None, (f"Not asked: “{words[:60]}” is hidden or filled in by the form itself.",))
    if kind in _NOT_ASKED:
        return Reading(None, (f"Not asked: “{words[:60]}” wants a file or a link to another record.",))
    if kind == "display" and not words:
        return Reading(None)
    if not words:
        raise refused("A question of this form has no words.")
    question = replace(_shape(draft, kind, value_sets), text=words, helper=_helper(draft), sensitive=_sensitive(draft))
    question = replace(question, talk_about=_talk_about(draft))
    return Reading(question, tuple(draft.notes))


def _shape(draft: _Draft, kind: str, value_sets: Mapping[str, Node]) -> Question:
    """Return the question by its type alone."""
    if kind in _CHOICES:
        return _choice(draft, kind, value_sets)
    if kind == "integer":
        return _integer(draft)
    if kind in _AS_WORDS:
        draft.notes.append(f"Answered in words: {_AS_WORDS[kind]}.")
        return _bare(draft, Kind.LINE)
    if kind in _PLAIN:
        return replace(_bare(draft, _PLAIN[kind]), **_bounds(draft, _PLAIN[kind]))
    raise refused(f"This form has a question of the kind “{kind[:40]}”. LinkDesk does not know it.")


def _bare(draft: _Draft, kind: Kind) -> Question:
    length = draft.item.get("maxLength", 0)
    most = int(elements.number(length)) if length else 0
    picture = elements.picture(draft.item, draft.limits.items)
    return Question("", 0, kind, "", picture=picture, max_length=max(0, most), unit=_unit(draft))


def _helper(draft: _Draft) -> str:
    """Return the line under the question: the form's help, else how it wants the answer written."""
    helper = draft.beside_text("help") or draft.beside_text("flyover")
    for entry in draft.url(FHIR + "entryFormat"):
        helper = helper or elements.text(entry, "valueString", draft.limits.text)
    most = _most(draft)
    return f"{helper} Choose up to {most}.".strip() if most > 1 and f"up to {most}" not in helper else helper


def _most(draft: _Draft) -> int:
    """Return how many answers may be chosen, 0 for any number (questionnaire-maxOccurs of HL7)."""
    for entry in draft.url(FHIR + "questionnaire-maxOccurs"):
        most = elements.number(entry.get("valueInteger"))
        if most < 1 or most != int(most):
            raise refused("In this form the most answers to one question is less than 1.")
        return int(most)
    return 0


def _sensitive(draft: _Draft) -> Sensitive | None:
    """Return when the form wants the question set aside; a mark that nobody knows is refused, not passed over."""
    for entry in draft.url(OURS + "sensitive"):
        code = elements.text(entry, "valueCode", 20)
        if code not in set(Sensitive):
            raise refused("In this form a question is sensitive in a way that is neither “family” nor “alone”.")
        return Sensitive(code)
    return None


def _talk_about(draft: _Draft) -> str:
    """Return which answers the form marks as worth talking about; a mark that nobody knows is refused."""
    for entry in draft.url(OURS + "talk-about"):
        code = elements.text(entry, "valueCode", 20)
        if code not in ("any", "yes", "no"):
            raise refused("In this form the answers to talk about are neither “any” nor “yes” nor “no”.")
        return code
    return ""


def _unit(draft: _Draft) -> str:
    for entry in draft.url(FHIR + "questionnaire-unit"):
        coding = elements.node(entry.get("valueCoding", {}), "a unit")
        return elements.text(coding, "display", 60) or elements.text(coding, "code", 60)
    return draft.beside_text("unit")


def _choice(draft: _Draft, kind: str, value_sets: Mapping[str, Node]) -> Question:
    options = read_options(draft.item, value_sets, draft.limits)
    if not options:
        draft.notes.append("Answered in words: the form keeps its list of answers somewhere else.")
        return _bare(draft, Kind.LINE)
    if kind == "open-choice":
        draft.notes.append("Answered from the list only: the form also takes an answer in other words.")
    most = _most(draft)
    if not elements.flag(draft.item, "repeats") or most == 1:
        return replace(_bare(draft, Kind.CHOICE), options=options)
    waits = any(elements.flag(entry, "valueBoolean") for entry in draft.url(OURS + "waits"))
    return replace(_bare(draft, Kind.MULTI), options=options, most=most, waits=waits)


def _integer(draft: _Draft) -> Question:
    """Return a row of numbers where both ends are set, near enough, and the form asks for a slider."""
    bounds = _bounds(draft, Kind.WHOLE)
    low, high = bounds["low"], bounds["high"]
    slider = elements.control(draft.item, draft.limits.items) == "slider"
    if slider and isinstance(low, int) and isinstance(high, int) and 0 < high - low < draft.limits.scale_points:
        return replace(_bare(draft, Kind.SCALE), scale=_scale(draft, low, high))
    return replace(_bare(draft, Kind.WHOLE), **bounds)


def _bounds(draft: _Draft, kind: Kind) -> dict[str, Any]:
    """Return the least and most that may be answered: numbers, or dates as `YYYY-MM-DD`."""
    found: dict[str, Any] = {}
    for name, address in (("low", "minValue"), ("high", "maxValue")):
        entry = next(iter(draft.url(FHIR + address)), None)
        found[name] = None if entry is None else _bound(entry, kind, draft.limits)
    return found


def _bound(entry: Node, kind: Kind, limits: Forms) -> float | str | None:
    if kind is Kind.DATE:
        return elements.text(entry, "valueDate", limits.text) or None
    value = entry.get("valueInteger", entry.get("valueDecimal"))
    return None if value is None else elements.number(value)


def _scale(draft: _Draft, low: int, high: int) -> Scale:
    """Return the row; faces stand over it only where the form says which end is good, so none can lie."""
    good = next((elements.text(entry, "valueCode", 10) for entry in draft.url(OURS + "good-end")), "")
    name = next((elements.text(entry, "valueString", 200) for entry in draft.url(OURS + "score-name")), "")
    if good not in ("", "high", "low"):
        raise refused("In this form the good end of a row of numbers is neither “high” nor “low”.")
    return Scale(
        low=low,
        high=high,
        name=name or elements.text(draft.item, "text", draft.limits.text)[:200],
        lower_words=draft.beside_text("lower"),
        upper_words=draft.beside_text("upper"),
        high_is_good=good != "low",
        faces=bool(good),
        bands=tuple(read_band(entry, draft.limits) for entry in draft.url(OURS + "band")),
    )


def read_band(entry: Node, limits: Forms) -> Band:
    """Return the words for a part of a row of numbers, or of a total.

    Raises:
        FileRefused: an end or the words are missing.
    """
    parts = elements.extensions(entry, limits.items)
    if not all(len(parts.get(name, [])) == 1 for name in ("low", "high", "words")):
        raise refused("In this form a band of a row of numbers is not built as it should be.")
    low, high, words = (parts[name][0] for name in ("low", "high", "words"))
    return Band(
        elements.number(low.get("valueInteger")),
        elements.number(high.get("valueInteger")),
        elements.text(words, "valueString", 60),
    )
