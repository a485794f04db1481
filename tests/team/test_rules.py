"""What workers say about themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linkdesk.team import rules
from linkdesk.team.rules import ChangeWorker
from linkdesk.team.rules import StartWorker

START = StartWorker(" Practice\u00a0 Worker ", "", " 01632 960 004", "worker@example.org ", b"hash")


def test_words_are_tidied_and_a_job_is_assumed() -> None:
    tidy = rules.tidied(START)
    assert (tidy.name, tidy.job_title, tidy.phone, tidy.email) == (
        "Practice Worker",
        "Link worker",
        "01632 960 004",
        "worker@example.org",
    )


def test_a_change_keeps_its_version_and_code() -> None:
    change = ChangeWorker(3, "A", "B", "", "", None)
    assert rules.tidied(change) == change


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": " \x00 "}, "Enter your name"),
        ({"name": "x" * 121}, "at most 120"),
        ({"job_title": "x" * 121}, "at most 120"),
        ({"phone": "12"}, "phone number"),
        ({"email": "nobody"}, "email address"),
        ({"email": f"{'x' * 250}@example.org"}, "email address"),
    ],
)
def test_what_cannot_be_right_is_refused_in_a_sentence(wrong: dict[str, str], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        rules.tidied(replace(START, **wrong))  # type: ignore[arg-type]  # one text each
