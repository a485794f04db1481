"""A plan starts from what the client said; words that are there already are never overwritten."""

from __future__ import annotations

import uuid

import pytest

from linkdesk.application import open_session
from linkdesk.assessments import library
from linkdesk.assessments.rules import GiveAnswer
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import give_answer
from linkdesk.assessments.service import start_assessment
from linkdesk.clients.models import Client
from linkdesk.desk.service import start_plan
from linkdesk.plans.queries import plan_record
from linkdesk.plans.queries import plans_of
from linkdesk.record.drafts import load_draft
from linkdesk.record.drafts import save_draft
from linkdesk.record.errors import NotFound
from tests.furnished import House


def without_plan(house: House) -> uuid.UUID:
    with open_session(house.settings, house.vault) as (session, _actor):
        return next(client for client in house.ids(Client) if not plans_of(session, client))


def tell(house: House, client: uuid.UUID) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        talk = start_assessment(session, actor, StartAssessment(client, library.WHAT_MATTERS, Setting.CLIENT))
        give_answer(session, actor, GiveAnswer(talk, "matters", ("pets",)))
        give_answer(session, actor, GiveAnswer(talk, "matters-words", "My dog.\n I miss  my friends"))
        give_answer(session, actor, GiveAnswer(talk, "good-at", ("growing",)))
        give_answer(session, actor, GiveAnswer(talk, "feel-good", skipped=True))
        give_answer(session, actor, GiveAnswer(talk, "hopes", "I want to swim.\nMore friends"))


def test_a_plan_starts_with_what_the_client_said(house: House) -> None:
    client = without_plan(house)
    tell(house, client)
    page = house.worker.post(f"/clients/{client}/start-plan", {}, token_from=f"/clients/{client}")
    with open_session(house.settings, house.vault) as (session, _actor):
        plan = plan_record(session, plans_of(session, client)[0].id)
    assert [line.text for line in plan.what_matters] == ["My dog.", "I miss my friends", "My pets"]
    assert [line.text for line in plan.strengths] == ["Growing plants"]
    assert all(line.picture for line in (*plan.what_matters, *plan.strengths))
    assert page.fields(f"/plans/{plan.id}")["what_matters"] == "My dog.\nI miss my friends\nMy pets"
    assert "“I want to swim.”" in page.words


def test_a_hope_becomes_a_goal_and_is_offered_no_more(house: House) -> None:
    client = without_plan(house)
    tell(house, client)
    worker = house.worker
    page = worker.post(f"/clients/{client}/start-plan", {}, token_from=f"/clients/{client}")
    links = [a.get("href", "") for a in page.every("a") if "hope=" in a.get("href", "")]
    assert len(links) == 2
    form = worker.get(links[1])
    assert form.fields()["title"] == "More friends"
    path = links[1].partition("?")[0]
    assert worker.get(f"{path}?hope=9").fields()["title"] == ""
    page = worker.fill(links[1], {}, action=path)
    assert [a for a in page.every("a") if "hope=2" in a.get("href", "")] == []


def test_without_a_talk_a_plan_starts_empty(house: House) -> None:
    client = without_plan(house)
    with open_session(house.settings, house.vault) as (session, actor):
        plan = plan_record(session, start_plan(session, actor, client))
    assert (plan.what_matters, plan.strengths) == ((), ())


def test_words_in_a_plan_are_never_overwritten(house: House) -> None:
    client = without_plan(house)
    with open_session(house.settings, house.vault) as (session, actor):
        plan_id = start_plan(session, actor, client)
        save_draft(session, actor, "plan", str(plan_id), {"what_matters": "Typed"})
    tell(house, client)
    with open_session(house.settings, house.vault) as (session, actor):
        assert start_plan(session, actor, client) == plan_id
        assert plan_record(session, plan_id).what_matters == ()
        draft = load_draft(session, actor, "plan", str(plan_id))
    assert draft is not None


def test_nobody_is_not_given_a_plan(house: House) -> None:
    with open_session(house.settings, house.vault) as (session, actor), pytest.raises(NotFound):
        start_plan(session, actor, uuid.UUID(int=5))
