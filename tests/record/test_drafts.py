"""Drafts are kept per worker, form and subject, and leave the audit alone."""

from __future__ import annotations

import uuid

from sqlalchemy.orm import Session

from linkdesk.record import audit
from linkdesk.record.drafts import drop_draft
from linkdesk.record.drafts import follow_draft
from linkdesk.record.drafts import list_drafts
from linkdesk.record.drafts import load_draft
from linkdesk.record.drafts import save_draft
from linkdesk.record.session import Actor
from linkdesk.record.session import unit_of_work
from tests.conftest import FakeClock


def test_the_newest_words_are_kept(session: Session, actor: Actor, clock: FakeClock) -> None:
    save_draft(session, actor, "client", "new", {"family_name": "Pér"})
    clock.pass_time(1)
    at = save_draft(session, actor, "client", "new", {"family_name": "Pérez 😀"})
    draft = load_draft(session, actor, "client", "new")
    assert draft is not None
    assert draft.fields == {"family_name": "Pérez 😀"}
    assert draft.saved_at == at == clock.now()
    assert audit.count_entries(session) == 0


def test_drafts_of_another_worker_form_or_subject_stay_apart(session: Session, actor: Actor) -> None:
    other = Actor(uuid.UUID(int=50), actor.organisation_id)
    save_draft(session, actor, "client", "new", {"a": "1"})
    save_draft(session, other, "client", "new", {"a": "2"})
    save_draft(session, actor, "plan", "new", {"a": "3"})
    mine = load_draft(session, actor, "client", "new")
    assert mine is not None
    assert mine.fields == {"a": "1"}
    assert {d.form for d in list_drafts(session, actor, 10)} == {"client", "plan"}
    assert load_draft(session, actor, "client", "other") is None


def test_a_saved_form_drops_its_draft_in_the_same_work(session: Session, actor: Actor) -> None:
    save_draft(session, actor, "client", "new", {"a": "1"})
    with unit_of_work(session, actor, "add_client") as work:
        drop_draft(work.session, actor, "client", "new")
    assert load_draft(session, actor, "client", "new") is None


def test_a_draft_follows_what_its_writer_changed_elsewhere(session: Session, actor: Actor) -> None:
    save_draft(session, actor, "plan", "x", {"a": "1", "version": "3"})

    def follow(subject: str, change: tuple[int, int]) -> None:
        with unit_of_work(session, actor, "add_goal") as work:
            follow_draft(work.session, actor, "plan", subject, change)

    follow("x", (2, 9))
    kept = load_draft(session, actor, "plan", "x")
    assert kept is not None
    assert kept.fields == {"a": "1", "version": "3"}, "somebody else's change leaves it stale"
    follow("x", (3, 4))
    moved = load_draft(session, actor, "plan", "x")
    assert moved is not None
    assert moved.fields == {"a": "1", "version": "4"}
    follow("nothing", (3, 4))
    assert load_draft(session, actor, "plan", "nothing") is None
