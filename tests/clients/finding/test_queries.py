"""Persons are found with slips, by sound and from the middle; the worker's own first."""

from __future__ import annotations

from dataclasses import replace
from time import process_time
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import false
from sqlalchemy import select

from linkdesk.clients.finding import queries
from linkdesk.clients.finding import rules
from linkdesk.clients.finding.rules import Found
from linkdesk.clients.finding.service import rebuild
from linkdesk.clients.models import Client
from linkdesk.clients.reach import sight
from linkdesk.clients.rules import Phone
from linkdesk.clients.service import add_client
from linkdesk.clients.service import columns
from linkdesk.record.session import Actor
from linkdesk.record.session import brief_write
from linkdesk.record.session import doors_of
from linkdesk.record.session import unit_of_work
from tests.clients.finding import test_service as persons
from tests.clients.test_queries import TODAY
from tests.data import people

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

NOBODYS = select(Client.id).where(false())


def find(session: Session, search: str) -> Found:
    return queries.find(session, search, NOBODYS)


def names(session: Session, search: str) -> set[str]:
    ids = [match.client_id for match in find(session, search).matches]
    return set(session.scalars(select(Client.given_name).where(Client.id.in_(ids))))


@pytest.fixture
def three(session: Session, actor: Actor) -> Session:
    for number, (given, family) in enumerate(
        (("Stephen", "Brook"), ("Muhammad", "Ahmed"), ("Łukasz", "Kettlewell-Okoro"))
    ):
        add_client(
            session,
            actor,
            people.new_client(number, given_name=given, family_name=family, title="", preferred_name=""),
        )
    return session


@pytest.mark.parametrize(
    ("search", "name"),
    [
        ("steven", "Stephen"),
        ("Stehpen brok", "Stephen"),
        ("steven brooke", "Stephen"),
        ("Mohammed", "Muhammad"),
        ("mohamed achmed", "Muhammad"),
        ("lukasz", "Łukasz"),
        ("Lucas okoro", "Łukasz"),
        ("ketlewel", "Łukasz"),
        ("okoro", "Łukasz"),
        ("tlewe", "Łukasz"),
        ("zz99 3vz okoro", "Łukasz"),
        ("01632 960 002", "Łukasz"),
        ("960002", "Łukasz"),
    ],
)
def test_a_person_is_found_however_the_name_is_typed(three: Session, search: str, name: str) -> None:
    assert names(three, search) == {name}


@pytest.mark.parametrize("search", ["nobody", "%", "_", "'", "\x00", "brook okoro", ""])
def test_others_are_not_found(three: Session, search: str) -> None:
    assert find(three, search).matches == ()


def test_a_record_kept_apart_is_never_found_yet_stays_in_the_index(
    three: Session, monkeypatch: pytest.MonkeyPatch, actor: Actor
) -> None:
    stephen = next(match.client_id for match in find(three, "stephen").matches)
    whole = persons.kept(three)
    monkeypatch.setattr(sight, "hidden_from", lambda *_: frozenset({stephen}))
    monkeypatch.setattr(sight, "doors_of", lambda _: replace(doors_of(three), viewer=lambda: actor.worker_id))
    three.rollback()
    assert find(three, "steven").matches == ()
    assert len(find(three, "muhammad").matches) == 1
    add_client(three, actor, people.new_client(3, given_name="Stephen"))
    three.rollback()
    with brief_write(three):
        rebuild(three)
    monkeypatch.undo()
    three.rollback()
    assert whole[0] < persons.kept(three)[0]
    assert persons.kept(three) == persons.wanted(three)


def test_where_very_many_fit_whole_words_and_own_clients_come_first(session: Session, actor: Actor) -> None:
    other = Actor(worker_id=people.client(7).id, organisation_id=actor.organisation_id)
    fill(session, actor, 900)
    mine = add_client(session, other, people.new_client(5, given_name="Zola", family_name="Zubrin"))
    whole = add_client(session, actor, people.new_client(5, given_name="Zo", family_name="Abel"))
    own = select(Client.id).where(Client.owner_id == other.worker_id)
    found = queries.find(session, "z", own)
    assert {mine} <= {match.client_id for match in found.matches}
    found = queries.find(session, "01632", own)
    assert found.more
    assert mine in {match.client_id for match in found.matches}
    found = queries.find(session, "zo", own)
    best = min(found.matches, key=lambda match: match.fit.worth)
    assert (best.client_id, best.fit.worth) == (whole, rules.WHOLE)


def test_a_rare_word_beside_a_common_one_is_always_found(session: Session, actor: Actor) -> None:
    fill(session, actor, 900)
    rare = add_client(
        session, actor, people.new_client(5, given_name="Quill", phones=(Phone("01632 960 777"),), preferred_name="")
    )
    assert [match.client_id for match in find(session, "01632 quill").matches] == [rare]
    assert not find(session, "01632 quill").more


def test_finding_in_many_is_quick(session: Session, actor: Actor) -> None:
    """The figures themselves are in `benchmarks/`."""
    fill(session, actor, 1250)
    for typed in ("z", "zoe 0163", "quarington", "22/11/1984", "01632"):
        assert min(timed(session, typed) for _ in range(5)) < 0.05, typed


def fill(session: Session, actor: Actor, size: int) -> None:
    """Put many clients in at once, in one unit of work."""
    with unit_of_work(session, actor, "fill") as work:
        work.session.add_all(Client(**columns(people.new_client(number), TODAY)) for number in range(size))


def timed(session: Session, search: str) -> float:
    """Return the processor time of one search in seconds: other programs on the machine do not count."""
    start = process_time()
    find(session, search)
    return process_time() - start
