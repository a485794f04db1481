"""The table of covers."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from linkdesk.record.base import Base
from linkdesk.record.base import OwnedRow


class Cover(OwnedRow, Base):
    """A worker looks after another's caseload from one day to another."""

    __tablename__ = "cover"
    __table_args__ = (Index("ix_cover_cover_to", "cover_id", "to_on"),)

    worker_id: Mapped[uuid.UUID]
    cover_id: Mapped[uuid.UUID]
    from_on: Mapped[date]
    to_on: Mapped[date]
