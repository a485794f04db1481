"""The clinical codes we may send: only rows of the reviewed table that are marked "checked"."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Any

from linkdesk.clients import needs

TABLE = Path(__file__).with_name("codes.csv")
SNOMED = "http://snomed.info/sct"
_SNOMED_NAMES = ("http://snomed.info", "https://snomed.info", "urn:oid:2.16.840.1.113883.6.96")

CARE_PLAN = "734163000"
REVIEW_OF_PLAN = "425268008"
REASONABLE_ADJUSTMENT = "1108111000000107"


@cache
def checked() -> dict[str, str]:
    """Return each SNOMED CT code that is fit to ship, with its display."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["code"]: row["display"] for row in rows if row["system"] == "SNOMED CT" and row["status"] == "checked"}


@cache
def displays() -> dict[str, str]:
    """Return every SNOMED CT code that may leave, with its display: the reviewed table and the list of needs."""
    return checked() | {need.code: need.text for need in needs.known_needs() if need.code}


def is_snomed(system: str) -> bool:
    """Say whether a code system is SNOMED CT, by any of its names."""
    return system.casefold().startswith(_SNOMED_NAMES)


def coding(system: str, code: str, words: str) -> dict[str, str]:
    """Return the Coding of an answer that a form offers.

    A code of the form's own system goes as the form has it. A SNOMED CT code says something in the record of whoever
    takes it, and nobody here reviewed those of other people's forms: unless ours says the same, the words go alone.
    """
    if is_snomed(system) and (system, displays().get(code)) != (SNOMED, words):
        return {"display": words}
    return {"system": system, "code": code, "display": words}


def concept(code: str, text: str = "") -> dict[str, Any]:
    """Return a CodeableConcept for a checked code.

    A wrong code with a right-looking display passes every validator, so nothing else may be sent as a code.

    Raises:
        KeyError: the code was never reviewed.
    """
    display = checked()[code]
    return {"coding": [{"system": SNOMED, "code": code, "display": display}], "text": text or display}
