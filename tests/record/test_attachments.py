"""Papers lie in the store with a digest that the audit speaks for; each belongs to one client."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import update
from sqlalchemy.orm import Session

from linkdesk.clients.rules import AddClient
from linkdesk.clients.service import add_client
from linkdesk.record import attachments
from linkdesk.record.attachments import Attachment
from linkdesk.record.attachments import AttachmentBody
from linkdesk.record.attachments import Paper
from linkdesk.record.attachments import PaperKind
from linkdesk.record.audit import AuditPayload
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.session import Actor
from linkdesk.record.session import brief_write
from linkdesk.record.session import unit_of_work
from linkdesk.settings import Intake

LETTER = Paper(PaperKind.TEXT, "A letter", b"Dear all, Wrenfield")


@pytest.fixture
def client_id(engine: Engine, actor: Actor) -> uuid.UUID:
    with Session(engine) as session:
        return add_client(
            session, actor, AddClient(given_name="Ann", family_name="Example", birth_date=date(1956, 3, 27))
        )


def keep(session: Session, actor: Actor, client_id: uuid.UUID, limits: Intake = attachments.LIMITS) -> uuid.UUID:
    with unit_of_work(session, actor, "attach_paper") as work:
        return attachments.write_paper(work, client_id, LETTER, limits=limits)


def test_a_paper_comes_back_byte_for_byte(engine: Engine, actor: Actor, client_id: uuid.UUID) -> None:
    with Session(engine) as session:
        paper_id = keep(session, actor, client_id)
        paper = attachments.paper_of(session, client_id, paper_id)
        assert (paper.kind, paper.title, paper.size, paper.pages) == (PaperKind.TEXT, "A letter", 19, 1)
        assert attachments.papers_of(session, client_id) == (paper,)
        assert attachments.paper_body(session, client_id, paper_id) == LETTER.body


def test_the_audit_holds_the_digest_and_never_the_bytes(engine: Engine, actor: Actor, client_id: uuid.UUID) -> None:
    with Session(engine) as session:
        keep(session, actor, client_id)
        bodies = " ".join(session.scalars(select(AuditPayload.body)))
    assert "sha256" in bodies
    assert "Wrenfield" not in bodies


def test_a_paper_of_somebody_else_is_not_found(engine: Engine, actor: Actor, client_id: uuid.UUID) -> None:
    with Session(engine) as session:
        paper_id = keep(session, actor, client_id)
        for stranger in (uuid.uuid4(), actor.organisation_id):
            with pytest.raises(NotFound):
                attachments.paper_of(session, stranger, paper_id)
            with pytest.raises(NotFound):
                attachments.paper_body(session, stranger, paper_id)
        with pytest.raises(NotFound):
            attachments.paper_of(session, client_id, uuid.uuid4())


def test_bytes_that_were_changed_outside_are_not_shown(engine: Engine, actor: Actor, client_id: uuid.UUID) -> None:
    with Session(engine) as session:
        paper_id = keep(session, actor, client_id)
        with brief_write(session):
            session.execute(update(AttachmentBody).values(body=b"something else"))
        with pytest.raises(RuleBroken, match="changed outside"):
            attachments.paper_body(session, client_id, paper_id)


def test_a_removed_paper_takes_its_bytes_along(engine: Engine, actor: Actor, client_id: uuid.UUID) -> None:
    with Session(engine) as session:
        paper_id = keep(session, actor, client_id)
        with unit_of_work(session, actor, "remove_paper") as work:
            attachments.remove_paper(work, client_id, paper_id)
        assert [session.scalar(select(func.count()).select_from(t)) for t in (Attachment, AttachmentBody)] == [0, 0]


def test_a_client_has_so_many_papers_and_no_more(engine: Engine, actor: Actor, client_id: uuid.UUID) -> None:
    limits = replace(attachments.LIMITS, papers=1)
    with Session(engine) as session:
        keep(session, actor, client_id, limits)
        with pytest.raises(RuleBroken, match="1 papers already"):
            keep(session, actor, client_id, limits)
