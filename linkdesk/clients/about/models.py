"""The table of what is written about a person: one row a client."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy import String
from sqlalchemy import Text
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from linkdesk.clients.about.rules import FACT_LENGTH
from linkdesk.clients.about.rules import SUPPORTED_BY_LENGTH
from linkdesk.clients.models import Client
from linkdesk.record.base import Base
from linkdesk.record.base import OwnedRow
from linkdesk.record.base import client_table


class AboutMe(OwnedRow, Base):
    """About me in the person's own words, and their social context."""

    __tablename__ = "about_me"
    __table_args__ = (
        {
            "info": client_table(
                merge="the newer stays; what only the older holds is put below it",
                export="about.csv, for our own service and the person",
                erase="deleted with the client",
                one_of=("client_id",),
                put_below=True,
            )
        },
    )

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Client.id), unique=True)
    most_important: Mapped[str] = mapped_column(Text)
    people: Mapped[str] = mapped_column(Text)
    communication: Mapped[str] = mapped_column(Text)
    wellness: Mapped[str] = mapped_column(Text)
    do_and_dont: Mapped[str] = mapped_column(Text)
    support: Mapped[str] = mapped_column(Text)
    also: Mapped[str] = mapped_column(Text)
    supported_by: Mapped[str] = mapped_column(String(SUPPORTED_BY_LENGTH))
    household: Mapped[str] = mapped_column(String(FACT_LENGTH))
    accommodation: Mapped[str] = mapped_column(String(FACT_LENGTH))
    environment: Mapped[str] = mapped_column(String(FACT_LENGTH))
    occupation: Mapped[str] = mapped_column(String(FACT_LENGTH))
    education: Mapped[str] = mapped_column(String(FACT_LENGTH))
    lifestyle: Mapped[str] = mapped_column(String(FACT_LENGTH))
    circumstances: Mapped[str] = mapped_column(String(FACT_LENGTH))
    dependants: Mapped[str] = mapped_column(String(FACT_LENGTH))
    transport: Mapped[str] = mapped_column(String(FACT_LENGTH))
    digital: Mapped[str] = mapped_column(String(FACT_LENGTH))
    home_access: Mapped[str] = mapped_column(String(FACT_LENGTH))
    written_on: Mapped[date]
    writer_id: Mapped[uuid.UUID]
