"""The form of somebody new says why it cannot be right."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from linkdesk.desk.named.forms import PersonForm

if TYPE_CHECKING:
    from tests.furnished import House

SENT = {"given_name": "Bo", "family_name": "Other", "birth_date-day": "2", "birth_date-month": "1"}


def test_a_date_of_birth_to_come_is_refused_and_a_true_one_is_taken(house: House) -> None:
    house.app.config["WTF_CSRF_ENABLED"] = False
    for year, taken in (("1990", True), ("2030", False)):
        with house.app.test_request_context("/", method="POST", data={**SENT, "birth_date-year": year}):
            form = PersonForm()
            assert form.passes(date(2026, 11, 25)) is taken
            assert bool(form.birth_date.errors) is not taken
    with house.app.test_request_context("/", method="POST", data={**SENT, "birth_date-year": "1990"}):
        form = PersonForm()
        assert form.validate()
        assert form.to_command().birth_date == date(1990, 1, 2)
