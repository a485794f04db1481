"""Files on their way in: they lie in the encrypted store until the worker decides, and are not part of the record."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy import String
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from linkdesk.exchange.intake.cells import DateOrder
from linkdesk.exchange.intake.rules import FILE_NAME_LENGTH
from linkdesk.exchange.intake.rules import Outcome
from linkdesk.exchange.intake.rules import State
from linkdesk.record.base import Base
from linkdesk.record.types import Choice
from linkdesk.record.types import Json

SHAPE_LENGTH = 64


class IntakeFile(Base):
    """One file that a worker brings in; only that worker sees it."""

    __tablename__ = "intake_file"
    __table_args__ = ({"info": {"unaudited": True}},)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    worker_id: Mapped[uuid.UUID] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(String(FILE_NAME_LENGTH))
    notes: Mapped[list[str]] = mapped_column(Json)
    headings: Mapped[list[str]] = mapped_column(Json)
    shape: Mapped[str] = mapped_column(String(SHAPE_LENGTH))
    columns: Mapped[dict[str, Any]] = mapped_column(Json)
    day_order: Mapped[DateOrder | None] = mapped_column(Choice(DateOrder))
    state: Mapped[State] = mapped_column(Choice(State))
    brought_in: Mapped[int]
    created_at: Mapped[datetime]


class IntakeRow(Base):
    """One row of such a file; once the rest is in, only the number and the reasons of a left-out row stay."""

    __tablename__ = "intake_row"
    __table_args__ = ({"info": {"unaudited": True}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("intake_file.id"), index=True)
    number: Mapped[int]
    cells: Mapped[list[str]] = mapped_column(Json)
    outcome: Mapped[Outcome | None] = mapped_column(Choice(Outcome))
    reasons: Mapped[list[str]] = mapped_column(Json)


class IntakeShape(Base):
    """What the columns of a file with these headings meant the last time; no word about a person."""

    __tablename__ = "intake_shape"
    __table_args__ = ({"info": {"unaudited": True}},)

    shape: Mapped[str] = mapped_column(String(SHAPE_LENGTH), primary_key=True)
    columns: Mapped[dict[str, Any]] = mapped_column(Json)
    day_order: Mapped[DateOrder | None] = mapped_column(Choice(DateOrder))
