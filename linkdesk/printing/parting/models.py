"""The tables of how meetings ended, and of what the worker promised there."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import Date
from sqlalchemy import ForeignKey
from sqlalchemy import Index
from sqlalchemy import String
from sqlalchemy import Text
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from linkdesk.clients.models import Client
from linkdesk.plans.models import Plan
from linkdesk.printing.given.safe import Safe
from linkdesk.printing.parting import rules
from linkdesk.record.base import Base
from linkdesk.record.base import OwnedRow
from linkdesk.record.base import client_table
from linkdesk.record.types import Choice
from linkdesk.settings import Limits

LIMITS = Limits()


class Parting(OwnedRow, Base):
    """How one meeting about a plan ended: what was agreed, and when they meet again."""

    __tablename__ = "parting"
    __table_args__ = (
        Index("ix_parting_next", "next_on"),
        {"info": client_table(merge="stays with its plan", export="partings.csv", erase="deleted with the client")},
    )

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Client.id), index=True)
    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Plan.id), index=True)
    plan_number: Mapped[int]
    on: Mapped[date] = mapped_column(Date)
    words: Mapped[str] = mapped_column(Text)
    next_on: Mapped[date | None] = mapped_column(Date)
    next_time: Mapped[str] = mapped_column(String(rules.TIME_LENGTH))
    next_place: Mapped[str] = mapped_column(String(LIMITS.line))
    safe: Mapped[Safe | None] = mapped_column(Choice(Safe))


class Reminder(OwnedRow, Base):
    """One thing the worker promised; it stands on Today until it is done."""

    __tablename__ = "reminder"
    __table_args__ = (
        Index("ix_reminder_open", "done_on", "on"),
        {"info": client_table(merge="goes with its meeting", export="reminders.csv", erase="deleted with the client")},
    )

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Client.id), index=True)
    parting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Parting.id), index=True)
    words: Mapped[str] = mapped_column(String(LIMITS.line))
    on: Mapped[date | None] = mapped_column(Date)
    done_on: Mapped[date | None] = mapped_column(Date)
