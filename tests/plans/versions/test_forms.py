"""One choice for each goal and step; what usually happens is chosen already."""

from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING

from linkdesk.plans.progress.rules import StepMark
from linkdesk.plans.progress.rules import StepStatus
from linkdesk.plans.rules import GoalRecord
from linkdesk.plans.rules import PlanRecord
from linkdesk.plans.rules import PlanStatus
from linkdesk.plans.rules import StepRecord
from linkdesk.plans.versions.forms import next_form
from linkdesk.plans.versions.rules import Carry

if TYPE_CHECKING:
    from tests.plans.site import Site

GOAL, DONE, OPEN = (uuid.UUID(int=each) for each in range(1, 4))
MARK = StepMark(uuid.UUID(int=9), 1, StepStatus.DONE, date(2026, 11, 25))
STEPS = (StepRecord(DONE, "Phone", marks=(MARK,)), StepRecord(OPEN, "Go"))
PLAN = PlanRecord(
    id=GOAL, client_id=GOAL, number=1, status=PlanStatus.AGREED, goals=(GoalRecord(GOAL, 1, "Meet", steps=STEPS),)
)


def test_what_usually_happens_is_chosen(site: Site) -> None:
    with site.app.test_request_context():
        chosen = next_form(PLAN).choice()
    assert chosen == {GOAL: Carry.ALONG, DONE: Carry.ACHIEVED, OPEN: Carry.ALONG}


def test_what_was_posted_counts_and_must_be_on_the_page(site: Site) -> None:
    posted = {"goal_1": "along", "goal_1_step_1": "along", "goal_1_step_2": "leave"}
    with site.app.test_request_context(method="POST", data=posted):
        form = next_form(PLAN)
        assert form.choice() == {GOAL: Carry.ALONG, DONE: Carry.ALONG, OPEN: Carry.LEAVE}
    with site.app.test_request_context(method="POST", data={**posted, "goal_1": "away"}):
        form = next_form(PLAN)
        assert not form.validate()
        assert "goal_1" in form.errors
