"""The table of contacts."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy import Index
from sqlalchemy import String
from sqlalchemy import Text
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from linkdesk.contacts import rules
from linkdesk.record.base import Base
from linkdesk.record.base import OwnedRow
from linkdesk.record.base import added
from linkdesk.record.base import client_table
from linkdesk.record.types import Choice


class Contact(OwnedRow, Base):
    """One contact with a client; its owner is who wrote it down."""

    __tablename__ = "contact"
    __table_args__ = (
        Index("ix_contact_client_on", "client_id", "on", "attendance"),
        {
            "info": client_table(
                merge="moves to the record that stays",
                export="contacts.csv, for our own service and, without notes and who was there, the person",
                erase="deleted with the client",
            )
        },
    )

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("client.id"))
    episode_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("episode.id"), index=True)
    on: Mapped[date]
    time: Mapped[str] = mapped_column(String(rules.TIME_LENGTH))
    way: Mapped[rules.Way] = mapped_column(Choice(rules.Way))
    attendance: Mapped[rules.Attendance] = mapped_column(Choice(rules.Attendance))
    minutes: Mapped[int | None]
    place: Mapped[str] = mapped_column(String(rules.PLACE_LENGTH))
    present: Mapped[str] = mapped_column(String(rules.LIMITS.line))
    outcome: Mapped[rules.Next | None] = mapped_column(Choice(rules.Next))
    words: Mapped[str] = mapped_column(Text)
    meeting_on: Mapped[date | None] = mapped_column(info=added(None))
