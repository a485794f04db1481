"""The form of what own words mean in English."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from linkdesk.assessments.reading.forms import MeaningForm
from linkdesk.assessments.rules import MEANING_BY_LENGTH
from linkdesk.assessments.rules import SayMeaning

if TYPE_CHECKING:
    from flask import Flask

TALK, ANSWER = UUID(int=1), UUID(int=2)


def test_it_gives_the_command_with_the_version_that_was_seen(app: Flask) -> None:
    words = {"version": "3", "meaning": " I am tired \n", "meaning_by": "Kim  Sample"}
    with app.test_request_context(method="POST", data=words):
        form = MeaningForm()
        assert form.validate_on_submit()
        assert form.command_for(TALK, ANSWER) == SayMeaning(TALK, ANSWER, 3, "I am tired", "Kim Sample")


def test_who_said_so_has_a_length(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"meaning": "x", "meaning_by": "x" * (MEANING_BY_LENGTH + 1)}):
        form = MeaningForm()
        assert not form.validate_on_submit()
        assert form.meaning_by.errors
