"""The table of own words in another language."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy import String
from sqlalchemy import Text
from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from linkdesk.clients.models import Client
from linkdesk.record.base import Base
from linkdesk.record.base import OwnedRow
from linkdesk.record.base import client_table
from linkdesk.wording.own import rules


class OwnTranslationRow(OwnedRow, Base):
    """One text of a client's papers in one language, with who translated it and when."""

    __tablename__ = "own_translation"
    __table_args__ = (
        UniqueConstraint("client_id", "language", "text_hash"),
        {
            "info": client_table(
                merge="of two translations of the same words the newer stays",
                export="own_translations.csv",
                erase="deleted with the client",
                one_of=("client_id", "language", "text_hash"),
            )
        },
    )

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Client.id), index=True)
    language: Mapped[str] = mapped_column(String(rules.LANGUAGE_LENGTH))
    text_hash: Mapped[str] = mapped_column(String(rules.HASH_LENGTH))
    words: Mapped[str] = mapped_column(Text)
    translator: Mapped[str] = mapped_column(String(rules.NAME_LENGTH))
    day: Mapped[date]
