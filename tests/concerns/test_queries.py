"""Reading concerns: whose, what is due for whom, counts for a lead alone, who looked."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest

from linkdesk.concerns import queries
from linkdesk.concerns import service
from linkdesk.concerns.choices import Danger
from linkdesk.concerns.choices import State
from linkdesk.concerns.rules import MoveConcern
from linkdesk.concerns.rules import NameReaders
from linkdesk.record.audit import record_reading
from linkdesk.record.errors import NotFound
from tests.concerns.conftest import BOSS
from tests.concerns.conftest import LEAD
from tests.concerns.conftest import NAMED
from tests.concerns.conftest import OTHER
from tests.concerns.conftest import by
from tests.concerns.conftest import worry

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


@pytest.fixture
def two(session: Session, actor: Actor, person: uuid.UUID) -> tuple[uuid.UUID, uuid.UUID]:
    """One of the author, who named somebody; one of another worker, in danger now."""
    mine = service.raise_concern(session, actor, worry(person))
    service.name_readers(session, actor, NameReaders(person, mine, (NAMED,)))
    return mine, service.raise_concern(session, by(actor, OTHER), worry(person, danger=Danger.NOW))


def test_each_reads_what_they_may_and_no_more(
    session: Session, actor: Actor, person: uuid.UUID, two: tuple[uuid.UUID, uuid.UUID]
) -> None:
    mine, other = two
    sees = {actor.worker_id: {mine}, LEAD: {mine, other}, NAMED: {mine}, OTHER: {other}, BOSS: set()}
    for worker, expected in sees.items():
        who = by(actor, worker)
        assert {each.id for each in queries.all_concerns(session, who)} == expected
        assert {each.id for each in queries.concerns_of(session, who, person)} == expected
        for concern in set(two) - expected:
            with pytest.raises(NotFound):
                queries.concern_record(session, who, person, concern)
    assert queries.concerns_of(session, by(actor, LEAD), uuid.uuid4()) == ()
    with pytest.raises(NotFound):
        queries.concern_record(session, actor, uuid.uuid4(), mine)


def test_today_is_for_the_author_and_the_lead(
    session: Session, actor: Actor, person: uuid.UUID, two: tuple[uuid.UUID, uuid.UUID]
) -> None:
    mine, other = two
    lines = {worker: queries.due_concerns(session, by(actor, worker)) for worker in (LEAD, NAMED, OTHER, BOSS)}
    assert [line.concern_id for line in lines[LEAD]] == [other, mine], "danger stands first"
    assert lines[LEAD][0].in_danger
    assert (lines[LEAD][0].client_id, lines[LEAD][0].who) == (person, "Ann Example")
    assert [line.concern_id for line in lines[OTHER]] == [other]
    assert lines[NAMED] == lines[BOSS] == ()
    lead = by(actor, LEAD)
    version = queries.concern_record(session, lead, person, mine).version
    service.move_concern(session, lead, MoveConcern(person, mine, version, State.CLOSED, "She moved to her sister"))
    assert queries.due_concerns(session, actor) == ()


def test_counts_are_for_a_lead(session: Session, actor: Actor, two: tuple[uuid.UUID, uuid.UUID]) -> None:
    found = queries.counts(session, by(actor, LEAD))
    assert found is not None
    assert found.open == len(two)
    assert dict(found.kinds)["Physical abuse"] == 2
    assert [queries.counts(session, by(actor, worker)) for worker in (actor.worker_id, NAMED, OTHER, BOSS)] == [
        None
    ] * 4


def test_who_looked_is_told_by_the_read_log(
    session: Session, actor: Actor, person: uuid.UUID, two: tuple[uuid.UUID, uuid.UUID]
) -> None:
    record_reading(session, by(actor, LEAD), queries.reading(two[0]), person)
    assert [look.worker for look in queries.looks_at(session, two[0])] == ["Lena Lead"]
    assert queries.looks_at(session, two[1]) == ()
    assert [lead.name for lead in queries.safeguarding_leads(session)] == ["Lena Lead"]
    assert queries.names_of(session, queries.all_concerns(session, actor)) == {person: "Ann Example"}
