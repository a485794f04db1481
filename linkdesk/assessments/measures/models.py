"""The tables of measures: how a talk ran, what was not asked, totals held elsewhere."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy import String
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from linkdesk.assessments.measures import rules
from linkdesk.assessments.measures.rules import Mode
from linkdesk.assessments.measures.rules import NotAskedReason
from linkdesk.assessments.models import URL_LENGTH
from linkdesk.assessments.models import Assessment
from linkdesk.clients.models import Client
from linkdesk.record.base import Base
from linkdesk.record.base import OwnedRow
from linkdesk.record.base import client_table
from linkdesk.record.types import Choice


class AssessmentHow(OwnedRow, Base):
    """How one talk ran, where a worker said it; else the talk itself tells."""

    __tablename__ = "assessment_how"
    __table_args__ = (
        {
            "info": client_table(
                merge="goes with its conversation",
                export="how.csv; what help was given only for our own service",
                erase="deleted with the client",
            )
        },
    )

    assessment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Assessment.id), unique=True)
    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Client.id), index=True)
    mode: Mapped[Mode] = mapped_column(Choice(Mode))
    pictures: Mapped[bool]
    help_given: Mapped[str] = mapped_column(String(rules.WORDS_LENGTH))


class NotAsked(OwnedRow, Base):
    """A measure that was offered or due and not asked, with the reason."""

    __tablename__ = "not_asked"
    __table_args__ = (
        {
            "info": client_table(
                merge="those of both are kept",
                export="not_asked.csv; a worker's own words only for our own service",
                erase="deleted with the client",
            )
        },
    )

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Client.id), index=True)
    form_url: Mapped[str] = mapped_column(String(URL_LENGTH))
    title: Mapped[str] = mapped_column(String(URL_LENGTH))
    reason: Mapped[NotAskedReason] = mapped_column(Choice(NotAskedReason))
    words: Mapped[str] = mapped_column(String(rules.WORDS_LENGTH))
    happened_on: Mapped[date]


class HeldScore(OwnedRow, Base):
    """The total of a form that is held elsewhere: only the number and its name, never a question."""

    __tablename__ = "held_score"
    __table_args__ = (
        {
            "info": client_table(
                merge="those of both are kept",
                export="held_scores.csv, for our own service and the person",
                erase="deleted with the client",
            )
        },
    )

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Client.id), index=True)
    name: Mapped[str] = mapped_column(String(rules.NAME_LENGTH))
    value: Mapped[float]
    low: Mapped[float]
    high: Mapped[float]
    taken_on: Mapped[date]
    by_whom: Mapped[str] = mapped_column(String(rules.NAME_LENGTH))
