"""Adding, changing and ending people; nobody is deleted."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from sqlalchemy.orm import Session

from linkdesk.clients.circle import queries
from linkdesk.clients.circle import rules
from linkdesk.clients.circle.rules import AddPerson
from linkdesk.clients.circle.rules import ChangePerson
from linkdesk.clients.circle.rules import Closeness
from linkdesk.clients.circle.rules import EndPerson
from linkdesk.clients.circle.service import FORM
from linkdesk.clients.circle.service import NEW_FORM
from linkdesk.clients.circle.service import add_person
from linkdesk.clients.circle.service import change_person
from linkdesk.clients.circle.service import end_person
from linkdesk.clients.service import add_client
from linkdesk.record.audit import verify
from linkdesk.record.drafts import load_draft
from linkdesk.record.drafts import save_draft
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import Actor
from tests.data import people


@pytest.fixture
def client(session: Session, actor: Actor) -> uuid.UUID:
    return add_client(session, actor, people.new_client())


def test_somebody_comes_changes_and_goes_and_stays_on_record(session: Session, actor: Actor, client: uuid.UUID) -> None:
    save_draft(session, actor, NEW_FORM, str(client), {"name": "A"})
    ana = add_person(session, actor, AddPerson(client_id=client, name="Ana", closeness=Closeness.VERY_CLOSE))
    assert load_draft(session, actor, NEW_FORM, str(client)) is None
    save_draft(session, actor, FORM, str(ana), {"name": "A"})
    change_person(session, actor, ChangePerson(client_id=client, person_id=ana, version=1, name="Ana B", carer=True))
    assert load_draft(session, actor, FORM, str(ana)) is None
    found = queries.person_record(session, client, ana)
    assert (found.name, found.closeness, found.roles, found.version) == ("Ana B", Closeness.IN_MY_LIFE, ("Carer",), 2)
    end_person(session, actor, EndPerson(client, ana, 2))
    page = queries.circle_of(session, client)
    assert (page.spots, [(each.name, each.ended_on) for each in page.past]) == ((), [("Ana B", date(2026, 11, 25))])
    assert verify(session, b"k" * 32).faults == ()


def test_what_cannot_be_is_refused(
    session: Session, actor: Actor, client: uuid.UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(RuleBroken, match=r"Enter a name\. Nothing was changed"):
        add_person(session, actor, AddPerson(client_id=client, name=""))
    ana = add_person(session, actor, AddPerson(client_id=client, name="Ana"))
    with pytest.raises(Stale):
        change_person(session, actor, ChangePerson(client_id=client, person_id=ana, version=9, name="Old page"))
    monkeypatch.setattr(rules, "PEOPLE", 1)
    with pytest.raises(RuleBroken, match="Take somebody out first"):
        add_person(session, actor, AddPerson(client_id=client, name="Bo"))
    end_person(session, actor, EndPerson(client, ana, 1))
    add_person(session, actor, AddPerson(client_id=client, name="Bo"))


def test_somebody_of_another_client_or_of_nobody_is_not_found(
    session: Session, actor: Actor, client: uuid.UUID
) -> None:
    ana = add_person(session, actor, AddPerson(client_id=client, name="Ana"))
    other = add_client(session, actor, people.new_client(1))
    stranger = Actor(worker_id=uuid.UUID(int=8), organisation_id=uuid.UUID(int=9))
    for who, whom, which in ((actor, other, ana), (actor, client, uuid.UUID(int=7)), (stranger, client, ana)):
        with pytest.raises(NotFound):
            end_person(session, who, EndPerson(whom, which, 1))
    with pytest.raises(NotFound):
        queries.person_record(session, other, ana)
    with pytest.raises(NotFound):
        add_person(session, stranger, AddPerson(client_id=client, name="Bo"))
