"""What a service may say about itself, and a help page that is never empty."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from datetime import timedelta

import pytest

from linkdesk.organisation import rules
from linkdesk.organisation.national import CHECKED
from linkdesk.organisation.national import national_numbers
from linkdesk.organisation.rules import ChangeOrganisation
from linkdesk.organisation.rules import Group
from linkdesk.organisation.rules import Organisation
from linkdesk.organisation.rules import OwnKey
from linkdesk.organisation.rules import OwnNumber
from linkdesk.organisation.rules import StartOrganisation

ORGANISATION = Organisation(
    id=uuid.UUID(int=2),
    name="Practice Link Workers",
    phone="01632 960 000",
    email="",
    address_lines=(),
    out_of_hours="We answer from Monday to Friday.",
    privacy_contact="",
    curtain_minutes=5,
    practice=True,
    own_numbers={OwnKey.CRISIS: OwnNumber("01632 960 001", "Day and night", date(2026, 11, 1))},
    extra_numbers=(),
    hidden_numbers=frozenset(),
    version=1,
)
CHANGE = ChangeOrganisation(
    version=1,
    name=" Practice  Link Workers ",
    phone="01632 960 000",
    email="team@example.org",
    address_lines=("1 Invented Street", "", "Testham"),
    out_of_hours="",
    privacy_contact="Privacy officer, 01632 960 009",
    curtain_minutes=10,
)


def test_the_page_has_emergency_first_then_own_then_national() -> None:
    page = rules.help_now(ORGANISATION, national_numbers())
    groups = [number.group for number in page.numbers]
    assert groups == sorted(groups, key=list(Group).index)
    assert [number.key for number in page.group(Group.SERVICE)] == ["crisis", "duty", "safeguarding"]
    assert page.organisation_name == "Practice Link Workers"


def test_own_numbers_that_are_empty_are_shown_as_not_filled_in() -> None:
    page = rules.help_now(ORGANISATION, national_numbers())
    filled = {number.key: number.is_filled_in for number in page.group(Group.SERVICE)}
    assert filled == {"crisis": True, "duty": False, "safeguarding": False}


def test_without_a_service_the_national_numbers_stand() -> None:
    page = rules.help_now(None, national_numbers())
    assert page.numbers == national_numbers()
    assert page.group(Group.SERVICE) == ()


def test_999_cannot_be_taken_away() -> None:
    without = tuple(number for number in national_numbers() if number.group is not Group.EMERGENCY)
    with pytest.raises(ValueError, match="999 cannot be taken away"):
        rules.help_now(None, without)


def test_a_number_goes_stale_after_half_a_year() -> None:
    number = national_numbers()[0]
    assert not number.is_stale(CHECKED + timedelta(days=rules.STALE_AFTER_DAYS))
    assert number.is_stale(CHECKED + timedelta(days=rules.STALE_AFTER_DAYS + 1))
    assert not replace(number, checked=None).is_stale(date(2099, 1, 1))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("999", "999"), ("116  123", "116 123"), ("111", "111"), ("+44 1632 960001", "01632 960001"), ("85258", "85258")],
)
def test_short_and_long_numbers_are_kept(typed: str, kept: str) -> None:
    assert rules.number_to_dial(typed) == kept


@pytest.mark.parametrize("typed", ["99", "call us", "1234567890123456", "javascript:1"])
def test_what_cannot_be_dialled_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="phone number"):
        rules.number_to_dial(typed)


def test_a_start_is_tidied() -> None:
    start = rules.tidied_start(
        StartOrganisation("  Practice \x00Link ", "01632960000", {OwnKey.DUTY: OwnNumber("111", " all day ")})
    )
    assert (start.name, start.phone) == ("Practice Link", "01632960000")
    assert start.own_numbers[OwnKey.DUTY] == OwnNumber("111", "all day")
    assert set(start.own_numbers) == set(OwnKey)


def test_an_empty_number_has_no_date_of_checking() -> None:
    numbers = rules.tidied_numbers({OwnKey.DUTY: OwnNumber("", "", date(2026, 1, 1))})
    assert numbers[OwnKey.DUTY].checked is None


def test_a_change_is_tidied() -> None:
    change = rules.tidied_change(CHANGE, 1, 15)
    assert change.name == "Practice  Link Workers"
    assert change.address_lines == ("1 Invented Street", "Testham")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": "  "}, "name of your service"),
        ({"name": "x" * 121}, "longer than 120"),
        ({"phone": "call"}, "phone number"),
        ({"email": "team.example.org"}, "email address"),
        ({"address_lines": ("a",) * 6}, "at most 5 lines"),
        ({"address_lines": ("a" * 121,)}, "longer than 120"),
        ({"out_of_hours": "x" * 301}, "longer than 300"),
        ({"privacy_contact": "x" * 301}, "longer than 300"),
        ({"curtain_minutes": 0}, "1 to 15 minutes"),
        ({"curtain_minutes": 16}, "1 to 15 minutes"),
    ],
)
def test_what_cannot_be_right_is_refused_in_a_sentence(wrong: dict[str, object], sentence: str) -> None:
    given: dict[str, object] = {**CHANGE.__dict__, **wrong}
    with pytest.raises(ValueError, match=sentence):
        rules.tidied_change(ChangeOrganisation(**given), 1, 15)  # type: ignore[arg-type]  # values of each kind on purpose
