"""The index of persons equals the records, whatever is done to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from linkdesk.clients import queries
from linkdesk.clients.finding import rules
from linkdesk.clients.finding.models import SearchPart
from linkdesk.clients.finding.models import SearchTerm
from linkdesk.clients.finding.service import rebuild
from linkdesk.clients.models import Client
from linkdesk.clients.rules import ChangeClient
from linkdesk.clients.rules import Phone
from linkdesk.clients.service import add_client
from linkdesk.clients.service import change_client
from linkdesk.record.errors import Stale
from linkdesk.record.session import brief_write
from linkdesk.record.session import unit_of_work
from tests.data import people

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

    Index = tuple[set[tuple[UUID, str, str]], set[tuple[str, str, str]]]


def kept(session: Session) -> Index:
    """Return the whole index."""
    terms = session.execute(select(SearchTerm.client_id, SearchTerm.field, SearchTerm.text))
    parts = session.execute(select(SearchPart.part, SearchPart.how, SearchPart.text))
    return {(each, field.value, text) for each, field, text in terms}, {
        (part, how.value, text) for part, how, text in parts
    }


def wanted(session: Session) -> Index:
    """Return what the records ask for."""
    terms = {(c.id, t.field.value, t.text) for c in queries.client_records(session) for t in rules.terms(c)}
    parts = {(p.part, p.how.value, p.text) for text in {term[2] for term in terms} for p in rules.parts(text)}
    return terms, parts


def test_adding_changing_and_deleting_keep_the_index_true(session: Session, actor: Actor) -> None:
    ids = [add_client(session, actor, people.new_client(number)) for number in (1, 2, 12)]
    assert kept(session) == wanted(session) != (set(), set())
    change(session, actor, ids[0], family_name="Someone-Else", nhs_number="", phones=(Phone("01632 960 999"),))
    assert kept(session) == wanted(session)
    with unit_of_work(session, actor, "erase") as work:
        work.session.delete(work.session.get(Client, ids[0]))
    assert kept(session) == wanted(session)
    for client_id in ids[1:]:
        with unit_of_work(session, actor, "erase") as work:
            work.session.delete(work.session.get(Client, client_id))
    assert kept(session) == (set(), set()), "nothing of an erased person may stay behind"


def test_one_text_under_two_fields_stays_while_one_of_them_does(session: Session, actor: Actor) -> None:
    number = people.nhs_number(3)
    client_id = add_client(session, actor, people.new_client(3, phones=(Phone(number),)))
    change(session, actor, client_id, nhs_number="", phones=(Phone(number),))
    assert kept(session) == wanted(session)


def test_a_refused_change_leaves_the_index_as_it_was(session: Session, actor: Actor) -> None:
    client_id = add_client(session, actor, people.new_client(1))
    before = kept(session)
    with pytest.raises(Stale), unit_of_work(session, actor, "change_client") as work:
        row = work.session.get(Client, client_id)
        assert row is not None
        row.family_name = "Lost"
        work.session.flush()
        raise Stale
    assert kept(session) == before == wanted(session)


def test_made_anew_it_is_the_same(session: Session, actor: Actor) -> None:
    for number in range(8):
        add_client(session, actor, people.new_client(number))
    before = kept(session)
    with brief_write(session):
        rebuild(session)
    assert kept(session) == before
    session.rollback()
    with brief_write(session):
        session.execute(SearchTerm.__table__.delete())  # type: ignore[attr-defined]  # a Table, typed as FromClause
        rebuild(session)
    assert kept(session) == before


def change(session: Session, actor: Actor, client_id: UUID, **changes: object) -> None:
    record = queries.client_record(session, client_id)
    details = people.details(1, **changes)
    change_client(session, actor, ChangeClient(client_id=client_id, version=record.version, **details))
