"""What the page of a meeting becomes: a new day, or none."""

from __future__ import annotations

from typing import TypeVar

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from linkdesk.contacts.rules import Way
from linkdesk.printing.parting.moving.forms import AgainForm
from linkdesk.printing.parting.moving.forms import MoveForm
from linkdesk.printing.parting.moving.rules import By
from linkdesk.record.errors import RuleBroken
from tests.printing.parting.moving.test_rules import BOOKED
from tests.printing.parting.moving.test_rules import DAY

FORM = TypeVar("FORM", bound=AgainForm)
WHEN = {"on-day": "10", "on-month": "12", "on-year": "2026", "time": "2:30 pm", "place": "Library"}
SAID = {"by": "they", "way": "text", "why": "Ill", "version": "4"}


def typed(kind: type[FORM], **words: str) -> FORM:
    app = Flask("form")
    app.config.update(SECRET_KEY="x", WTF_CSRF_ENABLED=False, WTF_I18N_ENABLED=False)
    with app.test_request_context(method="POST"):
        form = kind(MultiDict(words))
        form.validate()
        return form


def test_a_moved_meeting_has_the_new_day_and_one_that_is_called_off_has_none() -> None:
    moved = typed(MoveForm, what="moved", **SAID, **WHEN).command_for(BOOKED)
    assert (moved.on, moved.time, moved.place) == (DAY, "14:30", "Library")
    assert (moved.by, moved.way, moved.why, moved.version) == (By.THEY, Way.TEXT, "Ill", 4)
    off = typed(MoveForm, what="off", **SAID, **WHEN).command_for(BOOKED)
    assert (off.on, off.time, off.place) == (None, "", "")


def test_a_move_to_no_day_is_refused_and_all_must_be_chosen() -> None:
    with pytest.raises(RuleBroken, match="no day"):
        typed(MoveForm, what="moved", **SAID).command_for(BOOKED)
    form = typed(MoveForm)
    assert {"what", "by"} <= set(form.errors)


def test_a_new_day_for_one_that_has_none() -> None:
    again = typed(AgainForm, version="2", **WHEN).again_for(BOOKED)
    assert (again.on, again.time, again.place, again.version) == (DAY, "14:30", "Library", 2)
