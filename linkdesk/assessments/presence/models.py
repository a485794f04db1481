"""The table of who was here, one row a talk."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy import String
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from linkdesk.assessments.models import Assessment
from linkdesk.assessments.presence import rules
from linkdesk.assessments.presence.rules import Interpreter
from linkdesk.clients.models import Client
from linkdesk.record.base import Base
from linkdesk.record.base import OwnedRow
from linkdesk.record.base import client_table
from linkdesk.record.types import Choice
from linkdesk.record.types import Json


class Presence(OwnedRow, Base):
    """Who was here in one talk; an old talk has no row."""

    __tablename__ = "assessment_presence"
    __table_args__ = (
        {
            "info": client_table(
                merge="goes with its conversation",
                export="presence.csv and present.csv; names of other people only for our own service and the person",
                erase="deleted with the client",
            )
        },
    )

    assessment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Assessment.id), unique=True)
    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Client.id), index=True)
    interpreter: Mapped[Interpreter | None] = mapped_column(Choice(Interpreter))
    reference: Mapped[str] = mapped_column(String(rules.REFERENCE_LENGTH))
    is_adult: Mapped[bool]
    people: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    seen_alone: Mapped[bool | None]


class Aside(OwnedRow, Base):
    """What one talk left for when the person is alone, or which questions of an earlier talk it takes up.

    A talk that set nothing aside and takes nothing up has no row.
    """

    __tablename__ = "assessment_aside"
    __table_args__ = (
        {
            "info": client_table(
                merge="goes with its conversation",
                export="stays here: only what was answered leaves",
                erase="deleted with the client",
            )
        },
    )

    assessment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Assessment.id), unique=True)
    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Client.id), index=True)
    follows_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(Assessment.id), index=True)
    asks: Mapped[list[str]] = mapped_column(Json)
    left: Mapped[list[str]] = mapped_column(Json)
