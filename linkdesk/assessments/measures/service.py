"""The writing verbs of measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.assessments.measures import rules
from linkdesk.assessments.measures.models import AssessmentHow
from linkdesk.assessments.measures.models import HeldScore
from linkdesk.assessments.measures.models import NotAsked
from linkdesk.assessments.models import Assessment
from linkdesk.assessments.shelf import queries as shelf
from linkdesk.clients.models import Client
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.assessments.measures.rules import CorrectHeldScore
    from linkdesk.assessments.measures.rules import NoteHeldScore
    from linkdesk.assessments.measures.rules import NoteNotAsked
    from linkdesk.assessments.measures.rules import SaveHow
    from linkdesk.record.session import Actor
    from linkdesk.record.session import Work


def save_how(session: Session, actor: Actor, command: SaveHow) -> None:
    """Put right how a talk ran, also one that is finished.

    Raises:
        NotFound: there is no such talk.
        Stale: someone saved it after the page was opened.
        RuleBroken: a text is too long; nothing was changed.
    """
    with unit_of_work(session, actor, "save_how") as work:
        assessment = work.session.get(Assessment, command.assessment_id)
        if assessment is None or assessment.organisation_id != actor.organisation_id:
            raise NotFound
        row = work.session.scalar(select(AssessmentHow).where(AssessmentHow.assessment_id == assessment.id))
        if (row.version if row else 0) != command.version:
            raise Stale
        try:
            rules.check_how(command)
        except ValueError as refusal:
            raise RuleBroken(f"{refusal} Nothing was changed.") from None
        if row is None:
            row = AssessmentHow(id=work.new_id(), assessment_id=assessment.id, client_id=assessment.client_id)
            work.session.add(row)
        row.mode, row.pictures, row.help_given = command.mode, command.pictures, command.help_given


def note_not_asked(session: Session, actor: Actor, command: NoteNotAsked) -> UUID:
    """Note that a measure was not asked, and why.

    Raises:
        NotFound: there is no such client or form.
        RuleBroken: it cannot be right; nothing was changed.
    """
    form = shelf.form_of(session, command.form_url)
    with unit_of_work(session, actor, "note_not_asked") as work:
        _require_client(work, command.client_id)
        try:
            rules.check_not_asked(command, work.now.astimezone().date())
        except ValueError as refusal:
            raise RuleBroken(f"{refusal} Nothing was changed.") from None
        row = NotAsked(
            id=work.new_id(),
            client_id=command.client_id,
            form_url=form.url,
            title=form.title,
            reason=command.reason,
            words=command.words,
            happened_on=command.happened_on,
        )
        work.session.add(row)
        return row.id


def note_held_score(session: Session, actor: Actor, command: NoteHeldScore) -> UUID:
    """Note the total of a form that is held elsewhere.

    Raises:
        NotFound: there is no such client.
        RuleBroken: it cannot be right; nothing was changed.
    """
    with unit_of_work(session, actor, "note_held_score") as work:
        _require_client(work, command.client_id)
        try:
            rules.check_held(command, work.now.astimezone().date())
        except ValueError as refusal:
            raise RuleBroken(f"{refusal} Nothing was changed.") from None
        row = HeldScore(
            id=work.new_id(),
            client_id=command.client_id,
            name=command.name,
            value=command.value,
            low=command.low,
            high=command.high,
            taken_on=command.taken_on,
            by_whom=command.by_whom,
        )
        work.session.add(row)
        return row.id


def correct_held_score(session: Session, actor: Actor, command: CorrectHeldScore) -> None:
    """Put right the total of a form that is held elsewhere; the history shows what it was before.

    Raises:
        NotFound: there is no such total of this client.
        Stale: someone saved it after the page was opened.
        RuleBroken: it cannot be right; nothing was changed.
    """
    with unit_of_work(session, actor, "correct_held_score") as work:
        _require_client(work, command.client_id)
        row = work.session.get(HeldScore, command.held_score_id)
        if row is None or row.client_id != command.client_id:
            raise NotFound
        if row.version != command.version:
            raise Stale
        try:
            rules.check_held(command, work.now.astimezone().date())
        except ValueError as refusal:
            raise RuleBroken(f"{refusal} Nothing was changed.") from None
        row.name, row.by_whom, row.taken_on = command.name, command.by_whom, command.taken_on
        row.value, row.low, row.high = command.value, command.low, command.high


def take_away(session: Session, actor: Actor, client_id: UUID, row_id: UUID) -> None:
    """Take away what was noted by mistake: a measure not asked, or a total held elsewhere. The audit keeps it.

    Raises:
        NotFound: there is nothing of that client with this id.
    """
    with unit_of_work(session, actor, "take_away_measure") as work:
        _require_client(work, client_id)
        row = work.session.get(NotAsked, row_id) or work.session.get(HeldScore, row_id)
        if row is None or row.client_id != client_id:
            raise NotFound
        work.session.delete(row)


def _require_client(work: Work, client_id: UUID) -> None:
    client = work.session.get(Client, client_id)
    if client is None or client.organisation_id != work.actor.organisation_id:
        raise NotFound
