"""The tables of drop-ins: the session at a venue, and who dropped in, without a name."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy import String
from sqlalchemy import Text
from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from linkdesk.clients.models import Client
from linkdesk.contacts.dropins import rules
from linkdesk.record.base import Base
from linkdesk.record.base import OwnedRow
from linkdesk.record.base import client_table


class DropInSession(OwnedRow, Base):
    """One venue on one day; its owner is who was there. It names nobody."""

    __tablename__ = "drop_in_session"
    __table_args__ = (UniqueConstraint("owner_id", "on", "venue_key"),)

    on: Mapped[date] = mapped_column(index=True)
    venue: Mapped[str] = mapped_column(String(rules.VENUE_LENGTH))
    venue_key: Mapped[str] = mapped_column(String(rules.VENUE_LENGTH))
    words: Mapped[str] = mapped_column(Text)


class DropIn(OwnedRow, Base):
    """One brief contact. Once it became a person its words stand in their contact and are empty here."""

    __tablename__ = "drop_in"
    __table_args__ = (
        {
            "info": client_table(
                merge="moves to the record that stays",
                export="its words are in contacts.csv; the row only counts",
                erase="loses the client; it names nobody and goes on to count",
            )
        },
    )

    client_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(Client.id), index=True)
    session_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(DropInSession.id), index=True)
    asked: Mapped[str] = mapped_column(Text)
    given: Mapped[str] = mapped_column(Text)
    signposted: Mapped[str] = mapped_column(Text)
    minutes: Mapped[int | None]
    urgent: Mapped[bool]
