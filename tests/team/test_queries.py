"""Reading the workers."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from linkdesk.record.errors import NotFound
from linkdesk.team import queries
from linkdesk.team.rules import StartWorker
from linkdesk.team.service import start_worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

START = StartWorker("Practice Worker", "Link worker", "", "", b"s1-hash")


def test_workers_are_listed_by_name(session: Session, actor: Actor) -> None:
    start_worker(session, actor, replace(START, name="Zola Practice"))
    start_worker(session, replace(actor, worker_id=uuid.UUID(int=9)), replace(START, name="Amara Practice"))
    assert [worker.name for worker in queries.workers(session)] == ["Amara Practice", "Zola Practice"]


def test_a_stranger_has_no_record_no_code_and_no_roles(session: Session, actor: Actor) -> None:
    assert queries.find_worker(session, actor.worker_id) is None
    assert queries.load_code(session, actor.worker_id) is None
    assert queries.roles(session, actor.worker_id) == ()
    with pytest.raises(NotFound, match="page about you"):
        queries.worker(session, actor.worker_id)


def test_roles_of_a_worker(session: Session, actor: Actor) -> None:
    start_worker(session, actor, START)
    assert "administrator" in queries.roles(session, actor.worker_id)
