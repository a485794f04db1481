"""The table of who was here says how it merges, leaves and is erased."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy import Table

from linkdesk.assessments.presence import rules
from linkdesk.assessments.presence.models import Presence


def test_one_row_a_talk_as_long_as_the_rules_say() -> None:
    table = Presence.__table__
    assert isinstance(table, Table)
    reference = table.c["reference"].type
    assert isinstance(reference, String)
    assert reference.length == rules.REFERENCE_LENGTH
    assert table.c["assessment_id"].unique
    assert "client_table" in table.info
