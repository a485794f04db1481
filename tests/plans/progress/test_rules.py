"""What may be said about a step and a goal."""

from __future__ import annotations

import uuid
from datetime import date

import pytest

from linkdesk.plans.progress import rules
from linkdesk.plans.progress.rules import MarkStep
from linkdesk.plans.progress.rules import NoteOutcome
from linkdesk.plans.progress.rules import Result
from linkdesk.plans.progress.rules import StepStatus
from linkdesk.record.errors import RuleBroken

ID = uuid.UUID(int=1)
TODAY = date(2026, 11, 25)


def test_every_code_is_said_in_words() -> None:
    assert set(rules.STATUS_WORDS) == set(StepStatus)
    assert set(rules.RESULT_WORDS) == set(Result)


@pytest.mark.parametrize(("status", "fits"), [(StepStatus.DONE, True), (StepStatus.PLANNED, True),
                                              (StepStatus.CHANGED, False), (StepStatus.DROPPED, False)])  # fmt: skip
def test_only_a_change_asks_why(status: StepStatus, fits: bool) -> None:  # noqa: FBT001 - what the table says
    rules.check_mark(MarkStep(ID, ID, 0, status, why="It rained"), TODAY)
    if fits:
        rules.check_mark(MarkStep(ID, ID, 0, status, TODAY), TODAY)
        return
    with pytest.raises(RuleBroken, match="says not why"):
        rules.check_mark(MarkStep(ID, ID, 0, status, TODAY, " "), TODAY)


def test_no_day_lies_ahead() -> None:
    ahead = date(2026, 11, 26)
    with pytest.raises(RuleBroken, match="has not come"):
        rules.check_mark(MarkStep(ID, ID, 0, StepStatus.DONE, ahead), TODAY)
    with pytest.raises(RuleBroken, match="has not come"):
        rules.check_outcome(NoteOutcome(ID, ID, 0, Result.REACHED, ahead), TODAY)
    rules.check_outcome(NoteOutcome(ID, ID, 0, Result.REACHED), TODAY)
