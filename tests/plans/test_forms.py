"""What the forms of a plan make of what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from werkzeug.datastructures import MultiDict

from linkdesk.plans.forms import AgreeForm
from linkdesk.plans.forms import GoalForm
from linkdesk.plans.forms import PlanForm
from linkdesk.plans.forms import goal_form
from linkdesk.plans.rules import AgreedHow
from linkdesk.plans.rules import GoalRecord
from linkdesk.plans.rules import PlanLine
from linkdesk.plans.rules import PlanRecord
from linkdesk.plans.rules import PlanStatus
from linkdesk.plans.rules import StepRecord
from linkdesk.plans.rules import Who
from linkdesk.record.errors import RuleBroken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.plans.site import Site

ONE = UUID(int=1)
PLAN = PlanRecord(ONE, ONE, 1, PlanStatus.DRAFT, what_matters=(PlanLine("Tea", "sun"),))


@pytest.fixture(autouse=True)
def _in_a_request(site: Site) -> Iterator[None]:
    with site.app.test_request_context():
        yield


def _goal(words: dict[str, str], goal: GoalRecord | None = None) -> GoalForm:
    return goal_form(PLAN, goal, words, MultiDict(words))


def test_a_line_that_stays_keeps_its_picture() -> None:
    typed = PlanForm(formdata=MultiDict({"version": "1", "what_matters": "Tea\nMy garden\nQwx"}))
    assert typed.command_for(PLAN).what_matters == (
        PlanLine("Tea", "sun"),
        PlanLine("My garden", "garden"),
        PlanLine("Qwx", None),
    )


def test_there_is_room_for_each_step_and_one_more_but_never_for_more_than_twelve() -> None:
    steps = tuple(StepRecord(UUID(int=number), "Go") for number in range(12))
    assert goal_form(PLAN, None, {}).steps_shown == 1
    assert goal_form(PLAN, GoalRecord(ONE, 1, "Walk", steps=steps[:3]), {}).steps_shown == 4
    assert goal_form(PLAN, GoalRecord(ONE, 1, "Walk", steps=steps), {}).steps_shown == 12
    assert _goal({"step_12_what": "x", "step_13_what": "y"}).steps_shown == 12


def test_the_name_of_someone_else_counts_only_for_someone_else() -> None:
    words = {"title": "Walk", "version": "3", "step_1_what": "Go", "step_1_who": "worker", "step_1_who_name": "Pat"}
    command = _goal(words).add_command(ONE)
    assert (command.version, command.steps[0].who, command.steps[0].who_name) == (3, Who.WORKER, "")


def test_steps_that_were_never_begun_are_left_out() -> None:
    words = {"title": "Walk", "step_1_what": "", "step_1_who": "me", "step_2_what": "Go", "step_2_who": "me"}
    assert [step.what for step in _goal(words).add_command(ONE).steps] == ["Go"]


def test_a_step_id_that_is_none_is_a_broken_page() -> None:
    form = _goal({"title": "Walk", "step_1_id": "x", "step_1_what": "Go"})
    with pytest.raises(RuleBroken, match="broken"):
        form.validate()


def test_a_form_without_a_version_makes_no_command() -> None:
    form = AgreeForm(formdata=MultiDict({"how": "tick"}))
    with pytest.raises(RuleBroken, match="broken"):
        form.command_for(ONE)


def test_a_drawing_counts_only_where_they_sign() -> None:
    drawn = '[{"points": [{"x": 1, "y": 2}]}]'
    form = AgreeForm(formdata=MultiDict({"version": "1", "how": "tick", "signature": drawn}))
    assert form.command_for(ONE).signature is None
    form = AgreeForm(formdata=MultiDict({"version": "1", "how": "drawn", "signature": drawn}))
    assert form.command_for(ONE).how is AgreedHow.DRAWN
    assert form.command_for(ONE).signature == (((1.0, 2.0),),)
