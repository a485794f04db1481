"""What a referral may hold, and what closing asks for."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkdesk.episodes import rules
from linkdesk.episodes.choices import EventKind
from linkdesk.episodes.choices import Outcome
from linkdesk.episodes.choices import Source
from linkdesk.episodes.choices import Way
from linkdesk.episodes.rules import Issue
from tests.episodes.conftest import TODAY
from tests.episodes.conftest import referral

CLIENT = uuid.UUID(int=9)


def test_a_whole_referral_passes() -> None:
    issues = (Issue(None, "x" * 150),) * 20
    rules.check(referral(CLIENT, referred_on=TODAY, presenting_issues=issues, reason="x" * 150), TODAY)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"received_on": TODAY + timedelta(days=1)}, "in the future"),
        ({"referred_on": TODAY, "received_on": TODAY - timedelta(days=1)}, "before it was made"),
        ({"presenting_issues": (Issue(None, "x"),) * 21}, "20 issues"),
        ({"presenting_issues": (Issue(None, "x" * 151),)}, "150 characters"),
        ({"reason": "x" * 151}, "The reason is too long. Use 150"),
        ({"referrer_organisation_code": "A123456"}, "Use 6 characters"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(wrong: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        rules.check(referral(CLIENT, **wrong), TODAY)


def test_closing_asks_only_for_what_the_standard_must_have() -> None:
    assert rules.missing_at_closing(referral(CLIENT), "X99901") == ()
    bare = referral(CLIENT, referrer_name="", referrer_organisation="", referrer_contact="")
    assert rules.missing_at_closing(bare, "") == (
        "the GP practice code",
        "the referrer’s name",
        "the referrer’s organisation or service",
        "how to reach the referrer",
    )
    assert rules.missing_at_closing(referral(CLIENT, referrer_organisation="", referrer_service="Ward 3"), "X") == ()


@pytest.mark.parametrize("source", [Source.SELF, Source.FAMILY])
def test_a_person_who_refers_has_no_organisation_to_name(source: Source) -> None:
    bare = referral(CLIENT, source=source, referrer_name="", referrer_organisation="", referrer_contact="")
    assert rules.missing_at_closing(bare, "X99901") == ()


def test_only_what_a_referral_says_is_taken_from_a_command() -> None:
    assert "client_id" not in rules.details_of(referral(CLIENT))
    assert rules.details_of(referral(CLIENT))["received_on"] == date(2026, 11, 25)


@given(st.text(), st.integers(min_value=1, max_value=150))
def test_a_long_text_is_cut_into_parts_and_no_letter_is_lost(text: str, most: int) -> None:
    parts = rules.in_parts(text, most)
    assert all(0 < len(part) <= most for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_parts_are_cut_between_words() -> None:
    assert rules.in_parts("I feel lonely\nat night", 9) == ("I feel", "lonely", "at night")


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        ({"kind": EventKind.RECEIVED}, "Referral received"),
        ({"kind": EventKind.ATTEMPT, "way": Way.PHONE, "outcome": Outcome.NO_ANSWER}, "No answer (phone)"),
        ({"kind": EventKind.CLOSED, "words": "Goals met"}, "Closed: Goals met"),
        ({"kind": EventKind.VISIT, "words": "14:30, Here"}, "First visit booked for 25 November 2026: 14:30, Here"),
    ],
)
def test_what_happened_is_one_line(event: dict[str, Any], sentence: str) -> None:
    now = datetime(2026, 11, 25, tzinfo=UTC)
    assert rules.EventRecord(episode_id=CLIENT, at=now, worker_id=CLIENT, on=TODAY, **event).sentence == sentence


def test_a_visit_is_shown_on_the_day_it_was_booked() -> None:
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)
    visit = rules.EventRecord(episode_id=CLIENT, at=now, worker_id=CLIENT, on=TODAY, kind=EventKind.VISIT)
    assert (visit.shown_on, replace(visit, kind=EventKind.ATTEMPT).shown_on) == (date(2026, 11, 20), TODAY)
