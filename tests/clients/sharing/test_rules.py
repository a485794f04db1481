"""Permission: the newest decision counts, not asked is no, and a decision that nobody could make is refused."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC
from datetime import date
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from linkdesk.clients.sharing import rules
from linkdesk.clients.sharing.rules import Answer
from linkdesk.clients.sharing.rules import DecisionRecord
from linkdesk.clients.sharing.rules import Ground
from linkdesk.clients.sharing.rules import How
from linkdesk.clients.sharing.rules import OverrideRecord
from linkdesk.clients.sharing.rules import Part
from linkdesk.clients.sharing.rules import Recipient
from linkdesk.clients.sharing.rules import RecipientKind
from linkdesk.clients.sharing.rules import Standing
from tests.clients.sharing import samples
from tests.clients.sharing.samples import CHOIR
from tests.clients.sharing.samples import DAY
from tests.clients.sharing.samples import GP
from tests.clients.sharing.samples import REFERRER

AT = datetime(2026, 11, 25, tzinfo=UTC)


def decided(recipient: Recipient, answer: Answer, number: int = 1, **over: Any) -> DecisionRecord:
    usual: dict[str, Any] = {"how": How.SPOKEN, "asked_on": DAY, "asked_by": "A", "reason": ""}
    return DecisionRecord(
        id=UUID(int=number),
        client_id=samples.NOBODY,
        number=number,
        recipient=recipient,
        answer=answer,
        created_at=AT,
        owner_id=UUID(int=1),
        **usual | over,
    )


def override(recipient: Recipient = GP, ended_on: date | None = None, **over: Any) -> OverrideRecord:
    command = samples.without(recipient=recipient, **over)
    whole = {name: getattr(command, name) for name in asdict(command)}
    return OverrideRecord(id=UUID(int=7), created_at=AT, owner_id=UUID(int=1), ended_on=ended_on, **whole)


@pytest.mark.parametrize(
    ("answer", "allowed", "said"),
    [
        (Answer.GIVEN, True, "They said yes to sharing with their GP."),
        (Answer.REFUSED, False, "They said no to sharing with their GP."),
        (Answer.WITHDRAWN, False, "They no longer agree to sharing with their GP."),
        (Answer.NOT_ASKED, False, "They were not asked if we may share with their GP. They were tired."),
    ],
)
def test_the_verdict_follows_the_decision(answer: Answer, allowed: bool, said: str) -> None:  # noqa: FBT001 - a table
    decision = decided(GP, answer, reason="They were tired.", parts=(Part.PLAN,))
    found = rules.verdict(Standing(GP, decision))
    assert (found.allowed, found.sentence) == (allowed, said)
    assert found.parts == ((Part.PLAN,) if allowed else ())


def test_nothing_on_record_is_no() -> None:
    found = rules.verdict(Standing(CHOIR))
    assert (found.allowed, found.sentence) == (False, "Nobody has asked yet if we may share with Hill Road Choir.")
    assert Standing(CHOIR).answer is Answer.NOT_ASKED


def test_the_person_may_have_their_own_record() -> None:
    assert rules.verdict(Standing(Recipient(RecipientKind.PERSON))).allowed


def test_a_standing_override_wins_over_a_no_and_says_so() -> None:
    found = rules.verdict(Standing(GP, decided(GP, Answer.REFUSED), override(parts=(Part.NEEDS,))))
    assert found.allowed
    assert found.parts == (Part.NEEDS,)
    assert found.sentence.startswith("Shared without permission. To keep somebody from serious harm.")


def test_a_safeguarding_referral_is_never_blocked_and_is_to_be_recorded() -> None:
    council = Recipient(RecipientKind.OTHER, "Adult safeguarding team")
    for standing in (Standing(council), Standing(GP, decided(GP, Answer.REFUSED))):
        found = rules.verdict(standing, Ground.SAFEGUARDING)
        assert (found.allowed, found.record_asked) == (True, True)
    recorded = rules.verdict(Standing(GP, None, override(ground=Ground.SAFEGUARDING)), Ground.SAFEGUARDING)
    assert (recorded.allowed, recorded.record_asked) == (True, False)


@pytest.mark.parametrize("ground", [Ground.SERIOUS_HARM, Ground.LEGAL_DUTY])
def test_other_grounds_need_their_record_first(ground: Ground) -> None:
    assert not rules.verdict(Standing(GP), ground).allowed


def test_the_newest_decision_counts_however_a_name_is_spelt() -> None:
    first = decided(CHOIR, Answer.GIVEN, 1)
    second = decided(Recipient(RecipientKind.SERVICE, "  hill road  CHOIR"), Answer.WITHDRAWN, 2)
    found = rules.standings([second, first, decided(GP, Answer.GIVEN, 3)], [override(GP, ended_on=DAY)])
    assert [(each.recipient.kind, each.answer) for each in found] == [
        (RecipientKind.GP, Answer.GIVEN),
        (RecipientKind.REFERRER, Answer.NOT_ASKED),
        (RecipientKind.SERVICE, Answer.WITHDRAWN),
        (RecipientKind.EVALUATION, Answer.NOT_ASKED),
    ]
    assert found[0].override is None


def test_the_summary_is_one_line_and_silent_about_harm() -> None:
    found = rules.standings(
        [
            decided(GP, Answer.GIVEN, 1),
            decided(CHOIR, Answer.GIVEN, 2),
            decided(REFERRER, Answer.REFUSED, 3),
            decided(Recipient(RecipientKind.SERVICE, "Art group"), Answer.WITHDRAWN, 4),
        ],
        [override(Recipient(RecipientKind.OTHER, "Police"))],
    )
    assert rules.summary(found) == (
        "May share with: GP, Hill Road Choir. Said no: referrer. No longer: Art group. Not asked: evaluation."
    )


@pytest.mark.parametrize(
    ("yes", "before", "answer"),
    [
        (True, Answer.REFUSED, Answer.GIVEN),
        (False, Answer.NOT_ASKED, Answer.REFUSED),
        (False, Answer.GIVEN, Answer.WITHDRAWN),
        (False, Answer.WITHDRAWN, Answer.WITHDRAWN),
    ],
)
def test_a_no_after_a_yes_takes_it_back(yes: bool, before: Answer, answer: Answer) -> None:  # noqa: FBT001 - a table
    assert rules.said(yes, before) is answer
