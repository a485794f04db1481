"""The one read model of the page that the worker sees first when the screen comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.assessments import library
from linkdesk.assessments.presence.scope import left_aside
from linkdesk.assessments.queries import assessment_record
from linkdesk.assessments.reading import rules
from linkdesk.assessments.reading.queries import put_away
from linkdesk.assessments.reading.rules import BeforeTheyGo
from linkdesk.assessments.shelf import queries as shelf
from linkdesk.assessments.sort.cards import FIRST
from linkdesk.clients.queries import client_record
from linkdesk.team.queries import find_worker

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.assessments.reading.rules import Mark
    from linkdesk.assessments.rules import AssessmentRecord


def before_they_go(session: Session, assessment_id: UUID) -> BeforeTheyGo:
    """Return what is to be read of a talk, finished, stopped or cut short.

    Raises:
        NotFound: there is no such talk.
    """
    record = assessment_record(session, assessment_id)
    said = marks(session, record)
    return BeforeTheyGo(
        record=record,
        own_words=rules.own_words(record.answers),
        worth=rules.worth_talking_about(record.answers, record.scores, said),
        read_by=reader(session, record),
        first=rules.what_comes_first(record.answers, said),
        aside=len(left_aside(session, assessment_id).questions),
        put_away=put_away(session, record),
        foreign=foreign_in(session, record),
    )


def foreign_in(session: Session, record: AssessmentRecord) -> frozenset[UUID | None]:
    """Return the ids of the answers in own words that may need to be told in English."""
    client = client_record(session, record.client_id)
    tags = (record.language, client.language, client.reading_language)
    return frozenset(each.id for each in record.answers if rules.may_be_foreign(each, tags))


def reader(session: Session, record: AssessmentRecord) -> str:
    """Return the name of the worker who read what the client wrote; empty where nobody did."""
    who = record.reading.read_by if record.reading else None
    found = find_worker(session, who) if who else None
    return found.name if found else ""


def marks(session: Session, record: AssessmentRecord) -> dict[str, Mark]:
    """Return what the form says about each question; nothing where that version of it is not here any more."""
    if not shelf.has(session, record.form_url, record.form_version):
        return {}
    form = shelf.form_of(session, record.form_url, record.form_version)
    name = FIRST if form.url == library.PICTURE_SORT else ""
    return {each.link_id: rules.mark_of(each, first=each.link_id == name) for each in form.questions}
