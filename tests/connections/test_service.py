"""The verbs: start, what came next, take back, words, barriers; each whole or refused."""

from __future__ import annotations

import uuid
from datetime import date
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from linkdesk.clients.deceased.rules import NoteDeath
from linkdesk.clients.deceased.service import note_death
from linkdesk.clients.merging.queries import versions
from linkdesk.clients.merging.rules import MergeClients
from linkdesk.clients.merging.service import merge_clients
from linkdesk.clients.queries import client_record
from linkdesk.connections import rules
from linkdesk.connections import service
from linkdesk.connections.queries import connection_record
from linkdesk.connections.queries import connections_of
from linkdesk.connections.rules import Barrier
from linkdesk.connections.rules import KeepWords
from linkdesk.connections.rules import Kind
from linkdesk.connections.rules import NoteBarrier
from linkdesk.connections.rules import NoteState
from linkdesk.connections.rules import Said
from linkdesk.connections.rules import SolveBarrier
from linkdesk.connections.rules import State
from linkdesk.connections.rules import TakeBack
from linkdesk.episodes.queries import episodes_of
from linkdesk.episodes.service import receive_referral
from linkdesk.record.audit import verify
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.services.rules import Assurance
from linkdesk.services.rules import Assure
from linkdesk.services.service import assure
from tests.connections.samples import TODAY
from tests.connections.samples import begin
from tests.connections.samples import garden
from tests.connections.samples import person
from tests.connections.samples import press
from tests.connections.samples import say_yes
from tests.episodes.conftest import referral

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_it_keeps_whom_they_are_brought_to_as_the_directory_says_then(session: Session, actor: Actor) -> None:
    who, service_id = person(session, actor), garden(session, actor)
    receive_referral(session, actor, referral(who))
    made = begin(session, actor, who, service_id=service_id, reason="  Lonely ", who_does="I phone Ola.")
    kept = connection_record(session, who, made)
    assert (kept.service_name, kept.organization, kept.to_name) == (
        "Testham Garden Group",
        "Green Testham",
        "Ola Greenfield",
    )
    assert kept.contact == "01632 960 011, garden@example.org"
    assert (kept.state, kept.since, kept.reason) == (State.SENT, TODAY, "Lonely")
    assert kept.episode_id == episodes_of(session, who)[0].id


def test_who_has_not_agreed_is_not_named(session: Session, actor: Actor) -> None:
    who = person(session, actor)
    made = begin(session, actor, who, service_id=garden(session, actor, contact_agreed=False))
    kept = connection_record(session, who, made)
    assert (kept.to_name, kept.contact) == ("", "01632 960 010, garden@example.org")


@pytest.mark.parametrize("kind", [Kind.INTRODUCE, Kind.REFER])
def test_nobody_is_introduced_or_referred_without_a_yes(session: Session, actor: Actor, kind: Kind) -> None:
    who = person(session, actor)
    with pytest.raises(RuleBroken, match="Nobody has asked yet if we may share with Hill Choir"):
        begin(session, actor, who, kind=kind)
    assert connections_of(session, who) == ()
    say_yes(session, actor, who, "hill  CHOIR")
    assert connection_record(session, who, begin(session, actor, who, kind=kind)).state is State.SENT


@pytest.mark.parametrize("kind", [Kind.SIGNPOST, Kind.ACCOMPANY])
def test_to_tell_somebody_or_to_go_along_shares_nothing(session: Session, actor: Actor, kind: Kind) -> None:
    who = person(session, actor)
    assert connection_record(session, who, begin(session, actor, who, kind=kind)).kind is kind


def test_what_cannot_be_is_refused_whole(session: Session, actor: Actor) -> None:
    who, never = person(session, actor), garden(session, actor)
    assure(session, actor, Assure(never, 1, Assurance.DO_NOT_USE, reason="Not safe"))
    for more, says in (
        ({"service_name": "  "}, "has no service"),
        ({"service_id": never}, "do not use"),
        ({"on": TODAY + timedelta(days=1)}, "in the future"),
        ({"visit_time": "half"}, "Nothing was saved"),
        ({"visit_time": "14:30"}, "has no day"),
    ):
        with pytest.raises(RuleBroken, match=says):
            begin(session, actor, who, **more)
    with pytest.raises(NotFound):
        begin(session, actor, who, service_id=uuid.uuid4())
    note_death(session, actor, NoteDeath(who, client_record(session, who).version, TODAY, "Surgery"))
    with pytest.raises(RuleBroken):
        begin(session, actor, who)
    assert connections_of(session, who) == ()


def test_each_press_is_a_line_and_a_late_page_is_refused(session: Session, actor: Actor) -> None:
    who = person(session, actor)
    first = connection_record(session, who, begin(session, actor, who, on=TODAY - timedelta(days=30)))
    kept = press(session, actor, first, "waiting", TODAY - timedelta(days=20), "The list is long")
    kept = press(session, actor, kept, "attended", TODAY - timedelta(days=5))
    kept = press(session, actor, kept, "going")
    assert [(each.number, each.state) for each in kept.events] == [
        *((1, State.SENT), (2, State.WAITING), (3, State.ATTENDED), (4, State.GOING)),
    ]
    assert kept.events[1].note == "The list is long"
    assert kept.first_on == TODAY - timedelta(days=5)
    with pytest.raises(Stale):
        press(session, actor, first, "attended")
    assert rules.stands(kept.events) == (kept.state, kept.since)


