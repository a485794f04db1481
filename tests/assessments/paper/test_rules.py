"""Which day a paper form may have, and how it is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from datetime import date
from datetime import datetime

import pytest

from linkdesk.assessments.paper import rules
from linkdesk.assessments.rules import Setting
from tests.data import exchange_dossier as sample

BORN, TODAY = date(1956, 3, 27), date(2026, 11, 25)


@pytest.mark.parametrize("day", [BORN, TODAY, date(2026, 11, 1)])
def test_a_day_that_can_be(day: date) -> None:
    rules.check(Setting.PAPER, day, BORN, TODAY)


@pytest.mark.parametrize(
    ("setting", "day", "sentence"),
    [
        (Setting.PAPER, None, rules.NO_DAY),
        (Setting.PAPER, date(2026, 11, 26), rules.TO_COME),
        (Setting.PAPER, date(1956, 3, 26), rules.BEFORE_BIRTH),
        (Setting.WORKER, TODAY, rules.NOT_PAPER),
        (Setting.CLIENT, TODAY, rules.NOT_PAPER),
    ],
)
def test_a_day_that_cannot_be(setting: Setting, day: date | None, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence[:20]) as refusal:
        rules.check(setting, day, BORN, TODAY)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize("setting", [Setting.CLIENT, Setting.WORKER])
def test_at_the_screen_there_is_no_day(setting: Setting) -> None:
    rules.check(setting, None, BORN, TODAY)


def test_it_is_said_who_typed_it_in_and_when() -> None:
    record = sample.ons4(sample.identity("client"), completed_at=datetime(2026, 11, 25, 9, tzinfo=UTC))
    assert rules.sentence(record) == ""
    paper = replace(record, paper_on=date(2026, 11, 1), entered_by="Robin Tester")
    assert (
        rules.sentence(paper) == "Completed on paper on 1 November 2026, entered by Robin Tester on 25 November 2026."
    )
    assert "entered on" in rules.sentence(replace(paper, entered_by=""))
