"""The table of picture sorts says how it merges, leaves and is erased."""

from __future__ import annotations

from sqlalchemy import Table

from linkdesk.assessments.sort.models import PictureSort


def test_one_row_a_talk() -> None:
    table = PictureSort.__table__
    assert isinstance(table, Table)
    assert table.c["assessment_id"].unique
    assert "sorts.csv" in table.info["client_table"].export
