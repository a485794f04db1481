"""What of a service may stand on paper: only what is allowed, and nobody's name without their yes."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest

from linkdesk.record.errors import RuleBroken
from linkdesk.services.rules import Assurance
from linkdesk.services.rules import Status
from linkdesk.services.sheet import sheet_of
from tests.services.test_rules import record

NEVER = {"worker_notes", "alert", "checked_by", "assured_with", "organization", "email", "url"}


def leaves(value: Any) -> str:
    return str(asdict(value))


def test_only_what_is_allowed_is_on_it() -> None:
    planted = {name: f"Secret {name}" for name in NEVER}
    said = leaves(sheet_of(record(**planted)))
    assert "Secret" not in said
    for part in ("Testham Garden Group", "Ola Greenfield", "01632 960 011", "Bus 12", "TU"):
        assert part in said


def test_a_person_is_named_only_with_their_yes() -> None:
    sheet = sheet_of(record(contact_agreed=False))
    assert "Ola Greenfield" not in (sheet.who, sheet.who_role)
    assert (sheet.who, sheet.who_role, sheet.phone) == ("", "", "01632 960 010")
    assert sheet_of(record()).phone == "01632 960 011"
    assert sheet_of(record(contact_phone="")).phone == "01632 960 010"


@pytest.mark.parametrize(
    "more", [{"assurance": Assurance.DO_NOT_USE}, {"status": Status.DEFUNCT}, {"status": Status.INACTIVE}]
)
def test_where_nobody_is_sent_nothing_is_printed(more: dict[str, Any]) -> None:
    with pytest.raises(RuleBroken, match="Nothing was printed"):
        sheet_of(record(**more))
