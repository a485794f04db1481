"""The yes of a paper is kept with the words of the agreement, and only a person's own signature agrees by itself."""

from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING

import pytest

from linkdesk.plans.paper import keep_yes
from linkdesk.plans.paper import kept_yes
from linkdesk.plans.paper import paper_command
from linkdesk.plans.paper import paper_words
from linkdesk.plans.queries import AGREE_FORM
from linkdesk.plans.rules import AgreedHow
from linkdesk.plans.rules import PaperYes
from linkdesk.plans.rules import PlanRecord
from linkdesk.plans.rules import PlanStatus
from linkdesk.record.drafts import load_draft
from linkdesk.record.errors import RuleBroken

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

DAY = date(2026, 11, 3)
PLAN = PlanRecord(uuid.UUID(int=1), uuid.UUID(int=2), 1, PlanStatus.DRAFT, paper_on=DAY)


def test_a_yes_comes_back_as_it_was_kept(session: Session, actor: Actor) -> None:
    said = PaperYes("Sam", DAY, "Joy", "daughter")
    keep_yes(session, actor, PLAN.id, said)
    kept = load_draft(session, actor, AGREE_FORM, str(PLAN.id))
    assert kept is not None
    assert kept_yes(kept.fields) == said
    assert paper_words(kept.fields | {"name": "Typed on the screen"}) == kept.fields
    assert kept_yes({"name": "Typed on the screen"}) is None


def test_the_person_s_own_name_agrees_on_the_day_of_the_paper() -> None:
    command = paper_command(PLAN, PaperYes("Sam", DAY), 4)
    assert (command.how, command.name, command.on, command.version) == (AgreedHow.PAPER, "Sam", DAY, 4)


@pytest.mark.parametrize("said", [None, PaperYes("", DAY), PaperYes("Sam", DAY, by="Joy")])
def test_nobodys_and_somebody_elses_yes_do_not(said: PaperYes | None) -> None:
    with pytest.raises(RuleBroken, match="who signed the paper"):
        paper_command(PLAN, said, 1)
