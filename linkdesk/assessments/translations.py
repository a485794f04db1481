"""The translations that a form brings along: HL7's extension `translation` on its texts."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from linkdesk.assessments.elements import FHIR
from linkdesk.languages.tongues import tongue
from linkdesk.record.checks import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linkdesk.assessments.elements import Node
    from linkdesk.settings import Forms

TRANSLATION = FHIR + "translation"


def read_translations(found: Node, limits: Forms) -> dict[str, dict[str, str]]:
    """Return language tag to (text of the form to its translation); of two for one text the first counts.

    What is no whole translation (no language, no words, too long) is left out: the text is then shown as it is.
    """
    read: dict[str, dict[str, str]] = {}
    for text, tag, words in _translated(found, limits.depth * 4):
        own = tongue(tag)
        said = plain_text(words)
        if said and len(said) <= limits.text:
            read.setdefault(own.tag if own else tag, {}).setdefault(plain_text(text), said)
    return read


def _translated(node: Any, deeper: int) -> Iterator[tuple[str, str, str]]:
    """Walk through the form, no deeper than a form can be."""
    if isinstance(node, list):
        for each in node:
            yield from _translated(each, deeper)
    if not isinstance(node, dict) or not deeper:
        return
    for name, value in node.items():
        if isinstance(value, str):
            yield from ((value, *pair) for pair in _of(node.get(f"_{name}")))
        elif not name.startswith("_"):
            yield from _translated(value, deeper - 1)


def _of(beside: Any) -> Iterator[tuple[str, str]]:
    """Return the language and the words of each translation beside a text."""
    entries = beside.get("extension") if isinstance(beside, dict) else None
    for entry in entries if isinstance(entries, list) else []:
        if not isinstance(entry, dict) or entry.get("url") != TRANSLATION:
            continue
        inner = entry.get("extension")
        parts = {each.get("url"): each for each in inner if isinstance(each, dict)} if isinstance(inner, list) else {}
        tag = parts.get("lang", {}).get("valueCode")
        content = parts.get("content", {})
        words = next((content[key] for key in ("valueString", "valueMarkdown") if key in content), None)
        if isinstance(tag, str) and isinstance(words, str):
            yield tag, words
