"""Noting a death, taking it back, and stopping what would go to the person."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from sqlalchemy.orm import Session

from linkdesk.clients import queries
from linkdesk.clients.deceased.rules import NoteDeath
from linkdesk.clients.deceased.rules import TakeBackDeath
from linkdesk.clients.deceased.service import note_death
from linkdesk.clients.deceased.service import stop_if_died
from linkdesk.clients.deceased.service import take_back_death
from linkdesk.clients.service import add_client
from linkdesk.record.audit import verify
from linkdesk.record.drafts import load_draft
from linkdesk.record.drafts import save_draft
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import Actor
from tests.data import people

DAY = date(2026, 5, 3)


def test_a_death_is_kept_and_taken_back(session: Session, actor: Actor) -> None:
    client = add_client(session, actor, people.new_client(1))
    save_draft(session, actor, "client", str(client), {"town": "Half", "version": "1"})
    save_draft(session, actor, "deceased", str(client), {"source": "Half"})
    note_death(session, actor, NoteDeath(client, 1, DAY, "GP practice"))
    record = queries.client_record(session, client)
    assert (record.is_deceased, record.deceased_on, record.deceased_source) == (True, DAY, "GP practice")
    assert queries.banner_of(record, date(2030, 1, 1)).age == 95
    assert load_draft(session, actor, "deceased", str(client)) is None
    kept = load_draft(session, actor, "client", str(client))
    assert kept is not None
    assert kept.fields["version"] == "2"
    take_back_death(session, actor, TakeBackDeath(client, 2, "Another person of that name"))
    record = queries.client_record(session, client)
    assert (record.deceased_on, record.deceased_source) == (None, "")
    assert record.death_taken_back == "Another person of that name"
    assert verify(session, b"k" * 32).faults == ()


def test_what_goes_to_the_person_stops_with_one_sentence() -> None:
    stop_if_died(people.client(1))
    with pytest.raises(RuleBroken, match="died on 3 May 2026, so nothing is printed for them"):
        stop_if_died(people.client(1, deceased_on=DAY))


def test_what_cannot_be_is_refused_and_changes_nothing(session: Session, actor: Actor) -> None:
    client = add_client(session, actor, people.new_client(1))
    stranger = Actor(worker_id=uuid.UUID(int=8), organisation_id=uuid.UUID(int=9))
    with pytest.raises(Stale):
        note_death(session, actor, NoteDeath(client, 7, DAY, "GP"))
    with pytest.raises(RuleBroken, match="Nothing was changed"):
        note_death(session, actor, NoteDeath(client, 1, date(1900, 1, 1), "GP"))
    with pytest.raises(RuleBroken, match="Nothing was changed"):
        take_back_death(session, actor, TakeBackDeath(client, 1, ""))
    with pytest.raises(NotFound):
        take_back_death(session, actor, TakeBackDeath(client, 1, "Nobody died"))
    for who, whom in ((actor, uuid.UUID(int=77)), (stranger, client)):
        with pytest.raises(NotFound):
            note_death(session, who, NoteDeath(whom, 1, DAY, "GP"))
    assert not queries.client_record(session, client).is_deceased
