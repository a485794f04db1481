"""A plan in FHIR."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkdesk.clients.sharing.rules import DecidedBy
from linkdesk.clients.sharing.rules import RepresentativeKind
from linkdesk.exchange.fhir import plan
from linkdesk.plans.progress.rules import Result
from linkdesk.plans.progress.rules import StepStatus
from linkdesk.plans.rules import PlanLine
from linkdesk.plans.rules import PlanStatus
from tests.data import exchange_dossier as sample

CLIENT = sample.identity("client")
FULL = sample.plan(CLIENT, 2)
NO_CONTROLS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), max_size=60)


def test_status_of_plan_and_goals_follow_each_other() -> None:
    for status, plan_word, goal_word in (
        (PlanStatus.DRAFT, "draft", "proposed"),
        (PlanStatus.AGREED, "active", "active"),
        (PlanStatus.REPLACED, "revoked", "cancelled"),
    ):
        record = replace(FULL, status=status)
        assert plan.care_plan(record, sample.SENDER, None)["status"] == plan_word
        assert {goal["lifecycleStatus"] for goal in plan.goals(record, sample.SENDER)} == {goal_word}


def test_goals_keep_the_clients_own_words_and_importance() -> None:
    first, second = plan.goals(FULL, sample.SENDER)
    assert first["description"] == {"text": "I want to see people & talk"}
    assert first["extension"] == [
        {"url": "urn:linkdesk:extension:goal-importance", "valueInteger": 9},
        {"url": "urn:linkdesk:extension:goal-need", "valueString": "Alone at home"},
    ]
    assert "extension" not in second


def test_a_step_is_detail_and_loses_nothing() -> None:
    walk, call, review = plan.care_plan(FULL, sample.SENDER, None)["activity"]
    assert all("reference" not in each for each in (walk, call, review))
    detail = walk["detail"]
    assert detail["scheduledPeriod"] == {"end": "2026-12-01"}
    assert detail["performer"] == [{"display": "Friend of mine"}]
    values = {each["url"].rsplit(":", 1)[1]: each for each in detail["extension"]}
    assert values["step-when"]["valueString"] == "on Tuesday"
    assert values["step-confidence"]["valueInteger"] == 6
    assert values["step-if-hard"]["valueString"] == "I can ring Lina"
    assert call["detail"]["scheduledString"] == "tomorrow"
    assert call["detail"]["performer"] == [{"display": "Me"}]
    assert review["detail"]["code"]["coding"][0]["code"] == "425268008"
    assert review["detail"]["location"] == {"display": "The library"}


def test_the_version_before_is_named() -> None:
    earlier = sample.identity("earlier")
    assert plan.care_plan(FULL, sample.SENDER, earlier)["replaces"][0]["reference"] == f"CarePlan/{earlier}"
    assert "replaces" not in plan.care_plan(FULL, sample.SENDER, None)


def test_the_drawn_signature_never_leaves() -> None:
    made = str(plan.care_plan(FULL, sample.SENDER, None))
    assert "drawn" in made
    assert "3.5" not in made
    assert "signature" not in made


def test_an_empty_draft_is_a_plan_too() -> None:
    empty = replace(
        FULL, status=PlanStatus.DRAFT, what_matters=(), strengths=(), goals=(), if_harder="", review_date=None,
        agreed_on=None, agreed_how=None, agreed_name="", agreed_by=None, worker_name="", phones=(),
        achieved=(), shared=(),
    )  # fmt: skip
    made = plan.care_plan(empty, sample.SENDER, None)
    assert made.keys().isdisjoint({"goal", "activity", "note", "description", "period", "created", "extension"})
    assert made["author"]["display"] == "Lina Invented"


def test_agreement_by_tick_has_no_name() -> None:
    made = plan.care_plan(replace(FULL, agreed_name=""), sample.SENDER, None)
    assert [each["url"] for each in made["extension"]] == ["urn:linkdesk:extension:agreed-how"]


def test_another_workers_plan_names_them_in_words() -> None:
    assert plan.care_plan(replace(FULL, worker_name="Bo"), sample.SENDER, None)["author"] == {"display": "Bo"}


@given(NO_CONTROLS)
def test_the_readable_text_is_sound_xml_whatever_was_typed(text: str) -> None:
    record = replace(FULL, what_matters=(PlanLine(f"<b>{text}"),), if_harder=text)
    tree = ET.fromstring(plan.narrative(record))  # noqa: S314 - our own text, just made
    assert tree.tag == "{http://www.w3.org/1999/xhtml}div"
    assert f"<b>{text}" in "".join(tree.itertext())


def test_the_readable_text_tells_all_that_our_extensions_hold() -> None:
    told = plan.narrative(FULL)
    for words in ("importance to me: 9 of 10", "confidence: 6 of 10", "I can ring Lina", "on Tuesday", "(drawn)"):
        assert words in told
    for words in ("helps with: Alone at home", "On the way; 2026-12-20; @I met two people", "where: The park"):
        assert words in told
    for words in ("done on 2026-12-01", "What I have done: I rang the group", "My sister, 01632 960 123, after six"):
        assert words in told
    assert "What I have agreed to share: their GP (their plan, what they need from us)" in told


def test_what_became_of_steps_and_goals_is_told_in_codes_and_words() -> None:
    walk, call, _review = plan.care_plan(FULL, sample.SENDER, None)["activity"]
    assert (walk["detail"]["status"], call["detail"]["status"]) == ("completed", "not-started")
    assert walk["detail"]["location"] == {"display": "The park"}
    assert walk["progress"] == [{"time": "2026-11-24", "text": "Changed"}, {"time": "2026-12-01", "text": "Done"}]
    assert "progress" not in call
    first, second = plan.goals(FULL, sample.SENDER)
    assert (first["achievementStatus"]["coding"][0]["code"], first["statusDate"]) == ("in-progress", "2026-12-20")
    assert first["note"] == [{"text": "@I met two people"}]
    assert second.keys().isdisjoint({"achievementStatus", "statusDate", "note"})


@pytest.mark.parametrize(
    ("result", "status", "code"),
    [
        (Result.REACHED, "completed", "achieved"),
        (Result.NOT_REACHED, "active", "not-achieved"),
        (Result.NOT_WANTED, "cancelled", ""),
    ],
)
def test_a_goal_that_ended_is_not_active_any_more(result: Result, status: str, code: str) -> None:
    goal = FULL.goals[0]
    ended = replace(goal, outcomes=(replace(goal.outcomes[0], result=result),))
    made, *_ = plan.goals(replace(FULL, goals=(ended,)), sample.SENDER)
    assert made["lifecycleStatus"] == status
    assert made.get("achievementStatus", {"coding": [{"code": ""}]})["coding"][0]["code"] == code


def test_a_changed_and_a_dropped_step_say_so_and_why() -> None:
    goal = FULL.goals[0]
    walk = goal.steps[0]
    for status, code in ((StepStatus.CHANGED, "in-progress"), (StepStatus.DROPPED, "cancelled")):
        step = replace(walk, marks=(replace(walk.marks[0], status=status),))
        made = plan.care_plan(replace(FULL, goals=(replace(goal, steps=(step,)),)), sample.SENDER, None)
        detail = made["activity"][0]["detail"]
        assert (detail["status"], detail["statusReason"]) == (code, {"text": "=It rained"})
        assert "why: =It rained" in made["text"]["div"]


def test_who_agreed_for_the_person_is_told() -> None:
    record = replace(
        FULL, agreed_by=DecidedBy.REPRESENTATIVE, agreed_relation="Daughter",
        agreed_authority=RepresentativeKind.DEPUTY, not_agreed_because="He could not follow it.",
    )  # fmt: skip
    made = plan.care_plan(record, sample.SENDER, None)
    values = {each["url"].rsplit(":", 1)[1]: [*each.values()][1] for each in made["extension"]}
    assert values == {
        "agreed-how": "drawn", "agreed-name": "M Invented", "agreed-by": "representative",
        "agreed-relation": "Daughter", "agreed-authority": "deputy", "not-agreed-because": "He could not follow it.",
    }  # fmt: skip
    assert "Their representative; Daughter; Deputy for personal welfare" in made["text"]["div"]
