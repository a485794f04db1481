"""The newest first, the last day of many, and both texts of what was put right."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

from linkdesk.contacts import queries
from linkdesk.contacts.rules import Attendance
from linkdesk.contacts.rules import Next
from linkdesk.contacts.rules import Replaced
from linkdesk.contacts.service import change_contact
from linkdesk.contacts.service import note_contact
from tests.contacts.conftest import note
from tests.contacts.test_service import LAST_WEEK
from tests.contacts.test_service import YESTERDAY
from tests.contacts.test_service import change

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_the_newest_comes_first_and_what_was_cancelled_is_no_last_contact(
    session: Session, actor: Actor, person: uuid.UUID
) -> None:
    assert queries.last_days(session, [person]) == {}
    for words, more in (
        ("c", {"on": YESTERDAY, "time": "14:30"}),
        ("a", {"on": LAST_WEEK}),
        ("d", {"attendance": Attendance.THEY_CANCELLED}),
        ("b", {"on": YESTERDAY, "time": "09:00"}),
    ):
        note_contact(session, actor, note(person, **{"words": words, **more}))
    assert [each.words for each in queries.contacts_of(session, person)] == ["d", "c", "b", "a"]
    assert [each.words for each in queries.contacts_of(session, person, 1)] == ["d"]
    assert queries.last_days(session, [person, uuid.UUID(int=0xDEAD)]) == {person: YESTERDAY}


def test_two_meetings_in_a_row_to_which_nobody_came(session: Session, actor: Actor, person: uuid.UUID) -> None:
    missed = note(person, attendance=Attendance.NOT_COME, words="")
    note_contact(session, actor, replace(missed, on=LAST_WEEK))
    assert queries.not_come(session, person) == 0
    note_contact(session, actor, replace(missed, on=YESTERDAY))
    assert queries.not_come(session, person) == 2
    note_contact(session, actor, note(person))
    assert queries.not_come(session, person) == 0


def test_both_texts_stay(session: Session, actor: Actor, person: uuid.UUID) -> None:
    made = note_contact(session, actor, note(person, outcome=Next.LATER))
    assert queries.changes_of(session, made) == ()
    kept = queries.contact_record(session, person, made)
    change_contact(session, actor, change(kept, words="Rang about the garden", on=YESTERDAY, outcome=None, minutes=5))
    kept = queries.contact_record(session, person, made)
    change_contact(session, actor, change(kept, attendance=Attendance.LATE))
    newest, first = queries.changes_of(session, made)
    assert newest.parts == (Replaced("Did it come about?", "We met or spoke", "They came late, we met"),)
    assert (first.worker, first.parts) == (
        queries.NO_NAME,
        (
            Replaced("Day", "25 November 2026", "24 November 2026"),
            Replaced("Minutes", "Nothing", "5"),
            Replaced("What comes next", "An appointment is made later", "Nothing"),
            Replaced("Note", "Rang about the choir", "Rang about the garden"),
        ),
    )
