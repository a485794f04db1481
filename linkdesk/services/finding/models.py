"""The index of local services: made from their tables, so it is no record of its own; and where postcodes are.

The words lie in an FTS5 table (`WORDS_TABLE`), one row for each row of `service_search`, with the same number.
Triggers on every table of local services note whose entry is due to be made anew, whichever way a row was written.
"""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from linkdesk.record.base import Base

UNAUDITED = {"unaudited": True}
"""An index can be made anew from the tables at any time; postcodes can be read again from their file."""
WORDS_TABLE = "service_words"
KEY_LENGTH = 120
WORD_LENGTH = 30
POSTCODE_LENGTH = 8
FINGERPRINT_LENGTH = 64
FILE_LENGTH = 200


class ServiceSearch(Base):
    """What of a service is asked for besides words: whether it is used, for what age, and where it is."""

    __tablename__ = "service_search"
    __table_args__ = ({"info": UNAUDITED},)

    number: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[uuid.UUID] = mapped_column(unique=True)
    name_key: Mapped[str] = mapped_column(String(KEY_LENGTH), index=True)
    unused: Mapped[bool]
    minimum_age: Mapped[int | None]
    maximum_age: Mapped[int | None]
    postcode: Mapped[str] = mapped_column(String(POSTCODE_LENGTH), index=True)
    outward: Mapped[str] = mapped_column(String(POSTCODE_LENGTH))
    easting: Mapped[int | None]
    northing: Mapped[int | None]


class ServiceWord(Base):
    """A word that stands in some entry, for words typed with a slip; `place` says that a town is called so."""

    __tablename__ = "service_word"
    __table_args__ = ({"info": UNAUDITED, "sqlite_with_rowid": False},)

    word: Mapped[str] = mapped_column(String(WORD_LENGTH), primary_key=True)
    place: Mapped[bool]


class ServiceDue(Base):
    """A service whose entry is due to be made anew; triggers write it."""

    __tablename__ = "service_due"
    __table_args__ = ({"info": UNAUDITED, "sqlite_with_rowid": False},)

    service_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)


class ServiceSearchState(Base):
    """By which words and rules the index was made; one row, or none before the first time."""

    __tablename__ = "service_search_state"
    __table_args__ = ({"info": UNAUDITED},)

    fingerprint: Mapped[str] = mapped_column(String(FINGERPRINT_LENGTH), primary_key=True)


class LocalPostcode(Base):
    """Where a postcode is on the National Grid, in metres, without the space: LS14AP."""

    __tablename__ = "local_postcode"
    __table_args__ = ({"info": UNAUDITED, "sqlite_with_rowid": False},)

    postcode: Mapped[str] = mapped_column(String(POSTCODE_LENGTH), primary_key=True)
    easting: Mapped[int]
    northing: Mapped[int]


class LocalPostcodeFile(Base):
    """From which file the postcodes came, and when; one row, or none."""

    __tablename__ = "local_postcode_file"
    __table_args__ = ({"info": UNAUDITED},)

    name: Mapped[str] = mapped_column(String(FILE_LENGTH), primary_key=True)
    read_at: Mapped[datetime]
    postcodes: Mapped[int]
