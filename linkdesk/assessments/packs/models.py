"""The table of picture packs; their files lie on the shelf, with their bytes apart."""

from __future__ import annotations

from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from linkdesk.assessments.packs import rules
from linkdesk.assessments.packs.rules import PackState
from linkdesk.record.base import Base
from linkdesk.record.base import OwnedRow
from linkdesk.record.types import Choice
from linkdesk.record.types import Json


class PicturePackRow(OwnedRow, Base):
    """One pack; `pictures` says for each idea which file of the shelf it has, what it shows and whose it is."""

    __tablename__ = "picture_pack"

    name: Mapped[str] = mapped_column(String(rules.NAME_LENGTH), unique=True)
    state: Mapped[PackState] = mapped_column(Choice(PackState))
    pictures: Mapped[list[dict[str, Any]]] = mapped_column(Json)
