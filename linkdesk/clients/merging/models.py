"""The table of merges: who went, and all that is needed for the way back."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy import String
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from linkdesk.clients import rules
from linkdesk.clients.models import Client
from linkdesk.record.base import Base
from linkdesk.record.base import OwnedRow
from linkdesk.record.base import client_table
from linkdesk.record.types import Json

NAME_LENGTH = rules.TITLE_LENGTH + rules.GIVEN_NAME_LENGTH + rules.FAMILY_NAME_LENGTH + 2


class ClientMerge(OwnedRow, Base):
    """One merge: `changes` holds each changed row before and after, `gone_id` leads to who stayed."""

    __tablename__ = "client_merge"
    __table_args__ = (
        {
            "info": client_table(
                merge="moves, so that each older record still leads to the one that stays",
                export="stays: the record that stays holds all of it",
                erase="deleted with the client",
            )
        },
    )

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Client.id), index=True)
    gone_id: Mapped[uuid.UUID] = mapped_column(index=True)
    gone_name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    changes: Mapped[dict[str, Any]] = mapped_column(Json)
    undone_at: Mapped[datetime | None]
