"""What is written about a person: headings, lengths, first words."""

from __future__ import annotations

import csv
import uuid
from dataclasses import fields
from pathlib import Path

import pytest

from linkdesk.clients.about import rules
from linkdesk.clients.about.rules import AboutRecord
from linkdesk.clients.about.rules import AboutWords

STANDARD = Path(rules.__file__).parents[2] / "exchange" / "prsb" / "standard.csv"


def test_the_seven_headings_are_the_standards_own() -> None:
    with STANDARD.open(encoding="utf-8") as file:
        rows = [row[0].split(" / ") for row in csv.reader(line for line in file if not line.startswith("#"))]
    theirs = [path[1] for path in rows if path[0] == "About me" and len(path) == 3]
    assert [words.replace("’", "'") for words in rules.HEADINGS.values()] == theirs


def test_every_part_has_a_name() -> None:
    assert [each.name for each in fields(AboutWords)] == list(rules.NAMES)


def test_nothing_too_long_is_kept_and_nothing_is_cut() -> None:
    rules.check(AboutWords(wellness="x" * 4000, household="x" * 150, supported_by="x" * 150))
    for words, part in (
        (AboutWords(wellness="x" * 4001), "My wellness.*4000"),
        (AboutWords(household="x" * 151), "Who lives with them.*150"),
        (AboutWords(supported_by="x" * 151), "Who helped to write it.*150"),
    ):
        with pytest.raises(ValueError, match=part):
            rules.check(words)


def test_the_overview_shows_the_beginning_of_two() -> None:
    client = uuid.UUID(int=1)
    assert AboutRecord(client_id=client, wellness="x").first_words == ()
    about = AboutRecord(client_id=client, most_important="My  cat\nand tea", do_and_dont="word " * 60)
    (first, words), (_second, cut) = about.first_words
    assert (first, words) == ("What is most important to me", "My cat and tea")
    assert cut.endswith("word…")
    assert len(cut) <= 161


def test_differences_are_named_in_the_order_of_the_page() -> None:
    kept, typed = AboutWords(people="Ana", household="Alone"), AboutWords(most_important="Tea", household="Alone")
    assert [(each.name, each.kept, each.typed) for each in rules.differences(kept, typed)] == [
        ("What is most important to me", "Nothing", "Tea"),
        ("People who are important to me", "Ana", "Nothing"),
    ]
