"""A decision that nobody could make, and sharing that nobody answers for, are refused in one sentence."""

from __future__ import annotations

from dataclasses import asdict
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from linkdesk.clients.sharing import refusals
from linkdesk.clients.sharing.rules import Answer
from linkdesk.clients.sharing.rules import AnswerTo
from linkdesk.clients.sharing.rules import Capacity
from linkdesk.clients.sharing.rules import DecidedBy
from linkdesk.clients.sharing.rules import How
from linkdesk.clients.sharing.rules import Recipient
from linkdesk.clients.sharing.rules import RecipientKind
from linkdesk.clients.sharing.rules import RecordDecisions
from linkdesk.clients.sharing.rules import RepresentativeKind
from linkdesk.clients.sharing.rules import RepresentativeRecord
from linkdesk.clients.sharing.rules import SignedHow
from tests.clients.sharing import samples
from tests.clients.sharing.samples import BORN
from tests.clients.sharing.samples import DAY
from tests.clients.sharing.samples import EVALUATION
from tests.clients.sharing.samples import GP
from tests.clients.sharing.samples import REFERRER

LATER = date(2026, 11, 26)
UNABLE: dict[str, Any] = {
    "capacity": Capacity.HAS_NOT,
    "capacity_assessor": "Dr Sample",
    "capacity_on": DAY,
    "capacity_support": "Pictures, and a quiet room",
}


def standing_representative(**over: Any) -> RepresentativeRecord:
    command = samples.representative()
    whole = {name: getattr(command, name) for name in asdict(command)} | over
    return RepresentativeRecord(id=UUID(int=5), **{"ended_on": None} | whole)


def refusal(
    command: RecordDecisions,
    representative: RepresentativeRecord | None = None,
    born: date = BORN,
    before: dict[tuple[RecipientKind, str], Answer] | None = None,
) -> str:
    """Return the sentence that refuses a command, or an empty text."""
    try:
        refusals.check_decisions(command, DAY, born, before or {}, representative)
    except ValueError as said:
        return str(said)
    return ""


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (samples.decisions(), "Choose an answer"),
        (samples.decisions(samples.yes(), samples.no()), "Two answers"),
        (samples.decisions(samples.yes(Recipient(RecipientKind.SERVICE, " "))), "name of the service"),
        (samples.decisions(samples.yes(Recipient(RecipientKind.SERVICE, "x" * 121))), "name is too long"),
        (samples.decisions(samples.yes(Recipient(RecipientKind.OTHER, "Police"))), "Permission is asked for"),
        (samples.decisions(samples.not_asked(reason="")), "Say why they were not asked about their GP"),
        (samples.decisions(samples.not_asked(reason="x" * 201)), "reason is too long"),
        (samples.decisions(AnswerTo(GP, Answer.WITHDRAWN)), "nothing to take back"),
        (samples.decisions(samples.yes(), asked_on=LATER), "still to come"),
        (samples.decisions(samples.yes(), **UNABLE | {"capacity_on": LATER}), "still to come"),
        (samples.decisions(samples.yes(), how=None), "how they told you"),
        (samples.decisions(samples.yes(), asked_by=""), "who asked"),
        (samples.decisions(samples.yes(), how=How.SCREEN), "how you sign"),
        (samples.decisions(samples.yes(), how=How.SCREEN, signed_how=SignedHow.TYPED), "Enter your name"),
        (samples.decisions(samples.yes(), how=How.SCREEN, signed_how=SignedHow.DRAWN), "Nothing was drawn"),
        (samples.decisions(samples.yes(), what="x" * 4001), "A text is too long"),
        (samples.decisions(samples.yes(), asked_by="x" * 121), "A name is too long"),
        (samples.decisions(samples.yes(), capacity=Capacity.HAS), "who assessed"),
        (samples.decisions(samples.yes(), **UNABLE | {"capacity_support": ""}), "all help was tried"),
        (samples.decisions(samples.yes(), **UNABLE), "They cannot decide this"),
        (samples.decisions(samples.yes(), decided_by=DecidedBy.BEST_INTERESTS), "their own decision"),
        (samples.decisions(samples.yes(), decided_by=DecidedBy.BEST_INTERESTS, **UNABLE), "best interests, and who"),
        (samples.decisions(samples.yes(), decided_by=DecidedBy.REPRESENTATIVE, **UNABLE), "A relative is not one"),
    ],
)
def test_what_cannot_be_a_decision_is_refused(command: RecordDecisions, said: str) -> None:
    assert said in refusal(command)


