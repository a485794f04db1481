"""A unit of work keeps everything or nothing, and says plainly why not."""

from __future__ import annotations

import threading
import uuid
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy import select
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from linkdesk.record import audit
from linkdesk.record.errors import Busy
from linkdesk.record.errors import DiskFull
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import Actor
from linkdesk.record.session import Work
from linkdesk.record.session import doors_of
from linkdesk.record.session import unit_of_work
from tests.conftest import FakeClock
from tests.record.sample import TABLES
from tests.record.sample import Tree

KEY = b"k" * 32


def plant(session: Session, actor: Actor, name: str = "oak") -> uuid.UUID:
    with unit_of_work(session, actor, "plant") as work:
        row = Tree(id=work.new_id(), name=name)
        work.session.add(row)
        return row.id


def test_a_new_row_gets_owner_times_and_version(session: Session, actor: Actor, clock: FakeClock) -> None:
    made = plant(session, actor)
    row = session.get_one(Tree, made)
    assert (row.owner_id, row.organisation_id) == (actor.worker_id, actor.organisation_id)
    assert row.created_at == row.updated_at == clock.now()
    assert row.version == 1


def test_a_change_moves_version_and_time_but_not_creation(session: Session, actor: Actor, clock: FakeClock) -> None:
    made = plant(session, actor)
    begun = clock.now()
    clock.pass_time(60)
    with unit_of_work(session, actor, "rename"):
        session.get_one(Tree, made).name = "elm"
    row = session.get_one(Tree, made)
    assert (row.version, row.created_at, row.updated_at) == (2, begun, begun + timedelta(seconds=60))


def test_a_refusal_keeps_nothing(session: Session, actor: Actor) -> None:
    with pytest.raises(RuleBroken), unit_of_work(session, actor, "plant") as work:
        work.session.add(Tree(name="oak"))
        work.session.flush()
        raise RuleBroken
    assert session.scalars(select(Tree)).all() == []
    assert audit.count_entries(session) == 0


def test_a_change_outside_a_unit_of_work_is_refused(session: Session) -> None:
    session.add(Tree(name="oak"))
    with pytest.raises(RuntimeError, match="unit_of_work"):
        session.flush()


def test_units_of_work_do_not_nest(session: Session, actor: Actor) -> None:
    with unit_of_work(session, actor, "outer"), pytest.raises(RuntimeError), unit_of_work(session, actor, "inner"):
        pass


def test_the_second_of_two_savers_is_told(engine: Engine, session: Session, actor: Actor) -> None:
    made = plant(session, actor)
    with pytest.raises(Stale), unit_of_work(session, actor, "rename") as work:
        row = work.session.get_one(Tree, made)
        work.session.execute(text("UPDATE sample_tree SET version = 7"))
        row.name = "elm"


def test_a_full_disk_says_so_and_keeps_nothing(session: Session, actor: Actor) -> None:
    with session.connection().engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    session.rollback()

    def shrink(work: Work) -> None:
        raw = work.session.connection().connection.dbapi_connection
        assert raw is not None
        raw.cursor().execute(f"PRAGMA max_page_count={pages}")

    doors_of(session).before_commit.append(shrink)
    with pytest.raises(DiskFull), unit_of_work(session, actor, "plant") as work:
        shrink(work)
        for _ in range(200):
            work.session.add(Tree(name="x" * 200))
    assert session.scalars(select(Tree)).all() == []


def test_a_second_writer_waits_then_is_told(engine: Engine, session: Session, actor: Actor) -> None:
    with Session(engine) as other:
        with unit_of_work(session, actor, "plant"):
            other.connection().exec_driver_sql("PRAGMA busy_timeout=50")
            with pytest.raises(Busy):
                plant(other, actor)
        other.connection().exec_driver_sql("PRAGMA busy_timeout=5000")
        assert plant(other, actor).version == 4


def test_another_error_of_the_driver_is_not_renamed(session: Session, actor: Actor) -> None:
    with pytest.raises(OperationalError, match="no such table"), unit_of_work(session, actor, "x") as work:
        work.session.execute(text("SELECT * FROM nowhere"))


def test_listeners_hear_before_and_after(session: Session, actor: Actor) -> None:
    heard: list[str] = []
    doors_of(session).before_commit.append(lambda work: heard.append(f"before {work.verb}"))
    doors_of(session).after_commit.append(lambda work: heard.append(f"after {work.changes[0].table}"))
    plant(session, actor)
    assert heard == ["before plant", "after sample_tree"]


def test_a_failing_listener_before_the_commit_keeps_nothing(session: Session, actor: Actor) -> None:
    def refuse(work: Work) -> None:
        raise RuleBroken

    doors_of(session).before_commit.append(refuse)
    with pytest.raises(RuleBroken):
        plant(session, actor)
    assert session.scalars(select(Tree)).all() == []


def test_eight_threads_share_the_pool_without_loss(engine: Engine, actor: Actor) -> None:
    """Trap 1 and 2 of SQLAlchemy's default pools: shared connections crash or lose commits."""
    errors: list[BaseException] = []

    def work_away() -> None:
        try:
            with Session(engine) as mine:
                for _ in range(10):
                    plant(mine, actor)
        except BaseException as error:  # noqa: BLE001 - a thread must hand every failure over
            errors.append(error)

    threads = [threading.Thread(target=work_away) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Session(engine) as mine:
        assert errors == []
        assert len(mine.scalars(select(Tree)).all()) == 80
        assert audit.verify(mine, KEY, TABLES).faults == ()
