"""What is typed about a step and a goal becomes a command."""

from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING

import pytest

from linkdesk.plans.progress.forms import MarkForm
from linkdesk.plans.progress.forms import OutcomeForm
from linkdesk.plans.progress.rules import MarkStep
from linkdesk.plans.progress.rules import NoteOutcome
from linkdesk.plans.progress.rules import Result
from linkdesk.plans.progress.rules import StepStatus

if TYPE_CHECKING:
    from flask import Flask

ID, OTHER = uuid.UUID(int=1), uuid.UUID(int=2)
DAY = {"day-day": "20", "day-month": "11", "day-year": "2026"}


@pytest.fixture
def app(settings: object, site: object) -> Flask:
    found: Flask = site.app  # type: ignore[attr-defined] # the site of plans
    return found


def test_commands_hold_what_was_chosen_and_the_number_that_was_seen(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"version": "2", "went": "dropped", "why": " Too far ", **DAY}):
        assert MarkForm().command_for(ID, OTHER) == MarkStep(
            ID, OTHER, 2, StepStatus.DROPPED, date(2026, 11, 20), "Too far"
        )
    with app.test_request_context(method="POST", data={"result": "reached", "words": "I did it"}):
        assert OutcomeForm().command_for(ID, OTHER) == NoteOutcome(ID, OTHER, 0, Result.REACHED, None, "I did it")


def test_why_is_asked_for_where_something_changed(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"went": "changed", "why": " "}):
        form = MarkForm(meta={"csrf": False})
        assert not form.validate()
        assert [line.text for line in form.error_lines()] == ["Write a few words about why."]
    with app.test_request_context(method="POST", data={"went": "done"}):
        assert MarkForm(meta={"csrf": False}).validate()
