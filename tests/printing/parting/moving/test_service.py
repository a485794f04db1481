"""A meeting that is moved or called off is so everywhere; once, and of this person alone."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from linkdesk.clients.deceased.rules import NoteDeath
from linkdesk.clients.deceased.service import note_death
from linkdesk.clients.queries import client_record
from linkdesk.contacts.queries import contacts_of
from linkdesk.contacts.rules import Attendance
from linkdesk.contacts.rules import Next
from linkdesk.episodes.models import Episode
from linkdesk.episodes.queries import episodes_of
from linkdesk.episodes.service import receive_referral
from linkdesk.plans.models import Plan
from linkdesk.printing.given.making import plain_of
from linkdesk.printing.parting.moving.queries import booked_with
from linkdesk.printing.parting.moving.queries import meeting_of
from linkdesk.printing.parting.moving.queries import without_day
from linkdesk.printing.parting.moving.rules import BookAgain
from linkdesk.printing.parting.moving.rules import BookedMeeting
from linkdesk.printing.parting.moving.rules import By
from linkdesk.printing.parting.moving.rules import ChangeMeeting
from linkdesk.printing.parting.moving.rules import Source
from linkdesk.printing.parting.moving.service import book_again
from linkdesk.printing.parting.moving.service import change_meeting
from linkdesk.printing.parting.queries import ahead
from linkdesk.printing.parting.queries import next_meetings
from linkdesk.printing.parting.service import end_meeting
from linkdesk.printing.rules import ClientItem
from linkdesk.printing.rules import PrintOptions
from linkdesk.printing.short.queries import said_of
from linkdesk.printing.short.rules import draft_name
from linkdesk.record.audit import verify
from linkdesk.record.drafts import save_draft
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work
from tests.episodes.conftest import referral
from tests.printing.given.test_service import Person
from tests.printing.given.test_service import agreed
from tests.printing.parting.test_service import FAR
from tests.printing.parting.test_service import NOBODY
from tests.printing.parting.test_service import TODAY
from tests.printing.parting.test_service import end

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

LATER = date(2040, 6, 1)


@pytest.fixture
def person(session: Session, actor: Actor) -> Person:
    """Somebody with an agreed plan that is looked at again on the day that was booked then."""
    person = agreed(session, actor)
    with unit_of_work(session, actor, "change_plan") as work:
        work.session.get_one(Plan, person.plan).review_date = FAR
    end_meeting(session, actor, end(person))
    return person


def off(booked: BookedMeeting, by: By = By.THEY) -> ChangeMeeting:
    return ChangeMeeting(
        client_id=booked.client_id,
        source=booked.source,
        meeting_id=booked.id,
        version=booked.version,
        by=by,
        why="The bus does not run",
    )


def to(booked: BookedMeeting, on: date = LATER) -> ChangeMeeting:
    return replace(off(booked, By.WE), on=on, time="10:00", place="The café")


def test_what_is_called_off_stands_on_no_card_no_list_and_not_on_today(
    session: Session, actor: Actor, person: Person
) -> None:
    (booked,) = booked_with(session, person.id, TODAY)
    change_meeting(session, actor, off(booked))
    assert next_meetings(session, (person.id,), TODAY) == {}, "nor the same day as the day of the review"
    assert ahead(session, actor, TODAY, team=True).meetings == ()
    client = client_record(session, person.id)
    assert said_of(session, actor, ClientItem.APPOINTMENT, client).day is None
    assert plain_of(session, actor, client, PrintOptions()).on is None
    (said,) = contacts_of(session, person.id)
    assert (said.meeting_on, said.attendance, said.outcome) == (FAR, Attendance.THEY_CANCELLED, None)
    assert said.words == "The bus does not run"
    assert said.sentence == "Phone: they cancelled the meeting of 2 January 2040"
    assert not verify(session, b"k" * 32).faults


def test_what_is_moved_stands_everywhere_with_the_new_day_and_the_card_gives_way(
    session: Session, actor: Actor, person: Person
) -> None:
    typed = {"day-day": "2", "day-month": "1", "day-year": "2040", "time": "14:30", "place": "Home", "bring": "Glasses"}
    save_draft(session, actor, draft_name(ClientItem.APPOINTMENT), str(person.id), typed)
    (booked,) = booked_with(session, person.id, TODAY)
    change_meeting(session, actor, to(booked))
    said = said_of(session, actor, ClientItem.APPOINTMENT, client_record(session, person.id))
    assert (said.day, said.time, said.place, said.bring) == (LATER, "10:00", "The café", "Glasses")
    (line,) = ahead(session, actor, TODAY, team=True).meetings
    assert (line.on, line.time, line.words) == (LATER, "10:00", "The café")
    (contact,) = contacts_of(session, person.id)
    assert (contact.attendance, contact.outcome) == (Attendance.WE_CANCELLED, Next.BOOKED)
    assert "New day: Friday 1 June 2040, 10:00, The café." in contact.words


def test_pressing_twice_changes_it_once(session: Session, actor: Actor, person: Person) -> None:
    (booked,) = booked_with(session, person.id, TODAY)
    change_meeting(session, actor, to(booked))
    with pytest.raises(Stale):
        change_meeting(session, actor, to(booked))
    assert len(contacts_of(session, person.id)) == 1


def test_a_first_visit_of_a_referral_goes_back_to_be_booked(session: Session, actor: Actor, person: Person) -> None:
    first = receive_referral(session, actor, referral(person.id))
    with unit_of_work(session, actor, "book_visit") as work:
        work.session.get_one(Episode, first).first_visit_on = LATER
    visit = meeting_of(session, person.id, Source.VISIT, first)
    change_meeting(session, actor, to(visit, LATER + timedelta(days=1)))
    visit = meeting_of(session, person.id, Source.VISIT, first)
    assert (visit.on, visit.time, visit.place) == (LATER + timedelta(days=1), "10:00", "The café")
    change_meeting(session, actor, off(visit, By.WE))
    (episode,) = [each for each in episodes_of(session, person.id) if each.id == first]
    assert (episode.first_visit_on, episode.first_visit_time, episode.first_visit_place) == (None, "", "")
    assert [each.on for each in booked_with(session, person.id, TODAY)] == [FAR]


def test_a_new_day_after_it_was_called_off(session: Session, actor: Actor, person: Person) -> None:
    assert without_day(session, person.id, TODAY) is None
    (booked,) = booked_with(session, person.id, TODAY)
    change_meeting(session, actor, off(booked))
    found = without_day(session, person.id, TODAY)
    assert found is not None
    again = BookAgain(
        client_id=person.id, meeting_id=found.id, version=found.version, on=FAR, time="09:00", place="Home"
    )
    book_again(session, actor, again)
    meeting = next_meetings(session, (person.id,), TODAY)[person.id]
    assert (meeting.day, meeting.time, meeting.place) == (FAR, "09:00", "Home"), "the same day again is booked again"
    with pytest.raises(Stale):
        book_again(session, actor, replace(again, version=found.version + 1))


def test_nothing_of_somebody_else_and_nothing_of_the_dead(session: Session, actor: Actor, person: Person) -> None:
    other = agreed(session, actor, 2)
    (booked,) = booked_with(session, person.id, TODAY)
    for wrong in (replace(off(booked), client_id=other.id), replace(off(booked), meeting_id=NOBODY)):
        with pytest.raises(NotFound):
            change_meeting(session, actor, wrong)
    with pytest.raises(RuleBroken, match="in the past"):
        change_meeting(session, actor, to(booked, date(2020, 1, 1)))
    client = client_record(session, person.id)
    note_death(session, actor, NoteDeath(person.id, client.version, TODAY.replace(day=1), "Their GP"))
    with pytest.raises(RuleBroken, match="died"):
        change_meeting(session, actor, off(booked))
    assert contacts_of(session, person.id) == ()
    assert uuid.UUID(int=0) not in {each.id for each in booked_with(session, person.id, TODAY)}
