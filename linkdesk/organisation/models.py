"""The table of the service: one row a vault, its id is the organisation of every other row."""

from __future__ import annotations

from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from linkdesk.organisation import rules
from linkdesk.record.base import Base
from linkdesk.record.base import OwnedRow
from linkdesk.record.base import added
from linkdesk.record.types import Json
from linkdesk.settings import Needs

NEEDS = Needs()


class OrganisationRow(OwnedRow, Base):
    """The service that works with this vault. Own numbers and address lines belong to it and lie in the row."""

    __tablename__ = "organisation"

    name: Mapped[str] = mapped_column(String(rules.NAME_LENGTH))
    phone: Mapped[str] = mapped_column(String(rules.PHONE_LENGTH))
    email: Mapped[str] = mapped_column(String(rules.EMAIL_LENGTH))
    address_lines: Mapped[list[str]] = mapped_column(Json)
    out_of_hours: Mapped[str] = mapped_column(String(rules.WORDS_LENGTH))
    privacy_contact: Mapped[str] = mapped_column(String(rules.WORDS_LENGTH))
    curtain_minutes: Mapped[int]
    needs_review_months: Mapped[int] = mapped_column(default=NEEDS.review_after, info=added(12))
    practice: Mapped[bool]
    own_numbers: Mapped[dict[str, dict[str, Any]]] = mapped_column(Json)
    extra_numbers: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    hidden_numbers: Mapped[list[str]] = mapped_column(Json)
