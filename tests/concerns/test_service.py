"""Raising a concern, going on with it, its steps, decisions and readers; who may not is refused."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING
from typing import Any

import pytest

from linkdesk.concerns import queries
from linkdesk.concerns import service
from linkdesk.concerns.choices import Kind
from linkdesk.concerns.choices import State
from linkdesk.concerns.choices import Step
from linkdesk.concerns.rules import ChangeConcern
from linkdesk.concerns.rules import MoveConcern
from linkdesk.concerns.rules import NameReaders
from linkdesk.concerns.rules import WriteStep
from linkdesk.record.audit import verify
from linkdesk.record.drafts import load_draft
from linkdesk.record.drafts import save_draft
from linkdesk.record.errors import NotAllowed
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work
from linkdesk.team.models import WorkerRow
from linkdesk.team.rules import Role
from tests.concerns.conftest import LEAD
from tests.concerns.conftest import NAMED
from tests.concerns.conftest import OTHER
from tests.concerns.conftest import TODAY
from tests.concerns.conftest import by
from tests.concerns.conftest import worry

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from linkdesk.concerns.rules import ConcernRecord
    from linkdesk.record.session import Actor


@pytest.fixture
def raised(session: Session, actor: Actor, person: uuid.UUID) -> uuid.UUID:
    return service.raise_concern(session, actor, worry(person))


def record(session: Session, actor: Actor, person: uuid.UUID, concern: uuid.UUID) -> ConcernRecord:
    return queries.concern_record(session, actor, person, concern)


def test_a_concern_of_one_word_is_kept_and_its_draft_goes(session: Session, actor: Actor, person: uuid.UUID) -> None:
    save_draft(session, actor, service.FORM, str(person), {"facts": "Bruise"})
    made = service.raise_concern(session, actor, worry(person, facts="Bruise", kinds=()))
    kept = record(session, actor, person, made)
    assert (kept.facts, kept.state, kept.author_id) == ("Bruise", State.OPEN, actor.worker_id)
    assert [each.step for each in kept.steps] == [Step.RAISED]
    assert load_draft(session, actor, service.FORM, str(person)) is None
    with pytest.raises(RuleBroken):
        service.raise_concern(session, actor, worry(person, facts="", kinds=()))
    with pytest.raises(NotFound):
        service.raise_concern(session, actor, worry(uuid.uuid4()))
    assert len(queries.concerns_of(session, actor, person)) == 1


def test_going_on_keeps_what_stood_there_in_the_audit(
    session: Session, actor: Actor, person: uuid.UUID, raised: uuid.UUID
) -> None:
    kept = record(session, actor, person, raised)
    more = ChangeConcern(
        client_id=person, concern_id=raised, version=kept.version, facts="Two bruises", kinds=(Kind.DOMESTIC,)
    )
    service.change_concern(session, actor, more)
    assert record(session, actor, person, raised).facts == "Two bruises"
    with pytest.raises(Stale):
        service.change_concern(session, actor, more)
    assert verify(session, b"k" * 32).faults == ()


def test_telling_the_council_puts_it_with_the_council(
    session: Session, actor: Actor, person: uuid.UUID, raised: uuid.UUID
) -> None:
    told = WriteStep(client_id=person, concern_id=raised, step=Step.TOLD_COUNCIL, on=TODAY, whom="The duty team")
    service.write_step(session, actor, told)
    kept = record(session, actor, person, raised)
    assert kept.state is State.WITH_COUNCIL
    assert {each.sentence for each in kept.steps} == {"Raised", "Told the council: The duty team"}


def test_only_a_lead_decides_and_the_reason_stays(
    session: Session, actor: Actor, person: uuid.UUID, raised: uuid.UUID
) -> None:
    version = record(session, actor, person, raised).version
    lowered = MoveConcern(person, raised, version, State.LOWERED, "It was a fall, seen by the nurse")
    with pytest.raises(NotAllowed):
        service.move_concern(session, actor, lowered)
    lead = by(actor, LEAD)
    with pytest.raises(RuleBroken, match="Say why"):
        service.move_concern(session, lead, MoveConcern(person, raised, version, State.LOWERED, " "))
    service.move_concern(session, lead, lowered)
    kept = record(session, actor, person, raised)
    assert kept.state is State.LOWERED
    last = next(each for each in kept.steps if each.step is Step.MOVED)
    assert (last.state, last.words, last.worker_id) == (State.LOWERED, lowered.reason, LEAD)
    with pytest.raises(Stale):
        service.move_concern(session, lead, lowered)
    with pytest.raises(RuleBroken, match="already"):
        service.move_concern(session, lead, MoveConcern(person, raised, kept.version, State.LOWERED, "Once more"))
    with pytest.raises(NotFound):
        queries.concern_record(session, by(actor, OTHER), person, raised)  # lowered, and hidden all the same


def test_where_nobody_is_lead_the_author_decides(
    session: Session, actor: Actor, person: uuid.UUID, raised: uuid.UUID
) -> None:
    with unit_of_work(session, actor, "change_roles") as work:
        work.session.get_one(WorkerRow, LEAD).roles = [str(Role.LINK_WORKER)]
    version = record(session, actor, person, raised).version
    service.move_concern(session, actor, MoveConcern(person, raised, version, State.CLOSED, "She is safe now"))
    assert record(session, actor, person, raised).has_ended


def test_readers_are_named_and_taken_away_by_the_author_or_a_lead(
    session: Session, actor: Actor, person: uuid.UUID, raised: uuid.UUID
) -> None:
    service.name_readers(session, actor, NameReaders(person, raised, (NAMED,)))
    named = by(actor, NAMED)
    assert record(session, named, person, raised).reader_ids == (NAMED,)
    with pytest.raises(NotAllowed):
        service.name_readers(session, named, NameReaders(person, raised, (NAMED, OTHER)))
    with pytest.raises(RuleBroken):
        service.name_readers(session, actor, NameReaders(person, raised, (uuid.uuid4(),)))
    service.name_readers(session, by(actor, LEAD), NameReaders(person, raised, ()))
    with pytest.raises(NotFound):
        record(session, named, person, raised)
    assert [each.step for each in record(session, actor, person, raised).steps] == [
        Step.RAISED,
        Step.NAMED,
        Step.UNNAMED,
    ]
    assert verify(session, b"k" * 32).faults == ()


def test_who_may_not_read_it_can_do_nothing_to_it(
    session: Session, actor: Actor, person: uuid.UUID, raised: uuid.UUID
) -> None:
    other = by(actor, OTHER)
    asked: dict[str, Any] = {"client_id": person, "concern_id": raised}
    attempts: tuple[Callable[[], object], ...] = (
        lambda: service.change_concern(session, other, ChangeConcern(**asked, version=1, facts="x")),
        lambda: service.write_step(session, other, WriteStep(**asked, step=Step.DONE, on=TODAY, words="x")),
        lambda: service.move_concern(session, other, MoveConcern(person, raised, 1, State.CLOSED, "Nothing in it")),
        lambda: service.name_readers(session, other, NameReaders(person, raised, (OTHER,))),
        lambda: service.change_concern(
            session, actor, ChangeConcern(client_id=uuid.uuid4(), concern_id=raised, version=1, facts="x")
        ),
    )
    for attempt in attempts:
        with pytest.raises(NotFound):
            attempt()
    assert record(session, actor, person, raised).facts == "A bruise on her arm"
