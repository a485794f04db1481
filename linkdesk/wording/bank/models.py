"""The table of the phrase bank: phrases of the service, and what it changed of LinkDesk's."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from linkdesk.easyread.bank import PhraseKind
from linkdesk.record.base import Base
from linkdesk.record.base import OwnedRow
from linkdesk.record.types import Choice
from linkdesk.record.types import Json
from linkdesk.wording.bank import rules


class BankPhraseRow(OwnedRow, Base):
    """One phrase; with the key of one of LinkDesk's it stands in its place. `said`: tag to (words, name, day)."""

    __tablename__ = "bank_phrase"
    __table_args__ = (UniqueConstraint("organisation_id", "key"),)

    key: Mapped[str] = mapped_column(String(rules.KEY_LENGTH))
    kind: Mapped[PhraseKind] = mapped_column(Choice(PhraseKind))
    words: Mapped[str] = mapped_column(String(rules.WORDS_LENGTH))
    picture: Mapped[str] = mapped_column(String(rules.KEY_LENGTH))
    is_away: Mapped[bool]
    said: Mapped[dict[str, list[str]]] = mapped_column(Json)
