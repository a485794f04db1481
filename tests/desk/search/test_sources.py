"""Which texts are searched, and which never are."""

from __future__ import annotations

import pytest

import linkdesk.application  # noqa: F401 - loads every room's tables
from linkdesk.desk.search.sources import BY_TABLE
from linkdesk.desk.search.sources import SOURCES
from linkdesk.desk.search.sources import Source
from linkdesk.record.base import OwnedRow

NEVER = ("risk", "sensitive", "safeguarding", "concern", "reach")
"""Words in the names of rooms and tables whose texts must never come up in a search."""


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.key)
def test_every_source_is_a_record_about_a_client_and_none_that_must_stay_hidden(source: Source) -> None:
    assert issubclass(source.table, OwnedRow)
    assert "client_id" in source.table.__table__.c
    assert not [word for word in NEVER if word in source.key or word in source.table.__module__]
    assert source.name.startswith(("a ", "an ")), "it stands in “in an answer of 3 May”"


def test_each_table_stands_once() -> None:
    assert len(BY_TABLE) == len(SOURCES)
