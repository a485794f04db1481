"""The writing verbs of who was here."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import select

from linkdesk.assessments.models import Assessment
from linkdesk.assessments.presence import rules
from linkdesk.assessments.presence.models import Presence
from linkdesk.clients.circle.queries import everybody
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.assessments.presence.rules import PresenceWords
    from linkdesk.assessments.presence.rules import SavePresence
    from linkdesk.record.session import Actor
    from linkdesk.record.session import Work


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


def _columns(words: PresenceWords) -> dict[str, Any]:
    return {
        "interpreter": words.interpreter,
        "reference": words.reference,
        "is_adult": words.is_adult,
        "people": [asdict(each) for each in words.people],
        "seen_alone": words.seen_alone,
    }
