"""The revision of what comes in adds its tables beside the clients there are, and goes back without losing one."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import Engine
from sqlalchemy import inspect
from sqlalchemy.orm import Session

from linkdesk.clients.rules import AddClient
from linkdesk.clients.service import add_client
from linkdesk.exchange.intake.queries import files_of
from linkdesk.exchange.intake.service import stage
from linkdesk.record import migrate
from linkdesk.record.attachments import Paper
from linkdesk.record.attachments import PaperKind
from linkdesk.record.attachments import paper_body
from linkdesk.record.attachments import papers_of
from linkdesk.record.attachments import write_paper
from linkdesk.record.migrations.versions import r0009_intake as revision
from linkdesk.record.session import Actor
from linkdesk.record.session import unit_of_work

TABLES = {"attachment", "attachment_body", "intake_file", "intake_row", "intake_shape"}


def brought(engine: Engine, actor: Actor, client_id: uuid.UUID) -> None:
    with Session(engine) as session:
        with unit_of_work(session, actor, "attach_paper") as work:
            write_paper(work, client_id, Paper(PaperKind.TEXT, "A letter", b"Dear all"))
        (paper,) = papers_of(session, client_id)
        assert paper_body(session, client_id, paper.id) == b"Dear all"
        stage(session, actor, "a.csv", b"Name,DOB\nA B,13/2/84\n")
        assert [file.rows for file in files_of(session, actor)] == [1]


def test_up_down_and_up_again_with_people_in_it(engine: Engine, actor: Actor) -> None:
    with Session(engine) as session:
        client_id = add_client(
            session, actor, AddClient(given_name="Ann", family_name="Example", birth_date=date(1956, 3, 27))
        )
    brought(engine, actor, client_id)
    migrate.downgrade(engine, revision.down_revision)
    assert not TABLES & set(inspect(engine).get_table_names())
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT given_name FROM client").scalars().all() == ["Ann"]
    migrate.upgrade(engine)
    assert set(inspect(engine).get_table_names()) >= TABLES
    brought(engine, actor, client_id)
