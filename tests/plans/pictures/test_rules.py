"""Every sentence with a picture is named once, in the order of the print."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linkdesk.plans.phones import PhoneLine
from linkdesk.plans.pictures.rules import check_status
from linkdesk.plans.pictures.rules import lines_of
from linkdesk.plans.rules import PlanLine
from linkdesk.plans.rules import PlanStatus
from linkdesk.record.errors import RuleBroken
from tests.printing.samples import EMPTY
from tests.printing.samples import PLAN


def test_every_sentence_has_its_place() -> None:
    lines = lines_of(PLAN)
    assert [line.place for line in lines[:3]] == ["what_matters-1", "what_matters-2", "strengths-1"]
    assert len({line.place for line in lines}) == len(lines)
    assert sum(1 for line in lines if "step" in line.place) == len(PLAN.steps)
    assert lines_of(EMPTY) == ()


def test_what_has_no_picture_shows_the_usual_one() -> None:
    bare = replace(PLAN, goals=(replace(PLAN.goals[0], picture=None),))
    drawn = {line.place: line.drawn for line in lines_of(bare)}
    assert drawn["goal-1"] == "goal"
    assert drawn["goal-1-step-1"] == "phone"


def test_an_old_plan_keeps_its_pictures() -> None:
    check_status(PlanStatus.AGREED)
    check_status(PlanStatus.DRAFT)
    with pytest.raises(RuleBroken, match="replaced"):
        check_status(PlanStatus.REPLACED)


def test_phone_numbers_what_was_achieved_and_what_helps_have_their_places() -> None:
    phone = PhoneLine("My sister", "01632 960 001", picture="family")
    plan = replace(EMPTY, phones=(phone,), achieved=(PlanLine("I sang"),), if_harder="I ring her", harder_picture=None)
    assert [(line.place, line.drawn) for line in lines_of(plan)] == [
        ("achieved-1", "star"),
        ("phones-1", "family"),
        ("harder", "help"),
    ]
