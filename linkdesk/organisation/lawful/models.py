"""The table of the lawful basis: one row a vault, and none while nobody changed it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from linkdesk.organisation.lawful.rules import NAME_LENGTH
from linkdesk.record.base import Base
from linkdesk.record.base import OwnedRow
from linkdesk.record.types import Json


class LawfulBasis(OwnedRow, Base):
    """What the service relies on for each purpose; its id is that of the organisation."""

    __tablename__ = "lawful_basis"

    bases: Mapped[dict[str, str]] = mapped_column(Json)
    checked_by: Mapped[str] = mapped_column(String(NAME_LENGTH))
    checked_on: Mapped[date | None]
