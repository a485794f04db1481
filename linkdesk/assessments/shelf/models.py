"""The tables of the shelf: forms as they came in, and their files; bytes lie apart so that no list loads them."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy import LargeBinary
from sqlalchemy import String
from sqlalchemy import Text
from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from linkdesk.assessments.models import URL_LENGTH
from linkdesk.assessments.models import VERSION_LENGTH
from linkdesk.assessments.shelf import rules
from linkdesk.assessments.shelf.rules import FileKind
from linkdesk.assessments.shelf.rules import ShelfState
from linkdesk.record.attachments import HASH_LENGTH
from linkdesk.record.base import Base
from linkdesk.record.base import OwnedRow
from linkdesk.record.base import added
from linkdesk.record.types import Choice
from linkdesk.record.types import Json

MEDIA_TYPE_LENGTH = 40
LANGUAGE_LENGTH = 35


class ShelfFormRow(OwnedRow, Base):
    """One version of a form, with the digest of its bytes; `pictures` are those the service chose for it.

    `checks` are the sentences of its translations that somebody stands for, as `checks.written` keeps them; `carried`
    is what the worker is told of the version before, as `carry.written` keeps it.
    """

    __tablename__ = "shelf_form"
    __table_args__ = (UniqueConstraint("url", "form_version"),)

    url: Mapped[str] = mapped_column(String(URL_LENGTH))
    form_version: Mapped[str] = mapped_column(String(VERSION_LENGTH))
    title: Mapped[str] = mapped_column(String(URL_LENGTH))
    description: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(LANGUAGE_LENGTH))
    state: Mapped[ShelfState] = mapped_column(Choice(ShelfState))
    licence: Mapped[str] = mapped_column(Text)
    notes: Mapped[list[str]] = mapped_column(Json)
    pictures: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    checks: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list, info=added([]))
    carried: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list, info=added([]))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(HASH_LENGTH))


class ShelfFormBody(Base):
    """The bytes of one form, exactly as they came; the digest in the row above is audited."""

    __tablename__ = "shelf_form_body"
    __table_args__ = ({"info": {"unaudited": True}},)

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey(ShelfFormRow.id), primary_key=True)
    body: Mapped[bytes] = mapped_column(LargeBinary)


class ShelfFileRow(OwnedRow, Base):
    """A picture, sound or film of a form, or with `form_id` None a picture of the service's own."""

    __tablename__ = "shelf_file"

    form_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(ShelfFormRow.id), index=True)
    kind: Mapped[FileKind] = mapped_column(Choice(FileKind))
    name: Mapped[str] = mapped_column(String(rules.FILE_NAME_LENGTH))
    words: Mapped[str] = mapped_column(String(rules.WORDS_LENGTH))
    media_type: Mapped[str] = mapped_column(String(MEDIA_TYPE_LENGTH))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(HASH_LENGTH))


class ShelfFileBody(Base):
    """The bytes of one file; the digest in the row above is audited."""

    __tablename__ = "shelf_file_body"
    __table_args__ = ({"info": {"unaudited": True}},)

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey(ShelfFileRow.id), primary_key=True)
    body: Mapped[bytes] = mapped_column(LargeBinary)
