"""The audit tells who did what, and every way to tamper with it shows."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Column
from sqlalchemy import Engine
from sqlalchemy import MetaData
from sqlalchemy import String
from sqlalchemy import Table
from sqlalchemy import select
from sqlalchemy.orm import Session

from linkdesk.record import audit
from linkdesk.record.audit import AuditEntry
from linkdesk.record.audit import AuditPayload
from linkdesk.record.audit import ReadEntry
from linkdesk.record.base import added
from linkdesk.record.session import Actor
from linkdesk.record.session import unit_of_work
from tests.conftest import FakeClock
from tests.record.sample import TABLES
from tests.record.sample import Leaf
from tests.record.sample import Tree

KEY = b"k" * 32


@pytest.fixture
def tree(session: Session, actor: Actor) -> uuid.UUID:
    """A tree with two leaves, renamed once."""
    with unit_of_work(session, actor, "plant") as work:
        made = Tree(id=work.new_id(), name="oak", planted=date(2020, 2, 29), notes={"a": [1, None, "é"]})
        work.session.add(made)
        work.session.flush()
        work.session.add_all([Leaf(tree_id=made.id), Leaf(tree_id=made.id, client_id=uuid.UUID(int=9))])
        tree_id = made.id
    with unit_of_work(session, actor, "rename"):
        session.get_one(Tree, tree_id).name = "elm"
    return tree_id


def faults(session: Session) -> tuple[str, ...]:
    session.rollback()
    return audit.verify(session, KEY, TABLES).faults


def sql(engine: Engine, statement: str) -> None:
    """Do what someone with the key but without LinkDesk would do."""
    with engine.begin() as connection:
        for name in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type='trigger'").scalars().all():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql(statement)


@pytest.mark.usefixtures("tree")
def test_each_changed_row_has_an_entry_with_old_and_new(session: Session, actor: Actor, clock: FakeClock) -> None:
    entries = session.scalars(select(AuditEntry).order_by(AuditEntry.seq)).all()
    assert [(e.verb, e.action, e.table_name) for e in entries] == [
        ("plant", "insert", "sample_tree"),
        ("plant", "insert", "sample_leaf"),
        ("plant", "insert", "sample_leaf"),
        ("rename", "update", "sample_tree"),
    ]
    assert {e.actor_id for e in entries} == {actor.worker_id}
    assert {e.at for e in entries} == {clock.now()}
    assert {e.client_id for e in entries} == {None, uuid.UUID(int=9)}
    body = json.loads(session.get_one(AuditPayload, 4).body)
    assert body["name"] == ["oak", "elm"]
    assert "notes" not in body


@pytest.mark.usefixtures("tree")
def test_a_sound_record_verifies(session: Session) -> None:
    assert faults(session) == ()
    assert audit.verify(session, KEY, TABLES).entries == 4


def test_deleting_is_chained_too(session: Session, actor: Actor, tree: uuid.UUID) -> None:
    with unit_of_work(session, actor, "fell") as work:
        for leaf in work.session.scalars(select(Leaf)):
            work.session.delete(leaf)
        work.session.delete(work.session.get_one(Tree, tree))
    assert faults(session) == ()


def test_a_row_that_lost_its_parent_is_chained_too(session: Session, actor: Actor, tree: uuid.UUID) -> None:
    with unit_of_work(session, actor, "prune") as work:
        parent = work.session.get_one(Tree, tree)
        parent.leaves.pop()
    entry = session.scalars(select(AuditEntry).order_by(AuditEntry.seq.desc())).first()
    assert entry is not None
    assert (entry.table_name, entry.action) == ("sample_leaf", "delete")
    assert faults(session) == ()


TAMPERINGS = {
    "UPDATE sample_tree SET name = 'ash'": "does not match",
    "DELETE FROM sample_leaf": "is gone",
    "INSERT INTO sample_leaf SELECT '"
    + "f" * 32
    + "', organisation_id, owner_id, created_at, updated_at, version, tree_id, NULL "
    "FROM sample_leaf LIMIT 1": "has no entry",
    "UPDATE audit_entry SET verb = 'x' WHERE seq = 2": "entry 2 was altered",
    "UPDATE audit_entry SET row_hash = zeroblob(32) WHERE seq = 4": "entry 4 was altered",
    "DELETE FROM audit_entry WHERE seq = 2": "entries 2 to 2 are missing",
    "UPDATE audit_payload SET body = '{}' WHERE seq = 3": "content of entry 3 was altered",
    "DELETE FROM audit_payload WHERE seq = 3": "content of entry 3 is missing",
    "DELETE FROM audit_entry WHERE seq = 4": "does not match",
}


@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize("statement", TAMPERINGS)
def test_tampering_shows(engine: Engine, session: Session, statement: str) -> None:
    session.rollback()
    sql(engine, "PRAGMA user_version")
    with engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        raw.cursor().execute("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql(statement)
        connection.commit()
        raw.cursor().execute("PRAGMA foreign_keys=ON")
    assert any(TAMPERINGS[statement] in fault for fault in faults(session))


@pytest.mark.usefixtures("tree")
def test_a_chain_made_with_another_key_does_not_verify(session: Session) -> None:
    assert audit.verify(session, b"x" * 32, TABLES).faults


@pytest.mark.usefixtures("tree")
def test_a_cut_tail_shows_against_a_head_carried_elsewhere(engine: Engine, session: Session) -> None:
    carried = audit.head(session)
    assert (carried.seq, len(carried.mac)) == (4, 64)
    session.rollback()
    sql(engine, "DELETE FROM audit_payload WHERE seq = 4")
    sql(engine, "DELETE FROM audit_entry WHERE seq = 4")
    assert audit.head(session) != carried


def test_an_empty_chain_has_an_empty_head(session: Session) -> None:
    assert audit.head(session) == audit.Head(0, "")


@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_entry SET verb = 'x'", "DELETE FROM audit_entry", "UPDATE audit_payload SET body = ''"],
)
def test_the_database_itself_keeps_the_audit_append_only(engine: Engine, session: Session, statement: str) -> None:
    session.rollback()
    with engine.connect() as connection, pytest.raises(Exception, match="append-only"):
        connection.exec_driver_sql(statement)


def test_reading_leaves_a_trace(session: Session, actor: Actor, clock: FakeClock) -> None:
    client = uuid.UUID(int=77)
    audit.record_reading(session, actor, "print", client)
    row = session.scalars(select(ReadEntry)).one()
    assert (row.at, row.actor_id, row.kind, row.client_id) == (clock.now(), actor.worker_id, "print", client)


def test_one_spelling_of_plain_values() -> None:
    plain: Callable[[object], bytes] = audit.canonical
    assert plain({"b": date(2026, 1, 2), "a": b"\x00"}) == b'{"a":"AA==","b":"2026-01-02"}'


def test_a_row_of_before_still_matches_when_a_column_was_added() -> None:
    before = Table("tree", MetaData(), Column("name", String()))
    after = Table("tree", MetaData(), Column("name", String()), Column("kind", String(), info=added("")))
    kept = audit.hash_row(before, {"name": "oak"})
    assert audit.hash_row(after, {"name": "oak", "kind": ""}) == kept
    assert audit.hash_row(after, {"name": "oak", "kind": "red"}) != kept
    assert audit.hash_row(after, {"name": "elm", "kind": ""}) != kept


def test_an_added_column_that_was_emptied_outside_shows() -> None:
    after = Table("tree", MetaData(), Column("kind", String(), info=added("")))
    assert audit.hash_row(after, {"kind": "red"}) != audit.hash_row(after, {"kind": ""})