def test_after_a_no_a_new_try_asks_for_a_yes_again(session: Session, actor: Actor) -> None:
    who = person(session, actor)
    say_yes(session, actor, who, "Hill Choir")
    kept = connection_record(session, who, begin(session, actor, who, kind=Kind.REFER))
    kept = press(session, actor, kept, "not-there")
    assert kept.events[-1].by is Said.SERVICE
    assert press(session, actor, kept, "again").state is State.SENT


def test_only_the_last_thing_is_taken_back_and_it_stays_to_be_seen(session: Session, actor: Actor) -> None:
    who = person(session, actor)
    kept = connection_record(session, who, begin(session, actor, who))
    kept = press(session, actor, kept, "attended")
    with pytest.raises(RuleBroken, match="Only the last"):
        service.take_back(session, actor, TakeBack(who, kept.id, kept.events[0].id))
    service.take_back(session, actor, TakeBack(who, kept.id, kept.events[1].id))
    kept = connection_record(session, who, kept.id)
    assert (kept.state, len(kept.events), kept.events[1].taken_back_on) == (State.SENT, 2, TODAY)
    kept = press(session, actor, kept, "waiting")
    assert [each.number for each in kept.events] == [1, 2, 3]
    for number in (2, 0):
        service.take_back(session, actor, TakeBack(who, kept.id, kept.events[number].id))
        kept = connection_record(session, who, kept.id)
    assert (kept.state, kept.since) == (None, None)
    with pytest.raises(RuleBroken, match="cannot be noted"):
        press(session, actor, kept, "attended")


def test_words_are_kept_with_the_day_of_what_they_said(session: Session, actor: Actor) -> None:
    who = person(session, actor)
    kept = connection_record(session, who, begin(session, actor, who))
    day = date(2026, 12, 3)
    command = KeepWords(who, kept.id, kept.version, "Ann asks her sister.", day, "2:30 pm", "The gate", "I liked it.")
    service.keep_words(session, actor, command)
    after = connection_record(session, who, kept.id)
    assert (after.who_does, after.visit_on, after.visit_time) == ("Ann asks her sister.", day, "14:30")
    assert (after.feedback, after.feedback_on) == ("I liked it.", TODAY)
    with pytest.raises(Stale):
        service.keep_words(session, actor, command)
    service.keep_words(session, actor, KeepWords(who, kept.id, after.version))
    emptied = connection_record(session, who, kept.id)
    assert (emptied.feedback, emptied.feedback_on, emptied.visit_on) == ("", None, None)


def test_what_stood_in_the_way_is_solved(session: Session, actor: Actor) -> None:
    who = person(session, actor)
    made = begin(session, actor, who)
    barrier = service.note_barrier(session, actor, NoteBarrier(who, made, Barrier.TRAVEL, "No bus after six"))
    service.solve_barrier(session, actor, SolveBarrier(who, barrier, 1, "Her sister drives"))
    (found,) = connection_record(session, who, made).barriers
    assert (found.barrier, found.words, found.solved) == (Barrier.TRAVEL, "No bus after six", "Her sister drives")
    with pytest.raises(Stale):
        service.solve_barrier(session, actor, SolveBarrier(who, barrier, 1, ""))
    for _ in range(rules.MOST_BARRIERS - 1):
        service.note_barrier(session, actor, NoteBarrier(who, made, Barrier.COST))
    with pytest.raises(RuleBroken, match="at most"):
        service.note_barrier(session, actor, NoteBarrier(who, made, Barrier.COST))


def test_a_stranger_s_ids_lead_nowhere(session: Session, actor: Actor) -> None:
    who, other = person(session, actor), person(session, actor, given_name="Zed")
    made = begin(session, actor, who)
    kept = connection_record(session, who, made)
    barrier = service.note_barrier(session, actor, NoteBarrier(who, made, Barrier.COST))
    with pytest.raises(NotFound):
        connection_record(session, other, made)
    with pytest.raises(NotFound):
        service.note_state(session, actor, NoteState(other, made, 1, "attended", TODAY))
    with pytest.raises(NotFound):
        service.keep_words(session, actor, KeepWords(other, made, kept.version))
    with pytest.raises(NotFound):
        service.take_back(session, actor, TakeBack(other, made, kept.events[0].id))
    with pytest.raises(NotFound):
        service.note_barrier(session, actor, NoteBarrier(other, made, Barrier.COST))
    with pytest.raises(NotFound):
        service.solve_barrier(session, actor, SolveBarrier(other, barrier, 1, "x"))


def test_two_records_become_one_with_the_connections_of_both(session: Session, actor: Actor) -> None:
    kept, gone = person(session, actor), person(session, actor, given_name="Annie")
    mine, theirs = begin(session, actor, kept), begin(session, actor, gone)
    service.note_barrier(session, actor, NoteBarrier(gone, theirs, Barrier.NERVES))
    before = versions(session, kept, gone)
    merge_clients(session, actor, MergeClients(kept, before[0], gone, before[1], {}))
    assert {each.id for each in connections_of(session, kept)} == {mine, theirs}
    moved = connection_record(session, kept, theirs)
    assert (len(moved.events), len(moved.barriers)) == (1, 1)
    assert not verify(session, b"k" * 32).faults
