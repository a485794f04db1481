"""The table of who was here says how it merges, leaves and is erased."""

from __future__ import annotations

from linkdesk.assessments.presence import rules
from linkdesk.assessments.presence.models import Presence


def test_one_row_a_talk_as_long_as_the_rules_say() -> None:
    table = Presence.__table__
    assert table.c["reference"].type.length == rules.REFERENCE_LENGTH  # type: ignore[attr-defined]  # a text
    assert table.c["assessment_id"].unique
    assert "client_table" in table.info  # type: ignore[attr-defined]  # a Table has it
