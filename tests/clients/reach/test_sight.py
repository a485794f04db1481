"""A record that is kept apart is left out of every query, whoever wrote it and however it is asked."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import union_all
from sqlalchemy.orm import Session
from sqlalchemy.orm import aliased

from linkdesk.clients.models import Client
from linkdesk.clients.queries import caseload
from linkdesk.clients.queries import client_record
from linkdesk.clients.queries import client_records
from linkdesk.clients.reach import sight
from linkdesk.clients.reach.models import GlassBroken
from linkdesk.clients.reach.models import NamedWorker
from linkdesk.clients.reach.models import Restriction
from linkdesk.clients.service import add_client
from linkdesk.plans.models import Goal
from linkdesk.plans.models import Plan
from linkdesk.plans.queries import plans_of
from linkdesk.plans.rules import StartPlan
from linkdesk.plans.service import start_plan
from linkdesk.record import migrate
from linkdesk.record.audit import AuditEntry
from linkdesk.record.errors import NotFound
from linkdesk.record.session import Actor
from linkdesk.record.session import Doors
from linkdesk.record.session import unit_of_work
from linkdesk.settings import Store
from linkdesk.vault.cipher import StoreAccess
from linkdesk.vault.cipher import mark
from tests.conftest import RAW_KEY
from tests.conftest import FakeClock
from tests.data.people import new_client

NAMED, OTHER = uuid.UUID(int=1), uuid.UUID(int=77)


@dataclass
class Eyes:
    """Who is looking now."""

    worker: uuid.UUID | None = None


@pytest.fixture
def eyes() -> Eyes:
    return Eyes()


@pytest.fixture
def engine(tmp_path: Path, clock: FakeClock, eyes: Eyes) -> Iterator[Engine]:
    """A store whose sessions read with the eyes of a worker."""
    doors = replace(Doors(audit_key=lambda: b"k" * 32, clock=clock), viewer=lambda: eyes.worker)
    access = StoreAccess(tmp_path / "seen.db", lambda: bytearray(RAW_KEY), doors, Store(), create=True)
    made = access.open()
    mark(made)
    migrate.upgrade(made)
    yield made
    made.dispose()


@pytest.fixture
def apart(session: Session, actor: Actor) -> uuid.UUID:
    """One client with a plan who is kept apart from all but worker 1; another with a plan is not."""
    hidden = add_client(session, actor, new_client(1))
    start_plan(session, actor, StartPlan(hidden))
    start_plan(session, actor, StartPlan(add_client(session, actor, new_client(2))))
    with unit_of_work(session, actor, "keep_apart") as work:
        row = Restriction(id=work.new_id(), client_id=hidden, reason="A relative of a worker", ended_reason="")
        work.session.add(row)
        work.session.flush()
        work.session.add(NamedWorker(client_id=hidden, restriction_id=row.id, worker_id=NAMED))
    return hidden


def test_another_worker_finds_no_trace(session: Session, apart: uuid.UUID, eyes: Eyes) -> None:
    eyes.worker = OTHER
    assert sight.hidden(session) == {apart}
    assert session.get(Client, apart) is None
    with pytest.raises(NotFound):
        client_record(session, apart)
    assert caseload(session).total == 1
    assert [record.id for record in client_records(session)] != []
    assert apart not in {record.id for record in client_records(session)}
    assert plans_of(session, apart) == ()


@pytest.mark.parametrize("worker", [NAMED, None])
def test_who_is_named_and_tools_see_everything(
    session: Session, apart: uuid.UUID, eyes: Eyes, worker: uuid.UUID | None
) -> None:
    eyes.worker = worker
    assert sight.hidden(session) == frozenset()
    assert client_record(session, apart).id == apart
    assert caseload(session).total == 2
    assert len(plans_of(session, apart)) == 1


def test_every_shape_of_query_leaves_it_out(session: Session, apart: uuid.UUID, eyes: Eyes) -> None:
    eyes.worker = OTHER
    second = aliased(Client)
    joined = select(Plan.id).join(Client, Client.id == Plan.client_id)
    inside = select(func.count()).select_from(select(Client.id).subquery())
    shapes = (
        select(Client.id),
        select(Plan.client_id),
        select(second.id),
        joined,
        select(Client.family_name).where(Client.id.in_(select(Plan.client_id))),
        union_all(select(Client.id), select(Client.id)),
        select(Plan.id).where(select(Client.id).where(Client.id == Plan.client_id).exists()),
    )
    found = [len(session.execute(shape).all()) for shape in shapes]
    assert found == [1, 1, 1, 1, 1, 2, 1]
    assert session.scalar(inside) == 1
    assert session.query(Client).count() == 1
    eyes.worker = NAMED
    assert [len(session.execute(shape).all()) for shape in shapes] == [2 * number for number in found]  # the control


def test_a_query_that_was_compiled_for_one_worker_never_answers_another(
    session: Session, actor: Actor, apart: uuid.UUID, eyes: Eyes
) -> None:
    eyes.worker = None
    second = next(record.id for record in client_records(session) if record.id != apart)
    with unit_of_work(session, actor, "keep_apart") as work:
        row = Restriction(id=work.new_id(), client_id=second, reason="Another relative", ended_reason="")
        work.session.add(row)
        work.session.flush()
        work.session.add(NamedWorker(client_id=second, restriction_id=row.id, worker_id=OTHER))
    third, everybody = uuid.UUID(int=99), {apart, second}
    sees = {NAMED: {apart}, OTHER: {second}, third: set(), None: everybody}
    again = select(Client.id)
    for worker in (NAMED, OTHER, third, None, OTHER, NAMED, None, third):
        eyes.worker = worker
        session.rollback()
        assert set(session.scalars(again)) == sees[worker], worker
        assert {plan for (plan,) in session.execute(select(Plan.client_id))} == sees[worker]
        assert session.scalar(select(func.count()).select_from(Client)) == len(sees[worker])


def test_what_a_row_loads_later_leaves_it_out_too(session: Session, apart: uuid.UUID, eyes: Eyes) -> None:
    """A goal that belongs to the record kept apart and hangs, by mistake, below the plan of another."""
    plan = session.scalars(select(Plan).where(Plan.client_id != apart)).one()
    plan_id, organisation = plan.id, plan.organisation_id
    with unit_of_work(session, Actor(NAMED, organisation), "add") as work:
        for client_id, title in ((apart, "Apart"), (plan.client_id, "Mine")):
            goal = Goal(id=work.new_id(), client_id=client_id, plan_id=plan.id, position=1, title=title)
            work.session.add(goal)
    for worker, titles in ((NAMED, {"Apart", "Mine"}), (OTHER, {"Mine"}), (NAMED, {"Apart", "Mine"})):
        eyes.worker = worker
        session.rollback()
        session.expunge_all()
        (shown,) = session.scalars(select(Plan).where(Plan.id == plan_id)).all()
        assert {goal.title for goal in shown.goals} == titles, worker


def test_the_audit_is_read_whole(session: Session, apart: uuid.UUID, eyes: Eyes) -> None:
    """Else its chain would seem to have holes."""
    eyes.worker = OTHER
    assert apart in set(session.scalars(select(AuditEntry.client_id)))


def test_an_ended_restriction_hides_nobody(
    session: Session, actor: Actor, apart: uuid.UUID, eyes: Eyes, clock: FakeClock
) -> None:
    with unit_of_work(session, actor, "end_apart") as work:
        row = work.session.scalars(select(Restriction)).one()
        row.ended_at = clock.now()
    eyes.worker = OTHER
    assert session.get(Client, apart) is not None


def test_who_got_in_sees_it_until_the_time_is_over(
    session: Session, actor: Actor, apart: uuid.UUID, eyes: Eyes, clock: FakeClock
) -> None:
    until = clock.now() + timedelta(minutes=60)
    with unit_of_work(session, actor, "break_glass") as work:
        work.session.add(GlassBroken(client_id=apart, worker_id=OTHER, reason="A crisis call", until=until))
    eyes.worker = OTHER
    assert session.get(Client, apart) is not None
    session.close()
    clock.pass_time(3600)
    assert session.get(Client, apart) is None
    eyes.worker = uuid.UUID(int=78)
    assert sight.hidden(session) == {apart}


def test_nothing_is_added_while_nobody_is_kept_apart(session: Session, actor: Actor, eyes: Eyes) -> None:
    add_client(session, actor, new_client(1))
    eyes.worker = OTHER
    assert session.scalar(select(Client.id)) is not None
    assert session.info[sight.SIGHT].option is None
