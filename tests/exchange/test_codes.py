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
