"""Both texts of a referral stand beside each other, in words."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date

from linkdesk.clients.compare import Difference
from linkdesk.episodes.choices import Method
from linkdesk.episodes.choices import Source
from linkdesk.episodes.choices import Urgency
from linkdesk.episodes.compare import differences
from linkdesk.episodes.rules import Issue
from tests.episodes.conftest import referral

CLIENT = uuid.UUID(int=9)


def test_only_what_differs_is_shown_in_words() -> None:
    kept = referral(CLIENT)
    typed = replace(
        kept,
        source=Source.SELF,
        method=Method.LETTER,
        urgency=Urgency.SOON,
        referred_on=date(2026, 11, 3),
        reason="",
        presenting_issues=(Issue(None, "Housing"), Issue(None, "Memory")),
    )
    assert differences(kept, kept) == ()
    assert differences(kept, typed) == (
        Difference("Source", "GP", "They came by themselves"),
        Difference("Referred on", "Nothing", "3 November 2026"),
        Difference("Method", "Nothing", "Letter"),
        Difference("Urgency", "As usual", "Soon"),
        Difference("Reason", "Lonely since the move", "Nothing"),
        Difference("Presenting issues", "Nothing", "Housing; Memory"),
    )
