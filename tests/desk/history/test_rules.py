"""The audit in plain words."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC
from datetime import datetime
from datetime import timedelta

import pytest

from linkdesk.desk.history import rules
from linkdesk.desk.history.rules import FieldChange

ROBIN = str(uuid.UUID(int=1))
NAMES = {ROBIN: "Robin Practice"}


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        (None, ""),
        ("", ""),
        (True, "yes"),
        (65.0, "65"),
        (2.5, "2.5"),
        (False, "no"),
        (0, "0"),
        ("2026-11-25", "25 November 2026"),
        ("large_print", "large print"),
        ("Leeds", "Leeds"),
        ("not_a Word", "not_a Word"),
        (["1 Street", "", "Town"], "1 Street; Town"),
        ([{"number": "01632 960001", "safe": False, "more": None}], "01632 960001, no"),
        ("x" * 700, "x" * 600),
    ],
)
def test_a_value_is_shown_in_words(kept: object, words: str) -> None:
    assert rules.value("town", kept, NAMES) == words


def test_a_moment_is_shown_in_the_time_of_this_computer() -> None:
    assert rules.value("until", "2026-11-25T10:00:00+00:00", NAMES).startswith("25 November 2026, ")


def test_a_worker_is_shown_by_name() -> None:
    assert rules.value("owner_id", ROBIN, NAMES) == "Robin Practice"
    assert rules.value("worker_id", str(uuid.UUID(int=2)), NAMES) == "A worker without a name yet"
    assert rules.value("worker_id", None, NAMES) == ""


def test_a_row_shows_what_a_reader_understands() -> None:
    row = rules.row_of(
        "client",
        {
            "town": ["Leeds", "Hull"],
            "nhs_number": ["", "9990000018"],
            "search_text": ["a", "b"],
            "version": [1, 2],
            "owner_id": [None, ROBIN],
            "email": ["", ""],
            "code_hash": [None, "AAAA"],
            "plan_id": [None, "1"],
        },
        NAMES,
    )
    assert row.name == "Details"
    assert row.fields == (FieldChange("Town", "Leeds", "Hull"), FieldChange("NHS number", "", "9990000018"))
    handed = rules.row_of("client", {"owner_id": [str(uuid.UUID(int=2)), ROBIN]}, NAMES)
    assert handed.fields[0].name == "Whose caseload"


def test_words_of_sensitive_facts_never_stand_in_a_history() -> None:
    assert rules.row_of("sensitive_fact", {"words": ["", "secret"]}, NAMES).fields == ()
    assert rules.row_of("fine_thing", {"words": ["", "plain"]}, NAMES).name == "Fine thing"


def test_verbs_and_looks_have_words_and_new_ones_their_own() -> None:
    assert rules.done("add_client") == "Added to the caseload"
    assert rules.done("mend_roof") == "Mend roof"
    assert rules.looked("client") == "Opened the record"
    assert rules.looked("export", everybody=True) == "Made a file of everybody"
    assert rules.looked("list", everybody=True) == "Listed everybody in the terminal"
    assert rules.looked("odd_thing") == "Looked: odd thing"


def test_looks_that_follow_each_other_on_one_day_are_one_line() -> None:
    noon = datetime(2026, 11, 25, 12, tzinfo=UTC)
    look = rules.Line(at=noon, worker_id=uuid.UUID(int=1), worker="Robin", words="Opened the record", looked=True)
    change = replace(look, looked=False, words="Details changed")
    other = replace(look, worker_id=uuid.UUID(int=2), worker="Kit")
    before = replace(look, at=noon - timedelta(days=2))
    lines = (look, replace(look, at=noon - timedelta(minutes=5)), other, look, change, change, before)
    assert [(line.words, line.worker, line.times) for line in rules.folded(lines)] == [
        ("Opened the record", "Robin", 2),
        ("Opened the record", "Kit", 1),
        ("Opened the record", "Robin", 1),
        ("Details changed", "Robin", 1),
        ("Details changed", "Robin", 1),
        ("Opened the record", "Robin", 1),
    ]
    assert rules.folded(()) == ()
