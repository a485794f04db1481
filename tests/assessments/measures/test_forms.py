"""The forms of measures read what was typed, and refuse in one sentence."""

from __future__ import annotations

from uuid import UUID

import pytest
from flask import Flask

from linkdesk.assessments.library import ONS4
from linkdesk.assessments.measures.forms import HeldScoreForm
from linkdesk.assessments.measures.forms import HowForm
from linkdesk.assessments.measures.forms import NotAskedForm
from linkdesk.assessments.measures.rules import HowRecord
from linkdesk.assessments.measures.rules import Mode
from linkdesk.assessments.measures.rules import NotAskedReason

CLIENT = UUID(int=3)
DAY = {"happened_on-day": "2", "happened_on-month": "1", "happened_on-year": "2026"}
TOTAL = {
    "name": " A  scale ",
    "value": "3.5",
    "low": "-2",
    "high": "10",
    "by_whom": "GP",
    "taken_on-day": "2",
    "taken_on-month": "1",
    "taken_on-year": "2026",
}


def test_not_asked_becomes_a_command(app: Flask) -> None:
    with app.test_request_context("/", method="POST", data={"form": ONS4, "reason": "upset", "words": "", **DAY}):
        form = NotAskedForm()
        assert form.validate_on_submit(), form.errors
        command = form.command_for(CLIENT)
    assert (command.form_url, command.reason, command.words) == (ONS4, NotAskedReason.UPSET, "")


def test_another_reason_wants_words_and_empty_boxes_are_named(app: Flask) -> None:
    with app.test_request_context("/", method="POST", data={"form": ONS4, "reason": "other", **DAY}):
        form = NotAskedForm()
        assert not form.validate_on_submit()
        assert list(form.errors) == ["words"]
    with app.test_request_context("/", method="POST", data={}):
        form = NotAskedForm()
        assert not form.validate_on_submit()
        assert set(form.errors) == {"form", "reason", "happened_on"}


def test_a_total_is_read_with_fractions_and_below_nought(app: Flask) -> None:
    with app.test_request_context("/", method="POST", data=TOTAL):
        form = HeldScoreForm()
        assert form.validate_on_submit(), form.errors
        command = form.command_for(CLIENT)
    assert (command.name, command.value, command.low, command.high) == ("A scale", 3.5, -2.0, 10.0)


@pytest.mark.parametrize("typed", ["", "many", "1e5", "NaN", "9" * 40, "1,5"])
def test_what_is_no_number_is_refused(app: Flask, typed: str) -> None:
    with app.test_request_context("/", method="POST", data=TOTAL | {"value": typed}):
        form = HeldScoreForm()
        assert not form.validate_on_submit()
        assert list(form.errors) == ["value"]


def test_how_a_talk_ran_is_filled_in_and_read_again(app: Flask) -> None:
    data = {"mode": "paper", "pictures": "no", "help_given": "Read aloud", "version": "4"}
    with app.test_request_context("/", method="POST", data=data):
        form = HowForm()
        assert form.validate_on_submit(), form.errors
        command = form.command_for(CLIENT)
    assert (command.mode, command.pictures, command.help_given, command.version) == (Mode.PAPER, False, "Read aloud", 4)
    with app.test_request_context("/"):
        filled = HowForm.of(HowRecord(mode=Mode.PHONE, pictures=True, help_given="x", version=2))
        assert (filled.mode.data, filled.pictures.data, filled.version.data) == ("phone", "yes", 2)
