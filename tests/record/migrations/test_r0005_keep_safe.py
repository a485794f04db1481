"""Revision 0005 adds the keep-safe line to clients that are there; the audit of their rows still holds."""

from __future__ import annotations

from sqlalchemy import Engine
from sqlalchemy import select
from sqlalchemy.orm import Session

from linkdesk.assessments import library
from linkdesk.assessments.models import Assessment
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import start_assessment
from linkdesk.clients.models import Client
from linkdesk.clients.service import add_client
from linkdesk.record import migrate
from linkdesk.record.audit import verify
from linkdesk.record.session import Actor
from tests.data import people


def test_an_older_vault_keeps_its_clients_their_children_and_its_audit(
    engine: Engine, session: Session, actor: Actor
) -> None:
    client = add_client(session, actor, people.new_client())
    start_assessment(session, actor, StartAssessment(client, library.WHAT_MATTERS, Setting.WORKER))
    session.close()
    migrate.downgrade(engine, "0004")
    with engine.connect() as connection:
        assert "keep_safe" not in [row[1] for row in connection.exec_driver_sql("PRAGMA table_info(client)")]
        assert connection.exec_driver_sql("SELECT count(*) FROM client").scalar_one() == 1
        assert connection.exec_driver_sql("SELECT count(*) FROM assessment").scalar_one() == 1
    migrate.upgrade(engine)
    assert session.scalars(select(Client.keep_safe)).all() == [""]
    assert len(session.scalars(select(Assessment.id)).all()) == 1
    assert verify(session, b"k" * 32).faults == ()
