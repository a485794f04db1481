"""What every table has: a UUID, who owns it, when, and a version that catches two people saving at once."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import MetaData
from sqlalchemy import Uuid
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import declared_attr
from sqlalchemy.orm import mapped_column
from sqlalchemy.orm import registry

from linkdesk.record.types import UtcTime

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"""Every constraint has a name, or Alembic cannot change it later."""


class Base(DeclarativeBase):
    """The one declarative base; plain SQLAlchemy, so that tests and the terminal need no Flask."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMES),
        type_annotation_map={uuid.UUID: Uuid(as_uuid=True), datetime: UtcTime()},
    )  # in the registry: Flask-SQLAlchemy copies this class, and two type maps would be refused


Settle = Callable[[Sequence[Any], "frozenset[uuid.UUID]"], None]
"""Put right what rows of two records cannot be together: all rows by date, and the ids of those that moved."""


@dataclass(frozen=True)
class ClientTable:
    """What must be decided for every table that holds something about a client."""

    merge: str
    """How two records of one person become one, in words."""
    export: str
    """Under which name it leaves, or why it stays."""
    erase: str
    """What erasure does to the row."""
    numbered_by: str = ""
    """The column by which rows of two records are numbered anew, where each row of a client has a number."""
    one_of: tuple[str, ...] = ()
    """The columns that tell which rows cannot stand side by side (one a client, one a topic): the newer stays."""
    put_below: bool = False
    """What only the row that goes says is put below the texts of the one that stays."""
    settle: Settle | None = None
    """What must still be settled between rows of two records."""
    own_history: bool = False
    """Its changes stand in no history but its own: that there is such a row is not for everybody to know."""


def client_table(  # noqa: PLR0913 - one word for each decision
    *,
    merge: str,
    export: str,
    erase: str,
    numbered_by: str = "",
    one_of: tuple[str, ...] = (),
    put_below: bool = False,
    settle: Settle | None = None,
    own_history: bool = False,
) -> dict[str, Any]:
    """Return the `info` of a table with a client; a house test fails for a table without it."""
    return {"client_table": ClientTable(merge, export, erase, numbered_by, one_of, put_below, settle, own_history)}


ADDED = "added"
"""The key in a column's `info` of the value that rows of before have in it."""


def added(value: Any) -> dict[str, Any]:
    """Return the `info` of a column that a later revision added: `value` is what it gave to the rows of before.

    The audit leaves the column out of a row's hash while it holds that value, so rows that were written before the
    column was there still match their last entry. A house test fails for an added column without it.
    """
    return {ADDED: value}


class OwnedRow:
    """A row that will one day travel between laptops: id, organisation, owner, times, version."""

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, sort_order=-10)
    organisation_id: Mapped[uuid.UUID] = mapped_column(sort_order=-9)
    owner_id: Mapped[uuid.UUID] = mapped_column(sort_order=-8)
    created_at: Mapped[datetime] = mapped_column(sort_order=-7)
    updated_at: Mapped[datetime] = mapped_column(sort_order=-6)
    version: Mapped[int] = mapped_column(sort_order=-5)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy hands in the class
        """Let SQLAlchemy check the version on each update and delete."""
        return {"version_id_col": cls.version}
