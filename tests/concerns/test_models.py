"""The tables hold what a concern says; every one says how it merges, stays inside and is erased."""

from __future__ import annotations

from dataclasses import fields

from linkdesk.concerns import rules
from linkdesk.concerns.models import Concern
from linkdesk.concerns.models import ConcernReader
from linkdesk.concerns.models import ConcernStep
from linkdesk.record.audit import own_history
from linkdesk.record.base import ClientTable
from tests.house.test_fields import columns


def test_it_holds_what_a_concern_says_and_where_it_stands() -> None:
    said = {each.name for each in fields(rules.ConcernDetails)}
    assert columns(Concern) == said | {"client_id", "state"}
    written = {each.name for each in fields(rules.WriteStep)}
    assert columns(ConcernStep) == written | {"state"}


def test_no_table_leaves_and_none_stands_in_the_common_history() -> None:
    for kind in (Concern, ConcernStep, ConcernReader):
        info = kind.__table__.info["client_table"]  # type: ignore[attr-defined]  # a Table
        assert isinstance(info, ClientTable)
        assert info.export.startswith("stays")
        assert kind.__tablename__ in own_history()
    assert "contact" not in own_history()
