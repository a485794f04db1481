"""The table of risks says how it merges, leaves and is erased."""

from __future__ import annotations

from linkdesk.clients.risks.models import Risk


def test_a_risk_belongs_to_a_client() -> None:
    table = Risk.__table__
    assert {key.column.table.name for key in table.c.client_id.foreign_keys} == {"client"}
    assert table.c.client_id.index
    assert "client_table" in table.info  # type: ignore[attr-defined]  # a Table has it
