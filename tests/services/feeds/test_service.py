"""An import from what was read to the directory."""

from __future__ import annotations

from dataclasses import fields
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from linkdesk.record.audit import verify
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.session import doors_of
from linkdesk.services import queries as directory
from linkdesk.services.feeds import joining
from linkdesk.services.feeds import queries
from linkdesk.services.feeds import service
from linkdesk.services.feeds.models import LocalSaid
from linkdesk.services.feeds.rules import Outcome
from linkdesk.services.feeds.rules import State
from linkdesk.services.feeds.said import said_of
from linkdesk.services.rules import AddService
from linkdesk.services.rules import ChangeService
from linkdesk.services.rules import ServiceRecord
from linkdesk.services.rules import ServiceWords
from linkdesk.services.service import add_service
from linkdesk.services.service import change_service
from tests.services.feeds.samples import CHOIR
from tests.services.feeds.samples import brought
from tests.services.feeds.samples import feed
from tests.services.feeds.samples import looked_at

if TYPE_CHECKING:
    from typing import Any

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def only(session: Session) -> ServiceRecord:
    found = directory.services(session)
    assert len(found) == 1
    return found[0]


def rewrite(session: Session, actor: Actor, record: ServiceRecord, **changes: Any) -> None:
    words = {each.name: getattr(record, each.name) for each in fields(ServiceWords)}
    change_service(session, actor, ChangeService(service_id=record.id, version=record.version, **{**words, **changes}))


def test_a_new_service_stands_here_as_the_feed_says_it(session: Session, actor: Actor) -> None:
    done = brought(session, actor, feed(CHOIR))
    assert (done.state, done.counts) == (State.DONE, {"new": 1})
    record = only(session)
    assert joining.parts_of(record) == said_of(CHOIR).parts
    assert (record.phone, record.contact_phone, record.contact_agreed) == ("01632 960 020", "01632 960021", False)
    assert (record.latitude, record.minimum_age, record.terms[0].code) == (53.8, 18, "music")
    assert session.scalars(select(LocalSaid.body)).all() == [CHOIR]
    assert verify(session, doors_of(session).audit_key()).faults == ()


def test_the_same_feed_twice_changes_nothing(session: Session, actor: Actor) -> None:
    brought(session, actor, feed(CHOIR))
    before = only(session)
    assert brought(session, actor, feed(CHOIR)).counts == {"same": 1}
    assert only(session) == before


def test_what_was_changed_here_stays_and_the_rest_follows(session: Session, actor: Actor) -> None:
    brought(session, actor, feed(CHOIR))
    rewrite(session, actor, only(session), description="They sing pop songs.", first_visit="Bo greets you.")
    source = looked_at(session, actor, feed({**CHOIR, "description": "We sing opera.", "wait_time": "Two weeks"}))
    row = queries.rows_of(session, source)[0]
    assert row.outcome is Outcome.CHANGED
    assert row.notes[:1] == ("Changed: usual wait.",)
    assert "What you wrote stays: what it is." in row.notes
    service.bring_in(session, actor, source, "Testham", whole=False)
    record = only(session)
    assert (record.description, record.first_visit) == ("They sing pop songs.", "Bo greets you.")
    assert record.wait_time == "Two weeks"


def test_a_phone_number_is_never_lost(session: Session, actor: Actor) -> None:
    brought(session, actor, feed(CHOIR))
    brought(session, actor, feed({**CHOIR, "phones": [], "contacts": []}))
    record = only(session)
    assert (record.phone, record.contact_phone) == ("01632 960 020", "01632 960021")


def test_a_short_list_takes_nothing_away(session: Session, actor: Actor) -> None:
    brought(session, actor, feed(CHOIR))
    before = joining.parts_of(only(session))
    brought(session, actor, feed({"id": "choir-1", "name": "Testham Choir", "status": "active"}))
    assert joining.parts_of(only(session)) == before
    assert session.scalars(select(LocalSaid.body)).all() == [CHOIR]


def test_one_that_was_typed_here_is_joined_and_keeps_its_words(session: Session, actor: Actor) -> None:
    typed = AddService(name="Testham choir", postal_code="LS1 4AP", phone="01632 960 099", worker_notes="Ask for Bo.")
    own = add_service(session, actor, typed)
    assert brought(session, actor, feed(CHOIR)).counts == {"joined": 1}
    record = only(session)
    assert (record.id, record.phone, record.worker_notes) == (own, "01632 960 099", "Ask for Bo.")
    assert (record.name, record.email, record.location) == ("Testham choir", "choir@example.org", "Testham Library")


def test_what_is_gone_is_marked_and_stays(session: Session, actor: Actor) -> None:
    other = {**CHOIR, "id": "walk-1", "name": "Testham Walkers"}
    brought(session, actor, feed(CHOIR, other))
    assert brought(session, actor, feed(CHOIR)).counts == {"same": 1}
    assert brought(session, actor, feed(CHOIR), "Other").counts == {"same": 1}
    brought(session, actor, feed(CHOIR, other))
    assert brought(session, actor, feed(CHOIR), whole=True).counts == {"same": 1, "gone": 1}
    walkers = next(each for each in directory.services(session) if each.name == "Testham Walkers")
    source = queries.came_from(session, walkers.id)
    assert source is not None
    assert source.gone_on is not None
    brought(session, actor, feed(CHOIR, other), whole=True)
    source = queries.came_from(session, walkers.id)
    assert source is not None
    assert source.gone_on is None


def test_organisations_and_places_of_their_own_come_in(session: Session, actor: Actor) -> None:
    place = {**CHOIR["service_at_locations"][0]["location"]}
    done = brought(session, actor, feed({"id": "o", "name": "Sing Testham", "website": "http://example.org"}, place))
    assert done.counts == {"new": 2}
    assert brought(session, actor, feed(place)).counts == {"same": 1}
    assert directory.services(session) == ()


def test_many_come_in_together_and_stopping_leaves_nothing(session: Session, actor: Actor) -> None:
    many = [{**CHOIR, "id": f"c{number}", "name": f"Choir {number}"} for number in range(450)]
    source = looked_at(session, actor, feed(*many))

    def stop(done: int, _total: int) -> None:
        if done >= 400:
            raise RuleBroken

    with pytest.raises(RuleBroken):
        service.bring_in(session, actor, source, "Testham", stop, whole=False)
    assert directory.services(session) == ()
    service.bring_in(session, actor, source, "Testham", whole=False)
    assert len(directory.services(session)) == 450
    assert verify(session, doors_of(session).audit_key()).faults == ()


def test_an_import_is_brought_in_once_and_by_whoever_looked_at_it(session: Session, actor: Actor) -> None:
    source = looked_at(session, actor, feed(CHOIR))
    stranger = replace(actor, worker_id=actor.organisation_id)
    with pytest.raises(NotFound):
        service.bring_in(session, stranger, source, "Testham", whole=False)
    service.forget(session, actor, source)
    with pytest.raises(NotFound):
        service.bring_in(session, actor, source, "Testham", whole=False)
    done = brought(session, actor, feed(CHOIR))
    with pytest.raises(RuleBroken):
        service.bring_in(session, actor, done.id, "Testham", whole=False)
