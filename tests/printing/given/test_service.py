"""What left and what became of copies is kept, of this person alone, and stands on Today until it is said."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from linkdesk.clients.deceased.rules import NoteDeath
from linkdesk.clients.deceased.service import note_death
from linkdesk.clients.queries import client_record
from linkdesk.clients.service import add_client
from linkdesk.languages.tongues import ENGLISH
from linkdesk.plans.queries import plan_record
from linkdesk.plans.rules import AddGoal
from linkdesk.plans.rules import AgreedHow
from linkdesk.plans.rules import AgreePlan
from linkdesk.plans.rules import StartPlan
from linkdesk.plans.service import add_goal
from linkdesk.plans.service import agree_plan
from linkdesk.plans.service import start_plan
from linkdesk.printing.given.queries import copies_of
from linkdesk.printing.given.queries import copy_of
from linkdesk.printing.given.queries import prints_of
from linkdesk.printing.given.queries import to_do
from linkdesk.printing.given.rules import GiveCopy
from linkdesk.printing.given.rules import How
from linkdesk.printing.given.rules import NotePrint
from linkdesk.printing.given.rules import Way
from linkdesk.printing.given.safe import Safe
from linkdesk.printing.given.service import give_copies
from linkdesk.printing.given.service import give_copy
from linkdesk.printing.given.service import note_print
from linkdesk.printing.given.service import note_prints
from linkdesk.printing.given.service import print_waiting
from linkdesk.printing.given.service import take_back_copy
from linkdesk.printing.rules import Format
from linkdesk.printing.rules import PrintOptions
from linkdesk.record.audit import verify
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from tests.data import people
from tests.printing.test_words import speech

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor
    from tests.conftest import FakeClock

TODAY = date(2026, 11, 30)
NOBODY = uuid.UUID(int=0xDEAD)


@dataclass
class Person:
    """Somebody with an agreed plan."""

    id: uuid.UUID
    plan: uuid.UUID


def agreed(session: Session, actor: Actor, number: int = 1) -> Person:
    client = add_client(session, actor, people.new_client(number))
    plan = start_plan(session, actor, StartPlan(client))
    add_goal(session, actor, AddGoal(plan, plan_record(session, plan).version, "Meet people"))
    agree_plan(session, actor, AgreePlan(plan, plan_record(session, plan).version, AgreedHow.TICK))
    return Person(client, plan)


def note(person: Person, way: Way = Way.PRINTED, plan: uuid.UUID | None = None) -> NotePrint:
    options = PrintOptions(Format.STANDARD, 20, mono=True)
    return NotePrint(person.id, plan or person.plan, 1, "plan", options, way, Safe.YES, "0" * 32)


def test_a_print_keeps_what_how_and_who(session: Session, actor: Actor) -> None:
    person = agreed(session, actor)
    note_print(session, actor, note(person))
    note_print(session, actor, note(person, Way.WAITING))
    kept = {one.way: one for one in prints_of(session, person.id)}
    waiting, printed = kept[Way.WAITING], kept[Way.PRINTED]
    assert (printed.item, printed.plan_number, printed.format, printed.size, printed.mono) == (
        "plan",
        1,
        Format.STANDARD,
        20,
        True,
    )
    assert (printed.language, printed.safe, printed.left_by) == (ENGLISH, Safe.YES, actor.worker_id)
    assert printed.left_at is not None
    assert (waiting.way, waiting.left_at, waiting.left_by) == (Way.WAITING, None, None)
    assert not verify(session, b"k" * 32).faults


def test_print_later_pressed_twice_waits_once_and_a_print_that_left_may_wait_again(
    session: Session, actor: Actor
) -> None:
    person = agreed(session, actor)
    first = note_print(session, actor, note(person, Way.WAITING))
    assert note_print(session, actor, note(person, Way.WAITING)) == first
    assert note_print(session, actor, replace(note(person, Way.WAITING), seal="1" * 32)) != first
    note_print(session, actor, note(person))
    print_waiting(session, actor, (first,))
    assert note_print(session, actor, note(person, Way.WAITING)) != first
    assert [one.way for one in prints_of(session, person.id)].count(Way.WAITING) == 2


def test_print_pressed_twice_is_one_line_and_another_print_or_a_later_one_is_its_own(
    session: Session, actor: Actor, clock: FakeClock
) -> None:
    person = agreed(session, actor)
    first = note_print(session, actor, note(person))
    clock.pass_time(1)
    assert note_print(session, actor, note(person)) == first
    others = (
        replace(note(person), seal="1" * 32),
        replace(note(person), safe=Safe.PLAIN),
        note(person, Way.SAVED),
    )
    made = [note_print(session, actor, each) for each in others]
    made.append(note_print(session, replace(actor, worker_id=uuid.UUID(int=9)), note(person)))
    clock.pass_time(60)
    made.append(note_print(session, actor, note(person)))
    assert len({first, *made}) == 1 + len(made)
    assert len(prints_of(session, person.id)) == 1 + len(made)
    assert not verify(session, b"k" * 32).faults


@pytest.mark.parametrize("way", [Way.SAVED, Way.OPENED])
def test_save_pressed_twice_is_one_line_and_saving_again_later_is_its_own(
    session: Session, actor: Actor, clock: FakeClock, way: Way
) -> None:
    person = agreed(session, actor)
    first = note_print(session, actor, note(person, way))
    clock.pass_time(1)
    assert note_print(session, actor, note(person, way)) == first
    assert note_print(session, actor, replace(note(person, way), seal="1" * 32)) != first
    clock.pass_time(60)
    assert note_print(session, actor, note(person, way)) != first
    assert len(prints_of(session, person.id)) == 3


def test_another_persons_plan_is_refused(session: Session, actor: Actor) -> None:
    one, other = agreed(session, actor), agreed(session, actor, 2)
    for wrong in (other.plan, NOBODY):
        with pytest.raises(NotFound):
            note_print(session, actor, note(one, plan=wrong))
        with pytest.raises(NotFound):
            give_copy(session, actor, GiveCopy(one.id, wrong, How.PRINTED))
    with pytest.raises(NotFound):
        give_copy(session, actor, GiveCopy(NOBODY, one.plan, How.PRINTED))
    assert (prints_of(session, one.id), copies_of(session, other.id)) == ((), ())


def test_nothing_is_printed_for_the_dead(session: Session, actor: Actor) -> None:
    person = agreed(session, actor)
    version = client_record(session, person.id).version
    note_death(session, actor, NoteDeath(person.id, version, TODAY.replace(day=1), "Their GP"))
    with pytest.raises(RuleBroken):
        note_print(session, actor, note(person))
    assert to_do(session, actor, TODAY, team=True).copies == ()


def test_a_copy_stands_on_today_until_it_is_said_and_again_when_taken_back(session: Session, actor: Actor) -> None:
    person = agreed(session, actor)
    (line,) = to_do(session, actor, TODAY, team=False).copies
    assert (line.client_id, line.plan_id, line.plan_number) == (person.id, person.plan, 1)
    give_copy(session, actor, GiveCopy(person.id, person.plan, How.POSTED, Format.EASY_READ, "en"))
    give_copy(session, actor, GiveCopy(person.id, person.plan, How.READ_ALOUD, None, "en"))
    newest = copy_of(session, person.plan)
    assert newest is not None
    assert (newest.how, newest.worker_id) == (How.READ_ALOUD, actor.worker_id)
    assert to_do(session, actor, TODAY, team=False).copies == ()
    with pytest.raises(Stale):
        take_back_copy(session, actor, person.id, newest.id, newest.version + 1)
    take_back_copy(session, actor, person.id, newest.id, newest.version)
    older = copy_of(session, person.plan)
    assert older is not None
    assert older.how is How.POSTED
    take_back_copy(session, actor, person.id, older.id, older.version)
    assert to_do(session, actor, TODAY, team=False).copies == (line,)
    with pytest.raises(NotFound):
        take_back_copy(session, actor, person.id, older.id, older.version)
    assert not verify(session, b"k" * 32).faults


def test_a_word_about_a_copy_is_taken_back_only_under_its_own_person(session: Session, actor: Actor) -> None:
    one, other = agreed(session, actor), agreed(session, actor, 2)
    copy = give_copy(session, actor, GiveCopy(one.id, one.plan, How.PRINTED))
    with pytest.raises(NotFound):
        take_back_copy(session, actor, other.id, copy, 1)
    assert copy_of(session, one.plan) is not None


def test_the_prints_of_several_people_are_kept_together_or_not_at_all(session: Session, actor: Actor) -> None:
    first, second = agreed(session, actor, 1), agreed(session, actor, 2)
    with pytest.raises(NotFound):
        note_prints(session, actor, [note(first), note(second, plan=first.plan)])
    with pytest.raises(NotFound):
        give_copies(session, actor, [GiveCopy(each.id, first.plan, How.PRINTED) for each in (first, second)])
    assert (prints_of(session, first.id), copies_of(session, first.id)) == ((), ())
    note_prints(session, actor, [note(first), note(second)])
    give_copies(session, actor, [GiveCopy(each.id, each.plan, How.PRINTED) for each in (first, second)])
    assert [len(prints_of(session, each.id)) + len(copies_of(session, each.id)) for each in (first, second)] == [2, 2]


def test_a_copy_that_was_posted_or_handed_over_is_the_paper_that_left(session: Session, actor: Actor) -> None:
    person = agreed(session, actor)
    give_copy(session, actor, GiveCopy(person.id, person.plan, How.LATER))
    assert copies_of(session, person.id)[0].format is None, "nothing left, so nothing is made up"
    both = PrintOptions(Format.STANDARD, 20, speech=replace(speech("pl"), bilingual=True))
    note_print(session, actor, replace(note(person), options=both))
    note_print(session, actor, replace(note(person, Way.WAITING), options=PrintOptions()))
    for how in (How.LATER, How.POSTED, How.PRINTED):
        give_copy(session, actor, GiveCopy(person.id, person.plan, how, Format.EASY_READ, ENGLISH))
        kept = copies_of(session, person.id)[0]
        assert (kept.how, kept.format, kept.language, kept.english) == (how, Format.STANDARD, "pl", True)
    give_copy(session, actor, GiveCopy(person.id, person.plan, How.READ_ALOUD, None, ENGLISH))
    assert not copies_of(session, person.id)[0].english
    give_copy(session, actor, GiveCopy(person.id, person.plan, How.SENT, Format.TEXT, ENGLISH))
    assert copies_of(session, person.id)[0].format is Format.TEXT


def test_with_english_beside_it_waits_by_itself(session: Session, actor: Actor) -> None:
    person = agreed(session, actor)
    alone = PrintOptions(Format.STANDARD, 20, speech=speech("pl"))
    both = replace(alone, speech=replace(alone.speech, bilingual=True))
    client, plan = client_record(session, person.id), plan_record(session, person.plan)
    for options in (alone, both, both):
        note_print(session, actor, NotePrint.of(client, plan, "plan", options, Way.WAITING, Safe.YES))
    assert sorted(one.english for one in prints_of(session, person.id)) == [False, True]
