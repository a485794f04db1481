"""The writing verbs around a client's own time at the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.assessments.models import Answer
from linkdesk.assessments.models import Assessment
from linkdesk.assessments.paper.rules import ON_PAPER
from linkdesk.assessments.reading.models import Reading
from linkdesk.assessments.reading.rules import OWN_WORDS
from linkdesk.assessments.rules import Setting
from linkdesk.record.drafts import drop_draft
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.assessments.rules import SayMeaning
    from linkdesk.record.session import Actor
    from linkdesk.record.session import Work

MEANING_FORM = "meaning"
"""Under which name the words about one answer are kept while they are typed."""
MEANING_CHANGED = (
    "The answer, or what it means, was changed after you opened this page. Nothing was saved. "
    "Your words are still below: look at the answer again, then save."
)
WHO_SAID_SO = "Write who said so: the interpreter, a relative, or you yourself. Nothing was saved."


def hand_over(session: Session, actor: Actor, assessment_id: UUID) -> None:
    """Note that the client has the screen from now on: whatever they write is to be read before they go.

    It is noted when they get it and not when it comes back, so that a lock or a crash in between leaves it to be read.

    Raises:
        NotFound: there is no such talk.
        RuleBroken: it was filled in on paper, and its answers must never stand as given on the screen.
    """
    with unit_of_work(session, actor, "turn_screen") as work:
        assessment = work.session.get(Assessment, assessment_id)
        if assessment is None or assessment.organisation_id != actor.organisation_id:
            raise NotFound
        if assessment.setting is Setting.PAPER:
            raise RuleBroken(ON_PAPER)
        to_be_read(work, assessment)


def to_be_read(work: Work, assessment: Assessment) -> None:
    """Note that from now on there is something that nobody has read, in the unit of work that brings it.

    It is what a client writes at the screen, or what came on paper: who typed a form in copied words, and has not yet
    looked at which of them to talk about.
    """
    row = _row(work, assessment.id)
    if row is None:
        work.session.add(
            Reading(
                id=work.new_id(),
                assessment_id=assessment.id,
                client_id=assessment.client_id,
                turned_at=work.now,
                stopped_at=None,
                read_at=None,
                read_by=None,
            )
        )
        return
    row.turned_at = work.now
    row.stopped_at = row.read_at = row.read_by = None


def stop_for_today(session: Session, actor: Actor, assessment_id: UUID) -> None:
    """Note that the client stopped for today; the talk stays where it stands.

    Raises:
        NotFound: there is no such talk, or no client had the screen for it.
    """
    with unit_of_work(session, actor, "stop_for_today") as work:
        _existing(work, assessment_id).stopped_at = work.now


def confirm_reading(session: Session, actor: Actor, assessment_id: UUID, version: int) -> None:
    """Note who read what the client wrote, and when; once is enough.

    Raises:
        NotFound: there is no such talk, or no client had the screen for it.
        Stale: the client had the screen again after the page was opened.
    """
    with unit_of_work(session, actor, "confirm_reading") as work:
        row = _existing(work, assessment_id)
        if row.read_at is not None:
            return
        if row.version != version:
            raise Stale("The client had the screen again after you opened this page. Read it once more, then confirm.")
        row.read_at, row.read_by = work.now, actor.worker_id


def say_meaning(session: Session, actor: Actor, command: SayMeaning) -> None:
    """Keep what an answer in own words means in English, and who said so, beside the words themselves.

    Raises:
        NotFound: there is no such answer in this talk, or nothing was written in it.
        RuleBroken: nobody is named who said so; nothing was changed.
        Stale: the answer, or what it means, was changed since; nothing was changed.
    """
    with unit_of_work(session, actor, "say_meaning") as work:
        row = work.session.get(Answer, command.answer_id)
        if row is None or (row.assessment_id, row.organisation_id) != (command.assessment_id, actor.organisation_id):
            raise NotFound
        if row.kind not in OWN_WORDS or row.value is None:
            raise NotFound
        if row.version != command.version:
            raise Stale(MEANING_CHANGED)
        if command.meaning and not command.meaning_by:
            raise RuleBroken(WHO_SAID_SO)
        row.meaning, row.meaning_by = command.meaning, command.meaning_by if command.meaning else ""
        drop_draft(work.session, actor, MEANING_FORM, str(row.id))


def _existing(work: Work, assessment_id: UUID) -> Reading:
    row = _row(work, assessment_id)
    if row is None or row.organisation_id != work.actor.organisation_id:
        raise NotFound
    return row


def _row(work: Work, assessment_id: UUID) -> Reading | None:
    return work.session.scalar(select(Reading).where(Reading.assessment_id == assessment_id))
