"""A meeting ends in one go: note, reminders, message and copy; all or nothing, and of this person alone."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from linkdesk.clients.deceased.rules import NoteDeath
from linkdesk.clients.deceased.service import note_death
from linkdesk.clients.queries import client_record
from linkdesk.episodes.choices import MessageTo
from linkdesk.episodes.choices import MessageWhy
from linkdesk.episodes.models import OwedMessageRow
from linkdesk.episodes.service import receive_referral
from linkdesk.plans.rules import StartPlan
from linkdesk.plans.service import start_plan
from linkdesk.printing.given.queries import copy_of
from linkdesk.printing.given.rules import GiveCopy
from linkdesk.printing.given.rules import How
from linkdesk.printing.given.safe import Safe
from linkdesk.printing.parting.queries import ahead
from linkdesk.printing.parting.queries import partings_of
from linkdesk.printing.parting.queries import reminders_of
from linkdesk.printing.parting.rules import EndMeeting
from linkdesk.printing.parting.rules import Promise
from linkdesk.printing.parting.service import end_meeting
from linkdesk.printing.parting.service import set_done
from linkdesk.record.audit import verify
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from tests.episodes.conftest import referral
from tests.printing.given.test_service import Person
from tests.printing.given.test_service import agreed

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor
    from tests.conftest import FakeClock

TODAY = date(2026, 11, 30)
FAR = date(2040, 1, 2)
NOBODY = uuid.UUID(int=0xDEAD)


def end(person: Person) -> EndMeeting:
    return EndMeeting(
        client_id=person.id,
        plan_id=person.plan,
        words="We agreed to ring the choir.",
        next_on=FAR,
        next_time="14:30",
        next_place="The library",
        safe=Safe.YES,
        copy=GiveCopy(person.id, person.plan, How.READ_ALOUD),
        promises=(Promise("Ask about the bus", FAR), Promise("Find the number")),
        tell=True,
    )


def owed(session: Session) -> list[OwedMessageRow]:
    return list(session.scalars(select(OwedMessageRow).where(OwedMessageRow.why == MessageWhy.PLAN)))


def test_note_reminders_message_and_copy_are_kept_together(session: Session, actor: Actor) -> None:
    person = agreed(session, actor)
    receive_referral(session, actor, referral(person.id))
    end_meeting(session, actor, end(person))
    (kept,) = partings_of(session, person.id)
    assert (kept.words, kept.next_on, kept.next_time) == ("We agreed to ring the choir.", FAR, "14:30")
    assert (kept.next_place, kept.safe, kept.plan_number) == ("The library", Safe.YES, 1)
    assert {(each.words, each.on, each.done_on) for each in reminders_of(session, person.id)} == {
        ("Ask about the bus", FAR, None),
        ("Find the number", None, None),
    }
    copy = copy_of(session, person.plan)
    assert copy is not None
    assert copy.how is How.READ_ALOUD
    (message,) = owed(session)
    assert (message.to, message.client_id) == (MessageTo.REFERRER, person.id)
    assert not verify(session, b"k" * 32).faults


def test_ended_twice_the_message_is_owed_once(session: Session, actor: Actor) -> None:
    person = agreed(session, actor)
    receive_referral(session, actor, referral(person.id))
    for words in ("We agreed to sing.", "We agreed to sing louder."):
        end_meeting(session, actor, replace(end(person), words=words))
    assert len(owed(session)) == 1
    assert len(partings_of(session, person.id)) == 2


def test_refused_whole_for_another_persons_plan_a_draft_and_the_dead(session: Session, actor: Actor) -> None:
    one, other = agreed(session, actor), agreed(session, actor, 2)
    for wrong in (replace(end(one), plan_id=other.plan), replace(end(one), plan_id=NOBODY)):
        with pytest.raises(NotFound):
            end_meeting(session, actor, wrong)
    with pytest.raises(NotFound):  # the copy of another person's plan takes the note with it
        end_meeting(session, actor, replace(end(one), copy=GiveCopy(one.id, other.plan, How.PRINTED)))
    draft = start_plan(session, actor, StartPlan(one.id))
    with pytest.raises(RuleBroken, match="not the agreed one"):
        end_meeting(session, actor, replace(end(one), plan_id=draft))
    version = client_record(session, other.id).version
    note_death(session, actor, NoteDeath(other.id, version, TODAY.replace(day=1), "Their GP"))
    with pytest.raises(RuleBroken):
        end_meeting(session, actor, end(other))
    assert partings_of(session, one.id) == partings_of(session, other.id) == ()
    assert reminders_of(session, one.id) == ()


def test_today_shows_meetings_and_promises_until_they_are_done(session: Session, actor: Actor) -> None:
    person = agreed(session, actor)
    end_meeting(session, actor, end(person))
    shown = ahead(session, actor, TODAY, team=False)
    assert [(each.words, each.on, each.time) for each in shown.meetings] == [("The library", FAR, "14:30")]
    assert [each.words for each in shown.reminders] == ["Ask about the bus", "Find the number"], (
        "one without a day last"
    )
    first = shown.reminders[0]
    assert first.reminder_id is not None
    set_done(session, actor, person.id, first.reminder_id, first.version, done=True)
    assert [each.words for each in ahead(session, actor, TODAY, team=True).reminders] == ["Find the number"]
    assert ahead(session, actor, date(2040, 1, 3), team=True).meetings == (), "a meeting that was is none ahead"
    with pytest.raises(Stale):
        set_done(session, actor, person.id, first.reminder_id, first.version, done=False)
    set_done(session, actor, person.id, first.reminder_id, first.version + 1, done=False)
    assert len(ahead(session, actor, TODAY, team=True).reminders) == 2


def test_a_reminder_of_another_person_is_not_found(session: Session, actor: Actor) -> None:
    one, other = agreed(session, actor), agreed(session, actor, 2)
    end_meeting(session, actor, end(one))
    (reminder, *_) = reminders_of(session, one.id)
    with pytest.raises(NotFound):
        set_done(session, actor, other.id, reminder.id, 1, done=True)


def test_the_dead_are_not_on_today(session: Session, actor: Actor) -> None:
    person = agreed(session, actor)
    end_meeting(session, actor, end(person))
    version = client_record(session, person.id).version
    note_death(session, actor, NoteDeath(person.id, version, TODAY.replace(day=1), "Their GP"))
    shown = ahead(session, actor, TODAY, team=True)
    assert (shown.meetings, shown.reminders) == ((), ())


def test_save_pressed_twice_ends_the_meeting_once(session: Session, actor: Actor, clock: FakeClock) -> None:
    person = agreed(session, actor)
    first = end_meeting(session, actor, end(person))
    clock.pass_time(1)
    assert end_meeting(session, actor, end(person)) == first
    assert end_meeting(session, actor, replace(end(person), words="We agreed to sing.")) != first
    reminders = len(reminders_of(session, person.id))
    clock.pass_time(60)
    assert end_meeting(session, actor, replace(end(person), words="We agreed to sing.")) != first
    assert len(partings_of(session, person.id)) == 3
    assert len(reminders_of(session, person.id)) > reminders
