"""What may stop a whole file: columns that can give no client."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC
from datetime import datetime
from uuid import UUID

import pytest

from linkdesk.exchange.intake.rules import OUTCOME_WORDS
from linkdesk.exchange.intake.rules import TARGET_WORDS
from linkdesk.exchange.intake.rules import FileReport
from linkdesk.exchange.intake.rules import Outcome
from linkdesk.exchange.intake.rules import State
from linkdesk.exchange.intake.rules import Target
from linkdesk.exchange.intake.rules import check_columns


@pytest.mark.parametrize(
    "chosen",
    [
        {0: Target.FULL_NAME, 1: Target.BIRTH_DATE},
        {0: Target.GIVEN_NAME, 1: Target.FAMILY_NAME, 2: Target.BIRTH_DATE, 3: Target.PHONES, 4: Target.PHONES},
    ],
)
def test_columns_that_can_give_a_client(chosen: Mapping[int, Target]) -> None:
    check_columns(chosen)


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({}, "holds the name"),
        ({0: Target.GIVEN_NAME, 1: Target.BIRTH_DATE}, "holds the name"),
        ({0: Target.FULL_NAME}, "date of birth"),
        ({0: Target.FULL_NAME, 1: Target.FAMILY_NAME, 2: Target.BIRTH_DATE}, "not both"),
        ({0: Target.FULL_NAME, 1: Target.BIRTH_DATE, 2: Target.BIRTH_DATE}, "Two columns"),
    ],
)
def test_columns_that_cannot(chosen: Mapping[int, Target], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        check_columns(chosen)


def test_everything_has_words() -> None:
    assert set(TARGET_WORDS) == set(Target)
    assert set(OUTCOME_WORDS) == set(Outcome)


def test_a_file_asks_for_the_order_of_its_dates_when_one_is_unsure() -> None:
    report = FileReport(
        id=UUID(int=1),
        name="a.csv",
        notes=(),
        state=State.COLUMNS,
        columns=(),
        order=None,
        unsure_date="1/2/84",
        rows=1,
        counts={},
        brought_in=0,
        created_at=datetime(2026, 11, 20, tzinfo=UTC),
    )
    assert report.asks_for_order
    assert not replace(report, unsure_date="").asks_for_order
