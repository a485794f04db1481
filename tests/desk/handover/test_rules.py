"""What stands on a sheet, in which order."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC
from datetime import date
from datetime import datetime

import pytest

from linkdesk.clients.risks.rules import RiskKind
from linkdesk.clients.risks.rules import RiskRecord
from linkdesk.clients.risks.rules import RisksPage
from linkdesk.desk.handover import rules
from linkdesk.desk.handover.rules import HandoverSheet
from linkdesk.plans.progress.rules import StepMark
from linkdesk.plans.progress.rules import StepStatus
from linkdesk.plans.rules import GoalRecord
from linkdesk.plans.rules import StepRecord
from tests.printing.samples import PLAN

SHEET = HandoverSheet(
    uuid.UUID(int=1), "Sam Sample", "Sam", date(1980, 2, 1), 46, "999 000 0018", "Robin", "Plan",
    "Make a plan. No plan yet.", "", "", "", (), (), ("No known risk",), (), (), None,
)  # fmt: skip


def test_steps_with_a_day_come_first_the_soonest_at_the_top() -> None:
    made = [
        StepRecord(uuid.UUID(int=n), f"step {n}", due=due)
        for n, due in enumerate((None, date(2026, 12, 2), date(2026, 12, 1)))
    ]
    goal = replace(PLAN.goals[0], steps=tuple(made))
    assert isinstance(goal, GoalRecord)
    found = rules.due_steps(replace(PLAN, goals=(goal,)), {uuid.UUID(int=2): "Sam"})
    assert [step.what for step in found] == ["step 2", "step 1", "step 0"]
    assert [step.who for step in found] == ["Sam", "", ""]
    assert rules.due_steps(None, {}) == ()


@pytest.mark.parametrize("status", [StepStatus.DONE, StepStatus.DROPPED, StepStatus.CHANGED, StepStatus.PLANNED])
def test_a_step_that_is_done_or_dropped_is_not_handed_over(status: StepStatus) -> None:
    mark = StepMark(uuid.UUID(int=9), 1, status, date(2026, 11, 20), "Too far")
    step = replace(PLAN.goals[0].steps[0], marks=(mark,))
    found = rules.due_steps(replace(PLAN, goals=(replace(PLAN.goals[0], steps=(step,)),)), {})
    assert bool(found) == (status in {StepStatus.CHANGED, StepStatus.PLANNED})


def test_that_nobody_asked_about_risk_is_said_and_so_is_none() -> None:
    none = RiskRecord(
        id=uuid.UUID(int=1), client_id=uuid.UUID(int=2), version=1, kind=RiskKind.NONE, risk="No known risk",
        comment="", started_on=None, ended_on=None, end_comment="", created_at=datetime(2026, 1, 2, tzinfo=UTC),
    )  # fmt: skip
    dog = replace(none, kind=RiskKind.HOME_VISIT, risk="Dog")
    assert rules.risk_words(RisksPage((), ())) == (rules.NOBODY_ASKED,)
    assert rules.risk_words(RisksPage((none,), ())) == ("No known risk",)
    assert rules.risk_words(RisksPage((dog,), ())) == ("To a worker at their home: Dog",)


def test_empty_lines_are_left_out() -> None:
    names = ["Where they are", "What is next", "Their link worker", "Risks"]
    assert [name for name, _words in rules.sheet_lines(SHEET)] == names
    booked = replace(SHEET, visit="The first visit is on 1 December 2026.", reason="Lonely")
    assert dict(rules.sheet_lines(booked))["Where they are"] == "Plan. The first visit is on 1 December 2026."
    assert dict(rules.sheet_lines(booked))["Why they were referred"] == "Lonely"
    full = replace(SHEET, keep_safe="See alone", needs=("Large print", "BSL"))
    assert dict(rules.sheet_lines(full))["Needs"] == "Large print; BSL"
    met = dict(rules.sheet_lines(replace(SHEET, agreed=("We agreed to sing", "We promised: Ask"))))
    assert met["Agreed when they last met"] == "We agreed to sing; We promised: Ask"
