"""The table of what the worker reads before the client goes, one row a talk at the screen or typed in from paper."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from linkdesk.assessments.models import Assessment
from linkdesk.clients.models import Client
from linkdesk.record.base import Base
from linkdesk.record.base import OwnedRow
from linkdesk.record.base import client_table


class Reading(OwnedRow, Base):
    """When the screen was handed over, when the client stopped for today, who read what they wrote and when.

    Each time the screen is handed over it is to be read anew: the row is emptied but for that time. Of a paper form
    `turned_at` is when all of it was typed in.
    """

    __tablename__ = "assessment_reading"
    __table_args__ = (
        {
            "info": client_table(
                merge="goes with its conversation",
                export="assessments.csv",
                erase="deleted with the client",
            )
        },
    )

    assessment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Assessment.id), unique=True)
    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Client.id), index=True)
    turned_at: Mapped[datetime]
    stopped_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]
    read_by: Mapped[uuid.UUID | None]
