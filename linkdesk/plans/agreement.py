"""What must be there before a plan counts as agreed; pure rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.clients.sharing.rules import DecidedBy
from linkdesk.plans.rules import MAY_AGREE
from linkdesk.plans.rules import AgreedHow
from linkdesk.plans.rules import check_draft
from linkdesk.record.errors import RuleBroken

if TYPE_CHECKING:
    from linkdesk.plans.rules import AgreePlan
    from linkdesk.plans.rules import PaperYes
    from linkdesk.plans.rules import PlanRecord

NO_RIGHT = (
    "An advocate helps the person to speak and cannot agree for them. Nothing was changed."
    " Choose by what right this person agrees, or write down a best interests decision."
)
NOT_ON_PAPER = (
    "It does not say who signed the paper, or on which day. Nothing was changed. Agree the plan on the screen."
)


def check_paper_yes(said: PaperYes | None) -> PaperYes:
    """Return the yes of a paper.

    Raises:
        RuleBroken: nobody signed it themselves.
    """
    if said is None or said.by or not said.name:
        raise RuleBroken(NOT_ON_PAPER)
    return said


def check_agreement(plan: PlanRecord, command: AgreePlan) -> None:
    """Refuse an agreement that shows no yes of the client.

    Raises:
        RuleBroken: no goal, the name, drawing or witness that `how` promises is missing, or somebody else decided
            without a name, a right to, or a reason.
    """
    check_draft(plan.status)
    if not plan.goals:
        raise RuleBroken("A plan without a goal cannot be agreed. Nothing was changed. Add one goal first.")
    if command.how is AgreedHow.TYPED and not command.name.strip():
        raise RuleBroken("Your name is missing. Nothing was changed. Type your name, or choose “I say yes”.")
    if command.how is AgreedHow.DRAWN and not command.signature:
        raise RuleBroken("Nothing was drawn. Nothing was changed. Sign your name, or choose “I say yes”.")
    if command.how is AgreedHow.WITNESSED and not command.witness.strip():
        raise RuleBroken("It does not say who saw it. Nothing was changed. Write their name, or choose “I say yes”.")
    if command.how is AgreedHow.WITNESSED and not command.not_signed_because.strip():
        raise RuleBroken("It does not say why you do not sign. Nothing was changed. Write a few words.")
    if command.how is AgreedHow.PAPER and not (plan.paper_on and command.on and command.name.strip()):
        raise RuleBroken(NOT_ON_PAPER)
    if command.by is not DecidedBy.PERSON:
        _check_for_them(command)


def _check_for_them(command: AgreePlan) -> None:
    """Refuse a yes for somebody without who, by what right and why (PRSB: the reason if not agreed)."""
    if not command.name.strip():
        raise RuleBroken("It says not who agreed. Nothing was changed. Write their name.")
    if command.by is DecidedBy.REPRESENTATIVE and command.authority not in MAY_AGREE:
        raise RuleBroken(NO_RIGHT)
    if not command.because.strip():
        raise RuleBroken("It says not why the person did not agree. Nothing was changed. Write a few words.")
