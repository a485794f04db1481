"""Reading episodes in their order."""

from __future__ import annotations

import uuid

from sqlalchemy.orm import Session

from linkdesk.episodes import queries
from linkdesk.episodes.service import receive_referral
from linkdesk.record.session import Actor
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
