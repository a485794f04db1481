"""The clinical codes we may send: only rows of the reviewed table that are marked "checked"."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("codes.csv")
SNOMED = "http://snomed.info/sct"

CARE_PLAN = "734163000"
REVIEW_OF_PLAN = "425268008"
REASONABLE_ADJUSTMENT = "1108111000000107"


@cache
def checked() -> dict[str, str]:
    """Return each SNOMED CT code that is fit to ship, with its display."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["code"]: row["display"] for row in rows if row["system"] == "SNOMED CT" and row["status"] == "checked"}


def concept(code: str, text: str = "") -> dict[str, Any]:
    """Return a CodeableConcept for a checked code.

    A wrong code with a right-looking display passes every validator, so nothing else may be sent as a code.

    Raises:
        KeyError: the code was never reviewed.
    """
    display = checked()[code]
    return {"coding": [{"system": SNOMED, "code": code, "display": display}], "text": text or display}
