"""Nobody is added twice, neither from the record nor from within a file."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from linkdesk.clients.rules import AddClient
from linkdesk.exchange.intake.rules import Outcome
from linkdesk.exchange.intake.twins import APART
from linkdesk.exchange.intake.twins import IN_USE
from linkdesk.exchange.intake.twins import OPEN_ALREADY
from linkdesk.exchange.intake.twins import Found
from linkdesk.exchange.intake.twins import Known
from linkdesk.exchange.intake.twins import Twins

BORN = date(1984, 2, 1)
ADA = UUID(int=1)
NUMBER = "9990000018"


def person(family: str = "Quill", born: date = BORN, number: str = "") -> AddClient:
    return AddClient(given_name="Ada", family_name=family, birth_date=born, nhs_number=number)


@pytest.mark.parametrize(
    ("known", "client", "found"),
    [
        (Known(ADA, "", "quill", BORN), person("Wren"), Found(Outcome.NEW)),
        (Known(ADA, NUMBER, "quill", BORN), person(number=NUMBER), Found(Outcome.AGAIN, "", ADA)),
        (Known(ADA, NUMBER, "quill", BORN, has_open=True), person(number=NUMBER), Found(Outcome.BAD, OPEN_ALREADY)),
        (Known(ADA, NUMBER, "wren", BORN), person(number=NUMBER), Found(Outcome.BAD, IN_USE)),
        (Known(ADA, NUMBER, "quill", date(1985, 1, 1)), person(number=NUMBER), Found(Outcome.BAD, IN_USE)),
        (Known(ADA, NUMBER, "quill", BORN, apart=True), person(number=NUMBER), Found(Outcome.BAD, APART)),
        (Known(ADA, "", "quill", BORN, apart=True), person(), Found(Outcome.NEW)),
    ],
)
def test_who_is_on_record(known: Known, client: AddClient, found: Found) -> None:
    assert Twins([known]).place(client, 2) == found


def test_the_same_name_and_birth_date_may_be_the_same_person() -> None:
    found = Twins([Known(ADA, "", "quill", BORN)]).place(person("QUÍLL"), 2)
    assert (found.outcome, found.client_id) == (Outcome.ALIKE, ADA)


def test_a_person_stands_in_a_file_once() -> None:
    twins = Twins([])
    assert twins.place(person(number=NUMBER), 2).outcome is Outcome.NEW
    assert twins.place(person("Wren", number=NUMBER), 3) == Found(Outcome.BAD, "Row 2 has the same NHS number.")
    again = twins.place(person(), 4)
    assert (again.outcome, again.reason) == (Outcome.ALIKE, "Row 2 has the same family name and date of birth.")


def test_a_second_referral_stands_in_a_file_once_too() -> None:
    twins = Twins([Known(ADA, NUMBER, "quill", BORN)])
    assert twins.place(person(number=NUMBER), 2).outcome is Outcome.AGAIN
    assert twins.place(person(number=NUMBER), 3) == Found(Outcome.BAD, "Row 2 has the same NHS number.")