@pytest.mark.parametrize(
    "command",
    [
        samples.decisions(samples.yes(), samples.no(REFERRER), samples.not_asked(EVALUATION)),
        samples.decisions(samples.not_asked(), how=None, asked_by="", **UNABLE),
        samples.decisions(samples.yes(), how=How.SCREEN, signed_how=SignedHow.TICK),
        samples.decisions(samples.yes(), how=How.SCREEN, signed_how=SignedHow.TYPED, signed_name="Sam"),
        samples.decisions(samples.yes(), how=How.SCREEN, signed_how=SignedHow.DRAWN, signature=(((1, 2),),)),
        samples.decisions(samples.yes(), **UNABLE | {"capacity": Capacity.HAS}),
        samples.decisions(
            samples.yes(), decided_by=DecidedBy.BEST_INTERESTS, best_interests="Her sister was asked.", **UNABLE
        ),
    ],
)
def test_what_can_be_a_decision_is_taken(command: RecordDecisions) -> None:
    assert refusal(command) == ""


def test_a_yes_can_be_taken_back() -> None:
    command = samples.decisions(AnswerTo(GP, Answer.WITHDRAWN))
    assert refusal(command, before={GP.key: Answer.GIVEN}) == ""


@pytest.mark.parametrize(
    ("kind", "unable", "born", "said"),
    [
        (RepresentativeKind.ATTORNEY, True, BORN, ""),
        (RepresentativeKind.DEPUTY, True, BORN, ""),
        (RepresentativeKind.OTHER, True, BORN, ""),
        (RepresentativeKind.ATTORNEY, False, BORN, "Joy Sample may decide only what the person cannot"),
        (RepresentativeKind.ADVOCATE, True, BORN, "does not decide for them"),
        (RepresentativeKind.PARENT, False, date(2015, 1, 1), ""),
        (RepresentativeKind.PARENT, False, date(2008, 11, 26), ""),
        (RepresentativeKind.PARENT, False, date(2008, 11, 25), "18 or older"),
    ],
)
def test_who_may_decide_for_a_person(kind: RepresentativeKind, unable: bool, born: date, said: str) -> None:  # noqa: FBT001 - a table
    capacity = UNABLE if unable else {}
    command = samples.decisions(samples.yes(), decided_by=DecidedBy.REPRESENTATIVE, **capacity)
    found = refusal(command, standing_representative(kind=kind), born)
    assert said in found
    assert bool(said) == bool(found)


def test_a_representative_whose_right_has_ended_does_not_decide() -> None:
    command = samples.decisions(samples.yes(), decided_by=DecidedBy.REPRESENTATIVE, **UNABLE)
    assert "on record" in refusal(command, standing_representative(ended_on=DAY))


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ({"name": ""}, "Enter the name"),
        ({"evidence": ""}, "Say what you saw"),
        ({"seen_on": None}, "Say what you saw"),
        ({"seen_on": LATER}, "still to come"),
        ({"name": "x" * 121}, "too long"),
        ({"evidence": "x" * 201}, "too long"),
    ],
)
def test_a_representative_needs_a_name_and_what_was_seen(over: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        refusals.check_new_representative(samples.representative(**over), DAY)


def test_an_advocate_needs_no_paper() -> None:
    kind = RepresentativeKind.ADVOCATE
    refusals.check_new_representative(samples.representative(kind=kind, evidence="", seen_on=None), DAY)


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ({"recipient": Recipient(RecipientKind.OTHER, "")}, "name of the service"),
        ({"recipient": EVALUATION}, "Evaluation always needs permission"),
        ({"what": ""}, "Say what is shared"),
        ({"reason": ""}, "Say what is shared"),
        ({"decider": ""}, "who decided"),
        ({"told": False}, "If not, say why not"),
        ({"decided_on": LATER}, "still to come"),
        ({"reason": "x" * 4001}, "too long"),
        ({"decider": "x" * 121}, "too long"),
    ],
)
def test_sharing_without_permission_must_be_answered_for(over: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        refusals.check_override(samples.without(**over), DAY)


def test_who_was_not_told_is_said_with_the_reason() -> None:
    command = samples.without(told=False, not_told_because="It would have put the child at risk.")
    refusals.check_override(command, DAY)
    assert replace(command, told=True) != command
