"""The order of the diary, its days and venues, and what stands too near."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from linkdesk.printing.diary import rules
from linkdesk.printing.diary.rules import Entry
from linkdesk.printing.diary.rules import Kind

TUESDAY = date(2026, 11, 24)


def entry(number: int, time: str = "", **more: Any) -> Entry:
    given: dict[str, Any] = {"id": uuid.UUID(int=number), "kind": Kind.MEETING, "on": TUESDAY, "time": time}
    return Entry(**{**given, **more})


def test_days_stand_in_order_and_empty_ones_are_there() -> None:
    kept = (entry(1), entry(2, "14:00"), entry(3, "09:30"), entry(4, "08:00", on=date(2026, 11, 25)))
    first = rules.monday(TUESDAY)
    assert first == date(2026, 11, 23)
    groups = rules.by_day(kept, first, rules.WEEK)
    assert [len(group.entries) for group in groups] == [0, 3, 1, 0, 0, 0, 0]
    assert [each.id.int for each in groups[1].entries] == [3, 2, 1], "without a time: the end of the day"


def test_venues_are_one_by_any_spelling_and_none_comes_last() -> None:
    kept = (entry(1), entry(2, place="Library"), entry(3, place="library "), entry(4, place="Hall"))
    groups = rules.by_venue(kept)
    assert [(group.venue, len(group.entries)) for group in groups] == [
        ("Hall", 1),
        ("Library", 2),
        (rules.NO_VENUE, 1),
    ]
    assert rules.by_venue(()) == ()


def test_what_begins_within_the_hour_is_asked_about() -> None:
    kept = (entry(1, "09:00"), entry(2, "09:59"), entry(3, "10:59"), entry(4), entry(5, "10:00", on=date(2026, 11, 25)))
    assert {each.int for each in rules.too_near(kept, 60)} == {1, 2}
    assert {each.int for each in rules.too_near((entry(1, "09:00"), entry(2, "09:00")), 60)} == {1, 2}
    assert rules.too_near((entry(1, "09:00"), entry(2, "10:00")), 60) == frozenset()


def test_what_it_is_never_holds_a_name() -> None:
    named = entry(1, "23:59", who="Ann Example", initials="A.E.")
    assert named.words == "Meeting"
    assert named.minute == 1439
    assert entry(2).minute is None
    assert entry(3, keep_safe="See alone, always. Ring first.").safe_mark != ""
