"""What a drop-in can be, what note it becomes, and how sessions are added up."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest

from linkdesk.contacts.dropins import rules
from linkdesk.contacts.dropins.rules import DropInDetails
from linkdesk.contacts.dropins.rules import SessionRecord
from linkdesk.record.errors import RuleBroken

ONE = uuid.UUID(int=1)


def sitting(**more: Any) -> SessionRecord:
    given = {"id": ONE, "on": date(2026, 11, 24), "venue": "Library", "words": "", "worker_id": ONE}
    return SessionRecord(**{**given, "people": 3, "minutes": 20, "urgent": 1, "named": 0, **more})


@pytest.mark.parametrize(
    ("details", "word"),
    [
        (DropInDetails(asked=" \n"), "asked"),
        (DropInDetails(asked="Bus pass", minutes=0), "minutes"),
        (DropInDetails(asked="Bus pass", minutes=601), "minutes"),
    ],
)
def test_what_no_drop_in_can_be_is_refused(details: DropInDetails, word: str) -> None:
    with pytest.raises(RuleBroken, match=word):
        rules.check(details)
    rules.check(DropInDetails(asked="Bus pass", minutes=600))


def test_a_session_has_a_venue_and_is_not_to_come() -> None:
    today = date(2026, 11, 24)
    rules.check_place(today, "Library", today)
    with pytest.raises(RuleBroken, match="still to come"):
        rules.check_place(date(2026, 11, 25), "Library", today)
    with pytest.raises(RuleBroken, match="venue is empty"):
        rules.check_place(today, "  ", today)


def test_two_spellings_are_one_venue() -> None:
    assert rules.venue_key("Café  Ross") == rules.venue_key(" cafe ross ")
    assert rules.venue_key("Library") != rules.venue_key("Library 2")


def test_the_note_has_one_line_for_each_part_that_says_something() -> None:
    said = DropInDetails(asked="Bus pass", signposted="The council office")
    assert rules.note_of(said) == "Asked: Bus pass\nTold about: The council office"


def test_sessions_are_added_up_by_month_and_by_venue_and_an_empty_one_counts() -> None:
    kept = (
        sitting(),
        sitting(venue="LIBRARY ", on=date(2026, 11, 25), named=1),
        sitting(venue="Hall", on=date(2026, 10, 1), people=0, minutes=0, urgent=0),
    )
    months = rules.counted(kept, by_month=True)
    assert [(each.name, each.sessions, each.people) for each in months] == [("2026-10", 1, 0), ("2026-11", 2, 6)]
    venues = rules.counted(kept, by_month=False)
    assert [(each.name, each.sessions, each.minutes) for each in venues] == [("Hall", 1, 0), ("Library", 2, 40)]
    assert rules.total("All", kept) == rules.Counted("All", 3, 6, 40, 2, 1)
