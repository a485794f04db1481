"""Reading what is to be read before the client goes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import select

from linkdesk.assessments.models import Answer
from linkdesk.assessments.reading.models import Reading
from linkdesk.assessments.reading.rules import ReadingRecord
from linkdesk.assessments.rules import AnswerRecord
from linkdesk.clients.merging.queries import all_ids
from linkdesk.record.audit import AuditEntry
from linkdesk.record.audit import AuditPayload

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from linkdesk.assessments.rules import AssessmentRecord

FINISHED = "finish_assessment"
"""How the audit names that a talk was finished."""


def unread(session: Session, clients: Select[Any], limit: int) -> tuple[UUID, ...]:
    """Return the talks of these clients whose answers were given at the screen and read by nobody yet, newest first.

    A talk in which nothing was answered is none of them: there is nothing to read.
    """
    answered = select(Answer.id).where(Answer.assessment_id == Reading.assessment_id).exists()
    rows = session.scalars(
        select(Reading.assessment_id)
        .where(Reading.client_id.in_(clients), Reading.read_at.is_(None), answered)
        .order_by(Reading.turned_at.desc(), Reading.id)
        .limit(limit)
    )
    return tuple(rows)


def readings(session: Session, assessment_ids: Sequence[UUID]) -> dict[UUID, ReadingRecord]:
    """Return which of these talks a client had on the screen, and who read them; a talk without a row is left out."""
    rows = session.scalars(select(Reading).where(Reading.assessment_id.in_(assessment_ids)))
    return {
        row.assessment_id: ReadingRecord(row.turned_at, row.stopped_at, row.read_at, row.read_by, row.version)
        for row in rows
    }


def put_away(session: Session, record: AssessmentRecord) -> tuple[AnswerRecord, ...]:
    """Return what was answered in a finished talk and fell away with it, in the order of the form.

    Another answer that brought the question up was changed, so it counts nowhere; what was said stands in the audit
    until it is erased.
    """
    if record.completed_at is None:
        return ()
    bodies = session.scalars(
        select(AuditPayload.body)
        .join(AuditEntry, AuditEntry.seq == AuditPayload.seq)
        .where(
            AuditEntry.client_id.in_(all_ids(session, record.client_id)),
            AuditEntry.table_name == Answer.__tablename__,
            AuditEntry.verb == FINISHED,
            AuditEntry.action == "delete",
            AuditEntry.at == record.completed_at,
        )
    )
    gone = [{name: old for name, (old, _new) in json.loads(body).items()} for body in bodies]
    theirs = sorted((row for row in gone if row["assessment_id"] == str(record.id)), key=lambda row: int(row["number"]))
    return tuple(
        AnswerRecord(row["link_id"], row["question_shown"], row["value_text"], row["value_text"])
        for row in theirs
        if row["value_text"]
    )
