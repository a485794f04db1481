"""A service is found by halves of words and with spelling slips, never by what is private."""

from __future__ import annotations

import pytest

from linkdesk.services.finding import find
from linkdesk.services.finding import split
from linkdesk.services.finding import words_of
from tests.services.test_rules import record

ALL = (
    record(),
    record(name="Repair Café", description="We mend things together.", times=(), location="Hill Hall", languages=()),
)


@pytest.mark.parametrize(
    ("search", "count"),
    [
        ("", 2),
        ("garden", 1),
        ("GARD", 1),
        ("gardne group", 1),
        ("cafe", 1),
        ("tuesday", 1),
        ("polish thursday", 1),
        ("testham", 2),
        ("hill garden", 0),
        ("?!", 2),
        ("zzzz", 0),
        ("x" * 200, 0),
    ],
)
def test_what_a_search_finds(search: str, count: int) -> None:
    assert len(find(ALL, search)) == count


@pytest.mark.parametrize("search", ["Ravi", "aunt", "Ola", "960011"])
def test_private_notes_and_the_person_to_ask_for_find_nothing(search: str) -> None:
    assert find(ALL, search) == ()


def test_words_are_folded() -> None:
    assert split("Café, 2.50!") == ("cafe", "2", "50")
    assert {"testham", "hearing", "urdu", "ls1"} <= words_of(ALL[0])
