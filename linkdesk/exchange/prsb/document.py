"""The account of the standard as a page of words: its table, our lines and the columns of the code, put together."""

from __future__ import annotations

import csv
import importlib
import pkgutil
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import String

import linkdesk
from linkdesk.exchange.prsb import rules
from linkdesk.exchange.prsb.rules import Accounted
from linkdesk.exchange.prsb.rules import Conformance
from linkdesk.exchange.prsb.rules import Element
from linkdesk.exchange.prsb.rules import Home
from linkdesk.exchange.prsb.rules import Line
from linkdesk.record.base import Base

if TYPE_CHECKING:
    from sqlalchemy import Column

STANDARD = Path(__file__).with_name("standard.csv")
HOMES = Path(__file__).with_name("homes.csv")

OPENING = """# The national record standard, element by element

Professional Record Standards Body, Social Prescribing Information Standard v1.1. Contains public sector information
licensed under the Open Government Licence v3.0. This page is written by `python -m linkdesk.exchange.prsb docs/prsb.md`
from the standard's own table, from the lines of `linkdesk/exchange/prsb/homes.csv` and from the columns of the code; do
not write into it. M is mandatory, R required where known, O optional. A place is written room.table.column; a name in
brackets is a part of a list that lies in one column. Lengths are in characters: the standard's, then ours.
"""


def elements() -> tuple[Element, ...]:
    """Return the standard's elements in its own order."""
    with STANDARD.open(encoding="utf-8", newline="") as file:
        return tuple(
            Element(
                path=row["path"],
                is_group=row["kind"] == "group",
                conformance=Conformance(row["conformance"]),
                cardinality=row["cardinality"],
                most=int(row["max_length"]) if row["max_length"] else None,
            )
            for row in csv.DictReader(file)
        )


def lines() -> tuple[Line, ...]:
    """Return our lines: one an element that we say something about."""
    with HOMES.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return tuple(Line(row["path"], rules.homes(row["home"]), row["why"]) for row in rows)


def accounted() -> tuple[Accounted, ...]:
    """Return every element of the standard with what became of it."""
    return rules.account(elements(), lines())


def columns() -> dict[tuple[str, str, str], Column[Any]]:
    """Return every column of LinkDesk by room, table and name; every room's tables are read first."""
    for module in pkgutil.walk_packages(linkdesk.__path__, "linkdesk."):
        if module.name.endswith(".models"):
            importlib.import_module(module.name)
    return {
        (mapper.class_.__module__.split(".")[1], column.table.name, column.name): column
        for mapper in Base.registry.mappers
        for column in mapper.columns
    }


def homeless() -> tuple[str, ...]:
    """Return the homes that name no column of the code."""
    held = columns()
    return tuple(
        str(home) for line in lines() for home in line.homes if (home.room, home.table, home.column) not in held
    )


def written() -> str:
    """Return the whole page."""
    held = columns()
    parts = [OPENING, _sums(accounted())]
    for section, found in groupby(accounted(), key=lambda each: each.element.section):
        parts.append(f"## {section}\n")
        parts.append("| Element | | How often | Lengths | Where it is held, or why not |\n|---|---|---|---|---|")
        parts.append("\n".join(_row(each, held) for each in found) + "\n")
    return "\n".join(parts)


def _sums(every: tuple[Accounted, ...]) -> str:
    held = sum(1 for each in every if each.homes)
    parts = sum(1 for each in every if each.element.is_group and not each.homes)
    coming = sum(1 for each in every if not each.element.is_group and each.why.startswith(rules.COMES_WITH))
    out = len(every) - held - parts - coming
    return (
        f"Of {len(every)} elements, {parts} are groups of others, {held} are held, {coming} come with a later part of "
        f"LinkDesk, {out} are left out with a reason.\n"
    )


def _row(each: Accounted, held: dict[tuple[str, str, str], Column[Any]]) -> str:
    element = each.element
    name = element.path.removeprefix(element.section + rules.STEP)
    cells = (name, element.conformance.value, element.cardinality, _lengths(each, held), _told(each))
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _lengths(each: Accounted, held: dict[tuple[str, str, str], Column[Any]]) -> str:
    ours = " + ".join(filter(None, (_length(home, held) for home in each.homes)))
    return "; ".join(filter(None, (str(each.element.most or ""), ours)))


def _length(home: Home, held: dict[tuple[str, str, str], Column[Any]]) -> str:
    column = held.get((home.room, home.table, home.column))
    return str(column.type.length) if column is not None and type(column.type) is String else ""


def _told(each: Accounted) -> str:
    places = ", ".join(f"`{home}`" for home in each.homes)
    if places:
        return f"{places} ({each.why})" if each.why else places
    return each.why[:1].upper() + each.why[1:]
