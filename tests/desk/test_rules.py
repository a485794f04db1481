"""The age of the backup, and what is late."""

from __future__ import annotations

import uuid
from datetime import date

import pytest

from linkdesk.desk.rules import BackupAge
from linkdesk.desk.rules import Work

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("days", "due", "words"),
    [
        (None, True, "There is no backup yet."),
        (0, False, "made today"),
        (1, False, "1 day old"),
        (6, False, "6 days old"),
        (7, True, "7 days old"),
    ],
)
def test_the_age_of_the_backup_is_said(days: int | None, due: bool, words: str) -> None:  # noqa: FBT001 - a case
    age = BackupAge(days, 7)
    assert age.due is due
    assert words in age.words


@pytest.mark.parametrize(("by", "late"), [(None, False), (TODAY, False), (date(2026, 11, 24), True)])
def test_late_is_after_the_day(by: date | None, late: bool) -> None:  # noqa: FBT001 - a case
    assert Work(uuid.UUID(int=1), "A", "x", by).late(TODAY) is late
