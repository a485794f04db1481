"""Only reviewed codes leave."""

from __future__ import annotations

import csv

import pytest

from linkdesk.exchange import codes
from tests.clients.test_needs import check_digit_is_right


def test_only_checked_codes_are_there() -> None:
    with codes.TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    held_back = {row["code"] for row in rows if row["status"] != "checked"}
    assert "736366004" in held_back
    assert codes.checked().keys().isdisjoint(held_back)


def test_every_checked_code_passes_its_check_digit() -> None:
    assert [code for code in codes.checked() if not check_digit_is_right(code)] == []


def test_the_codes_we_name_are_checked() -> None:
    assert codes.concept(codes.CARE_PLAN)["coding"][0]["display"] == "Care plan"
    assert codes.concept(codes.REVIEW_OF_PLAN)["text"] == "Review of care plan"
    assert codes.concept(codes.REASONABLE_ADJUSTMENT, "own words")["text"] == "own words"


def test_an_unreviewed_code_cannot_be_made() -> None:
    for code in ("736366004", "871691000000100", "267076002", "1"):
        with pytest.raises(KeyError):
            codes.concept(code)


OID = "urn:oid:2.16.840.1.113883.6.96"


@pytest.mark.parametrize(
    ("system", "code", "words", "sent"),
    [
        ("urn:linkdesk:answers", "home", "My home", True),
        ("http://loinc.org", "LA32-8", "No", True),
        (codes.SNOMED, "73438004", "Unemployed", True),
        (codes.SNOMED, "73438004", "Employed", False),
        (codes.SNOMED, "267076002", "Feeling lonely", False),
        ("http://snomed.info/sct/83821000000107", "73438004", "Unemployed", False),
        ("HTTP://SNOMED.info/sct", "73438004", "Unemployed", False),
        (OID, "73438004", "Unemployed", False),
    ],
)
def test_of_a_snomed_code_that_nobody_reviewed_only_the_words_go(
    system: str,
    code: str,
    words: str,
    sent: bool,  # noqa: FBT001 - a column of the table
) -> None:
    whole = {"system": system, "code": code, "display": words}
    assert codes.coding(system, code, words) == (whole if sent else {"display": words})


def test_every_need_that_is_offered_may_leave() -> None:
    assert codes.displays()["796161000000101"] == "Requires information in Easyread"
    assert codes.displays().items() >= codes.checked().items()
