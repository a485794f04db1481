"""The table says how it merges, leaves and is erased."""

from __future__ import annotations

from sqlalchemy import Table

from linkdesk.assessments.reading.models import Reading


def test_one_row_a_talk() -> None:
    table = Reading.__table__
    assert isinstance(table, Table)
    assert table.c["assessment_id"].unique
    assert "client_table" in table.info
