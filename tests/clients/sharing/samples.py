"""Commands about sharing for tests; each field can be set."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from linkdesk.clients.sharing.rules import AddRepresentative
from linkdesk.clients.sharing.rules import Answer
from linkdesk.clients.sharing.rules import AnswerTo
from linkdesk.clients.sharing.rules import Ground
from linkdesk.clients.sharing.rules import How
from linkdesk.clients.sharing.rules import Recipient
from linkdesk.clients.sharing.rules import RecipientKind
from linkdesk.clients.sharing.rules import RecordDecisions
from linkdesk.clients.sharing.rules import RepresentativeKind
from linkdesk.clients.sharing.rules import ShareWithout

DAY = date(2026, 11, 25)
BORN = date(1950, 2, 3)
NOBODY = UUID(int=9)
GP = Recipient(RecipientKind.GP)
REFERRER = Recipient(RecipientKind.REFERRER)
EVALUATION = Recipient(RecipientKind.EVALUATION)
CHOIR = Recipient(RecipientKind.SERVICE, "Hill Road Choir")


def decisions(*answers: AnswerTo, client_id: UUID = NOBODY, seen: int = 0, **over: Any) -> RecordDecisions:
    usual: dict[str, Any] = {"how": How.SPOKEN, "asked_on": DAY, "asked_by": "Amina Testworker"}
    return RecordDecisions(client_id=client_id, seen=seen, answers=answers, **usual | over)


def yes(recipient: Recipient = GP) -> AnswerTo:
    return AnswerTo(recipient, Answer.GIVEN)


def no(recipient: Recipient = GP) -> AnswerTo:
    return AnswerTo(recipient, Answer.REFUSED)


def not_asked(recipient: Recipient = GP, reason: str = "They were tired.") -> AnswerTo:
    return AnswerTo(recipient, Answer.NOT_ASKED, reason)


def without(client_id: UUID = NOBODY, **over: Any) -> ShareWithout:
    usual: dict[str, Any] = {
        "recipient": GP,
        "ground": Ground.SERIOUS_HARM,
        "what": "That they plan to harm themselves",
        "reason": "They said it today and would not see anybody.",
        "decider": "Amina Testworker",
        "decided_on": DAY,
        "told": True,
    }
    return ShareWithout(client_id=client_id, **usual | over)


def representative(client_id: UUID = NOBODY, **over: Any) -> AddRepresentative:
    usual: dict[str, Any] = {
        "name": "Joy Sample",
        "kind": RepresentativeKind.ATTORNEY,
        "relation": "daughter",
        "evidence": "The registered power of attorney",
        "seen_on": DAY,
    }
    return AddRepresentative(client_id=client_id, **usual | over)
