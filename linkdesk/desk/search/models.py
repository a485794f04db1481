"""The index of notes: which row is searched under which number; the words lie in an FTS5 table beside it."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy import String
from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from linkdesk.clients.finding.models import UNAUDITED
from linkdesk.clients.models import Client
from linkdesk.record.base import Base
from linkdesk.record.base import client_table

NAME_LENGTH = 60
FINGERPRINT_LENGTH = 64
WORDS_TABLE = "search_words"
"""The FTS5 table: one row a note, with the same number. Alembic and SQLAlchemy do not know it."""


class SearchNote(Base):
    """One text that can be searched; `number` grows, so the newest come first."""

    __tablename__ = "search_note"
    __table_args__ = (
        UniqueConstraint("source", "row_id"),
        {
            "info": UNAUDITED
            | client_table(
                merge="follows the rows it was made from",
                export="stays: it holds nothing that the record does not",
                erase="deleted with the rows it was made from, in the same transaction",
            )
        },
    )

    number: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(String(NAME_LENGTH))
    row_id: Mapped[uuid.UUID]
    client_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey(Client.id, deferrable=True, initially="DEFERRED"), index=True
    )
    at: Mapped[datetime]


class SearchState(Base):
    """By which rules the index was made; one row, or none before the first time."""

    __tablename__ = "search_state"
    __table_args__ = ({"info": UNAUDITED},)

    fingerprint: Mapped[str] = mapped_column(String(FINGERPRINT_LENGTH), primary_key=True)
