"""What a flat table is: its columns, its key, what it points to, and how one client becomes rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

    from linkdesk.exchange.rules import Dossier

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Table:
    """One file: its columns as (name, Table Schema type), its key, and the columns that point to another table."""

    name: str
    columns: tuple[tuple[str, str], ...]
    key: tuple[str, ...]
    parents: tuple[tuple[str, str], ...]
    rows: Callable[[Dossier], Iterator[Row]]

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(name for name, _kind in self.columns)


def columns(**kinds: str) -> tuple[tuple[str, str], ...]:
    """Return columns as (name, type)."""
    return tuple(kinds.items())


def texts(*names: str) -> dict[str, str]:
    """Return columns that hold words, for `columns`."""
    return dict.fromkeys(names, "string")
