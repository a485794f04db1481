"""The practice vault has something of everything around its people."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from linkdesk.clients.about.queries import about_of
from linkdesk.clients.circle.queries import circle_of
from linkdesk.clients.queries import client_record
from linkdesk.clients.risks.queries import risks_of
from linkdesk.clients.service import add_client
from linkdesk.desk.surroundings import surround
from linkdesk.record.audit import verify
from tests.data import people

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_some_have_a_risk_some_none_known_and_some_nothing(session: Session, actor: Actor) -> None:
    clients = [add_client(session, actor, people.new_client(number)) for number in range(12)]
    for number, client in enumerate(clients):
        surround(session, actor, client, number, date(2026, 3, 2))
    pages = [risks_of(session, client) for client in clients]
    assert {bool(page.risks) for page in pages} == {True, False}
    assert {page.missing for page in pages} == {True, False}
    assert {bool(client_record(session, client).keep_safe) for client in clients} == {True, False}
    assert {bool(about_of(session, client).first_words) for client in clients} == {True, False}
    assert {len(circle_of(session, client).spots) for client in clients} >= {0, 3}
    assert verify(session, b"k" * 32).faults == ()
