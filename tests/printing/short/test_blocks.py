"""The sentences of cards and letters: easy to read, one page for a card, with lines where nothing is known yet."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from linkdesk.easyread.pictures import picture
from linkdesk.easyread.rules import lint
from linkdesk.printing.leaflet import TITLES
from linkdesk.printing.pages import count_pages
from linkdesk.printing.rules import ClientItem
from linkdesk.printing.rules import print_options
from linkdesk.printing.short.blocks import parts_of
from linkdesk.printing.short.blocks import values_of
from linkdesk.printing.short.rules import LETTERS
from linkdesk.printing.short.rules import NOTHING_SAID
from linkdesk.printing.short.rules import SHORT
from linkdesk.printing.short.rules import TYPED
from linkdesk.printing.short.rules import Said
from linkdesk.printing.short.rules import typed_over
from linkdesk.web.squares import Square
from tests.printing.samples import LONG
from tests.printing.test_leaflet import faults
from tests.printing.test_leaflet import paper
from tests.printing.test_leaflet import words
from tests.printing.test_words import speech

pytestmark = pytest.mark.prints

DAY = date(2026, 11, 25)
EVERY = {name: f"Their own {name}" for name in Said.__dataclass_fields__ if name != "day"}


@pytest.mark.parametrize("item", SHORT)
@pytest.mark.parametrize("said", [NOTHING_SAID, None])
def test_its_own_sentences_follow_the_easy_read_rules(item: ClientItem, said: Said | None) -> None:
    made = paper(item, "text")
    text = (replace(made, said=said) if said is not None else made).make().decode()
    for line in (made.service.name, *made.service.contact):
        text = text.replace(f"{line}\n", "")
    plain = re.sub(r"01632 960 00\d|9 to 5 o’clock|____", "12", text.replace("- ", ""))
    assert [str(found) for found in lint(plain)] == []


@pytest.mark.parametrize("item", SHORT)
def test_every_row_has_a_picture_that_is_there(item: ClientItem) -> None:
    rows = [row for part in parts_of(paper(item)) for row in part.rows]
    assert rows
    assert all(picture(row.picture) for row in rows)


@pytest.mark.parametrize("item", SHORT)
@pytest.mark.parametrize("name", ["easy-read", "text"])
def test_it_says_what_it_was_given_for_it_and_no_more(item: ClientItem, name: str, tmp_path: Path) -> None:
    made = replace(paper(item, name), said=typed_over(item, NOTHING_SAID, EVERY, DAY)).make()
    text = made.decode() if name == "text" else words(made, tmp_path)
    found = {each for each in EVERY if f"Their own {each}" in text}
    assert found == set(TYPED[item]) - {"day"}


@pytest.mark.parametrize("name", ["easy-read", "standard"])
def test_a_card_is_one_page_with_all_that_it_must_say(name: str, tmp_path: Path) -> None:
    made = paper(ClientItem.APPOINTMENT, name).make()
    assert count_pages(made) == 1
    text = words(made, tmp_path)
    for part in (
        "Tuesday 8 December 2026",
        "2:30 in the afternoon",
        "The library",
        "Amina",
        "01632 960 001",
        "bus pass",
    ):
        assert part in text


@pytest.mark.parametrize("item", [ClientItem.APPOINTMENT, ClientItem.CALLING_CARD])
def test_nothing_known_is_a_line_to_write_on(item: ClientItem) -> None:
    empty = replace(paper(item, "text"), said=NOTHING_SAID)
    assert empty.make().decode().count("____") == 3
    assert 'class="sign-line"' in replace(empty, options=print_options("standard")).written()[0]


@pytest.mark.parametrize("item", SHORT)
@pytest.mark.parametrize("name", ["easy-read", "text"])
def test_a_letter_says_who_sends_it(item: ClientItem, name: str) -> None:
    sender = ("1 Hill Road", "hello@example.org")
    assert all((line in paper(item, name).written()[0]) is (item in LETTERS) for line in sender)


def test_a_calling_card_does_not_name_the_client(tmp_path: Path) -> None:
    assert "Sam" not in words(paper(ClientItem.CALLING_CARD).make(), tmp_path)


@pytest.mark.parametrize("item", SHORT)
@pytest.mark.parametrize(("name", "size"), [("easy-read", 16), ("standard", 28)])
def test_hostile_and_very_long_words_stay_words(item: ClientItem, name: str, size: int, tmp_path: Path) -> None:
    hostile = '"><img src=file:///etc/passwd>{{ 7*7 }} %(name)s %s'
    typed = dict.fromkeys(EVERY, f"{hostile}\n{LONG}")
    made = replace(paper(item, name, size), said=typed_over(item, NOTHING_SAID, typed, DAY)).make()
    assert faults(made) == []
    assert "{{7*7}}%(name)s%s" in words(made, tmp_path).replace(" ", "")


@pytest.mark.parametrize("tag", ["ur", "ar"])
def test_a_number_in_a_right_to_left_letter_keeps_its_direction(tag: str) -> None:
    made = paper(ClientItem.INTRODUCTION)
    html = replace(made, options=replace(made.options, speech=speech(tag))).written()[0]
    assert '<bdi dir="ltr">01632 960 003</bdi>' in html


@pytest.mark.parametrize(
    ("time", "begins"), [("14:30", "DTSTART:20261208T143000"), ("after lunch", "DTSTART;VALUE=DATE:20261208")]
)
def test_the_square_of_a_card_keeps_the_visit_and_names_nobody(time: str, begins: str) -> None:
    card = paper(ClientItem.APPOINTMENT)
    card = replace(card, said=replace(card.said, time=time))
    held = values_of(card, TITLES[ClientItem.APPOINTMENT])["visit"]
    assert isinstance(held, Square)
    lines = held.holds.split("\r\n")
    assert begins in lines
    assert "SUMMARY:Your next visit" in lines
    for name in (card.client.called, card.service.name, card.service.worker_name):
        assert name not in held.holds
    html = card.written()[0]
    assert html.count('<svg class="square"') == 1
    assert html.index("Point a phone at this square") < html.index("<svg")


def test_a_card_without_a_day_and_every_other_print_have_no_square() -> None:
    for card in (replace(paper(ClientItem.APPOINTMENT), said=NOTHING_SAID), *map(paper, SHORT[1:])):
        assert "<svg" not in card.written()[0]


def test_a_card_in_larger_print_is_one_page_in_a_language_with_taller_letters() -> None:
    options = print_options("standard", 20, practice=True, speech=speech("ar"))
    assert count_pages(replace(paper(ClientItem.APPOINTMENT), options=options).make()) == 1
