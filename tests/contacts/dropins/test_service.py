"""Drop-ins are kept by their session, once each; one becomes a person whole, or not at all."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func
from sqlalchemy import select

from linkdesk.clients.models import Client
from linkdesk.clients.rules import AddClient
from linkdesk.contacts.dropins import queries
from linkdesk.contacts.dropins import service
from linkdesk.contacts.dropins.rules import ChangeDropIn
from linkdesk.contacts.dropins.rules import NoteDropIn
from linkdesk.contacts.dropins.rules import NoteSession
from linkdesk.contacts.queries import contacts_of
from linkdesk.contacts.rules import Way
from linkdesk.episodes.queries import episodes_of
from linkdesk.record.drafts import load_draft
from linkdesk.record.drafts import save_draft
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from tests.episodes.conftest import TODAY

if TYPE_CHECKING:
    from typing import Any

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def dropped(number: int = 1, **more: Any) -> NoteDropIn:
    given = {"drop_in_id": uuid.UUID(int=number), "on": TODAY, "venue": "Library", "asked": "Bus pass"}
    return NoteDropIn(**{**given, **more})


def test_one_venue_on_one_day_is_one_session(session: Session, actor: Actor) -> None:
    first = service.note_drop_in(session, actor, dropped(minutes=5))
    assert service.note_drop_in(session, actor, dropped(2, venue=" LIBRARY ", minutes=10, urgent=True)) == first
    other_day = service.note_drop_in(session, actor, dropped(3, on=TODAY.replace(day=2)))
    other_place = service.note_drop_in(session, actor, dropped(4, venue="Hall"))
    assert len({first, other_day, other_place}) == 3
    kept = queries.session_record(session, first)
    assert (kept.people, kept.minutes, kept.urgent, kept.named, kept.venue) == (2, 15, 1, 0, "Library")


def test_a_form_sent_twice_writes_once_and_other_words_are_not_lost(session: Session, actor: Actor) -> None:
    place = service.note_drop_in(session, actor, dropped())
    assert service.note_drop_in(session, actor, dropped()) == place
    assert queries.session_record(session, place).people == 1
    with pytest.raises(RuleBroken, match="saved before"):
        service.note_drop_in(session, actor, dropped(asked="Something else"))
    assert queries.drop_in_record(session, uuid.UUID(int=1)).asked == "Bus pass"


def test_saving_one_drops_its_own_draft_only(session: Session, actor: Actor) -> None:
    for number in (1, 2):
        save_draft(session, actor, service.FORM, str(uuid.UUID(int=number)), {"asked": f"Words {number}"})
    service.note_drop_in(session, actor, dropped())
    assert load_draft(session, actor, service.FORM, str(uuid.UUID(int=1))) is None
    other = load_draft(session, actor, service.FORM, str(uuid.UUID(int=2)))
    assert other is not None
    assert other.fields["asked"] == "Words 2"


def test_it_is_put_right_and_an_old_page_is_refused(session: Session, actor: Actor) -> None:
    service.note_drop_in(session, actor, dropped())
    right = ChangeDropIn(drop_in_id=uuid.UUID(int=1), version=1, asked="Blue badge", minutes=20)
    service.change_drop_in(session, actor, right)
    kept = queries.drop_in_record(session, right.drop_in_id)
    assert (kept.asked, kept.minutes) == ("Blue badge", 20)
    with pytest.raises(Stale):
        service.change_drop_in(session, actor, right)
    with pytest.raises(NotFound):
        service.change_drop_in(session, actor, replace(right, drop_in_id=uuid.UUID(int=9)))


def test_the_session_has_one_note(session: Session, actor: Actor) -> None:
    place = service.note_drop_in(session, actor, dropped())
    save_draft(session, actor, service.SESSION_FORM, str(place), {"words": "Busy"})
    said = NoteSession(drop_in_session_id=place, words="Busy morning", version=1)
    service.note_session(session, actor, said)
    assert queries.session_record(session, place).words == "Busy morning"
    assert load_draft(session, actor, service.SESSION_FORM, str(place)) is None
    with pytest.raises(Stale):
        service.note_session(session, actor, said)
    with pytest.raises(NotFound):
        service.note_session(session, actor, replace(said, drop_in_session_id=uuid.UUID(int=9)))


def test_it_becomes_a_contact_of_somebody_on_record_and_stands_nowhere_else(
    session: Session, actor: Actor, person: uuid.UUID
) -> None:
    place = service.note_drop_in(session, actor, dropped(minutes=15, given="A form", signposted="Council"))
    service.name_drop_in(session, actor, uuid.UUID(int=1), 1, person)
    (contact,) = contacts_of(session, person)
    assert contact.words == "Asked: Bus pass\nGiven: A form\nTold about: Council"
    assert (contact.way, contact.place, contact.minutes, contact.on) == (Way.VENUE, "Library", 15, TODAY)
    assert episodes_of(session, person)[0].first_contact_on == TODAY
    kept = queries.drop_in_record(session, uuid.UUID(int=1))
    assert (kept.client_id, kept.asked, kept.given, kept.signposted, kept.minutes) == (person, "", "", "", 15)
    counts = queries.session_record(session, place)
    assert (counts.people, counts.named) == (1, 1), "it goes on to count as a drop-in"
    with pytest.raises(RuleBroken, match="already"):
        service.name_drop_in(session, actor, uuid.UUID(int=1), kept.version, person)
    with pytest.raises(RuleBroken, match="already"):
        service.change_drop_in(
            session, actor, ChangeDropIn(drop_in_id=kept.id, version=kept.version, asked="Words without a name")
        )


def test_somebody_new_comes_with_the_drop_in_or_not_at_all(session: Session, actor: Actor, person: uuid.UUID) -> None:
    service.note_drop_in(session, actor, dropped())
    new = AddClient(given_name="Bo", family_name="Other", birth_date=date(1990, 1, 2))
    alike = AddClient(given_name="Ann", family_name="Example", birth_date=date(1956, 3, 27))
    count = select(func.count()).select_from(Client)
    with pytest.raises(Stale):
        service.add_from_drop_in(session, actor, uuid.UUID(int=1), 7, new, unless_alike=True)
    with pytest.raises(RuleBroken):
        service.add_from_drop_in(session, actor, uuid.UUID(int=1), 1, alike, unless_alike=True)
    assert session.scalar(count) == 1, f"only {person} is there: a refusal leaves nobody behind"
    added = service.add_from_drop_in(session, actor, uuid.UUID(int=1), 1, new, unless_alike=True)
    assert [each.words for each in contacts_of(session, added)] == ["Asked: Bus pass"]
    assert queries.drop_in_record(session, uuid.UUID(int=1)).client_id == added


def test_an_unknown_client_changes_nothing(session: Session, actor: Actor) -> None:
    service.note_drop_in(session, actor, dropped())
    with pytest.raises(NotFound):
        service.name_drop_in(session, actor, uuid.UUID(int=1), 1, uuid.UUID(int=99))
    assert queries.drop_in_record(session, uuid.UUID(int=1)).asked == "Bus pass"
