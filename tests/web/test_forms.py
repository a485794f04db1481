"""The base of every form: version, token, order, error summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linkdesk.web import fields
from linkdesk.web.forms import BaseForm
from linkdesk.web.validators import Needed
from linkdesk.web.validators import phone
from tests.web.demo import DemoForm
from tests.web.demo import make_demo

if TYPE_CHECKING:
    from flask import Flask


class Small(BaseForm):
    """Two fields."""

    born = fields.DateField("Born", [Needed("Enter the date of birth.")])
    name = fields.NameField("Name", [Needed("Enter the name.")])


class Alike(BaseForm):
    """Fields that refuse in the same words."""

    first = fields.PhoneField("Phone", [phone()])
    other = fields.PhoneField("Second phone", [phone()])
    kind = fields.ChoiceField("What kind is it?", about="phone 2")
    asked = fields.LineField("Anything else?", limit=1, heading=True)


@pytest.fixture
def app() -> Flask:
    return make_demo(WTF_CSRF_ENABLED=False)


def test_rows_come_in_the_order_of_the_class_without_hidden_fields(app: Flask) -> None:
    with app.test_request_context():
        assert [field.name for field in DemoForm().rows()][:3] == ["given_name", "born", "nhs_number"]
        assert {"csrf_token", "version"}.isdisjoint(field.name for field in DemoForm().rows())


def test_errors_stand_in_the_order_of_the_page_and_lead_to_the_first_control(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"born-day": "1", "born-month": "", "born-year": "1990"}):
        form = Small()
        assert not form.validate_on_submit()
        assert [(line.text, line.control) for line in form.error_lines()] == [
            ("Born: Enter the month too.", "born-month"),
            ("Enter the name.", "name"),
        ]


def test_sentences_that_fields_share_say_which_field_it_is(app: Flask) -> None:
    typed = {"first": "x", "other": "x", "kind": "x", "asked": "xx"}
    with app.test_request_context(method="POST", data=typed):
        form = Alike()
        assert not form.validate_on_submit()
        assert [line.text for line in form.error_lines()] == [
            "Phone: Enter a phone number with digits only, like 01632 960 001.",
            "Second phone: Enter a phone number with digits only, like 01632 960 001.",
            "Phone 2, What kind is it? Choose one of the answers on the page.",
            "Use 1 characters or fewer. This is 1 too many.",
        ]


def test_version_travels_as_a_number(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"version": "7"}):
        assert Small().version.data == 7
    with app.test_request_context():
        assert Small(data={"version": 3}).version.data == 3
        assert Small().version.data is None


@pytest.mark.parametrize("text", ["x", "-1", "1" * 40, "1.5", "٣"])
def test_broken_version_is_an_error_at_the_top(app: Flask, text: str) -> None:
    with app.test_request_context(method="POST", data={"version": text}):
        form = Small()
        assert not form.validate_on_submit()
        assert form.error_lines()[0].control == "main"


def test_refusal_of_a_service_stands_at_its_field(app: Flask) -> None:
    with app.test_request_context(method="POST", data={}):
        form = Small()
        form.refuse("name", "There is such a client already.")
        assert form.error_lines()[-1].text == "There is such a client already."
        assert form.errors


def test_form_without_a_command_says_so(app: Flask) -> None:
    with app.test_request_context(), pytest.raises(NotImplementedError, match="Small"):
        Small().to_command()


def test_token_has_no_time_limit(app: Flask) -> None:
    with app.test_request_context():
        assert Small().meta.csrf_time_limit is None
