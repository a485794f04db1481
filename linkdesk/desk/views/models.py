"""The tables of saved views. They hold nothing about a client, so no client stands in them."""

from __future__ import annotations

import uuid

from sqlalchemy import ForeignKey
from sqlalchemy import Index
from sqlalchemy import String
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from linkdesk.desk.views.rules import NAME_LENGTH
from linkdesk.desk.views.rules import STAGE_LENGTH
from linkdesk.desk.views.rules import WHOSE_LENGTH
from linkdesk.desk.views.rules import Sort
from linkdesk.record.base import Base
from linkdesk.record.base import OwnedRow
from linkdesk.record.types import Choice


class SavedView(OwnedRow, Base):
    """One view of the caseload; it belongs to its owner, and the team sees it where it is shared."""

    __tablename__ = "saved_view"
    __table_args__ = (Index("ix_saved_view_owner_name", "owner_id", "name", unique=True),)

    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    whose: Mapped[str] = mapped_column(String(WHOSE_LENGTH))
    stage: Mapped[str] = mapped_column(String(STAGE_LENGTH))
    sort: Mapped[Sort] = mapped_column(Choice(Sort))
    shared: Mapped[bool]


class FirstView(OwnedRow, Base):
    """The view that the caseload opens with for one worker: the owner of the row."""

    __tablename__ = "first_view"
    __table_args__ = (Index("ix_first_view_owner", "owner_id", unique=True),)

    view_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(SavedView.id), index=True)
