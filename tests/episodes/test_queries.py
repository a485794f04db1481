"""Reading episodes in their order."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from linkdesk.clients.models import Client
from linkdesk.episodes import queries
from linkdesk.episodes.service import receive_referral
from linkdesk.record.session import Actor
from linkdesk.record.session import unit_of_work
from linkdesk.team.cover.models import Cover
from tests.episodes.conftest import referral


def test_a_list_has_one_flat_line_an_episode(session: Session, actor: Actor, client_id: uuid.UUID) -> None:
    receive_referral(session, actor, referral(client_id))
    lines = list(queries.episode_lines(session))
    assert [line["client_id"] for line in lines] == [str(client_id)]
    assert (lines[0]["received_on"], lines[0]["closed_on"], lines[0]["source"]) == ("2026-11-25", "", "gp")


def test_events_are_of_one_client_and_if_wanted_one_episode(
    session: Session, actor: Actor, client_id: uuid.UUID
) -> None:
    first = receive_referral(session, actor, referral(client_id))
    receive_referral(session, actor, referral(client_id, to_service="Another"))
    assert len(queries.events_of(session, client_id)) == 2
    assert [event.episode_id for event in queries.events_of(session, client_id, first)] == [first]
    assert queries.events_of(session, uuid.UUID(int=5)) == ()
    assert queries.messages_of(session, first) == ()


def test_a_caseload_is_whose_case_goes_on_or_whom_the_worker_added_and_of_those_they_cover(
    session: Session, actor: Actor, client_id: uuid.UUID
) -> None:
    today = date(2026, 11, 30)
    colleague, stranger = (replace(actor, worker_id=uuid.uuid4()) for _ in range(2))

    def mine(who: Actor, day: date = today) -> list[uuid.UUID]:
        return list(session.scalars(select(Client.id).where(queries.on_caseload(session, who.worker_id, day))))

    assert (mine(actor), mine(colleague)) == ([client_id], [])
    with unit_of_work(session, actor, "arrange_cover") as work:
        row = Cover(worker_id=actor.worker_id, cover_id=colleague.worker_id, from_on=today, to_on=today)
        work.session.add(row)
    assert (mine(colleague), mine(stranger)) == ([client_id], [])
    assert mine(colleague, today + timedelta(days=1)) == []
