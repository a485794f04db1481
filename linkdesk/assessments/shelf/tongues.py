"""One form in several languages: a Bundle with a Questionnaire for each, as Structor writes it, made one form."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from typing import Any

from linkdesk.assessments import elements
from linkdesk.assessments.elements import FHIR
from linkdesk.assessments.elements import Node
from linkdesk.assessments.elements import refused

if TYPE_CHECKING:
    from linkdesk.settings import Forms

TRANSLATION = FHIR + "translation"
MARK = b'"Bundle"'
"""What the bytes of a Bundle must hold, so that those of a form need not be read twice."""

MOST = 30
_LANGUAGE = 35
_CODE = re.compile(r"[A-Za-z0-9-]{2,35}")
_ENGLISH = "en"


def is_bundle(found: Node) -> bool:
    """Say whether this is a Bundle and no single form."""
    return found.get("resourceType") == "Bundle"


def merged(bundle: Node, limits: Forms) -> Node:
    """Return the English form of a Bundle, else the first, with the words of the others as translations of its own.

    Parts are matched by `linkId` and answers by their code, else by their place; what the main form does not have is
    passed over. Translations that the main form has already are kept.

    Raises:
        FileRefused: it holds no form, something else too, too many, or two forms in one language.
    """
    forms = [elements.node(entry.get("resource"), "a form") for entry in elements.nodes(bundle, "entry", MOST)]
    if not forms or any(form.get("resourceType") != "Questionnaire" for form in forms):
        raise refused("This bundle is not one form in several languages.")
    languages = [elements.text(form, "language", _LANGUAGE) for form in forms]
    if len(forms) > 1 and (not all(languages) or len(set(languages)) != len(languages)):
        raise refused("In this bundle two forms have the same language, or one says none.")
    place = next((number for number, name in enumerate(languages) if name.lower().startswith(_ENGLISH)), 0)
    main = copy.deepcopy(forms[place])
    for number, form in enumerate(forms):
        if number != place:
            _add(main, form, languages[number], limits)
    return main


def languages_in(found: Node) -> tuple[str, ...]:
    """Return the languages that words of a form are translated into, in order of their names."""
    return tuple(sorted(set(_languages(found))))


def _languages(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if value.get("url") == TRANSLATION and isinstance(value.get("extension"), list):
            parts = (part for part in value["extension"] if isinstance(part, dict) and part.get("url") == "lang")
            yield from (code for part in parts if _CODE.fullmatch(code := str(part.get("valueCode", ""))))
        for inner in value.values():
            yield from _languages(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _languages(inner)


def _add(main: Node, other: Node, language: str, limits: Forms) -> None:
    """Put the words of one language beside those of the main form."""
    _translate(main, "title", other, language, limits)
    _translate(main, "description", other, language, limits)
    theirs = dict(_items(other, limits))
    for link_id, item in _items(main, limits):
        found = theirs.get(link_id)
        if found is not None:
            _translate(item, "text", found, language, limits)
            _answers(item, found, language, limits)


def _items(holder: Node, limits: Forms) -> Iterator[tuple[str, Node]]:
    for item in elements.nodes(holder, "item", limits.items):
        yield elements.text(item, "linkId", limits.text), item
        yield from _items(item, limits)


def _answers(item: Node, found: Node, language: str, limits: Forms) -> None:
    ours = elements.nodes(item, "answerOption", limits.items)
    theirs = elements.nodes(found, "answerOption", limits.items)
    by_code = {_code(option): option for option in theirs if _code(option)}
    for number, option in enumerate(ours):
        placed = theirs[number] if len(theirs) == len(ours) else {}
        other = by_code.get(_code(option), placed if not _code(option) else {})
        if isinstance(option.get("valueCoding"), dict) and isinstance(other.get("valueCoding"), dict):
            _translate(option["valueCoding"], "display", other["valueCoding"], language, limits)
        else:
            _translate(option, "valueString", other, language, limits)


def _code(option: Node) -> str:
    coding = option.get("valueCoding")
    return str(coding.get("code", "")) if isinstance(coding, dict) else ""


def _translate(ours: Node, name: str, theirs: Node, language: str, limits: Forms) -> None:
    """Put a translation beside one text, as FHIR does for any text (extension `translation`)."""
    words = elements.text(theirs, name, limits.text)
    if not words or not elements.text(ours, name, limits.text):
        return
    beside = ours.setdefault(f"_{name}", {})
    listed = elements.node(beside, f"_{name}").setdefault("extension", [])
    if not isinstance(listed, list) or language in set(_languages(listed)):
        return
    listed.append(
        {
            "url": TRANSLATION,
            "extension": [{"url": "lang", "valueCode": language}, {"url": "content", "valueString": words}],
        }
    )
