"""The form asks for every part and gives it back as it was; how safe it is needs its words."""

from __future__ import annotations

import uuid
from dataclasses import fields
from datetime import date

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from linkdesk.services import rules
from linkdesk.services.forms import GROUPS
from linkdesk.services.forms import PARTS
from linkdesk.services.forms import AssureForm
from linkdesk.services.forms import CheckedForm
from linkdesk.services.forms import ServiceForm
from linkdesk.services.rules import Assurance
from linkdesk.services.rules import ServiceWords
from tests.services.test_rules import record

TODAY = date(2026, 11, 30)
ID = uuid.UUID(int=5)


def test_the_form_asks_for_every_part_and_every_field_stands_in_a_group(app: Flask) -> None:
    with app.test_request_context():
        asked = {field.name for field in ServiceForm().rows()} - {"csrf_token"}
    times = {f"{part}_{number}" for part in PARTS for number in range(1, rules.TIMES + 1)}
    assert asked == {each.name for each in fields(ServiceWords)} - {"times"} | times | {"checked"}
    grouped = [name for group in GROUPS for name in group.names]
    assert sorted([*grouped, "checked"]) == sorted(asked)


def test_a_service_on_record_comes_back_the_same(app: Flask) -> None:
    with app.test_request_context():
        command = ServiceForm.of(record(version=3)).change(ID)
    assert rules.differences(record(), rules.tidied(command)) == ()
    assert command.service_id == ID


def test_an_empty_group_is_folded_and_one_that_holds_something_is_open(app: Flask) -> None:
    with app.test_request_context():
        empty, full = ServiceForm(), ServiceForm.of(record())
        folded = [group for group in GROUPS if group.folded]
        assert [group.heading for group in folded if empty.is_open(group)] == []
        assert {group.heading for group in folded if not full.is_open(group)} == {"One more time"}


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"name": ""}, "name"),
        ({"phone": "ring Ola"}, "phone"),
        ({"opens_1": "12:00", "closes_1": "10:00"}, "closes_1"),
        ({"opens_2": "soon"}, "opens_2"),
        ({"amount": "lots"}, "amount"),
        ({"days_1": "XX"}, "days_1"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(app: Flask, typed: dict[str, str], wrong: str) -> None:
    with app.test_request_context():
        form = ServiceForm(formdata=MultiDict({"name": "Garden", **typed}), meta={"csrf": False})
        assert not form.validate()
        assert set(form.errors) == {wrong}


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"assurance": "do-not-use"}, "reason"),
        ({"assurance": "checked"}, "assured_with"),
        (
            {
                "assurance": "checked",
                "assured_with": "x",
                "assured_date-day": "1",
                "assured_date-month": "12",
                "assured_date-year": "2026",
            },
            "assured_date",
        ),
        ({"assurance": "not-checked"}, ""),
    ],
)
def test_how_safe_it_is_needs_its_words(app: Flask, typed: dict[str, str], wrong: str) -> None:
    with app.test_request_context():
        form = AssureForm(formdata=MultiDict({"version": "2", **typed}), meta={"csrf": False})
        assert form.validate()
        assert form.tell(TODAY) is (wrong == "")
        assert set(form.errors) == ({wrong} if wrong else set())
        assert form.to_command(ID).assurance is Assurance(typed["assurance"])


def test_checked_today_carries_the_version(app: Flask) -> None:
    with app.test_request_context():
        assert CheckedForm(formdata=MultiDict({"version": "4"}), meta={"csrf": False}).to_command(ID).version == 4
