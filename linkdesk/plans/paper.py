"""The yes that stands on a paper plan: kept with the words of the page of agreement until the plan is agreed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from linkdesk.plans.agreement import check_paper_yes
from linkdesk.plans.queries import AGREE_FORM
from linkdesk.plans.rules import AgreedHow
from linkdesk.plans.rules import AgreePlan
from linkdesk.plans.rules import PaperYes
from linkdesk.record.drafts import save_draft

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.plans.rules import PlanRecord
    from linkdesk.record.session import Actor

NAME, DAY, BY, RELATION = "paper_name", "paper_day", "paper_by", "paper_relation"
KEPT = (NAME, DAY, BY, RELATION)


def keep_yes(session: Session, actor: Actor, plan_id: UUID, said: PaperYes) -> None:
    """Keep who said yes on the paper; it counts only once the worker checked the plan and agreed it.

    Raises:
        DiskFull, Busy: as `save_draft`.
    """
    fields = {NAME: said.name, DAY: said.day.isoformat(), BY: said.by, RELATION: said.relation}
    save_draft(session, actor, AGREE_FORM, str(plan_id), {name: text for name, text in fields.items() if text})


def kept_yes(words: Mapping[str, str]) -> PaperYes | None:
    """Return who said yes on the paper, from the words kept for the page of agreement; None where nobody did."""
    if not words.get(DAY):
        return None
    return PaperYes(words.get(NAME, ""), date.fromisoformat(words[DAY]), words.get(BY, ""), words.get(RELATION, ""))


def paper_words(words: Mapping[str, str]) -> dict[str, str]:
    """Return those of the kept words that are the paper's, so that a break on the screen does not lose them."""
    return {name: words[name] for name in KEPT if words.get(name)}


def paper_command(plan: PlanRecord, said: PaperYes | None, version: int) -> AgreePlan:
    """Return the agreement that stands on the paper.

    Raises:
        RuleBroken: nobody signed it, or somebody else said yes, who is asked for their right on a page of its own.
    """
    signed = check_paper_yes(said)
    return AgreePlan(plan.id, version, AgreedHow.PAPER, signed.name, on=signed.day)
