"""Cases go to another worker with their open episodes, and never to somebody who may not see them."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from sqlalchemy import select

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.clients.queries import caseload
from linkdesk.clients.reach.rules import KeepApart
from linkdesk.clients.reach.service import keep_apart
from linkdesk.desk.handover import queries
from linkdesk.desk.handover.rules import HandOver
from linkdesk.desk.handover.service import hand_over
from linkdesk.episodes.choices import EventKind
from linkdesk.episodes.choices import Source
from linkdesk.episodes.models import Episode
from linkdesk.episodes.models import EpisodeEvent
from linkdesk.episodes.rules import ReceiveReferral
from linkdesk.episodes.service import receive_referral
from linkdesk.record.audit import AuditEntry
from linkdesk.record.errors import NotAllowed
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.team.rules import Role
from tests.furnished import House

KIT = "Kit Practice"


def test_cases_and_their_open_episodes_go_over_and_that_is_on_record(house: House) -> None:
    kit, robin = house.join(KIT, Role.LINK_WORKER), house.vault.worker_id
    first, second = house.ids(Client)[1:3]
    with open_session(house.settings, house.vault) as (session, actor):
        receive_referral(
            session,
            actor,
            ReceiveReferral(
                client_id=first, source=Source.SELF, received_on=date(2026, 11, 1), to_service="One", although_open=True
            ),
        )
        before = len(queries.cases_of(session, robin))
        assert hand_over(session, actor, HandOver(robin, kit, (first, second), "Phone on  Mondays")) == 2
        assert {case.client_id for case in queries.cases_of(session, kit)} == {first, second}
        assert (queries.count_cases(session, kit), queries.count_cases(session, robin)) == (2, before - 2)
        theirs = session.scalars(select(Episode).where(Episode.client_id == first, Episode.closed_on.is_(None)))
        assert {episode.worker_id for episode in theirs} == {kit}
        events = session.scalars(select(EpisodeEvent.words).where(EpisodeEvent.kind == EventKind.HANDED_OVER)).all()
        assert f"To {KIT}. Phone on Mondays" in events
        done = session.scalars(select(AuditEntry.client_id).where(AuditEntry.verb == "hand_over")).all()
        assert {first, second} <= set(done)
        rows = [row.client_id for row in caseload(session, first=(kit,)).rows]
        assert set(rows[:2]) == {first, second}, "one's own come first"
        assert len(rows) == len(house.ids(Client))


def test_own_cases_first_is_the_same_list_page_by_page(house: House) -> None:
    kit, robin = house.join(KIT, Role.LINK_WORKER), house.vault.worker_id
    own = house.ids(Client)[1:4]
    with open_session(house.settings, house.vault) as (session, actor):
        hand_over(session, actor, HandOver(robin, kit, tuple(own)))
        pages = [caseload(session, page=number, rows=2, first=(kit,)) for number in (1, 2, 3)]
        listed = [row.client_id for page in pages for row in page.rows]
        assert listed == [row.client_id for row in caseload(session, rows=50, first=(kit,)).rows]
        assert set(listed[:3]) == set(own)
        assert len(listed) == len(set(listed)) == len(house.ids(Client))


def test_a_link_worker_hands_over_only_their_own(house: House) -> None:
    kit, robin = house.join(KIT, Role.LINK_WORKER), house.vault.worker_id
    client = house.ids(Client)[1]
    house.switch(KIT)
    with open_session(house.settings, house.vault) as (session, actor):
        with pytest.raises(NotAllowed):
            hand_over(session, actor, HandOver(robin, kit, (client,)))
        with pytest.raises(NotFound):
            hand_over(session, actor, HandOver(kit, robin, (client,)))


def test_what_cannot_be_is_refused(house: House) -> None:
    kit, robin = house.join(KIT, Role.LINK_WORKER), house.vault.worker_id
    client = house.ids(Client)[1]
    with open_session(house.settings, house.vault) as (session, actor):
        for to, clients in ((robin, (client,)), (uuid.uuid4(), (client,)), (kit, ())):
            with pytest.raises(RuleBroken):
                hand_over(session, actor, HandOver(robin, to, clients))
        keep_apart(session, actor, KeepApart(client, "A relative of a worker", (robin,)))
        with pytest.raises(RuleBroken, match="kept apart from that worker"):
            hand_over(session, actor, HandOver(robin, kit, (client,)))
        assert {case.client_id for case in queries.cases_of(session, kit)} == set()
