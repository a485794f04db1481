"""Invented people are the same for the same seed, believable, and never real."""

from __future__ import annotations

from datetime import date

from linkdesk.clients import rules
from linkdesk.desk.people import nhs_number
from linkdesk.desk.people import people
from linkdesk.record import checks

TODAY = date(2026, 11, 25)


def test_equal_seeds_make_equal_people() -> None:
    assert list(people(30, 7, TODAY)) == list(people(30, 7, TODAY))
    assert list(people(30, 7, TODAY)) != list(people(30, 8, TODAY))


def test_everyone_passes_the_same_checks_as_a_typed_client() -> None:
    for person in people(200, 1, TODAY):
        rules.check(rules.tidied(person), TODAY)
        assert person.nhs_number.startswith("999")


def test_numbers_are_unique_and_have_their_check_digit() -> None:
    numbers = [person.nhs_number for person in people(1250, 1, TODAY)]
    assert len(set(numbers)) == 1250
    assert all(checks.nhs_number(number) == number for number in numbers)


def test_a_number_without_a_check_digit_is_left_out() -> None:
    made = [nhs_number(serial) for serial in range(1, 200)]
    assert None in made
