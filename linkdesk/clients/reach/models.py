"""The tables of records kept apart: that it is so, who is named, and who got in all the same."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy import Index
from sqlalchemy import String
from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from linkdesk.clients.reach import rules
from linkdesk.record.base import Base
from linkdesk.record.base import OwnedRow
from linkdesk.record.base import client_table

_EXPORT = "stays here: it says who may look inside this program"
_ERASE = "deleted with the client"


class Restriction(OwnedRow, Base):
    """A client's record is kept apart until `ended_at`; the row stays after that, with its reasons."""

    __tablename__ = "restriction"
    __table_args__ = (
        Index("ix_restriction_open", "ended_at", "client_id"),
        {"info": client_table(merge="if either record is kept apart, the merged one is", export=_EXPORT, erase=_ERASE)},
    )

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("client.id"), index=True)
    reason: Mapped[str] = mapped_column(String(rules.REASON_LENGTH))
    ended_at: Mapped[datetime | None]
    ended_reason: Mapped[str] = mapped_column(String(rules.REASON_LENGTH))


class NamedWorker(OwnedRow, Base):
    """A worker who may look at a record that is kept apart."""

    __tablename__ = "named_worker"
    __table_args__ = (
        UniqueConstraint("restriction_id", "worker_id"),
        {"info": client_table(merge="goes with its restriction", export=_EXPORT, erase=_ERASE)},
    )

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("client.id"), index=True)
    restriction_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("restriction.id"), index=True)
    worker_id: Mapped[uuid.UUID]


class GlassBroken(OwnedRow, Base):
    """A worker who is not named got in until `until`, and said why; those who are told have it on Today until seen."""

    __tablename__ = "glass_broken"
    __table_args__ = ({"info": client_table(merge="moves to the record that stays", export=_EXPORT, erase=_ERASE)},)

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("client.id"), index=True)
    worker_id: Mapped[uuid.UUID]
    reason: Mapped[str] = mapped_column(String(rules.REASON_LENGTH))
    until: Mapped[datetime]
    seen_at: Mapped[datetime | None] = mapped_column(index=True)
    seen_by: Mapped[uuid.UUID | None]
