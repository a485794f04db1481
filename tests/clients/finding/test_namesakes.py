"""Before paper leaves: who else has this name, or one that sounds like it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID
from uuid import uuid4

import pytest

from linkdesk.clients.finding.namesakes import MOST
from linkdesk.clients.finding.namesakes import namesakes
from linkdesk.clients.finding.namesakes import told_apart
from linkdesk.clients.queries import client_record
from linkdesk.clients.reach import sight
from linkdesk.clients.rules import AddClient
from linkdesk.clients.service import add_client
from linkdesk.record.session import doors_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

BORN = date(1956, 2, 3)


def added(session: Session, actor: Actor, given: str, family: str, born: date = BORN, called: str = "") -> UUID:
    return add_client(
        session, actor, AddClient(given_name=given, family_name=family, birth_date=born, preferred_name=called)
    )


def found(session: Session, client_id: UUID) -> list[tuple[str, bool]]:
    return [(each.full_name, each.is_same) for each in namesakes(session, client_record(session, client_id))]


@pytest.mark.parametrize(
    ("given", "family", "same"),
    [
        ("Stephen", "Brown", True),
        ("STEPHEN", "brown", True),
        ("Steven", "Brown", False),
        ("Stephen", "Browne", False),
        ("Brown", "Stephen", False),
        ("Stephen John", "Brown-Sample", False),
    ],
)
def test_the_same_and_the_sound_alike_are_named_whatever_their_birth(
    session: Session, actor: Actor, given: str, family: str, *, same: bool
) -> None:
    one = added(session, actor, "Stephen", "Brown")
    added(session, actor, given, family, date(2001, 12, 31))
    assert found(session, one) == [(f"{given} {family}", same)]


@pytest.mark.parametrize(("given", "family"), [("Maria", "Brown"), ("Stephen", "Whitaker"), ("Olu", "Inventado")])
def test_others_are_not(session: Session, actor: Actor, given: str, family: str) -> None:
    one = added(session, actor, "Stephen", "Brown")
    added(session, actor, given, family)
    assert found(session, one) == []


def test_the_name_they_like_counts_as_a_first_name(session: Session, actor: Actor) -> None:
    one = added(session, actor, "Wojciech", "Sample", called="Al")
    added(session, actor, "Al", "Sample")
    assert found(session, one) == [("Al Sample", False)]


def test_the_very_same_names_come_first_and_no_more_than_a_few(session: Session, actor: Actor) -> None:
    one = added(session, actor, "Ana", "Sample")
    for year in range(1, MOST + 3):
        added(session, actor, "Anna", "Sample", date(1950 + year, 1, 1))
    added(session, actor, "Ana", "Sample", date(2000, 1, 1))
    listed = found(session, one)
    assert len(listed) == MOST
    assert listed[0] == ("Ana Sample", True)


def test_who_is_kept_apart_from_the_worker_is_not_named(
    session: Session, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = added(session, actor, "Ana", "Sample")
    other = added(session, actor, "Ana", "Sample", date(2000, 1, 1))
    assert found(session, one) == [("Ana Sample", True)]
    monkeypatch.setattr(sight, "hidden_from", lambda *_: frozenset({other}))
    monkeypatch.setattr(sight, "doors_of", lambda _: replace(doors_of(session), viewer=lambda: actor.worker_id))
    session.rollback()
    assert found(session, one) == []


def test_a_short_list_is_told_apart_and_who_is_gone_is_left_out(session: Session, actor: Actor) -> None:
    one = added(session, actor, "Rhian", "Ravensdale")
    other = added(session, actor, "Rian", "Ravensdail", date(1999, 1, 2))
    alone = added(session, actor, "Olu", "Inventado")
    apart = told_apart(session, [one, other, one, uuid4(), alone])
    assert [(client_id, each.full_name) for client_id, each in apart.items()] == [
        (one, "Rhian Ravensdale"),
        (other, "Rian Ravensdail"),
        (alone, "Olu Inventado"),
    ]
    assert apart[one].birth_date == BORN
    assert [each.birth_date for each in apart[one].namesakes] == [date(1999, 1, 2)]
    assert apart[alone].namesakes == ()
