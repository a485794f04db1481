"""Reading which areas wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.assessments.areas.rules import Waiting
from linkdesk.assessments.areas.rules import asked_for
from linkdesk.assessments.areas.rules import question_of_areas
from linkdesk.assessments.areas.rules import waiting_areas
from linkdesk.assessments.models import Answer
from linkdesk.assessments.models import Assessment
from linkdesk.assessments.presence.scope import follow_ups
from linkdesk.assessments.presence.scope import scope
from linkdesk.assessments.rules import listed
from linkdesk.assessments.shelf import queries as shelf
from linkdesk.record.errors import NotFound
from linkdesk.settings import Limits

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session


def waiting_in(session: Session, assessment_id: UUID) -> Waiting:
    """Return what waits since a talk.

    Raises:
        NotFound: there is no such talk.
    """
    row = session.get(Assessment, assessment_id)
    if row is None:
        raise NotFound
    return waiting(session, row)


def waiting_of(session: Session, client_id: UUID) -> Waiting:
    """Return what waits since the newest finished talk of a client that offered areas."""
    rows = session.scalars(
        select(Assessment)
        .where(Assessment.client_id == client_id, Assessment.completed_at.is_not(None))
        .order_by(Assessment.started_at.desc(), Assessment.id)
        .limit(Limits().page_rows)
    )
    return next((found for row in rows if (found := waiting(session, row)).asks), Waiting())


def waiting(session: Session, assessment: Assessment) -> Waiting:
    """Return what waits since a talk; nothing before it is finished, or where its question of areas was not asked.

    Areas that another talk took up wait there, and not here any more.
    """
    if assessment.completed_at is None or not shelf.has(session, assessment.form_url, assessment.form_version):
        return Waiting()
    form = scope(session, assessment).form
    areas = question_of_areas(form)
    given = session.scalars(select(Answer).where(Answer.assessment_id == assessment.id)).all()
    values = {each.link_id: listed(each.value) for each in given}
    if areas is None or areas.link_id not in values:
        return Waiting()
    taken_up = next((each for each in follow_ups(session, assessment) if each.about_areas), None)
    if taken_up is not None:
        return Waiting(assessment.id, assessment.title, assessment.started_at, follow_up=taken_up)
    return Waiting(
        assessment.id,
        assessment.title,
        assessment.started_at,
        waiting_areas(form, values),
        asked_for(form, values),
    )
