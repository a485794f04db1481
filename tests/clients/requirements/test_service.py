"""Needs are looked at with the person: what they say is kept, and the day."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session

from linkdesk.clients import queries
from linkdesk.clients.requirements.rules import ReviewNeeds
from linkdesk.clients.requirements.service import review_needs
from linkdesk.clients.rules import ChangeClient
from linkdesk.clients.rules import Impairment
from linkdesk.clients.rules import Need
from linkdesk.clients.service import add_client
from linkdesk.clients.service import change_client
from linkdesk.record.audit import verify
from linkdesk.record.drafts import load_draft
from linkdesk.record.drafts import save_draft
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import Actor
from tests.conftest import FakeClock
from tests.data import people

YEAR = 366 * 24 * 60 * 60.0


def said(client: uuid.UUID, version: int = 1) -> ReviewNeeds:
    first, second = people.client(1).needs
    return ReviewNeeds(
        client_id=client,
        version=version,
        needs=(replace(first, detail="With big pictures"), second),
        impairments=(Impairment("Hearing", "Left ear"),),
        mobility=("Uses a stick",),
        other_requirements=("Ground floor",),
    )


def test_what_they_say_is_kept_with_the_day(session: Session, actor: Actor, clock: FakeClock) -> None:
    client = add_client(session, actor, people.new_client(1))
    added = queries.client_record(session, client)
    assert added.needs_reviewed_on is None
    clock.pass_time(YEAR)
    save_draft(session, actor, "needs", str(client), {"mobility": "Half"})
    save_draft(session, actor, "client", str(client), {"town": "Half", "version": "1"})
    review_needs(session, actor, said(client))
    record = queries.client_record(session, client)
    assert [need.detail for need in record.needs] == ["With big pictures", ""]
    assert record.impairments == (Impairment("Hearing", "Left ear"),)
    assert (record.mobility, record.other_requirements) == (("Uses a stick",), ("Ground floor",))
    assert record.needs_reviewed_on is not None
    assert (record.needs_reviewed_on - added.created_at.astimezone().date()).days == 366
    assert load_draft(session, actor, "needs", str(client)) is None
    kept = load_draft(session, actor, "client", str(client))
    assert kept is not None
    assert kept.fields["version"] == "2"
    assert verify(session, b"k" * 32).faults == ()


def test_a_change_of_needs_counts_as_looking_and_other_changes_do_not(
    session: Session, actor: Actor, clock: FakeClock
) -> None:
    client = add_client(session, actor, people.new_client(1))

    def seen() -> date | None:
        return queries.client_record(session, client).needs_reviewed_on

    first = seen()
    clock.pass_time(YEAR)
    change_client(session, actor, ChangeClient(client_id=client, version=1, **people.details(1, town="Elsewhere")))
    assert seen() == first
    words = people.details(1, needs=(Need(None, "Needs more time"),))
    change_client(session, actor, ChangeClient(client_id=client, version=2, **words))
    assert seen() != first


def test_what_cannot_be_is_refused_and_changes_nothing(session: Session, actor: Actor) -> None:
    client = add_client(session, actor, people.new_client(1))
    stranger = Actor(worker_id=uuid.UUID(int=8), organisation_id=uuid.UUID(int=9))
    with pytest.raises(Stale):
        review_needs(session, actor, said(client, version=7))
    with pytest.raises(RuleBroken, match="Nothing was changed"):
        review_needs(session, actor, replace(said(client), needs=()))
    for who, whom in ((actor, uuid.UUID(int=77)), (stranger, client)):
        with pytest.raises(NotFound):
            review_needs(session, who, said(whom))
    assert queries.client_record(session, client).mobility == ()
