"""A drop-in says what becomes of it when a client is merged, exported or erased; a session names nobody."""

from __future__ import annotations

from sqlalchemy import Table

from linkdesk.contacts.dropins.models import DropIn
from linkdesk.contacts.dropins.models import DropInSession


def test_only_the_drop_in_may_belong_to_a_client() -> None:
    table = DropIn.__table__
    assert isinstance(table, Table)
    decided = table.info["client_table"]
    assert decided.merge == "moves to the record that stays"
    assert "contacts.csv" in decided.export
    assert "client_id" not in DropInSession.__table__.columns
