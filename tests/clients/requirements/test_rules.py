"""When needs are due, and what may be said about them."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC
from datetime import date
from datetime import datetime

import pytest

from linkdesk.clients.requirements import rules
from linkdesk.clients.requirements.rules import ReviewNeeds
from linkdesk.clients.rules import Impairment
from linkdesk.clients.rules import Need
from tests.data import people

NEED = Need(None, "Likes a quiet room")
SAID = ReviewNeeds(client_id=uuid.UUID(int=5), version=1, needs=(replace(NEED, detail="By the door"),))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 24), 12, date(2027, 11, 24)),
        (date(2026, 11, 24), -12, date(2025, 11, 24)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_months_are_counted_by_the_calendar(day: date, months: int, later: date) -> None:
    assert rules.months_later(day, months) == later


def test_needs_are_due_some_months_after_they_were_looked_at() -> None:
    client = people.client(1, needs_reviewed_on=date(2026, 1, 10))
    assert rules.due_on(client, 12) == date(2027, 1, 10)
    assert not rules.is_due(client, 12, date(2027, 1, 9))
    assert rules.is_due(client, 12, date(2027, 1, 10))
    assert not rules.is_due(replace(client, deceased_on=date(2026, 5, 3)), 12, date(2030, 1, 1))


def test_needs_that_nobody_looked_at_count_from_the_first_day() -> None:
    client = people.client(1, created_at=datetime(2025, 3, 4, 12, tzinfo=UTC))
    assert rules.due_on(client, 1) == date(2025, 4, 4)


def test_what_is_said_about_a_need_is_fine() -> None:
    rules.check(SAID, (NEED,))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"needs": ()}, "not those on record"),
        ({"needs": (Need(None, "Another"),)}, "not those on record"),
        ({"needs": (replace(NEED, detail="x" * 151),)}, "150 characters"),
        ({"impairments": (Impairment("Hearing"),) * 5}, "what matters"),
        ({"impairments": (Impairment("", "Left ear"),)}, "which impairment"),
        ({"impairments": (Impairment("Hearing", "x" * 151),)}, "150 characters"),
        ({"mobility": ("x",) * 7}, "what matters"),
        ({"other_requirements": ("x",) * 7}, "what matters"),
        ({"mobility": ("x" * 151,)}, "150 characters"),
    ],
)
def test_what_cannot_be_kept_is_refused(change: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        rules.check(replace(SAID, **change), (NEED,))  # type: ignore[arg-type]  # each is of its field's type
