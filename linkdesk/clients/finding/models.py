"""The index of persons: made from the records in the same transaction, so it is no record of its own."""

from __future__ import annotations

import uuid

from sqlalchemy import ForeignKey
from sqlalchemy import String
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from linkdesk.clients import rules
from linkdesk.clients.finding.rules import Field
from linkdesk.clients.finding.rules import How
from linkdesk.clients.models import Client
from linkdesk.record.base import Base
from linkdesk.record.base import client_table
from linkdesk.record.types import Choice

TERM_LENGTH = rules.PREFERRED_NAME_LENGTH
UNAUDITED = {"unaudited": True}
"""An index can be made anew from the records at any time; the audit is about those."""


class SearchTerm(Base):
    """One word or number by which a client can be found."""

    __tablename__ = "search_term"
    __table_args__ = (
        {
            "info": UNAUDITED
            | client_table(
                merge="made anew from the record that stays",
                export="stays: it holds nothing that the record does not",
                erase="deleted with the client, in the same transaction",
            ),
            "sqlite_with_rowid": False,
        },
    )

    client_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey(Client.id, deferrable=True, initially="DEFERRED"), primary_key=True
    )
    """Checked at the commit, so that an erased client's terms can follow in the same transaction."""
    field: Mapped[Field] = mapped_column(Choice(Field), primary_key=True)
    text: Mapped[str] = mapped_column(String(TERM_LENGTH), primary_key=True, index=True)


class SearchPart(Base):
    """What leads to a term that is typed from its middle, or with a slip, or as it sounds; once for each term."""

    __tablename__ = "search_part"
    __table_args__ = ({"info": UNAUDITED, "sqlite_with_rowid": False},)

    part: Mapped[str] = mapped_column(String(TERM_LENGTH), primary_key=True)
    how: Mapped[How] = mapped_column(Choice(How), primary_key=True)
    text: Mapped[str] = mapped_column(String(TERM_LENGTH), primary_key=True)
