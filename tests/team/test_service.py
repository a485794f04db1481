"""Keeping who works here."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from linkdesk.record.audit import AuditEntry
from linkdesk.record.audit import verify
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.team import queries
from linkdesk.team.rules import ChangeWorker
from linkdesk.team.rules import Role
from linkdesk.team.rules import StartWorker
from linkdesk.team.service import change_worker
from linkdesk.team.service import start_worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

START = StartWorker("Practice Worker", "Link worker", "01632 960 004", "", b"s1-hash")
CHANGE = ChangeWorker(1, "Practice Worker", "Senior link worker", "01632 960 005", "worker@example.org")


def test_the_first_worker_has_every_role(session: Session, actor: Actor) -> None:
    assert start_worker(session, actor, START) == actor.worker_id
    kept = queries.worker(session, actor.worker_id)
    assert kept.roles == tuple(Role), "link worker, team lead, safeguarding lead, administrator"
    assert (kept.name, kept.phone, kept.has_code) == ("Practice Worker", "01632 960 004", True)


def test_whoever_comes_later_without_a_record_is_no_administrator(session: Session, actor: Actor) -> None:
    start_worker(session, actor, START)
    later = replace(actor, worker_id=uuid.UUID(int=9))
    start_worker(session, later, replace(START, name="Kit Practice"))
    assert queries.roles(session, later.worker_id) == (Role.LINK_WORKER,)


def test_a_second_start_is_refused(session: Session, actor: Actor) -> None:
    start_worker(session, actor, START)
    with pytest.raises(RuleBroken, match="already"):
        start_worker(session, actor, START)


def test_a_change_keeps_roles_and_code(session: Session, actor: Actor) -> None:
    start_worker(session, actor, START)
    change_worker(session, actor, CHANGE)
    kept = queries.worker(session, actor.worker_id)
    assert (kept.job_title, kept.phone, kept.email, kept.version) == (
        "Senior link worker",
        "01632 960 005",
        "worker@example.org",
        2,
    )
    assert kept.roles == tuple(Role)
    assert queries.load_code(session, actor.worker_id) == b"s1-hash"
    verbs = list(session.scalars(select(AuditEntry.verb).order_by(AuditEntry.seq)))
    assert verbs == ["start_worker", "change_worker"]
    assert verify(session, b"k" * 32).faults == ()


def test_a_new_code_replaces_the_old_one(session: Session, actor: Actor) -> None:
    start_worker(session, actor, START)
    change_worker(session, actor, replace(CHANGE, code_hash=b"s1-other"))
    assert queries.load_code(session, actor.worker_id) == b"s1-other"


def test_a_stale_page_and_a_stranger_are_refused(session: Session, actor: Actor) -> None:
    with pytest.raises(NotFound):
        change_worker(session, actor, CHANGE)
    start_worker(session, actor, START)
    with pytest.raises(Stale):
        change_worker(session, actor, replace(CHANGE, version=7))


def test_wrong_words_are_refused_and_nothing_is_kept(session: Session, actor: Actor) -> None:
    with pytest.raises(RuleBroken, match=r"Enter your name\. Nothing was changed\."):
        start_worker(session, actor, replace(START, name=""))
    assert queries.workers(session) == ()
