"""Minutes by one press or typed, today by itself, and what is on record comes back as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from linkdesk.contacts.forms import ContactForm
from linkdesk.contacts.rules import Attendance
from linkdesk.contacts.rules import Next
from linkdesk.contacts.rules import Way
from linkdesk.contacts.rules import details_of
from tests.contacts.test_rules import TODAY
from tests.contacts.test_rules import kept

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def request_open() -> Iterator[None]:
    app = Flask(__name__)
    app.config["WTF_CSRF_ENABLED"] = False
    with app.test_request_context(method="POST"):
        yield


def filled(**words: str) -> ContactForm:
    given = {"way": "phone", "attendance": "on-time", "words": "Rang", **words}
    return ContactForm(formdata=MultiDict(given))


def test_the_usual_note_is_a_phone_call_of_today() -> None:
    blank = ContactForm(data={})
    assert (blank.way.data, blank.attendance.data, blank.has_more) == ("phone", "on-time", False)
    form = filled(minutes="10")
    assert form.validate()
    said = form.details(TODAY)
    assert (said["on"], said["way"], said["attendance"]) == (TODAY, Way.PHONE, Attendance.ON_TIME)
    assert (said["minutes"], said["outcome"]) == (10, None)


def test_typed_minutes_win_over_pressed_ones() -> None:
    assert filled(minutes="10", other_minutes="25").details(TODAY)["minutes"] == 25
    assert filled().details(TODAY)["minutes"] is None
    assert not filled(other_minutes="601").validate()
    assert not filled(minutes="7").validate()
    assert not filled(way="pigeon").validate()
    assert not filled(time="tea time").validate()


@pytest.mark.parametrize("minutes", [None, 10, 25])
def test_what_is_on_record_comes_back_as_it_was(minutes: int | None) -> None:
    record = kept(minutes=minutes, time="14:30", outcome=Next.LATER, place="Library")
    form = ContactForm.of(record)
    assert form.details(TODAY) == details_of(record)
    assert form.has_more
    assert form.change_of(record, TODAY).version == record.version
