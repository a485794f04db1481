"""Small forms for the tests, built as FHIR R4 JSON."""

from __future__ import annotations

import json
from typing import Any

from linkdesk.assessments.parse import parse
from linkdesk.assessments.questionnaire import Form

OURS = "urn:linkdesk:form-extension:"
CONTROL = "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl"


def item(link_id: str, kind: str = "string", **more: Any) -> dict[str, Any]:
    """Return one item; its words are its name unless told."""
    return {"linkId": link_id, "type": kind, "text": f"What about {link_id}?", **more}


def control(code: str) -> dict[str, Any]:
    """Return an item control extension."""
    return {"url": CONTROL, "valueCodeableConcept": {"coding": [{"code": code}]}}


def choices(*codes: str) -> list[dict[str, Any]]:
    """Return coded answers to choose."""
    return [{"valueCoding": {"system": "urn:x", "code": code, "display": code.title()}} for code in codes]


def scale(link_id: str, low: int = 0, high: int = 10, *, good: str = "high") -> dict[str, Any]:
    """Return a row of numbers."""
    url = "http://hl7.org/fhir/StructureDefinition/"
    extension: list[dict[str, Any]] = [
        control("slider"),
        {"url": url + "minValue", "valueInteger": low},
        {"url": url + "maxValue", "valueInteger": high},
    ]
    if good:
        extension.append({"url": OURS + "good-end", "valueCode": good})
    return item(link_id, "integer", extension=extension)


def when(question: str, operator: str, **answer: Any) -> dict[str, Any]:
    """Return one condition."""
    return {"question": question, "operator": operator, **answer}


def raw(*items: dict[str, Any], **more: Any) -> bytes:
    """Return a form as a file would hold it."""
    return json.dumps({"resourceType": "Questionnaire", "status": "draft", "item": list(items), **more}).encode()


def build(*items: dict[str, Any], **more: Any) -> Form:
    """Return a form as LinkDesk reads it."""
    return parse(raw(*items, **more))
