"""The revision of the person keeps every client there is; its columns begin empty, and the audit still agrees."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import Engine
from sqlalchemy import inspect
from sqlalchemy.orm import Session

from linkdesk.clients.models import Client
from linkdesk.clients.queries import client_record
from linkdesk.clients.rules import AddClient
from linkdesk.clients.service import add_client
from linkdesk.record import migrate
from linkdesk.record.audit import hash_row
from linkdesk.record.migrations.versions import r0006_person as revision
from linkdesk.record.migrations.versions import r0025_reading as later
from linkdesk.record.session import Actor
from tests.data import people


def columns(engine: Engine) -> set[str]:
    return {column["name"] for column in inspect(engine).get_columns("client")}


def test_up_down_and_up_again_with_people_in_it(engine: Engine, actor: Actor) -> None:
    with Session(engine) as session:
        client_id = add_client(session, actor, people.new_client(3))
    migrate.downgrade(engine, revision.down_revision)
    assert columns(engine).isdisjoint(revision.COLUMNS)
    migrate.upgrade(engine)
    with Session(engine) as session:
        kept = client_record(session, client_id)
        assert (kept.family_name, kept.alias, kept.gender) == (people.client(3).family_name, "", None)
        assert (kept.other_addresses, kept.is_deceased, kept.needs_reviewed_on) == ((), False, None)


def test_a_row_of_before_still_matches_its_hash(engine: Engine, actor: Actor) -> None:
    person = AddClient(given_name="Ann", family_name="Example", birth_date=date(1956, 3, 27))
    with Session(engine) as session:
        client_id = add_client(session, actor, person)
    migrate.downgrade(engine, revision.down_revision)
    before = row(engine, client_id)
    migrate.upgrade(engine)
    after = row(engine, client_id)
    assert set(after) - set(before) == {*revision.COLUMNS, *later.COLUMNS}
    with Session(engine) as session:
        whole = {c.name: getattr(session.get_one(Client, client_id), c.key) for c in Client.__table__.columns}
    of_before = {name: value for name, value in whole.items() if name in before}
    assert hash_row(Client.__table__, whole) == hash_row(Client.__table__, of_before)  # type: ignore[arg-type]  # a Table


def row(engine: Engine, client_id: uuid.UUID) -> dict[str, object]:
    with engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT * FROM client WHERE id = ?", (client_id.hex,)).mappings().one()
        return dict(found)
