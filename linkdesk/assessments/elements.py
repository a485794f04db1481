"""Reading one node of a FHIR R4 form: every value is checked for its type and size, or the form is refused."""

from __future__ import annotations

from functools import cache
from typing import Any

from linkdesk.easyread.pictures import all_pictures
from linkdesk.record.checks import is_sign
from linkdesk.record.errors import FileRefused

FHIR = "http://hl7.org/fhir/StructureDefinition/"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/"
OURS = "urn:linkdesk:form-extension:"
"""Our own extensions carry a name that is ours and never a web address that something might fetch."""

Node = dict[str, Any]

_KEPT_CONTROLS = frozenset("\n\t\r")
_DIRECTION_TRICKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def refused(reason: str) -> FileRefused:
    """Return the refusal of a form as one plain sentence, to be raised."""
    return FileRefused(f"{reason} Nothing was read from the form. Choose another file.")


def node(value: Any, what: str) -> Node:
    """Return a JSON object, or refuse."""
    if not isinstance(value, dict):
        raise refused(f"In this form {what} is not built as FHIR asks.")
    return value


def nodes(parent: Node, name: str, most: int) -> list[Node]:
    """Return the list of JSON objects at `name`, at most `most` of them; missing is empty."""
    found = parent.get(name)
    if found is None:
        return []
    if not isinstance(found, list):
        raise refused(f"In this form “{name}” is not a list.")
    if len(found) > most:
        raise refused(f"This form has more than {most} entries in one “{name}”.")
    return [node(entry, f"an entry of “{name}”") for entry in found]


def text(parent: Node, name: str, most: int) -> str:
    """Return the plain text at `name`, trimmed; missing is empty. It is never read as HTML."""
    found = parent.get(name)
    if found is None:
        return ""
    if not isinstance(found, str):
        raise refused(f"In this form “{name}” is not text.")
    if len(found) > most:
        raise refused(f"A text in this form is longer than {most:,} characters.")
    if not found.isprintable() and not all(sign in _KEPT_CONTROLS or is_sign(sign) for sign in found):
        raise refused("A text in this form has signs that cannot be shown.")
    if _DIRECTION_TRICKS & set(found):
        raise refused("A text in this form has hidden signs that turn its direction round.")
    return found.strip()


def flag(parent: Node, name: str) -> bool:
    """Return the yes or no at `name`; missing is no."""
    found = parent.get(name, False)
    if not isinstance(found, bool):
        raise refused(f"In this form “{name}” is not yes or no.")
    return found


def number(value: Any) -> float | int:
    """Return a plain number of sane size, or refuse; true and false are not numbers."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise refused("In this form a number is not a number.")
    if not abs(value) <= 1e12:  # noqa: PLR2004 - beyond any scale; catches infinity too
        raise refused("A number in this form is too large.")
    return value


def extensions(parent: Node, most: int) -> dict[str, list[Node]]:
    """Return the extensions of a node by address; unknown ones stay, nothing in them is ever run or fetched."""
    found: dict[str, list[Node]] = {}
    for entry in nodes(parent, "extension", most):
        found.setdefault(text(entry, "url", 500), []).append(entry)
    return found


def first_code(concept: Node, most: int) -> str:
    """Return the first code of a CodeableConcept."""
    for coding in nodes(concept, "coding", most):
        return text(coding, "code", 200)
    return ""


def control(item: Node, most: int) -> str:
    """Return the `itemControl` code of an item, or nothing."""
    for entry in extensions(item, most).get(FHIR + "questionnaire-itemControl", []):
        return first_code(node(entry.get("valueCodeableConcept", {}), "an item control"), most)
    return ""


def picture(holder: Node, most: int) -> str | None:
    """Return the key of the picture beside the words of `holder`; one that LinkDesk does not have is left out."""
    for entry in extensions(holder, most).get(OURS + "picture", []):
        key = text(entry, "valueCode", 60)
        return key if key in _picture_keys() else None
    return None


@cache
def _picture_keys() -> frozenset[str]:
    return frozenset(known.key for known in all_pictures())
