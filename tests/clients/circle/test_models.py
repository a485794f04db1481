"""The table of people says how it merges, leaves and is erased."""

from __future__ import annotations

from linkdesk.clients.circle.models import CirclePerson
from linkdesk.clients.circle.rules import LENGTHS


def test_columns_are_as_long_as_the_rules_say() -> None:
    table = CirclePerson.__table__
    assert {name: table.c[name].type.length for name in LENGTHS} == LENGTHS  # type: ignore[attr-defined]  # texts
    assert "client_table" in table.info  # type: ignore[attr-defined]  # a Table has it
