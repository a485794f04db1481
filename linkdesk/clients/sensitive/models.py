"""The answers about the most private things, apart from everything else, and what a service asks at all."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy import String
from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from linkdesk.clients.models import Client
from linkdesk.clients.sensitive import rules
from linkdesk.clients.sensitive.rules import Said
from linkdesk.clients.sensitive.rules import Topic
from linkdesk.record.base import Base
from linkdesk.record.base import OwnedRow
from linkdesk.record.base import client_table
from linkdesk.record.types import Choice
from linkdesk.record.types import Json


class SensitiveFact(OwnedRow, Base):
    """What one client said about one topic. The history shows that it changed, never its words."""

    __tablename__ = "sensitive_fact"
    __table_args__ = (
        UniqueConstraint("client_id", "topic"),
        {
            "info": client_table(
                merge="of two answers to one topic the newer stays; the other is back when the two are taken apart",
                export="left out of every export",
                erase="deleted with the client",
                one_of=("client_id", "topic"),
            )
        },
    )

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Client.id), index=True)
    topic: Mapped[Topic] = mapped_column(Choice(Topic))
    said: Mapped[Said] = mapped_column(Choice(Said))
    choice: Mapped[str] = mapped_column(String(rules.CHOICE_LENGTH))
    words: Mapped[str] = mapped_column(String(rules.WORDS_LENGTH))
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]


class SensitiveSetting(OwnedRow, Base):
    """Which topics a service asks; no row means none. Its id is that of the service."""

    __tablename__ = "sensitive_setting"

    asked: Mapped[list[str]] = mapped_column(Json)
