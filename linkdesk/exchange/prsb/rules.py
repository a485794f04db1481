"""The elements of the standard, our lines about them, and what is still unaccounted for; no database, no file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

STEP = " / "
COMES_WITH = "comes with "
STILL_TO_COME = frozenset({"plans", "connections", "safeguarding"})
"""The rooms that are not built yet; "comes with one of them" is a reason until then."""

_HOME = re.compile(r"(?P<room>[a-z]+)\.(?P<table>[a-z_]+)\.(?P<column>[a-z_]+)(\[(?P<part>[a-z_]+)\])?")


class Conformance(StrEnum):
    """How much the standard wants an element."""

    MANDATORY = "M"
    REQUIRED = "R"
    OPTIONAL = "O"


@dataclass(frozen=True)
class Element:
    """One row of the standard; a group holds other elements and nothing itself."""

    path: str
    is_group: bool
    conformance: Conformance
    cardinality: str
    most: int | None

    @property
    def section(self) -> str:
        """The part of the standard that it belongs to."""
        return self.path.split(STEP, maxsplit=1)[0]


@dataclass(frozen=True)
class Home:
    """One column that holds an element; `part` is the name inside a column that holds a list."""

    room: str
    table: str
    column: str
    part: str = ""

    def __str__(self) -> str:
        """The way it is written in `homes.csv`."""
        return f"{self.room}.{self.table}.{self.column}" + (f"[{self.part}]" if self.part else "")


@dataclass(frozen=True)
class Line:
    """What `homes.csv` says about one element: its homes, and a note or (without a home) the reason."""

    path: str
    homes: tuple[Home, ...]
    why: str


@dataclass(frozen=True)
class Accounted:
    """One element with what became of it; `why` of an element without home is the reason, empty means a gap."""

    element: Element
    homes: tuple[Home, ...] = ()
    why: str = ""

    @property
    def is_gap(self) -> bool:
        """Whether nobody has said anything about it."""
        return not self.homes and not self.why


def homes(text: str) -> tuple[Home, ...]:
    """Return the homes that a cell names, as `room.table.column; room.table.column[part]`.

    Raises:
        ValueError: one of them is not written like that.
    """
    found = []
    for each in filter(None, (part.strip() for part in text.split(";"))):
        match = _HOME.fullmatch(each)
        if match is None:
            raise ValueError(f"{each!r} is not room.table.column")
        found.append(Home(match["room"], match["table"], match["column"], match["part"] or ""))
    return tuple(found)


def account(elements: Sequence[Element], lines: Iterable[Line]) -> tuple[Accounted, ...]:
    """Say of each element where it is held or why it is not; a reason holds for everything below it.

    Raises:
        ValueError: a line speaks of an element that the standard does not have, or two lines of the same.
    """
    by_path: dict[str, Line] = {}
    known = {element.path for element in elements}
    for line in lines:
        if line.path not in known:
            raise ValueError(f"the standard has no element {line.path!r}")
        if line.path in by_path:
            raise ValueError(f"two lines speak of {line.path!r}")
        by_path[line.path] = line
    told = {element.path: _told(element, by_path) for element in elements}
    return tuple(_group(each, told) if each.element.is_group else each for each in told.values())


def _told(element: Element, by_path: Mapping[str, Line]) -> Accounted:
    """Return what the element's own line says, or the reason of the nearest group above."""
    if own := by_path.get(element.path):
        return Accounted(element, own.homes, own.why)
    path = element.path
    while STEP in path:
        path = path.rsplit(STEP, maxsplit=1)[0]
        above = by_path.get(path)
        if above is not None and not above.homes:
            return Accounted(element, (), above.why)
    return Accounted(element)


def _group(group: Accounted, told: Mapping[str, Accounted]) -> Accounted:
    """A group of which nothing is said is held by its parts, if each of them has something said about it."""
    if not group.is_gap:
        return group
    items = [
        each for path, each in told.items() if path.startswith(group.element.path + STEP) and not each.element.is_group
    ]
    return Accounted(group.element, (), "its parts, below") if items and not any(i.is_gap for i in items) else group


def gaps(accounted: Iterable[Accounted]) -> tuple[str, ...]:
    """Return the elements of which nothing is said."""
    return tuple(each.element.path for each in accounted if each.is_gap)


def wrongly_put_off(accounted: Iterable[Accounted]) -> tuple[str, ...]:
    """Return the elements that are to come with a room that is built already, or that nobody means to build."""
    return tuple(
        each.element.path
        for each in accounted
        if each.why.startswith(COMES_WITH) and each.why.removeprefix(COMES_WITH) not in STILL_TO_COME
    )
