"""Keeping what is written about a person."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from sqlalchemy.orm import Session

from linkdesk.clients.about import queries
from linkdesk.clients.about.rules import SaveAbout
from linkdesk.clients.about.service import FORM
from linkdesk.clients.about.service import save_about
from linkdesk.clients.service import add_client
from linkdesk.record.audit import verify
from linkdesk.record.drafts import load_draft
from linkdesk.record.drafts import save_draft
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import Actor
from tests.data import people


def test_the_page_is_kept_with_day_and_writer(session: Session, actor: Actor) -> None:
    client = add_client(session, actor, people.new_client())
    assert queries.about_of(session, client).version == 0
    save_draft(session, actor, FORM, str(client), {"people": "Half"})
    save_about(session, actor, SaveAbout(client_id=client, version=0, people="Ana", household="Lives alone"))
    about = queries.about_of(session, client)
    assert (about.people, about.household, about.wellness) == ("Ana", "Lives alone", "")
    assert (about.version, about.written_on, about.writer_id) == (1, date(2026, 11, 25), actor.worker_id)
    assert load_draft(session, actor, FORM, str(client)) is None
    save_about(session, actor, SaveAbout(client_id=client, version=1, people="Ana and Bo"))
    assert queries.about_of(session, client).household == ""
    assert verify(session, b"k" * 32).faults == ()


def test_a_stale_page_a_long_text_and_a_stranger_change_nothing(session: Session, actor: Actor) -> None:
    client = add_client(session, actor, people.new_client())
    save_about(session, actor, SaveAbout(client_id=client, version=0, people="Ana"))
    for version in (0, 2):
        with pytest.raises(Stale):
            save_about(session, actor, SaveAbout(client_id=client, version=version, people="Old page"))
    with pytest.raises(RuleBroken, match="Nothing was changed"):
        save_about(session, actor, SaveAbout(client_id=client, version=1, household="x" * 151))
    stranger = Actor(worker_id=uuid.UUID(int=8), organisation_id=uuid.UUID(int=9))
    for who, whom in ((actor, uuid.UUID(int=7)), (stranger, client)):
        with pytest.raises(NotFound):
            save_about(session, who, SaveAbout(client_id=whom, version=1))
    assert queries.about_of(session, client).people == "Ana"
