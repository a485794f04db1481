"""What may become of a booked meeting, and what stands among the contacts then."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from datetime import timedelta

import pytest

from linkdesk.contacts.rules import ATTENDED
from linkdesk.contacts.rules import Next
from linkdesk.contacts.rules import Way
from linkdesk.printing.parting.moving import rules
from linkdesk.printing.parting.moving.rules import BookAgain
from linkdesk.printing.parting.moving.rules import BookedMeeting
from linkdesk.printing.parting.moving.rules import By
from linkdesk.printing.parting.moving.rules import ChangeMeeting
from linkdesk.printing.parting.moving.rules import Source
from linkdesk.record.errors import RuleBroken

TODAY = date(2026, 11, 30)
DAY = date(2026, 12, 10)
ID, CLIENT = uuid.UUID(int=1), uuid.UUID(int=2)
BOOKED = BookedMeeting(Source.AGREED, ID, CLIENT, 1, DAY, "14:30", "Library")
OFF = ChangeMeeting(client_id=CLIENT, source=Source.AGREED, meeting_id=ID, version=1, by=By.THEY, why=" Ill ")
MOVED = replace(OFF, on=DAY + timedelta(days=7), time="10:00", place="Café", by=By.WE, way=Way.TEXT)


def test_a_meeting_of_today_can_still_be_called_off_and_one_that_is_over_cannot() -> None:
    rules.check_change(OFF, replace(BOOKED, on=TODAY), TODAY)
    for gone in (TODAY - timedelta(days=1), None):
        with pytest.raises(RuleBroken, match="not booked any more"):
            rules.check_change(OFF, replace(BOOKED, on=gone), TODAY)


def test_a_new_day_is_not_in_the_past_and_is_new() -> None:
    rules.check_change(MOVED, BOOKED, TODAY)
    rules.check_change(replace(MOVED, on=DAY), BOOKED, TODAY)
    with pytest.raises(RuleBroken, match="in the past"):
        rules.check_change(replace(MOVED, on=TODAY - timedelta(days=1)), BOOKED, TODAY)
    with pytest.raises(RuleBroken, match="booked already"):
        rules.check_change(replace(MOVED, on=DAY, time="14:30", place="Library"), BOOKED, TODAY)


def test_a_new_meeting_has_a_day_to_come() -> None:
    again = BookAgain(client_id=CLIENT, meeting_id=ID, version=1, on=DAY)
    rules.check_again(again, TODAY)
    with pytest.raises(RuleBroken, match="no day"):
        rules.check_again(replace(again, on=None), TODAY)
    with pytest.raises(RuleBroken, match="in the past"):
        rules.check_again(replace(again, on=TODAY - timedelta(days=1)), TODAY)


def test_the_contact_says_who_how_why_and_the_new_day_with_the_national_codes() -> None:
    off = rules.contact_of(OFF, TODAY)
    assert (off.on, off.way, off.words, off.outcome) == (TODAY, Way.PHONE, "Ill", None)
    assert ATTENDED[off.attendance] == "2", "cancelled by the person"
    moved = rules.contact_of(MOVED, TODAY)
    assert moved.words == "New day: Thursday 17 December 2026, 10:00, Café.\nIll"
    assert (moved.way, moved.outcome, ATTENDED[moved.attendance]) == (Way.TEXT, Next.BOOKED, "4")


def test_each_kind_of_meeting_has_its_words() -> None:
    assert BOOKED.words == "We meet again"
    assert replace(BOOKED, source=Source.VISIT).words == "First visit"
    assert replace(BOOKED, source=Source.TOGETHER, service="Choir").words == "You go along to Choir"
