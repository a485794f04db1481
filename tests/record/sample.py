"""Two small tables that only tests have, on a base of their own so that the real schema stays clean."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from sqlalchemy import Engine
from sqlalchemy import ForeignKey
from sqlalchemy import String
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column
from sqlalchemy.orm import relationship

from linkdesk.record.base import Base
from linkdesk.record.base import OwnedRow
from linkdesk.record.types import Json


class SampleBase(DeclarativeBase):
    """A base whose tables no vault has."""

    type_annotation_map = Base.registry.type_annotation_map


class Tree(OwnedRow, SampleBase):
    """A parent row."""

    __tablename__ = "sample_tree"

    name: Mapped[str] = mapped_column(String(200))
    planted: Mapped[date | None]
    notes: Mapped[Any | None] = mapped_column(Json)
    leaves: Mapped[list[Leaf]] = relationship(cascade="all, delete-orphan", order_by="Leaf.id")


class Leaf(OwnedRow, SampleBase):
    """A child row that dies with its parent."""

    __tablename__ = "sample_leaf"

    tree_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Tree.id, ondelete="CASCADE"))
    client_id: Mapped[uuid.UUID | None]


TABLES = SampleBase.metadata.sorted_tables


def create(engine: Engine) -> None:
    """Create the sample tables beside the real ones."""
    SampleBase.metadata.create_all(engine)
