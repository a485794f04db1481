"""Form checks agree with the pure checks of the record."""

from __future__ import annotations

from typing import Any

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form

from linkdesk.web import fields
from linkdesk.web import validators


class Person(Form):
    """All checks."""

    name = fields.NameField("Name", [validators.Needed("Enter the name.")])
    nhs_number = fields.LineField("NHS number", [validators.nhs_number()])
    postcode = fields.LineField("Postcode", [validators.postcode()])
    phone = fields.PhoneField("Phone", [validators.phone()])
    born = fields.DateField("Born", [validators.Needed("Enter the date of birth.")])
    score = fields.ScaleField("Score", [validators.Needed("Choose a number.")])
    agreed = fields.TickField("Agreed", [validators.MustTick("Tick the box.")])


GOOD = {
    "name": "Ann", "nhs_number": "999 123 4551", "postcode": "ls1 4ap", "phone": "01632 960001",
    "born-day": "1", "born-month": "1", "born-year": "1990", "score": "0", "agreed": "y",
}  # fmt: skip


def checked(**changes: Any) -> Person:
    form = Person(MultiDict({name: text for name, text in (GOOD | changes).items() if text is not None}))
    form.validate()
    return form


def test_good_answers_pass_and_are_tidied() -> None:
    form = checked()
    assert form.errors == {}
    assert form.nhs_number.data == "9991234551"
    assert form.postcode.data == "LS1 4AP"


@pytest.mark.parametrize(
    ("name", "text"), [("nhs_number", "9991234552"), ("postcode", "nowhere"), ("phone", "call me")]
)
def test_wrong_text_is_refused_and_still_shown(name: str, text: str) -> None:
    form = checked(**{name: text})
    assert list(form.errors) == [name]
    assert getattr(form, name).shown() == text


@pytest.mark.parametrize("name", ["nhs_number", "postcode", "phone"])
def test_empty_text_is_left_to_needed(name: str) -> None:
    assert checked(**{name: ""}).errors == {}


@pytest.mark.parametrize(
    ("name", "sentence"), [("name", "Enter the name."), ("score", "Choose a number."), ("agreed", "Tick the box.")]
)
def test_missing_answer_is_refused_once_with_its_sentence(name: str, sentence: str) -> None:
    assert checked(**{name: None}).errors == {name: [sentence]}


def test_broken_date_says_what_is_wrong_and_not_that_it_is_missing() -> None:
    assert checked(**{"born-month": ""}).errors == {"born": ["Enter the month too."]}


def test_missing_date_is_refused() -> None:
    empty = {"born-day": "", "born-month": "", "born-year": ""}
    assert checked(**empty).errors == {"born": ["Enter the date of birth."]}
