"""The table of people in a person's life."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy import String
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from linkdesk.clients.circle import rules
from linkdesk.clients.circle.rules import Closeness
from linkdesk.clients.models import Client
from linkdesk.record.base import Base
from linkdesk.record.base import OwnedRow
from linkdesk.record.base import client_table
from linkdesk.record.types import Choice


class CirclePerson(OwnedRow, Base):
    """Somebody in a person's life; who is no more is ended, not deleted."""

    __tablename__ = "circle_person"
    __table_args__ = (
        {
            "info": client_table(
                merge="those of both are kept; the worker ends the doubles",
                export="people.csv, for our own service and the person: names and phones belong to other people",
                erase="deleted with the client",
            )
        },
    )

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Client.id), index=True)
    name: Mapped[str] = mapped_column(String(rules.NAME_LENGTH))
    relationship: Mapped[str] = mapped_column(String(rules.WORDS_LENGTH))
    closeness: Mapped[Closeness] = mapped_column(Choice(Closeness))
    role: Mapped[str] = mapped_column(String(rules.WORDS_LENGTH))
    organisation: Mapped[str] = mapped_column(String(rules.WORDS_LENGTH))
    phone: Mapped[str] = mapped_column(String(rules.PHONE_LENGTH))
    email: Mapped[str] = mapped_column(String(rules.EMAIL_LENGTH))
    availability: Mapped[str] = mapped_column(String(rules.NOTE_LENGTH))
    next_of_kin: Mapped[bool]
    carer: Mapped[bool]
    emergency_contact: Mapped[bool]
    note: Mapped[str] = mapped_column(String(rules.NOTE_LENGTH))
    ended_on: Mapped[date | None]
