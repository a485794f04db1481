"""The verbs of records kept apart, where the pages cannot reach them wrongly."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from linkdesk.clients.reach import queries
from linkdesk.clients.reach import service
from linkdesk.clients.reach.models import NamedWorker
from linkdesk.clients.reach.rules import BreakGlass
from linkdesk.clients.reach.rules import ChangeNamed
from linkdesk.clients.reach.rules import EndApart
from linkdesk.clients.reach.rules import KeepApart
from linkdesk.clients.service import add_client
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import Actor
from linkdesk.record.session import unit_of_work
from linkdesk.team.models import WorkerRow
from linkdesk.team.rules import ALL_ROLES
from tests.conftest import FakeClock
from tests.data.people import new_client

WHY = "A relative of a worker"
GONE = uuid.UUID(int=9)
SECOND = uuid.UUID(int=8)


@pytest.fixture
def client(session: Session, actor: Actor) -> uuid.UUID:
    with unit_of_work(session, actor, "start") as work:
        for worker_id, roles in ((actor.worker_id, ALL_ROLES), (SECOND, ALL_ROLES), (GONE, ())):
            row = WorkerRow(id=worker_id, name=f"W{worker_id.int}", job_title="", phone="", email="", roles=list(roles))
            work.session.add(row)
    return add_client(session, actor, new_client(1))


def test_a_record_is_kept_apart_once(session: Session, actor: Actor, client: uuid.UUID) -> None:
    kept = service.keep_apart(session, actor, KeepApart(client, WHY, (actor.worker_id,)))
    shown = queries.apart(session, kept)
    assert (shown.named, shown.by, shown.reason) == (("W1",), "W1", WHY)
    assert [one.id for one in queries.all_apart(session)] == [kept]
    with pytest.raises(RuleBroken, match="already"):
        service.keep_apart(session, actor, KeepApart(client, WHY, (actor.worker_id,)))


@pytest.mark.parametrize("named", [(), (GONE,), (uuid.UUID(int=404),)])
def test_somebody_of_the_team_must_be_named(
    session: Session, actor: Actor, client: uuid.UUID, named: tuple[uuid.UUID, ...]
) -> None:
    with pytest.raises(RuleBroken, match="Name at least one"):
        service.keep_apart(session, actor, KeepApart(client, WHY, named))
    assert queries.apart_of(session, client) is None


def test_an_unknown_client_and_one_of_another_organisation_are_not_there(
    session: Session, actor: Actor, client: uuid.UUID
) -> None:
    with pytest.raises(NotFound):
        service.keep_apart(session, actor, KeepApart(uuid.uuid4(), WHY, (actor.worker_id,)))
    stranger = Actor(actor.worker_id, uuid.uuid4())
    with pytest.raises(NotFound):
        service.keep_apart(session, stranger, KeepApart(client, WHY, (actor.worker_id,)))


def test_names_are_added_and_taken_away(session: Session, actor: Actor, client: uuid.UUID, clock: FakeClock) -> None:
    kept = service.keep_apart(session, actor, KeepApart(client, WHY, (actor.worker_id,)))
    clock.pass_time(1)
    service.change_named(session, actor, ChangeNamed(kept, 1, WHY, (actor.worker_id, SECOND)))
    assert queries.apart(session, kept).worker_ids == (actor.worker_id, SECOND)
    with pytest.raises(Stale):
        service.change_named(session, actor, ChangeNamed(kept, 1, WHY, (SECOND,)))
    version = queries.apart(session, kept).version
    service.change_named(session, actor, ChangeNamed(kept, version, "Another reason", (SECOND,)))
    assert queries.apart(session, kept).named == ("W8",)
    assert session.scalars(select(NamedWorker.worker_id)).all() == [SECOND]


def test_what_was_ended_is_not_there_any_more(session: Session, actor: Actor, client: uuid.UUID) -> None:
    kept = service.keep_apart(session, actor, KeepApart(client, WHY, (actor.worker_id,)))
    with pytest.raises(RuleBroken):
        service.end_apart(session, actor, EndApart(kept, " "))
    service.end_apart(session, actor, EndApart(kept, "She left the team"))
    for verb in (
        lambda: service.end_apart(session, actor, EndApart(kept, "She left the team")),
        lambda: service.change_named(session, actor, ChangeNamed(kept, 2, WHY, (SECOND,))),
        lambda: queries.apart(session, kept),
    ):
        with pytest.raises(NotFound):
            verb()
    service.keep_apart(session, actor, KeepApart(client, WHY, (SECOND,)))


def test_nobody_gets_in_where_nothing_is_kept_from_them(session: Session, actor: Actor, client: uuid.UUID) -> None:
    with pytest.raises(RuleBroken, match="name no record"):
        service.break_glass(session, actor, BreakGlass(WHY, nhs_number=new_client(1).nhs_number))
