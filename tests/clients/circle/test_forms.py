"""The form about somebody in a person's life."""

from __future__ import annotations

import uuid
from dataclasses import fields

import pytest
from flask import Flask

from linkdesk.clients.circle import rules
from linkdesk.clients.circle.forms import PersonForm
from linkdesk.clients.circle.rules import AddPerson
from linkdesk.clients.circle.rules import Closeness
from linkdesk.clients.circle.rules import PersonRecord
from linkdesk.clients.circle.rules import PersonWords

CLIENT = uuid.UUID(int=5)


def test_the_form_asks_for_every_part(app: Flask) -> None:
    with app.test_request_context():
        asked = {field.name for field in PersonForm().rows()} - {"csrf_token"}
    assert asked == {each.name for each in fields(PersonWords)}


def test_somebody_on_record_comes_back_the_same(app: Flask) -> None:
    kept = PersonRecord(
        id=uuid.UUID(int=7),
        client_id=CLIENT,
        version=3,
        name="Ana",
        relationship="Sister",
        closeness=Closeness.VERY_CLOSE,
        phone="01632 960001",
        carer=True,
    )
    with app.test_request_context():
        command = PersonForm.of(kept).change(CLIENT, kept.id)
    assert rules.differences(kept, command) == ()
    assert (command.version, command.person_id) == (3, kept.id)


@pytest.mark.parametrize(
    ("sent", "fault"),
    [({}, "Enter a name"), ({"name": "Ana", "phone": "12"}, "Phone"), ({"name": "Ana", "email": "ana"}, "Email")],
)
def test_what_is_wrong_is_said(app: Flask, sent: dict[str, str], fault: str) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    with app.test_request_context(method="POST", data=sent):
        form = PersonForm()
        assert not form.validate_on_submit()
        assert fault in " ".join(line.text for line in form.error_lines())


def test_only_a_name_is_needed(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    with app.test_request_context(method="POST", data={"name": "Ana"}):
        form = PersonForm()
        assert form.validate_on_submit()
        assert form.add(CLIENT) == AddPerson(client_id=CLIENT, name="Ana")
