"""Today: who waits, visits, messages owed and what is due, the worker's own first."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from linkdesk.assessments.library import ONS4
from linkdesk.assessments.library import WHAT_MATTERS
from linkdesk.assessments.presence.rules import ONLY_US
from linkdesk.assessments.presence.rules import Interpreter
from linkdesk.assessments.presence.rules import PresenceWords
from linkdesk.assessments.rules import AskAlone
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import ask_alone
from linkdesk.assessments.service import finish_assessment
from linkdesk.assessments.service import start_assessment
from linkdesk.clients.models import Client
from linkdesk.desk.today import inbox
from linkdesk.episodes.choices import Decision
from linkdesk.episodes.choices import MessageTo
from linkdesk.episodes.choices import MessageWhy
from linkdesk.episodes.models import OwedMessageRow
from linkdesk.episodes.queries import episodes_of
from linkdesk.plans.rules import StartPlan
from linkdesk.plans.service import start_plan
from linkdesk.record.session import Actor
from linkdesk.record.session import unit_of_work
from tests.desk.test_caseload import OTHER
from tests.desk.test_caseload import person
from tests.desk.test_caseload import referred
from tests.episodes.conftest import TODAY

MONTHS = 12


def names(lines: object) -> list[str]:
    return [line.who.split()[-1] for line in lines]  # type: ignore[attr-defined]  # any of the lists


def test_who_waits_longest_stands_first_with_the_days(session: Session, actor: Actor) -> None:
    referred(session, actor, "Ash", received_on=TODAY - timedelta(days=2))
    referred(session, actor, "Birch", received_on=TODAY - timedelta(days=30), decision=Decision.ACCEPTED)
    referred(session, actor, "Cedar", first_visit_on=TODAY)
    referred(session, actor, "Dogwood", closed_on=TODAY)
    referred(session, actor, "Elm", worker_id=OTHER)
    mine = inbox(session, actor, TODAY, MONTHS, team=False).waiting
    assert names(mine) == ["Birch", "Ash"]
    assert (mine[0].words, mine[0].wait.late) == ("Waiting for first contact", True)
    assert "Late by 20 days" in mine[0].wait.words
    assert "Elm" in names(inbox(session, actor, TODAY, MONTHS, team=True).waiting)


def test_somebody_with_whom_the_work_has_begun_does_not_wait(session: Session, actor: Actor) -> None:
    client_id = referred(session, actor, "Ash")
    start_assessment(session, actor, StartAssessment(client_id, ONS4, Setting.WORKER))
    today = inbox(session, actor, TODAY, MONTHS, team=False)
    assert today.waiting == ()
    assert [line.words for line in today.due] == ["How you feel about your life: not finished"]


def test_questions_for_when_the_person_is_alone_wait_until_they_are_asked(session: Session, actor: Actor) -> None:
    client_id = referred(session, actor, "Ash")
    sister = PresenceWords(interpreter=Interpreter.FAMILY, reference="Ana, sister, 40", is_adult=True)
    talk = start_assessment(session, actor, StartAssessment(client_id, WHAT_MATTERS, Setting.WORKER, presence=sister))
    finish_assessment(session, actor, talk)

    def lines() -> list[tuple[str, bool, object]]:
        found = inbox(session, actor, TODAY, MONTHS, team=False).due
        return [(line.words, line.hushed, line.assessment_id) for line in found]

    assert lines() == [("What matters to you: questions to ask when alone", True, talk)]
    alone = ask_alone(session, actor, AskAlone(talk, Setting.WORKER, ONLY_US))
    assert [words for words, _hushed, _talk in lines()] == ["What matters to you: not finished"]
    finish_assessment(session, actor, alone)
    assert lines() == []


def test_first_visits_are_of_today_and_the_next_two_weeks(session: Session, actor: Actor) -> None:
    for family, days in (("Ash", 0), ("Birch", 14), ("Cedar", 15), ("Dogwood", -1)):
        referred(session, actor, family, first_visit_on=TODAY + timedelta(days=days), first_visit_time="14:30")
    visits = inbox(session, actor, TODAY, MONTHS, team=False).visits
    assert names(visits) == ["Ash", "Birch"]
    assert (visits[0].time, visits[0].place, visits[0].safe_mark) == ("14:30", "", "")


def test_a_message_is_owed_until_it_is_settled_even_after_the_end(session: Session, actor: Actor) -> None:
    client_id = referred(session, actor, "Ash", closed_on=TODAY)
    episode = episodes_of(session, client_id)[0]
    with unit_of_work(session, actor, "owe") as work:
        about = {"client_id": client_id, "episode_id": episode.id, "owed_since": TODAY, "words": ""}
        work.session.add(OwedMessageRow(to=MessageTo.GP, why=MessageWhy.CLOSED, **about))
    owed = inbox(session, actor, TODAY, MONTHS, team=False).messages
    assert [(line.words, line.since) for line in owed] == [("GP: the work has ended", TODAY)]
    assert inbox(session, Actor(OTHER, actor.organisation_id), TODAY, MONTHS, team=False).messages == ()
    with unit_of_work(session, actor, "settle") as work:
        work.session.get_one(OwedMessageRow, owed[0].message_id).settled_on = TODAY
    assert inbox(session, actor, TODAY, MONTHS, team=True).messages == ()


@pytest.mark.parametrize("team", [True, False])
def test_work_of_those_who_came_without_a_referral_is_not_lost(session: Session, actor: Actor, team: bool) -> None:  # noqa: FBT001 - a case
    client_id = person(session, actor, "Elm")
    start_plan(session, actor, StartPlan(client_id))
    today = inbox(session, actor, TODAY, MONTHS, team=team)
    assert (names(today.due), today.unreferred) == (["Elm"], 1)
    stranger = Actor(uuid.UUID(int=60), actor.organisation_id)
    assert bool(inbox(session, stranger, TODAY, MONTHS, team=team).due) is team


def test_what_has_ended_asks_for_nothing(session: Session, actor: Actor) -> None:
    client_id = referred(session, actor, "Ash", closed_on=TODAY)
    start_plan(session, actor, StartPlan(client_id))
    assert inbox(session, actor, TODAY, MONTHS, team=True).due == ()


def test_of_the_dead_it_reminds_nobody(session: Session, actor: Actor) -> None:
    waits = referred(session, actor, "Ash")
    visited = referred(session, actor, "Birch", first_visit_on=TODAY, first_visit_time="14:30")
    start_plan(session, actor, StartPlan(visited))
    assert inbox(session, actor, TODAY, MONTHS, team=True).due
    with unit_of_work(session, actor, "died") as work:
        for client_id in (waits, visited):
            work.session.get_one(Client, client_id).deceased_on = TODAY
    today = inbox(session, actor, TODAY, MONTHS, team=True)
    assert (today.waiting, today.visits, today.messages, today.due) == ((), (), (), ())


def test_needs_are_asked_again_of_those_whose_work_goes_on_mine_first(session: Session, actor: Actor) -> None:
    for family, more in (("Ash", {}), ("Birch", {"closed_on": TODAY}), ("Cedar", {"worker_id": OTHER})):
        client_id = referred(session, actor, family, **more)
        with unit_of_work(session, actor, "long ago") as work:
            row = work.session.get_one(Client, client_id)
            row.interpreter_needed, row.needs_reviewed_on = True, TODAY - timedelta(days=500)
    mine = inbox(session, actor, TODAY, MONTHS, team=False).needs
    assert ([row.full_name.split()[-1] for row in mine.rows], mine.total) == (["Ash"], 1)
    assert inbox(session, actor, TODAY, MONTHS, team=True).needs.total == 2
