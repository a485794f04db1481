"""Where services came from, and what was said of them there, word for word; beside what we say of them ourselves.

These tables are not audited: they hold what others publish, and every row of ours that an import changes is.
"""

from __future__ import annotations

import uuid
from datetime import date
from datetime import datetime
from typing import Any

from sqlalchemy import Boolean
from sqlalchemy import Date
from sqlalchemy import ForeignKey
from sqlalchemy import Integer
from sqlalchemy import String
from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from linkdesk.record.base import Base
from linkdesk.record.types import Choice
from linkdesk.record.types import Json
from linkdesk.services.feeds.rules import DIGEST_LENGTH
from linkdesk.services.feeds.rules import HSDS_ID_LENGTH
from linkdesk.services.feeds.rules import NAME_LENGTH
from linkdesk.services.feeds.rules import ORIGIN_LENGTH
from linkdesk.services.feeds.rules import Format
from linkdesk.services.feeds.rules import Kind
from linkdesk.services.feeds.rules import Outcome
from linkdesk.services.feeds.rules import State

UNAUDITED = {"info": {"unaudited": True}}


class LocalSource(Base):
    """One import: of what, from which file or address, when, by whom, and how many of each outcome."""

    __tablename__ = "local_source"
    __table_args__ = (UNAUDITED,)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    worker_id: Mapped[uuid.UUID]
    name: Mapped[str] = mapped_column(String(NAME_LENGTH), index=True)
    origin: Mapped[str] = mapped_column(String(ORIGIN_LENGTH))
    format: Mapped[Format] = mapped_column(Choice(Format))
    digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH))
    state: Mapped[State] = mapped_column(Choice(State))
    is_whole: Mapped[bool] = mapped_column(Boolean)
    counts: Mapped[dict[str, int]] = mapped_column(Json)
    notes: Mapped[list[str]] = mapped_column(Json)
    created_at: Mapped[datetime]
    done_at: Mapped[datetime | None]


class LocalSourceRow(Base):
    """One object of an import: what was read until it is in, then what it was before, so that it can be taken back."""

    __tablename__ = "local_source_row"
    __table_args__ = (UNAUDITED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(LocalSource.id), index=True)
    kind: Mapped[Kind] = mapped_column(Choice(Kind))
    hsds_id: Mapped[str] = mapped_column(String(HSDS_ID_LENGTH))
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    body: Mapped[dict[str, Any]] = mapped_column(Json)
    outcome: Mapped[Outcome | None] = mapped_column(Choice(Outcome))
    notes: Mapped[list[str]] = mapped_column(Json)
    row_id: Mapped[uuid.UUID | None]
    before: Mapped[dict[str, Any] | None] = mapped_column(Json)
    version_after: Mapped[int | None] = mapped_column(Integer)


class LocalSaid(Base):
    """What a source said of one object the last time, word for word; the base that later imports are compared with."""

    __tablename__ = "local_said"
    __table_args__ = (UniqueConstraint("kind", "hsds_id"), UNAUDITED)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    kind: Mapped[Kind] = mapped_column(Choice(Kind))
    hsds_id: Mapped[str] = mapped_column(String(HSDS_ID_LENGTH))
    row_id: Mapped[uuid.UUID] = mapped_column(index=True)
    source_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(LocalSource.id), index=True)
    body: Mapped[dict[str, Any]] = mapped_column(Json)
    gone_on: Mapped[date | None] = mapped_column(Date)
