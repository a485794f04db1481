"""The table of needs that no service fits."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import Date
from sqlalchemy import ForeignKey
from sqlalchemy import Index
from sqlalchemy import String
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from linkdesk.clients.models import Client
from linkdesk.connections.gaps import rules
from linkdesk.connections.gaps.rules import Missing
from linkdesk.connections.gaps.rules import Need
from linkdesk.record.base import Base
from linkdesk.record.base import OwnedRow
from linkdesk.record.base import client_table
from linkdesk.record.types import Choice


class UnmetNeed(OwnedRow, Base):
    """One need of one person for which there was no fitting service; `area` is where they lived then."""

    __tablename__ = "unmet_need"
    __table_args__ = (
        Index("ix_unmet_need_noted_on", "noted_on"),
        {
            "info": client_table(
                merge="those of both are kept",
                export="unmet_needs.csv, for our own service and, without a worker’s words, the person",
                erase="deleted with the client",
            )
        },
    )

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Client.id), index=True)
    goal_id: Mapped[uuid.UUID | None]
    need: Mapped[Need] = mapped_column(Choice(Need))
    missing: Mapped[Missing] = mapped_column(Choice(Missing))
    words: Mapped[str] = mapped_column(String(rules.WORDS_LENGTH))
    area: Mapped[str] = mapped_column(String(rules.AREA_LENGTH))
    noted_on: Mapped[date] = mapped_column(Date)
    taken_back_on: Mapped[date | None] = mapped_column(Date)
