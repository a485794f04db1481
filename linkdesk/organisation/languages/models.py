"""The table of languages: one row for each language that the service switched on or has words in."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from linkdesk.record.base import Base
from linkdesk.record.base import OwnedRow
from linkdesk.record.types import Json

TAG_LENGTH = 35


class ClientLanguage(OwnedRow, Base):
    """Whether clients may see a language, and its words: English sentence to (words, checker, day)."""

    __tablename__ = "client_language"
    __table_args__ = (UniqueConstraint("organisation_id", "tag"),)

    tag: Mapped[str] = mapped_column(String(TAG_LENGTH))
    is_on: Mapped[bool]
    words: Mapped[dict[str, list[str]]] = mapped_column(Json)
