"""A verb finds its episode below its own client, and what counts begins with the day it came."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from sqlalchemy.orm import Session

from linkdesk.episodes.queries import episodes_of
from linkdesk.episodes.rows import counted_from
from linkdesk.episodes.rows import found_row
from linkdesk.episodes.rows import open_row
from linkdesk.episodes.rules import OnEpisode
from linkdesk.episodes.service import receive_referral
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import Actor
from linkdesk.record.session import unit_of_work
from tests.episodes.conftest import TODAY
from tests.episodes.conftest import referral

OTHER = uuid.UUID(int=5)


def test_only_the_right_row_at_the_right_version_is_found(session: Session, actor: Actor, client_id: uuid.UUID) -> None:
    episode_id = receive_referral(session, actor, referral(client_id))
    version = episodes_of(session, client_id)[0].version
    with unit_of_work(session, actor, "look") as work:
        assert found_row(work, client_id, episode_id, version).id == episode_id
        for wrong in ((OTHER, episode_id), (client_id, OTHER)):
            with pytest.raises(NotFound):
                found_row(work, *wrong, version)
        with pytest.raises(Stale):
            found_row(work, client_id, episode_id, version + 1)


def test_what_has_ended_must_be_opened_again_first(session: Session, actor: Actor, client_id: uuid.UUID) -> None:
    episode_id = receive_referral(session, actor, referral(client_id))
    version = episodes_of(session, client_id)[0].version
    with unit_of_work(session, actor, "end") as work:
        row = open_row(work, OnEpisode(client_id=client_id, episode_id=episode_id, version=version))
        row.closed_on = TODAY
    with unit_of_work(session, actor, "look") as work:
        assert counted_from(work, client_id, TODAY) == work.now, "another episode ended that day"
        assert counted_from(work, client_id, date(2026, 12, 1)).astimezone().date() == date(2026, 12, 1)
        with pytest.raises(RuleBroken, match="is closed"):
            open_row(work, OnEpisode(client_id=client_id, episode_id=episode_id, version=version + 1))
