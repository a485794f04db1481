"""The services for a person: one press connects, or stands on the gap list; beside somebody nothing of the person."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from linkdesk.application import open_session
from linkdesk.assessments.library import MY_LIFE
from linkdesk.assessments.models import Answer
from linkdesk.assessments.models import Assessment
from linkdesk.clients.models import Client
from linkdesk.clients.queries import client_record
from linkdesk.connections import queries as connections
from linkdesk.connections.fitting.queries import SHOWN
from linkdesk.connections.fitting.queries import asks_of
from linkdesk.connections.fitting.queries import fitting
from linkdesk.connections.fitting.wanted import of_need
from linkdesk.connections.gaps.queries import gaps_of
from linkdesk.connections.gaps.rules import Need
from linkdesk.connections.rules import Barrier
from linkdesk.connections.rules import Kind
from linkdesk.connections.rules import NoteBarrier
from linkdesk.connections.service import note_barrier
from linkdesk.plans.queries import plan_records
from linkdesk.record.session import unit_of_work
from linkdesk.services.rules import Steps
from tests.connections.samples import TODAY
from tests.connections.samples import begin
from tests.connections.samples import garden
from tests.connections.samples import say_yes

if TYPE_CHECKING:
    from tests.furnished import House


@pytest.fixture
def who(house: House) -> uuid.UUID:
    return house.ids(Client)[0]


@pytest.fixture
def service_id(house: House) -> uuid.UUID:
    with open_session(house.settings, house.vault) as (session, actor):
        return garden(session, actor, steps=Steps.STEPS)


def test_from_a_need_what_stood_in_the_way_before_is_said(house: House, who: uuid.UUID, service_id: uuid.UUID) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        before = begin(session, actor, who)
        note_barrier(session, actor, NoteBarrier(who, before, Barrier.ACCESS))
    with open_session(house.settings, house.vault) as (session, _actor):
        client = client_record(session, who)
        found = fitting(session, client, of_need(Need.NATURE), "", TODAY)
        (fit,) = (each for each in found.found if each.record.id == service_id)
        assert any(each.sentence == "It offers “garden”." for each in fit.fits)
        assert ("There are steps.", "In the way before: steps, toilets, hearing or seeing") in [
            (each.sentence, each.because) for each in fit.stops
        ]
        beside = fitting(session, client, of_need(Need.NATURE), "", TODAY, beside=True)
        (seen,) = (each for each in beside.found if each.record.id == service_id)
        assert (seen.fits, seen.stops, seen.asks) == ((), (), ())


def test_one_press_introduces_them_for_what_was_looked_for(house: House, who: uuid.UUID, service_id: uuid.UUID) -> None:
    page = f"/clients/{who}/connections/choose?need=nature"
    start = f"/clients/{who}/connections/start?service={service_id}&need=nature"
    shown = house.worker.get(page)
    assert start.replace("&", "&amp;") in shown.answer.text
    assert "Nature and gardening" in shown.words
    refused = house.worker.post(start, {"kind": "introduce"}, token_from=page, expect=422)
    assert "ask first" in refused.words, "no yes to sharing: it says what to ask"
    assert refused.fields()["reason"] == "Nature and gardening"
    with open_session(house.settings, house.vault) as (session, actor):
        say_yes(session, actor, who)
    house.worker.post(start, {"kind": "introduce"}, token_from=page)
    with open_session(house.settings, house.vault) as (session, _actor):
        (kept,) = connections.connections_of(session, who)
    assert (kept.service_id, kept.kind, kept.reason) == (service_id, Kind.INTRODUCE, "Nature and gardening")


def test_where_nothing_fits_one_press_notes_the_gap(house: House, who: uuid.UUID) -> None:
    page = f"/clients/{who}/connections/choose?need=law"
    shown = house.worker.get(page)
    assert "No service fits: Advice on law and rights" in shown.words
    house.worker.post(f"/clients/{who}/gaps/new", {"need": "law"}, token_from=page)
    with open_session(house.settings, house.vault) as (session, _actor):
        (gap,) = gaps_of(session, who)
    assert gap.need is Need.LAW


def test_goals_and_areas_are_offered_and_put_away_beside(house: House) -> None:
    with open_session(house.settings, house.vault) as (session, actor), unit_of_work(session, actor, "test"):
        talk = next(row for each in house.ids(Assessment) if (row := session.get_one(Assessment, each)).completed_at)
        answer = session.scalars(select(Answer).where(Answer.assessment_id == talk.id)).first()
        assert answer is not None
        talk.form_url, answer.link_id, client_id = MY_LIFE, "areas", talk.client_id
        answer.chosen = [{"key": "people", "text": "People and feeling lonely"}, {"key": "nothing", "text": "Nothing"}]
    with open_session(house.settings, house.vault) as (session, _actor):
        asks = asks_of(session, client_id)
        said = [each for each in asks if each.is_said]
        assert [(each.area, each.wanted.words) for each in said] == [("people", "People and feeling lonely")]
        plans = plan_records(session, client_id)
        goals = {goal.id for plan in plans for goal in plan.goals}
        assert {each.goal_id for each in asks if each.goal_id} <= goals
    page = f"/clients/{client_id}/connections/choose"
    link = f"{page}?area={said[0].area}"
    assert link in house.worker.get(page).answer.text
    assert said[0].wanted.words in house.worker.get(link).words
    house.worker.post("/beside", {"beside": "on", "here": "/"}, token_from="/clients/")
    assert link not in house.worker.get(page).answer.text


def test_a_private_need_is_put_away_beside(house: House, who: uuid.UUID) -> None:
    page = f"/clients/{who}/connections/choose"
    house.worker.post("/beside", {"beside": "on", "here": "/"}, token_from="/clients/")
    for asked in ("need=safe", "find=gambling"):
        assert "not shown while" in house.worker.get(f"{page}?{asked}").words
    assert "not shown while" not in house.worker.get(f"{page}?need=nature").words


def test_odd_addresses_find_something_or_say_so(house: House, who: uuid.UUID) -> None:
    page = f"/clients/{who}/connections/choose"
    for asked in ("need=zzzz", "area=nonsense", "goal=1", "step=x", "need=" + "a" * 999, "find=%00%22*", "need=%22"):
        assert "Connect to a service" in house.worker.get(f"{page}?{asked}").words
    house.worker.get(f"/clients/{uuid.uuid4()}/connections/choose", expect=404)
    with open_session(house.settings, house.vault) as (session, _actor):
        found = fitting(session, client_record(session, who), of_need(Need.OTHER), "", TODAY)
    assert len(found.found) + len(found.others) <= SHOWN
