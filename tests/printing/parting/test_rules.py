"""What the last page offers of a plan, and what it refuses."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from linkdesk.desk.rules import Meeting
from linkdesk.plans.rules import GoalRecord
from linkdesk.plans.rules import PlanRecord
from linkdesk.plans.rules import PlanStatus
from linkdesk.plans.rules import StepRecord
from linkdesk.plans.rules import Who
from linkdesk.printing.given.rules import GiveCopy
from linkdesk.printing.given.rules import How
from linkdesk.printing.given.safe import Safe
from linkdesk.printing.parting.rules import MOST_REMINDERS
from linkdesk.printing.parting.rules import Booked
from linkdesk.printing.parting.rules import EndMeeting
from linkdesk.printing.parting.rules import PartingRecord
from linkdesk.printing.parting.rules import Promise
from linkdesk.printing.parting.rules import ReminderRecord
from linkdesk.printing.parting.rules import check
from linkdesk.printing.parting.rules import doer
from linkdesk.printing.parting.rules import ended_words
from linkdesk.printing.parting.rules import first_step
from linkdesk.printing.parting.rules import next_meeting
from linkdesk.printing.parting.rules import note_of
from linkdesk.printing.parting.rules import open_steps
from linkdesk.printing.parting.rules import promises
from linkdesk.record.errors import RuleBroken

TODAY, FAR = date(2026, 11, 30), date(2026, 12, 3)


def step(what: str, who: Who = Who.ME, due: date | None = None) -> StepRecord:
    return StepRecord(uuid.uuid4(), what, who, due=due)


def plan(*steps: StepRecord) -> PlanRecord:
    goal = GoalRecord(uuid.uuid4(), 1, "Meet people", steps=steps)
    return PlanRecord(uuid.uuid4(), uuid.uuid4(), 3, PlanStatus.AGREED, goals=(goal,))


WALK = step("Walk to the library", due=date(2026, 12, 5))
RING = step("Ring the choir", due=date(2026, 12, 2))
ASK = step("Ask about the bus", Who.WORKER, date(2026, 12, 1))


@pytest.mark.parametrize(
    ("steps", "first"),
    [
        ((WALK, RING), RING),  # the nearest day
        ((step("Look"), RING), RING),  # a day before none
        ((ASK, WALK), WALK),  # the person's own before the worker's
        ((ASK,), ASK),
        ((), None),
    ],
)
def test_the_first_step_is_the_persons_own_and_the_nearest(
    steps: tuple[StepRecord, ...], first: StepRecord | None
) -> None:
    assert first_step(plan(*steps)) == first


def test_what_the_worker_does_is_promised() -> None:
    assert promises(plan(WALK, ASK)) == (Promise("Ask about the bus", date(2026, 12, 1)),)
    assert [each.what for _, each in open_steps(plan(WALK, ASK))] == ["Walk to the library", "Ask about the bus"]


def test_the_note_says_goals_and_first_step() -> None:
    assert note_of(plan(WALK, ASK)) == "We agreed plan 3: Meet people.\nFirst step: Walk to the library."
    assert note_of(plan()) == "We agreed plan 3: Meet people."


A, B = uuid.UUID(int=1), uuid.UUID(int=2)


def on(day: int, time: str = "", by: uuid.UUID | None = None) -> Booked:
    return Booked(Meeting(date(2026, 12, day), time, "Town hall"), by)


NOW_VISIT = Booked(Meeting(TODAY, "09:00", "Home"))
REVIEW = Meeting(date(2026, 12, 2), place="Library")


@pytest.mark.parametrize(
    ("booked", "last", "found"),
    [
        ((), None, REVIEW),
        ((on(9), on(3, "09:00", A)), None, on(3, "09:00").meeting),  # what is booked, the soonest, not the review
        ((on(3), on(3, "14:30"), on(3, "09:00")), None, on(3, "09:00").meeting),  # the one with a time
        ((NOW_VISIT, on(3, by=A)), None, NOW_VISIT.meeting),
        ((NOW_VISIT, on(3, by=A)), (A, TODAY), on(3).meeting),  # that visit is over: it ended with this note
        ((NOW_VISIT,), (A, TODAY), REVIEW),
        ((replace(NOW_VISIT, by=A),), (A, TODAY), NOW_VISIT.meeting),  # they meet again on the same day
        ((replace(NOW_VISIT, by=B), on(3, by=A)), (A, TODAY), on(3).meeting),
    ],
)
def test_the_next_meeting_is_the_soonest_that_is_booked_and_not_over(
    booked: tuple[Booked, ...], last: tuple[uuid.UUID, date] | None, found: Meeting
) -> None:
    assert next_meeting(booked, REVIEW, last, TODAY) == found


def test_a_review_of_the_past_is_no_meeting() -> None:
    assert next_meeting((), Meeting(date(2026, 11, 29)), None, TODAY) is None
    assert next_meeting((), None, None, TODAY) is None


def test_a_meeting_is_told_with_its_note_the_next_day_and_its_own_promises() -> None:
    met = PartingRecord(A, B, B, 1, TODAY, "We\nagreed.", FAR, "09:00", "", Safe.PLAIN, B)
    done = ReminderRecord(B, B, A, "Ask", FAR, TODAY, B)
    others = ReminderRecord(B, B, B, "Another", None, None, B)
    assert ended_words(met, (done, others)) == (
        "We agreed.",
        "We meet again: 3 December 2026, 09:00",
        "We promised: Ask, by 3 December 2026. Done on 30 November 2026",
    )
    assert ended_words(replace(met, next_on=None), ()) == ("We agreed.",)


GOOD = EndMeeting(uuid.uuid4(), uuid.uuid4(), "We agreed.", next_on=TODAY, next_time="14:30", next_place="Library")


def test_a_good_end_passes() -> None:
    check(GOOD, TODAY)
    check(replace(GOOD, next_on=None, next_time="", next_place=""), TODAY)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"words": "  "}, "The note is empty"),
        ({"next_on": date(2026, 11, 29)}, "in the past"),
        ({"next_on": None}, "has no day"),
        ({"promises": (Promise("Ring"),) * (MOST_REMINDERS + 1)}, "reminders at most"),
    ],
)
def test_what_cannot_be_right_is_refused_in_words(wrong: dict[str, Any], words: str) -> None:
    with pytest.raises(RuleBroken, match=words):
        check(replace(GOOD, **wrong), TODAY)


@pytest.mark.parametrize("how", [How.PRINTED, How.POSTED, How.LATER])
@pytest.mark.parametrize(
    ("safe", "sentence"), [(None, "Say whether the paper is safe"), (Safe.PLAIN, "Check which of the two is right")]
)
def test_a_copy_on_paper_needs_a_yes_to_safe(how: How, safe: Safe | None, sentence: str) -> None:
    client_id, plan_id = uuid.uuid4(), uuid.uuid4()
    command = EndMeeting(client_id, plan_id, "We agreed.", safe=safe, copy=GiveCopy(client_id, plan_id, how))
    with pytest.raises(RuleBroken, match=sentence):
        check(command, TODAY)
    check(replace(command, safe=Safe.YES), TODAY)
    check(replace(command, copy=GiveCopy(client_id, plan_id, How.READ_ALOUD)), TODAY)


def test_who_does_a_step_is_named() -> None:
    named = [
        doer(each, "Amina Testworker", "Sam") for each in (WALK, ASK, replace(WALK, who=Who.OTHER, who_name="Joy"))
    ]
    assert named == ["Sam", "Amina Testworker", "Joy"]
