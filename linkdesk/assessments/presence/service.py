"""The writing verbs of who was here."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import select

from linkdesk.assessments.models import Assessment
from linkdesk.assessments.presence import rules
from linkdesk.assessments.presence.models import Aside
from linkdesk.assessments.presence.models import Presence
from linkdesk.clients.circle.queries import everybody
from linkdesk.record.drafts import drop_draft
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.assessments.presence.rules import PresenceWords
    from linkdesk.assessments.presence.rules import SavePresence
    from linkdesk.record.session import Actor
    from linkdesk.record.session import Work


FORM = "here"
"""What autosave calls the page."""


def save_presence(session: Session, actor: Actor, command: SavePresence) -> None:
    """Keep who was here in a talk, also one that is finished.

    Raises:
        NotFound: there is no such talk.
        Stale: someone saved it after the page was opened.
        RuleBroken: it cannot be, or a child would interpret; nothing was changed.
    """
    with unit_of_work(session, actor, "save_presence") as work:
        assessment = work.session.get(Assessment, command.assessment_id)
        if assessment is None or assessment.organisation_id != actor.organisation_id:
            raise NotFound
        row = work.session.scalar(select(Presence).where(Presence.assessment_id == assessment.id))
        if (row.version if row else 0) != command.version:
            raise Stale
        try:
            rules.check(command, everybody(work.session, assessment.client_id), work.now.astimezone().date())
        except ValueError as refusal:
            raise RuleBroken(f"{refusal} Nothing was changed.") from None
        drop_draft(work.session, actor, FORM, str(assessment.id))
        if row is None:
            add_presence(work, assessment, command)
            return
        for name, value in _columns(command).items():
            if getattr(row, name) != value:
                setattr(row, name, value)


def add_presence(work: Work, assessment: Assessment, words: PresenceWords) -> None:
    """Put who is here beside a talk, in the unit of work that holds it."""
    row = Presence(id=work.new_id(), assessment_id=assessment.id, client_id=assessment.client_id, **_columns(words))
    work.session.add(row)


def keep_left(work: Work, assessment: Assessment, left: list[str]) -> None:
    """Note which questions a talk leaves for when the person is alone, in the unit of work that finishes it."""
    row = work.session.scalar(select(Aside).where(Aside.assessment_id == assessment.id))
    if row is not None:
        row.left = left
    elif left:
        _add_aside(work, assessment, left=left)


def take_up(work: Work, assessment: Assessment, follows_id: UUID, asks: list[str]) -> None:
    """Let a talk ask only what an earlier one set aside, in the unit of work that starts it."""
    _add_aside(work, assessment, follows_id=follows_id, asks=asks)


def _add_aside(
    work: Work,
    assessment: Assessment,
    *,
    follows_id: UUID | None = None,
    asks: list[str] | None = None,
    left: list[str] | None = None,
) -> None:
    work.session.add(
        Aside(
            id=work.new_id(),
            assessment_id=assessment.id,
            client_id=assessment.client_id,
            follows_id=follows_id,
            asks=asks or [],
            left=left or [],
        )
    )


def _columns(words: PresenceWords) -> dict[str, Any]:
    return {
        "interpreter": words.interpreter,
        "reference": words.reference,
        "is_adult": words.is_adult,
        "people": [asdict(each) for each in words.people],
        "seen_alone": words.seen_alone,
    }
