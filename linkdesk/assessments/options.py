"""Reading the answers a question offers: listed in the form itself, or in a value set it contains."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import replace

from linkdesk.assessments import elements
from linkdesk.assessments.elements import FHIR
from linkdesk.assessments.elements import OURS
from linkdesk.assessments.elements import Node
from linkdesk.assessments.elements import refused
from linkdesk.assessments.questionnaire import Option
from linkdesk.assessments.rules import Sensitive
from linkdesk.settings import Forms

_KEY = re.compile(r"[A-Za-z0-9._-]{1,64}")


def read_options(item: Node, value_sets: Mapping[str, Node], limits: Forms) -> tuple[Option, ...]:
    """Return the options of an item; empty where it has none or points outside the form.

    Raises:
        FileRefused: there are too many, or one has no words.
    """
    found = list(_listed(item, limits)) or list(_contained(item, value_sets, limits))
    if len(found) > limits.options:
        raise refused(f"A question of this form has more than {limits.options} answers to choose from.")
    return tuple(_keyed(found))


def _listed(item: Node, limits: Forms) -> Iterator[Option]:
    for entry in elements.nodes(item, "answerOption", limits.items):
        ours = elements.extensions(entry, limits.items)
        exclusive = any(
            elements.flag(one, "valueBoolean") for one in ours.get(FHIR + "questionnaire-optionExclusive", [])
        )
        picture = elements.picture(entry, limits.items)
        system, code, words = _value(entry, limits)
        talk_about = any(elements.flag(one, "valueBoolean") for one in ours.get(OURS + "talk-about", []))
        yield Option("", words, system, code, picture, exclusive, talk_about, _weight(ours), sensitive=_sensitive(ours))


def _sensitive(ours: Mapping[str, list[Node]]) -> Sensitive | None:
    """Return when the form wants the answer not offered; a mark that nobody knows is refused, not passed over."""
    for entry in ours.get(OURS + "sensitive", []):
        code = elements.text(entry, "valueCode", 20)
        if code not in set(Sensitive):
            raise refused("In this form an answer is sensitive in a way that is neither “family” nor “alone”.")
        return Sensitive(code)
    return None


def _weight(ours: Mapping[str, list[Node]]) -> float | None:
    """Return what an answer counts: ordinalValue of FHIR R4, or itemWeight, its name since R5."""
    for name in ("ordinalValue", "itemWeight"):
        for entry in ours.get(FHIR + name, []):
            return elements.number(entry.get("valueDecimal"))
    return None


def _value(entry: Node, limits: Forms) -> tuple[str, str, str]:
    """Return system, code and words of one option; a number or a date is its own words."""
    if "valueCoding" in entry:
        coding = elements.node(entry["valueCoding"], "an answer to choose")
        return _coding(coding, limits)
    for name in ("valueString", "valueDate", "valueTime"):
        if name in entry:
            return "", "", elements.text(entry, name, limits.text)
    if "valueInteger" in entry:
        return "", "", str(elements.number(entry["valueInteger"]))
    raise refused("An answer to choose in this form is of a kind that LinkDesk does not know.")


def _coding(coding: Node, limits: Forms) -> tuple[str, str, str]:
    code = elements.text(coding, "code", limits.text)
    words = elements.text(coding, "display", limits.text)
    return elements.text(coding, "system", limits.text), code, words or code


def _contained(item: Node, value_sets: Mapping[str, Node], limits: Forms) -> Iterator[Option]:
    found = value_sets.get(elements.text(item, "answerValueSet", limits.text))
    if found is None:
        return
    expansion = elements.nodes(elements.node(found.get("expansion", {}), "an expansion"), "contains", limits.items)
    for coding in expansion:
        yield Option("", *_reordered(_coding(coding, limits)))
    if expansion:
        return
    compose = elements.node(found.get("compose", {}), "a value set")
    for include in elements.nodes(compose, "include", limits.items):
        system = elements.text(include, "system", limits.text)
        for concept in elements.nodes(include, "concept", limits.items):
            _, code, words = _coding(concept, limits)
            yield Option("", words, system, code)


def _reordered(coding: tuple[str, str, str]) -> tuple[str, str, str]:
    system, code, words = coding
    return words, system, code


def _keyed(found: list[Option]) -> Iterator[Option]:
    """Give each option a key: its code where that is a plain name and only here, else its place."""
    codes = [option.code for option in found]
    for place, option in enumerate(found, start=1):
        if not option.text:
            raise refused("An answer to choose in this form has no words.")
        fit = _KEY.fullmatch(option.code) and codes.count(option.code) == 1
        key = option.code if fit else f"option-{place}"
        yield replace(option, key=key)
