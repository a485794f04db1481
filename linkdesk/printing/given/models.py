"""The tables of what left the print page, and of what became of the copies of a plan."""

from __future__ import annotations

import uuid
from datetime import date
from datetime import datetime

from sqlalchemy import Date
from sqlalchemy import ForeignKey
from sqlalchemy import Index
from sqlalchemy import String
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from linkdesk.clients.models import Client
from linkdesk.plans.models import Plan
from linkdesk.printing.given import rules
from linkdesk.printing.given.rules import How
from linkdesk.printing.given.rules import Way
from linkdesk.printing.given.safe import Safe
from linkdesk.printing.rules import Format
from linkdesk.record.base import Base
from linkdesk.record.base import OwnedRow
from linkdesk.record.base import added
from linkdesk.record.base import client_table
from linkdesk.record.types import Choice
from linkdesk.services.models import LocalService

SEAL_LENGTH = 32


class PrintOut(OwnedRow, Base):
    """One print that left the preview, or waits for the office printer; the paper itself is never kept."""

    __tablename__ = "print_out"
    __table_args__ = (
        Index("ix_print_out_waiting", "way", "created_at"),
        {
            "info": client_table(
                merge="stays with its plan; what waits says that the record changed and is looked at again",
                export="prints.csv",
                erase="deleted with the client",
            )
        },
    )

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Client.id), index=True)
    plan_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(Plan.id), index=True)
    plan_number: Mapped[int | None]
    service_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(LocalService.id), info=added(None))
    item: Mapped[str] = mapped_column(String(rules.ITEM_LENGTH))
    format: Mapped[Format] = mapped_column(Choice(Format))
    size: Mapped[int]
    mono: Mapped[bool]
    language: Mapped[str] = mapped_column(String(rules.LANGUAGE_LENGTH))
    way: Mapped[Way] = mapped_column(Choice(Way))
    safe: Mapped[Safe] = mapped_column(Choice(Safe))
    seal: Mapped[str] = mapped_column(String(SEAL_LENGTH))
    left_at: Mapped[datetime | None]
    left_by: Mapped[uuid.UUID | None]
    english: Mapped[bool] = mapped_column(default=False, info=added(value=False))


class CopyGiven(OwnedRow, Base):
    """What became of the person's copy of one version of a plan; the newest row of a plan counts."""

    __tablename__ = "copy_given"
    __table_args__ = (
        {
            "info": client_table(
                merge="stays with its plan",
                export="copies_given.csv",
                erase="deleted with the client",
            )
        },
    )

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Client.id), index=True)
    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Plan.id), index=True)
    how: Mapped[How] = mapped_column(Choice(How))
    given_on: Mapped[date] = mapped_column(Date)
    format: Mapped[Format | None] = mapped_column(Choice(Format))
    language: Mapped[str] = mapped_column(String(rules.LANGUAGE_LENGTH))
    english: Mapped[bool] = mapped_column(default=False, info=added(value=False))
