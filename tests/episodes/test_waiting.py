"""The clock says in words how long somebody waited and what is late; nothing closes by itself."""

from __future__ import annotations

import uuid
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from typing import Any

import pytest

from linkdesk.episodes.choices import Decision
from linkdesk.episodes.choices import Source
from linkdesk.episodes.rules import EpisodeRecord
from linkdesk.episodes.waiting import SafeStep
from linkdesk.episodes.waiting import Targets
from linkdesk.episodes.waiting import check_targets
from linkdesk.episodes.waiting import days
from linkdesk.episodes.waiting import may_reopen
from linkdesk.episodes.waiting import safe_steps
from linkdesk.episodes.waiting import to_contact
from linkdesk.episodes.waiting import to_decision
from linkdesk.settings import Waiting
from tests.episodes.conftest import TODAY

ID = uuid.UUID(int=1)
NOW = datetime(2026, 11, 25, tzinfo=UTC)
TARGETS = Targets(accept_days=5, contact_days=10, tries=3, reopen_days=90)


def episode(received_days_ago: int = 0, **more: Any) -> EpisodeRecord:
    given: dict[str, Any] = {
        "id": ID, "client_id": ID, "organisation_id": ID, "worker_id": ID, "number": 1, "counted_from": NOW,
        "created_at": NOW, "updated_at": NOW, "source": Source.GP,
    }  # fmt: skip
    return EpisodeRecord(received_on=TODAY - timedelta(days=received_days_ago), **given | more)


def ago(count: int) -> date:
    return TODAY - timedelta(days=count)


@pytest.mark.parametrize(
    ("kept", "words", "late"),
    [
        (episode(), "Received today, waiting for a decision.", False),
        (episode(1), "Waiting 1 day for a decision.", False),
        (episode(5), "Waiting 5 days for a decision.", False),
        (episode(6), "Waiting 6 days for a decision. Late by 1 day.", True),
        (episode(9, decision=Decision.NEED_MORE), "Waiting 9 days for a decision. Late by 4 days.", True),
        (episode(9, decision=Decision.ACCEPTED, decided_on=ago(9)), "Accepted on the day.", False),
        (episode(9, decision=Decision.ACCEPTED, decided_on=ago(2)), "Accepted after 7 days. Late by 2 days.", True),
        (episode(9, decision=Decision.DECLINED, decided_on=ago(8), closed_on=ago(8)), "Closed after 1 day.", False),
    ],
)  # fmt: skip
def test_the_wait_for_a_decision_is_said(kept: EpisodeRecord, words: str, late: bool) -> None:  # noqa: FBT001 - a case
    wait = to_decision(kept, TARGETS, TODAY)
    assert (wait.words, wait.late) == (words, late)


def test_the_wait_for_first_contact_is_said() -> None:
    assert to_contact(episode(12), TARGETS, TODAY).words == "Waiting 12 days for first contact. Late by 2 days."
    assert to_contact(episode(12, first_contact_on=ago(2)), TARGETS, TODAY).words == "First contact after 10 days."
    assert to_contact(episode(-3), TARGETS, TODAY).days == 0, "a clock set back must not count below zero"
    assert days(1) == "1 day"


@pytest.mark.parametrize(
    ("kept", "steps"),
    [
        (episode(tries=2), ()),
        (episode(tries=3), (SafeStep.LETTER, SafeStep.TELL_REFERRER, SafeStep.CLOSE)),
        (episode(tries=3, source=Source.SELF), (SafeStep.LETTER, SafeStep.CLOSE)),
        (episode(tries=9, first_contact_on=TODAY), ()),
        (episode(tries=9, closed_on=TODAY), ()),
    ],
)
def test_safe_steps_are_offered_after_the_settable_tries(kept: EpisodeRecord, steps: tuple[SafeStep, ...]) -> None:
    assert safe_steps(kept, TARGETS) == steps


def test_the_same_episode_is_opened_again_within_the_settable_days() -> None:
    assert not may_reopen(episode(200), TARGETS, TODAY)
    assert may_reopen(episode(200, closed_on=ago(90)), TARGETS, TODAY)
    assert not may_reopen(episode(200, closed_on=ago(91)), TARGETS, TODAY)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"accept_days": 0}, "days from 1 to 90"),
        ({"contact_days": 91}, "days from 1 to 90"),
        ({"tries": 11}, "tries from 1 to 10"),
        ({"reopen_days": 366}, "open again from 0 to 365"),
    ],
)
def test_what_a_service_sets_is_bounded(wrong: dict[str, int], words: str) -> None:
    check_targets(Targets(), Waiting())
    with pytest.raises(ValueError, match=words):
        check_targets(Targets(**wrong), Waiting())
