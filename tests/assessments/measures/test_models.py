"""The tables of measures say how they merge, leave and are erased."""

from __future__ import annotations

import pytest
from sqlalchemy import Table

from linkdesk.assessments.measures.models import AssessmentHow
from linkdesk.assessments.measures.models import HeldScore
from linkdesk.assessments.measures.models import NotAsked


@pytest.mark.parametrize("kind", [AssessmentHow, HeldScore, NotAsked])
def test_each_belongs_to_a_client(kind: type[AssessmentHow | HeldScore | NotAsked]) -> None:
    table = kind.__table__
    assert isinstance(table, Table)
    assert "client_table" in table.info
    assert table.c["client_id"].index


def test_a_talk_ran_in_one_way() -> None:
    table = AssessmentHow.__table__
    assert isinstance(table, Table)
    assert table.c["assessment_id"].unique
