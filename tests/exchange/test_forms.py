"""The form that makes a file."""

from __future__ import annotations

import uuid

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from linkdesk.exchange.forms import ExportForm
from linkdesk.exchange.rules import ExportKind
from linkdesk.record.errors import NotFound


def sent(**words: str) -> ExportForm:
    app = Flask("form")
    app.secret_key = b"form"
    with app.test_request_context(method="POST"):
        form = ExportForm(formdata=MultiDict(words), meta={"csrf": False})
        form.validate()
        return form


def test_what_it_is_for_and_the_warning_must_be_answered() -> None:
    form = sent()
    assert set(form.errors) == {"whom", "for_whom", "kind", "understood"}


def test_everyone_is_a_choice_and_one_client_has_a_name() -> None:
    ready = {"kind": "csv", "understood": "y", "for_whom": "own-service"}
    assert sent(**ready, whom="everyone").errors == {}
    assert sent(**ready, whom="one", who="Zoë").errors == {}
    assert set(sent(**ready, whom="one").errors) == {"who"}
    assert set(sent(**ready, whom="everyone", who="Zoë").errors) == {"whom"}
    assert set(sent(**ready, who="Zoë").errors) == {"whom"}


def test_an_answered_form_says_kind_and_client() -> None:
    one = uuid.uuid4()
    form = sent(kind="csv", understood="y", for_whom="own-service", client_id=str(one))
    assert (form.errors, form.chosen_kind(), form.chosen_client()) == ({}, ExportKind.CSV, one)


def test_no_client_is_everyone_but_a_broken_one_never_is() -> None:
    assert sent(client_id="").chosen_client() is None
    with pytest.raises(NotFound):
        sent(client_id="everyone").chosen_client()
