"""The two short forms about a death."""

from __future__ import annotations

import uuid
from datetime import date

from flask import Flask
from werkzeug.datastructures import MultiDict

from linkdesk.clients.deceased.forms import DeathForm
from linkdesk.clients.deceased.forms import TakeBackForm
from linkdesk.clients.deceased.rules import NoteDeath
from linkdesk.clients.deceased.rules import TakeBackDeath

CLIENT = uuid.UUID(int=5)


def test_what_is_typed_becomes_a_command(app: Flask) -> None:
    with app.test_request_context(method="POST"):
        day = {"died_on-day": "3", "died_on-month": "May", "died_on-year": "2026"}
        form = DeathForm(formdata=MultiDict({**day, "source": " The family ", "version": "4"}))
        assert form.command(CLIENT) == NoteDeath(CLIENT, 4, date(2026, 5, 3), "The family")
        back = TakeBackForm(formdata=MultiDict({"reason": "A mix-up", "version": "5"}))
        assert back.command(CLIENT) == TakeBackDeath(CLIENT, 5, "A mix-up")


def test_day_source_and_reason_are_needed(app: Flask) -> None:
    with app.test_request_context(method="POST"):
        form, back = DeathForm(formdata=MultiDict()), TakeBackForm(formdata=MultiDict())
        assert not form.validate()
        assert not back.validate()
        assert {"died_on", "source"} <= set(form.errors)
        assert "reason" in back.errors
