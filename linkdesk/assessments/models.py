"""The tables of assessments: one row a conversation, one row an answer, with the words as they were shown."""

from __future__ import annotations

import uuid
from datetime import date
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy import Index
from sqlalchemy import String
from sqlalchemy import Text
from sqlalchemy import UniqueConstraint
from sqlalchemy import text
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from linkdesk.assessments.rules import MEANING_BY_LENGTH
from linkdesk.assessments.rules import Kind
from linkdesk.assessments.rules import Setting
from linkdesk.clients.models import Client
from linkdesk.record.base import Base
from linkdesk.record.base import OwnedRow
from linkdesk.record.base import added
from linkdesk.record.base import client_table
from linkdesk.record.types import Choice
from linkdesk.record.types import Json

URL_LENGTH = 500
LINK_ID_LENGTH = 255
VERSION_LENGTH = 60
NAME_LENGTH = 200
WORDS_LENGTH = 60


class Assessment(OwnedRow, Base):
    """One conversation over one form. `page` is where it stands, so that it goes on there after a lock."""

    __tablename__ = "assessment"
    __table_args__ = (
        Index("ix_assessment_client_started", "client_id", "started_at"),
        Index(
            "ix_assessment_unfinished",
            "client_id",
            "completed_at",
            "started_at",
            "id",
            sqlite_where=text("completed_at IS NULL"),
        ),
        {
            "info": client_table(
                merge="all conversations of both are kept, under the client who stays",
                export="QuestionnaireResponse and Observation in FHIR; assessments.csv",
                erase="deleted with the client",
            )
        },
    )

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Client.id))
    form_url: Mapped[str] = mapped_column(String(URL_LENGTH))
    form_version: Mapped[str] = mapped_column(String(VERSION_LENGTH))
    title: Mapped[str] = mapped_column(String(URL_LENGTH))
    copyright: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(35))
    setting: Mapped[Setting] = mapped_column(Choice(Setting))
    page: Mapped[int]
    started_at: Mapped[datetime]
    completed_at: Mapped[datetime | None]
    paper_on: Mapped[date | None] = mapped_column(info=added(None))
    unchecked_words: Mapped[bool] = mapped_column(default=False, info=added(value=False))
    """Answered in a translation that nobody had checked: such answers are never paired with others."""


class Answer(OwnedRow, Base):
    """One question as it was shown and its answer; it can be read without the form it came from."""

    __tablename__ = "assessment_answer"
    __table_args__ = (
        UniqueConstraint("assessment_id", "link_id"),
        {
            "info": client_table(
                merge="goes with its conversation",
                export="QuestionnaireResponse.item in FHIR; answers.csv",
                erase="deleted with the client",
            )
        },
    )

    assessment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Assessment.id))
    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Client.id), index=True)
    link_id: Mapped[str] = mapped_column(String(LINK_ID_LENGTH))
    number: Mapped[int]
    section: Mapped[str] = mapped_column(Text)
    question_shown: Mapped[str] = mapped_column(Text)
    question_said: Mapped[str] = mapped_column(Text, default="", info=added(""))
    """The question as it was read in another language than English, else an empty text."""
    meaning: Mapped[str] = mapped_column(Text, default="", info=added(""))
    """What own words mean in English, as somebody told the worker; `value` stays what the person wrote."""
    meaning_by: Mapped[str] = mapped_column(String(MEANING_BY_LENGTH), default="", info=added(""))
    picture: Mapped[str | None] = mapped_column(String(60))
    kind: Mapped[Kind] = mapped_column(Choice(Kind))
    value: Mapped[Any] = mapped_column(Json(none_as_null=True), nullable=True)
    value_text: Mapped[str] = mapped_column(Text)
    chosen: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    scale: Mapped[dict[str, Any] | None] = mapped_column(Json(none_as_null=True))
    skipped: Mapped[bool]
    unknown: Mapped[bool]


class AssessmentTotal(OwnedRow, Base):
    """One total of a finished talk, as the form added it up then; `missing` says what was not answered."""

    __tablename__ = "assessment_total"
    __table_args__ = (
        UniqueConstraint("assessment_id", "name"),
        {
            "info": client_table(
                merge="goes with its conversation",
                export="Observation in FHIR; scores.csv and no_totals.csv",
                erase="deleted with the client",
            )
        },
    )

    assessment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Assessment.id))
    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Client.id), index=True)
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    value: Mapped[float | None]
    low: Mapped[float]
    high: Mapped[float]
    judged: Mapped[bool]
    high_is_good: Mapped[bool]
    lower_words: Mapped[str] = mapped_column(String(WORDS_LENGTH))
    upper_words: Mapped[str] = mapped_column(String(WORDS_LENGTH))
    band: Mapped[str] = mapped_column(String(WORDS_LENGTH))
    missing: Mapped[list[str]] = mapped_column(Json)
