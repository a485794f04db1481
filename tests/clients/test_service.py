"""Adding and changing a client."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from linkdesk.clients import queries
from linkdesk.clients.person import ContactLimit
from linkdesk.clients.rules import AddClient
from linkdesk.clients.rules import ChangeClient
from linkdesk.clients.rules import NoNhsReason
from linkdesk.clients.service import add_client
from linkdesk.clients.service import change_client
from linkdesk.record.audit import AuditEntry
from linkdesk.record.audit import verify
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import Actor
from tests.data import people

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def test_a_client_is_kept_as_typed(session: Session, actor: Actor) -> None:
    command = people.new_client(4)
    record = queries.client_record(session, add_client(session, actor, command))
    for name, value in people.details(4).items():
        assert getattr(record, name) == value
    assert (record.organisation_id, record.version) == (actor.organisation_id, 1)


def test_only_names_and_date_of_birth_are_needed(session: Session, actor: Actor) -> None:
    whole = people.details()
    few = {name: whole[name] for name in ("given_name", "family_name", "birth_date")}
    record = queries.client_record(session, add_client(session, actor, AddClient(**few)))
    assert (record.nhs_number, record.phones, record.needs, record.language) == ("", (), (), "en")


def test_a_change_is_kept_and_audited(session: Session, actor: Actor) -> None:
    client_id = add_client(session, actor, people.new_client())
    change = ChangeClient(client_id=client_id, version=1, **people.details(nhs_number="", town="Elsewhere"))
    change_client(session, actor, replace(change, no_nhs_reason=NoNhsReason.NOT_KNOWN))
    record = queries.client_record(session, client_id)
    assert (record.town, record.version, record.no_nhs_reason) == ("Elsewhere", 2, NoNhsReason.NOT_KNOWN)
    entries = session.execute(select(AuditEntry.verb, AuditEntry.client_id).order_by(AuditEntry.seq)).all()
    assert [tuple(entry) for entry in entries] == [("add_client", client_id), ("change_client", client_id)]
    assert verify(session, b"k" * 32).faults == ()


def test_limits_of_contact_stand_in_the_keep_safe_line_too(session: Session, actor: Actor) -> None:
    both = (ContactLimit.NO_MESSAGES, ContactLimit.NO_POST)
    client_id = add_client(session, actor, people.new_client(contact_limits=both))
    assert queries.client_record(session, client_id).keep_safe == "Do not leave messages. Do not post letters"
    fewer = people.details(contact_limits=(ContactLimit.NO_POST,))
    change_client(session, actor, ChangeClient(client_id=client_id, version=1, **fewer))
    assert queries.client_record(session, client_id).keep_safe == "Do not post letters"
    change_client(session, actor, ChangeClient(client_id=client_id, version=2, **{**fewer, "town": "Elsewhere"}))
    assert queries.client_record(session, client_id).keep_safe == "Do not post letters"


def test_search_follows_a_change_of_name(session: Session, actor: Actor) -> None:
    client_id = add_client(session, actor, people.new_client())
    change_client(session, actor, ChangeClient(client_id=client_id, version=1, **people.details(family_name="Żółw")))
    assert queries.caseload(session, "zolw").total == 1
    assert queries.caseload(session, "otestly").total == 0


def test_a_stale_page_changes_nothing(session: Session, actor: Actor) -> None:
    client_id = add_client(session, actor, people.new_client())
    change_client(session, actor, ChangeClient(client_id=client_id, version=1, **people.details(town="First")))
    with pytest.raises(Stale):
        change_client(session, actor, ChangeClient(client_id=client_id, version=1, **people.details(town="Second")))
    assert queries.client_record(session, client_id).town == "First"


def test_what_cannot_be_right_is_refused_in_one_sentence(session: Session, actor: Actor) -> None:
    with pytest.raises(RuleBroken, match=r"wrong digit.*Nothing was changed"):
        add_client(session, actor, people.new_client(nhs_number="9990000011"))
    assert queries.caseload(session).total == 0


def test_a_client_of_nobody_or_of_others_is_not_found(session: Session, actor: Actor) -> None:
    client_id = add_client(session, actor, people.new_client())
    stranger = Actor(worker_id=uuid.UUID(int=8), organisation_id=uuid.UUID(int=9))
    for who, whom in ((actor, uuid.UUID(int=77)), (stranger, client_id)):
        with pytest.raises(NotFound):
            change_client(session, who, ChangeClient(client_id=whom, version=1, **people.details()))
