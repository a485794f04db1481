"""A contact is kept, moves the referral by its own rules, is put right with both texts, and loses no draft."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from linkdesk.clients.deceased.rules import NoteDeath
from linkdesk.clients.deceased.service import note_death
from linkdesk.clients.queries import client_record
from linkdesk.contacts import service
from linkdesk.contacts.queries import contact_record
from linkdesk.contacts.queries import contacts_of
from linkdesk.contacts.rules import Attendance
from linkdesk.contacts.rules import ChangeContact
from linkdesk.contacts.rules import ContactRecord
from linkdesk.contacts.rules import Next
from linkdesk.contacts.rules import Way
from linkdesk.contacts.rules import details_of
from linkdesk.desk.queries import client_page
from linkdesk.episodes.choices import CloseReason
from linkdesk.episodes.choices import Decision
from linkdesk.episodes.choices import Outcome
from linkdesk.episodes.choices import Way as By
from linkdesk.episodes.queries import episodes_of
from linkdesk.episodes.rules import CloseEpisode
from linkdesk.episodes.rules import EpisodeRecord
from linkdesk.episodes.rules import NoteAttempt
from linkdesk.episodes.rules import Triage
from linkdesk.episodes.service import close_episode
from linkdesk.episodes.service import note_attempt
from linkdesk.episodes.service import triage
from linkdesk.episodes.stages import Stage
from linkdesk.record.drafts import load_draft
from linkdesk.record.drafts import save_draft
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from tests.contacts.conftest import note
from tests.episodes.conftest import TODAY

if TYPE_CHECKING:
    from typing import Any

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor
    from tests.conftest import FakeClock

YESTERDAY, LAST_WEEK = TODAY.replace(day=24), TODAY.replace(day=18)


def referral_of(session: Session, client: uuid.UUID) -> EpisodeRecord:
    return episodes_of(session, client)[0]


def tried(session: Session, client: uuid.UUID) -> tuple[object, ...]:
    kept = referral_of(session, client)
    return kept.tries, kept.last_try_on, kept.first_contact_on


def change(kept: ContactRecord, **more: Any) -> ChangeContact:
    given = {**details_of(kept), **more}
    return ChangeContact(client_id=kept.client_id, contact_id=kept.id, version=kept.version, **given)


def test_everything_that_was_said_is_kept(session: Session, actor: Actor, person: uuid.UUID) -> None:
    said = note(
        person, way=Way.VENUE, time="14:30", minutes=45, place="Library", present="Her sister", outcome=Next.BOOKED
    )
    kept = contact_record(session, person, service.note_contact(session, actor, said))
    assert details_of(kept) == details_of(said)
    assert (kept.worker_id, kept.episode_id) == (actor.worker_id, referral_of(session, person).id)


def test_a_first_word_moves_the_referral_on(session: Session, actor: Actor, person: uuid.UUID) -> None:
    on: dict[str, Any] = {"client_id": person, "episode_id": referral_of(session, person).id}
    triage(session, actor, Triage(**on, version=1, decision=Decision.ACCEPTED))
    service.note_contact(session, actor, note(person, on=LAST_WEEK, attendance=Attendance.NO_ANSWER, words=""))
    assert tried(session, person) == (1, LAST_WEEK, None)
    assert client_page(session, person, TODAY).next_step.stage is Stage.CONTACT
    service.note_contact(session, actor, note(person, on=YESTERDAY))
    assert tried(session, person) == (2, YESTERDAY, YESTERDAY)
    assert client_page(session, person, TODAY).next_step.stage is Stage.BOOK
    service.note_contact(session, actor, note(person))
    assert tried(session, person) == (2, YESTERDAY, YESTERDAY), "later contacts are no tries to reach them"
    service.note_contact(session, actor, note(person, on=LAST_WEEK))
    assert tried(session, person) == (3, YESTERDAY, LAST_WEEK), "an earlier word is the first one"


@pytest.mark.parametrize("attendance", [Attendance.THEY_CANCELLED, Attendance.WE_CANCELLED])
def test_what_was_cancelled_is_no_try(
    session: Session, actor: Actor, person: uuid.UUID, attendance: Attendance
) -> None:
    service.note_contact(session, actor, note(person, attendance=attendance))
    assert tried(session, person) == (0, None, None)


def test_putting_a_contact_right_puts_the_referral_right(session: Session, actor: Actor, person: uuid.UUID) -> None:
    at: dict[str, Any] = {"client_id": person, "episode_id": referral_of(session, person).id, "version": 1}
    note_attempt(session, actor, NoteAttempt(**at, way=By.PHONE, outcome=Outcome.NO_ANSWER, on=LAST_WEEK))
    made = service.note_contact(session, actor, note(person, on=YESTERDAY))
    assert tried(session, person) == (2, YESTERDAY, YESTERDAY)
    kept = contact_record(session, person, made)
    service.change_contact(session, actor, change(kept, attendance=Attendance.NO_ANSWER))
    assert tried(session, person) == (2, YESTERDAY, None)
    kept = contact_record(session, person, made)
    service.change_contact(session, actor, change(kept, attendance=Attendance.WE_CANCELLED))
    assert tried(session, person) == (1, LAST_WEEK, None)
    kept = contact_record(session, person, made)
    service.change_contact(session, actor, change(kept, attendance=Attendance.LATE, on=TODAY))
    assert tried(session, person) == (2, TODAY, TODAY)


def test_another_word_stays_the_first_when_one_is_taken_back(session: Session, actor: Actor, person: uuid.UUID) -> None:
    first = service.note_contact(session, actor, note(person, on=LAST_WEEK))
    service.note_contact(session, actor, note(person, on=YESTERDAY))
    kept = contact_record(session, person, first)
    service.change_contact(session, actor, change(kept, attendance=Attendance.NO_ANSWER))
    assert tried(session, person) == (2, YESTERDAY, YESTERDAY)


def test_only_the_words_put_right_leave_the_referral_as_it_is(
    session: Session, actor: Actor, person: uuid.UUID
) -> None:
    kept = contact_record(session, person, service.note_contact(session, actor, note(person)))
    before = referral_of(session, person)
    service.change_contact(session, actor, change(kept, words="Rang about the garden"))
    assert referral_of(session, person) == before


def test_a_closed_referral_and_one_to_come_are_left_alone(session: Session, actor: Actor, person: uuid.UUID) -> None:
    service.note_contact(session, actor, note(person, on=TODAY.replace(month=10)))
    assert [each.episode_id for each in contacts_of(session, person)] == [None]
    kept = contact_record(session, person, service.note_contact(session, actor, note(person)))
    with pytest.raises(RuleBroken, match="before the referral came"):
        service.change_contact(session, actor, change(kept, on=TODAY.replace(month=10)))
    ended = referral_of(session, person)
    on: dict[str, Any] = {"client_id": person, "episode_id": ended.id, "version": ended.version}
    close_episode(session, actor, CloseEpisode(**on, reason=CloseReason.GOALS_MET))
    before = referral_of(session, person)
    service.change_contact(session, actor, change(kept, attendance=Attendance.NO_ANSWER))
    service.note_contact(session, actor, note(person))
    assert referral_of(session, person) == before


def test_after_a_death_a_note_is_kept_and_the_referral_waits_for_its_end(
    session: Session, actor: Actor, person: uuid.UUID
) -> None:
    version = client_record(session, person).version
    note_death(session, actor, NoteDeath(person, version, TODAY, "Practice Surgery One"))
    service.note_contact(session, actor, note(person, words="Her sister rang"))
    assert tried(session, person) == (0, None, None)


def test_both_windows_are_heard(session: Session, actor: Actor, person: uuid.UUID) -> None:
    save_draft(session, actor, service.FORM, str(person), {"words": "Rang about  the choir"})
    service.note_contact(session, actor, note(person))
    assert load_draft(session, actor, service.FORM, str(person)) is None
    save_draft(session, actor, service.FORM, str(person), {"words": "Something else, in another window"})
    service.note_contact(session, actor, note(person))
    assert load_draft(session, actor, service.FORM, str(person)) is not None


def test_words_typed_before_it_was_said_for_whom_go_only_when_they_are_saved(
    session: Session, actor: Actor, person: uuid.UUID
) -> None:
    save_draft(session, actor, service.LOOSE_FORM, service.NEW, {"words": "Rang"})
    service.note_contact(session, actor, note(person))
    assert load_draft(session, actor, service.LOOSE_FORM, service.NEW) is not None
    service.note_contact(session, actor, note(person, words="Nothing of that"), loose=True)
    assert load_draft(session, actor, service.LOOSE_FORM, service.NEW) is not None
    service.note_contact(session, actor, note(person), loose=True)
    assert load_draft(session, actor, service.LOOSE_FORM, service.NEW) is None


def test_beside_somebody_only_what_was_typed_there_is_shown(session: Session, actor: Actor) -> None:
    def draft(**fields: str) -> bool:
        save_draft(session, actor, "note", "new", fields)
        return service.may_show(load_draft(session, actor, "note", "new"), beside=True)

    assert service.may_show(None, beside=True)
    assert draft(words="")
    assert draft(words="Own words", beside="on")
    assert not draft(words="Anna rang")
    assert service.may_show(load_draft(session, actor, "note", "new"), beside=False)


def test_the_wrong_person_and_an_old_page_are_refused(session: Session, actor: Actor, person: uuid.UUID) -> None:
    nobody = uuid.UUID(int=0xDEAD)
    with pytest.raises(NotFound):
        service.note_contact(session, actor, note(nobody))
    kept = contact_record(session, person, service.note_contact(session, actor, note(person)))
    with pytest.raises(NotFound):
        contact_record(session, nobody, kept.id)
    with pytest.raises(NotFound):
        service.change_contact(session, actor, replace(change(kept), client_id=nobody))
    service.change_contact(session, actor, change(kept, words="One"))
    with pytest.raises(Stale):
        service.change_contact(session, actor, change(kept, words="Two"))
    assert contact_record(session, person, kept.id).words == "One"


def test_save_pressed_twice_writes_one_contact(
    session: Session, actor: Actor, person: uuid.UUID, clock: FakeClock
) -> None:
    first = service.note_contact(session, actor, note(person))
    clock.pass_time(1)
    assert service.note_contact(session, actor, note(person)) == first
    assert service.note_contact(session, replace(actor, worker_id=uuid.UUID(int=9)), note(person)) != first
    assert service.note_contact(session, actor, note(person, words="Rang once more")) != first
    clock.pass_time(60)
    assert service.note_contact(session, actor, note(person)) != first
    assert len(contacts_of(session, person)) == 4
