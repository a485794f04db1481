"""The table of risks."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy import String
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from linkdesk.clients.models import Client
from linkdesk.clients.risks.rules import COMMENT_LENGTH
from linkdesk.clients.risks.rules import RISK_LENGTH
from linkdesk.clients.risks.rules import RiskKind
from linkdesk.record.base import Base
from linkdesk.record.base import OwnedRow
from linkdesk.record.base import client_table
from linkdesk.record.types import Choice


class Risk(OwnedRow, Base):
    """One risk, or the entry that none is known; it is ended, never deleted."""

    __tablename__ = "risk"
    __table_args__ = (
        {
            "info": client_table(
                merge="those of both are kept; the worker looks at them again",
                export="risks.csv, for our own service alone",
                erase="deleted with the client",
            )
        },
    )

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Client.id), index=True)
    kind: Mapped[RiskKind] = mapped_column(Choice(RiskKind))
    risk: Mapped[str] = mapped_column(String(RISK_LENGTH))
    comment: Mapped[str] = mapped_column(String(COMMENT_LENGTH))
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    end_comment: Mapped[str] = mapped_column(String(COMMENT_LENGTH))
