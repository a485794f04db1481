"""What a contact says of itself, what cannot be one, and when somebody did not come too often."""

from __future__ import annotations

import csv
import uuid
from datetime import UTC
from datetime import date
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from linkdesk.contacts import rules
from linkdesk.contacts.rules import Attendance
from linkdesk.contacts.rules import ContactDetails
from linkdesk.contacts.rules import ContactRecord
from linkdesk.contacts.rules import Way
from linkdesk.record.errors import RuleBroken

CODES = Path(rules.__file__).parents[1] / "exchange" / "codes.csv"
TODAY = date(2026, 11, 25)
MET, NOT_COME, CALLED = Attendance.ON_TIME, Attendance.NOT_COME, Attendance.NO_ANSWER


def contact(attendance: Attendance = MET, **more: Any) -> ContactDetails:
    given: dict[str, Any] = {"on": TODAY, "words": "Rang about the choir", "attendance": attendance}
    return ContactDetails(**{**given, **more})


@pytest.mark.parametrize(
    ("newest_first", "count"),
    [
        ((), 0),
        ((NOT_COME,), 0),
        ((NOT_COME, NOT_COME), 2),
        ((NOT_COME, CALLED, Attendance.WE_CANCELLED, Attendance.SENT, NOT_COME), 2),
        ((NOT_COME, MET, NOT_COME), 0),
        ((NOT_COME, Attendance.TOO_LATE, NOT_COME), 0),
        ((CALLED, NOT_COME, NOT_COME, NOT_COME, MET), 3),
    ],
)
def test_two_in_a_row_are_worth_asking_about(newest_first: tuple[Attendance, ...], count: int) -> None:
    assert rules.worth_asking(contact(each) for each in newest_first) == count


def test_how_many_is_settable() -> None:
    assert rules.worth_asking([contact(NOT_COME)], most=1) == 1


def test_a_contact_says_itself_in_one_line() -> None:
    assert rules.sentence(contact(minutes=10)) == "Phone: we spoke, 10 minutes"
    assert rules.sentence(contact(way=Way.HOME, minutes=1)) == "Home visit: we met, 1 minute"
    assert rules.sentence(contact(NOT_COME, way=Way.VENUE)) == "In person: they did not come, without a word"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"on": date(2026, 11, 26)}, "still to come"),
        ({"minutes": 0}, "between 1 and 600"),
        ({"minutes": 601}, "between 1 and 600"),
        ({"words": " \n"}, "The note is empty"),
    ],
)
def test_what_cannot_be_is_refused(wrong: dict[str, Any], words: str) -> None:
    with pytest.raises(RuleBroken, match=words):
        rules.check(contact(**wrong), TODAY)


def test_who_was_not_reached_needs_no_note() -> None:
    rules.check(contact(CALLED, words=""), TODAY)
    rules.check(contact(minutes=600), TODAY)


def kept(**more: Any) -> ContactRecord:
    given: dict[str, Any] = {
        **rules.details_of(contact()),
        "id": uuid.UUID(int=3),
        "client_id": uuid.UUID(int=4),
        "episode_id": None,
        "worker_id": uuid.UUID(int=1),
        "created_at": datetime(2026, 11, 25, 10, 0, tzinfo=UTC),
    }
    return ContactRecord(**{**given, **more})


def test_the_moment_is_the_time_written_else_that_of_writing_else_the_day_alone() -> None:
    timed = kept(time="08:15")
    assert ((timed.at.hour, timed.at.minute), timed.has_hour) == ((8, 15), True)
    assert (kept().at, kept().has_hour) == (kept().created_at, True)
    earlier = kept(on=date(2026, 11, 20))
    assert (earlier.at.date(), earlier.has_hour) == (date(2026, 11, 20), False)
    assert earlier.sentence == "Phone: we spoke"


def test_every_code_is_one_of_our_checked_list() -> None:
    with CODES.open(encoding="utf-8", newline="") as file:
        known = {(row[0], row[1]) for row in csv.reader(file) if row[-1] == "checked"}
    assert {("NHS DD consultation mechanism", code) for code in rules.MECHANISM.values()} <= known
    assert {("NHS DD attendance", code) for code in rules.ATTENDED.values()} <= known
