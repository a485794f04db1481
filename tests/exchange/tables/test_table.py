"""What a table is."""

from __future__ import annotations

from linkdesk.exchange.tables.table import Table
from linkdesk.exchange.tables.table import columns
from linkdesk.exchange.tables.table import texts


def test_columns_keep_their_order_and_type() -> None:
    named = columns(**texts("id", "words"), on="date")
    assert named == (("id", "string"), ("words", "string"), ("on", "date"))
    assert Table("t", named, ("id",), (), lambda _dossier: iter(())).header == ("id", "words", "on")
