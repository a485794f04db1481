"""The practice vault to look around in shows how plans go on, and its prints of them are clean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from linkdesk.application import open_session
from linkdesk.application import verify_vault
from linkdesk.clients.queries import client_record
from linkdesk.clients.sharing.rules import DecidedBy
from linkdesk.desk import demo_team
from linkdesk.plans.models import Plan
from linkdesk.plans.progress.rules import Result
from linkdesk.plans.progress.rules import StepStatus
from linkdesk.plans.queries import plan_record
from linkdesk.plans.rules import PlanStatus
from linkdesk.printing.demo import LOGO_WORDS
from linkdesk.printing.given.models import CopyGiven
from linkdesk.printing.given.rules import How
from linkdesk.printing.items import leaflet_of
from linkdesk.printing.items import paper_of
from linkdesk.printing.pages import count_pages
from linkdesk.printing.rules import ClientItem
from linkdesk.printing.rules import Item
from linkdesk.printing.rules import print_options
from tests.furnished import House
from tests.furnished import make_practice
from tests.furnished import open_house
from tests.printing import checks

if TYPE_CHECKING:
    from linkdesk.plans.rules import PlanRecord

pytestmark = pytest.mark.prints


@pytest.fixture(scope="module")
def looked_around(tmp_path_factory: pytest.TempPathFactory) -> House:
    folder = tmp_path_factory.mktemp("plans")
    make_practice(folder / "data", demo_team.FROM)
    return open_house(folder / "data", folder / "house")


def plans(house: House) -> list[PlanRecord]:
    with open_session(house.settings, house.vault) as (session, _actor):
        return [plan_record(session, plan) for plan in session.scalars(select(Plan.id)).all()]


def test_steps_goals_versions_and_who_agreed_are_all_there(looked_around: House) -> None:
    found = plans(looked_around)
    steps = {step.status for plan in found for step in plan.steps}
    assert steps >= {StepStatus.DONE, StepStatus.CHANGED, StepStatus.DROPPED, StepStatus.PLANNED}
    assert all(s.mark and s.mark.why for p in found for s in p.steps if s.status is StepStatus.DROPPED)
    assert {goal.outcome.result for plan in found for goal in plan.goals if goal.outcome} >= {Result.REACHED}
    second = [plan for plan in found if plan.number == 2]
    assert {plan.agreed_by for plan in second} >= {DecidedBy.PERSON, DecidedBy.REPRESENTATIVE}
    assert any(plan.achieved for plan in second), "what was done is something to be glad about"
    assert any(plan.status is PlanStatus.REPLACED for plan in found)
    assert verify_vault(looked_around.settings, looked_around.vault).faults == ()


def test_some_copies_are_given_and_some_wait(looked_around: House) -> None:
    with open_session(looked_around.settings, looked_around.vault) as (session, _actor):
        given = {row.plan_id: row.how for row in session.scalars(select(CopyGiven)).all()}
    assert set(given.values()) == {How.PRINTED, How.READ_ALOUD, How.POSTED}
    counts = {plan.id for plan in plans(looked_around) if plan.status is PlanStatus.AGREED}
    assert counts - given.keys()


@pytest.mark.parametrize("name", ["easy-read", "standard"])
def test_their_prints_are_clean(looked_around: House, name: str) -> None:
    chosen = [plan for plan in plans(looked_around) if plan.number == 2]
    with open_session(looked_around.settings, looked_around.vault) as (session, actor):
        for plan in chosen:
            options = print_options(name, 16)
            paper = paper_of(session, actor, plan, client_record(session, plan.client_id), options, Item.PLAN)
            assert checks.faults(paper.make()) == []


def test_a_small_vault_stays_as_it_is(house: House) -> None:
    assert {plan.number for plan in plans(house)} <= {1}


def test_its_prints_begin_with_a_logo_in_words_too(looked_around: House) -> None:
    with open_session(looked_around.settings, looked_around.vault) as (session, actor):
        client = client_record(session, plans(looked_around)[0].client_id)
        for item, size in ((ClientItem.CALLING_CARD, 16), (ClientItem.APPOINTMENT, 18)):
            card = leaflet_of(session, actor, item, client, print_options("easy-read", size))
            assert f'alt="{LOGO_WORDS}"' in card.written()[0]
            made = card.make()
            assert checks.faults(made) == []
            assert count_pages(made) == 1
