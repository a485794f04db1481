"""What the print room brings to Today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.plans.queries import plan_record
from linkdesk.plans.rules import AgreedHow
from linkdesk.plans.rules import AgreePlan
from linkdesk.plans.rules import StartPlan
from linkdesk.plans.service import agree_plan
from linkdesk.plans.service import start_plan
from linkdesk.printing.given.queries import MOST_TO_GIVE
from linkdesk.printing.given.queries import copy_states
from linkdesk.printing.given.queries import to_do
from linkdesk.printing.given.rules import CopyState
from linkdesk.printing.given.rules import GiveCopy
from linkdesk.printing.given.rules import How
from linkdesk.printing.given.rules import Way
from linkdesk.printing.given.service import give_copy
from linkdesk.printing.given.service import note_print
from linkdesk.record.session import Actor
from tests.printing.given.test_service import NOBODY
from tests.printing.given.test_service import TODAY
from tests.printing.given.test_service import agreed
from tests.printing.given.test_service import note

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def test_today_names_a_few_and_counts_the_rest(session: Session, actor: Actor) -> None:
    for number in range(MOST_TO_GIVE + 2):
        agreed(session, actor, number)
    found = to_do(session, actor, TODAY, team=True)
    assert (len(found.copies), found.more) == (MOST_TO_GIVE, 2)


def test_a_new_version_asks_anew_and_the_replaced_one_no_more(session: Session, actor: Actor) -> None:
    person = agreed(session, actor)
    give_copy(session, actor, GiveCopy(person.id, person.plan, How.PRINTED))
    second = start_plan(session, actor, StartPlan(person.id))
    assert to_do(session, actor, TODAY, team=True).copies == ()
    agree_plan(session, actor, AgreePlan(second, plan_record(session, second).version, AgreedHow.TICK))
    assert [line.plan_number for line in to_do(session, actor, TODAY, team=True).copies] == [2]


def test_other_workers_people_are_not_mine_but_the_teams(session: Session, actor: Actor) -> None:
    agreed(session, actor)
    colleague = Actor(NOBODY, actor.organisation_id)
    assert to_do(session, colleague, TODAY, team=False).copies == ()
    assert len(to_do(session, colleague, TODAY, team=True).copies) == 1


def test_what_waits_for_the_printer_is_counted(session: Session, actor: Actor) -> None:
    person = agreed(session, actor)
    note_print(session, actor, note(person))
    assert to_do(session, actor, TODAY, team=True).waiting == 0
    note_print(session, actor, note(person, Way.WAITING))
    assert to_do(session, actor, TODAY, team=True).waiting == 1


def test_a_plan_that_left_says_so_until_somebody_says_what_became_of_the_copy(session: Session, actor: Actor) -> None:
    person = agreed(session, actor)
    assert copy_states(session, person.id) == {}
    assert [line.state for line in to_do(session, actor, TODAY, team=True).copies] == ["Copy not given yet"]
    for way, words in (
        (Way.WAITING, "Waits for the office printer"),
        (Way.PRINTED, "Printed, copy not given yet"),
    ):
        note_print(session, actor, note(person, way))
        assert copy_states(session, person.id) == {person.plan: CopyState(words)}
        assert [line.state for line in to_do(session, actor, TODAY, team=True).copies] == [words]
    give_copy(session, actor, GiveCopy(person.id, person.plan, How.POSTED))
    assert copy_states(session, person.id) == {person.plan: CopyState("Posted", given=True)}
