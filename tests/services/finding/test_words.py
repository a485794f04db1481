"""Plain words: endings, phrases, any ending, and a file that says each topic once."""

from __future__ import annotations

import csv

import pytest

from linkdesk.services.finding.words import FILE
from linkdesk.services.finding.words import lexicon
from linkdesk.services.finding.words import split
from linkdesk.services.finding.words import stem


def test_words_are_folded_and_apostrophes_part_nothing() -> None:
    assert split("Café, Men’s 2.50!") == ("cafe", "mens", "2", "50")


@pytest.mark.parametrize(
    ("word", "bare"),
    [
        ("walks", "walk"),
        ("walking", "walk"),
        ("walked", "walk"),
        ("swimming", "swim"),
        ("stories", "story"),
        ("class", "class"),
        ("dogs", "dog"),
        ("bus", "bus"),
        ("60s", "60s"),
        ("", ""),
    ],
)
def test_endings_go(word: str, bare: str) -> None:
    assert stem(word) == bare


def test_what_services_say_has_topics() -> None:
    topics = lexicon().topics_of
    assert "loneliness" in topics("Befrienders visit you")
    assert "benefits" in topics("We help with PIP forms")
    assert topics("") == topics("Zzz") == frozenset()


def test_the_longest_phrase_says_what_is_asked_for() -> None:
    asked = split("looking after my mum")
    assert lexicon().longest(asked, 0) == (3, frozenset({"carers"}))
    assert lexicon().longest(asked, 3)[1] == frozenset({"parents"})
    assert lexicon().longest(("zzzz",), 0) == (0, frozenset())
    assert lexicon().knows("lonely")
    assert not lexicon().knows("zzzz")


def test_each_topic_stands_once_in_the_file_with_ways_to_ask_and_to_say_it() -> None:
    rows = list(csv.DictReader(FILE.read_text("utf-8").splitlines()))
    topics = [row["topic"] for row in rows]
    assert len(set(topics)) == len(topics) > 60
    assert all(topic.isascii() and topic.isalpha() and topic.islower() for topic in topics)
    cells = [cell for row in rows for name in ("asked", "found") for cell in row[name].split("|")]
    assert [cell for cell in cells if not cell or " ".join(split(cell.rstrip("*"))) != cell.rstrip("*")] == []
