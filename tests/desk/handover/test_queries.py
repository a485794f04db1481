"""What is read for a handover sheet."""

from __future__ import annotations

import uuid
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta

import pytest
from sqlalchemy import select

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.clients.rules import AddClient
from linkdesk.clients.service import add_client
from linkdesk.desk.handover.queries import handover_sheet
from linkdesk.desk.handover.rules import NOBODY_ASKED
from linkdesk.episodes.choices import Source
from linkdesk.episodes.models import Episode
from linkdesk.episodes.rules import BookVisit
from linkdesk.episodes.rules import ReceiveReferral
from linkdesk.episodes.service import book_visit
from linkdesk.episodes.service import receive_referral
from linkdesk.plans.models import Plan
from linkdesk.record.errors import NotFound
from linkdesk.record.session import unit_of_work
from linkdesk.web.display import long_date
from tests.furnished import House

TODAY = date(2026, 11, 25)
HERE = datetime.now(UTC).astimezone().date()
AFTER = HERE + timedelta(days=3)


def test_a_sheet_says_who_where_and_what_is_next(house: House) -> None:
    with open_session(house.settings, house.vault) as (session, _actor):
        with_plan = session.scalars(select(Plan.client_id)).first()
        assert with_plan is not None
        sheet = handover_sheet(session, with_plan, TODAY)
        bare = next(one for one in house.ids(Client) if one not in set(session.scalars(select(Plan.client_id))))
        empty = handover_sheet(session, bare, TODAY)
        with pytest.raises(NotFound):
            handover_sheet(session, uuid.uuid4(), TODAY)
    assert sheet.worker == "Robin Practice"
    assert sheet.stage
    assert sheet.happened
    assert sheet.steps
    assert all(step.who for step in sheet.steps)
    assert sheet.phones
    assert (empty.steps, empty.review) == ((), None)


def test_stage_next_step_and_first_visit_are_the_episodes(house: House) -> None:
    """The sheet says what the caseload says, by the same rule."""
    with open_session(house.settings, house.vault) as (session, actor):
        person = AddClient(given_name="Ada", family_name="Sample", birth_date=date(1950, 2, 1))
        client = add_client(session, actor, person)
        bare = handover_sheet(session, client, HERE)
        referral = ReceiveReferral(client_id=client, source=Source.GP, received_on=HERE, reason="Lonely")
        first = receive_referral(session, actor, referral)
        received = handover_sheet(session, client, HERE)
        booked = BookVisit(
            client_id=client, episode_id=first, version=1, on=AFTER, time="10:30", place="Her home", no_known_risk=True
        )
        book_visit(session, actor, booked)
        waiting = handover_sheet(session, client, HERE)
        later = handover_sheet(session, client, AFTER + timedelta(days=1))
        with unit_of_work(session, actor, "close_episode") as work:
            work.session.get_one(Episode, first).closed_on = HERE
        ended = handover_sheet(session, client, HERE)
    assert (bare.stage, bare.reason, bare.visit, bare.risks) == ("No referral yet", "", "", (NOBODY_ASKED,))
    assert (received.stage, received.reason) == ("Received", "Lonely")
    assert received.next_step.startswith("Decide about the referral. ")
    assert (waiting.stage, waiting.risks) == ("First visit booked", ("No known risk",))
    assert waiting.visit == f"The first visit is on {long_date(AFTER)}, 10:30, Her home."
    assert (later.stage, later.visit[:20]) == ("Assessment", "The first visit was ")
    assert (ended.stage, ended.visit) == ("Closed", "")
