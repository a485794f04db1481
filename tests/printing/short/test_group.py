"""The sentences of the service sheet: easy, only what is allowed, lines to write on, a square after its number."""

from __future__ import annotations

import re
from dataclasses import fields
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from linkdesk.easyread.pictures import picture
from linkdesk.easyread.rules import lint
from linkdesk.printing.leaflet import LeafletPaper
from linkdesk.printing.rules import ClientItem
from linkdesk.printing.short.group import sheet_parts
from linkdesk.printing.short.rules import NOTHING_SAID
from linkdesk.services.rules import Often
from linkdesk.services.rules import Steps
from linkdesk.services.rules import Times
from linkdesk.services.sheet import ServiceSheet
from linkdesk.services.sheet import sheet_of
from linkdesk.web.squares import call
from tests.printing.samples import LONG
from tests.printing.test_leaflet import faults
from tests.printing.test_leaflet import paper
from tests.printing.test_leaflet import words
from tests.printing.test_words import speech
from tests.services.test_rules import record

pytestmark = pytest.mark.prints

SHEET = sheet_of(record())
BARE = ServiceSheet(name="Choir")
HOSTILE = '"><img src=file:///etc/passwd>{{ 7*7 }} %(name)s %s'


def made(sheet: ServiceSheet, name: str = "easy-read", size: int = 16, **more: Any) -> LeafletPaper:
    return replace(paper(ClientItem.SERVICE, name, size), **{"group": sheet, "said": NOTHING_SAID, **more})


@pytest.mark.parametrize("sheet", [SHEET, BARE, replace(SHEET, amount="0", steps=Steps.STEPS)])
def test_its_own_sentences_follow_the_easy_read_rules(sheet: ServiceSheet) -> None:
    text = made(sheet, "text").make().decode()
    for each in (
        SHEET.name,
        *SHEET.place,
        SHEET.cost,
        SHEET.who,
        SHEET.who_role,
        *SHEET.languages,
        SHEET.landmarks,
        "£2.50",
    ):
        text = text.replace(each, "12")
    plain = re.sub(r"01632 960 0\d\d|____", "12", text.replace("- ", ""))
    assert [str(found) for found in lint(plain)] == []


def test_every_row_has_a_picture_that_is_there() -> None:
    rows = [row for part in sheet_parts(made(SHEET), SHEET) for row in part.rows]
    assert len(rows) > 15
    assert all(picture(row.picture) for row in rows)


@pytest.mark.parametrize("name", ["easy-read", "standard", "text"])
def test_it_says_all_that_it_may_and_nothing_else(name: str, tmp_path: Path) -> None:
    texts: dict[str, Any] = {each.name: f"Their {each.name}" for each in fields(ServiceSheet) if each.type == "str"}
    texts |= {"amount": "3", "phone": "01632 960 055"}
    sheet = replace(SHEET, **texts)
    bytes_ = made(sheet, name).make()
    said = " ".join(bytes_.decode().split()) if name == "text" else words(bytes_, tmp_path)
    for each in (*texts.values(), *sheet.place, "Polish", "Hearing loop", "Tuesday", "Every week", "Once a month"):
        assert each in said, each
    assert "My name is Sam." in said
    assert "From 10:00 in the morning" in said


def test_nothing_known_is_a_line_to_write_on_and_no_empty_part() -> None:
    text = made(BARE, "text").make().decode()
    assert text.count("____") == 3
    for heading in ("How to get there", "Who to ask for", "Your first visit", "What you can say", "Good to know"):
        assert heading not in text


def test_free_is_said_in_words_and_a_time_that_is_half_known_too() -> None:
    sheet = replace(BARE, amount="0", times=(Times(("MO",), Often.FORTNIGHTLY, "", "17:00"),))
    text = made(sheet, "text").make().decode()
    assert "It is free." in text
    assert "£" not in text
    assert "- Monday\n  Every 2 weeks" in text
    assert "To 5:00 in the afternoon" in text


def test_what_to_say_may_be_typed_over_and_own_words_are_added() -> None:
    said = replace(NOTHING_SAID, say="I like flowers.\nCan I help?", words="Bring your boots.")
    text = made(SHEET, "text", said=said).make().decode()
    assert "I like flowers." in text
    assert "My name is" not in text
    assert "Bring your boots." in text
    assert "I like flowers." not in made(BARE, "text", said=said).make().decode(), "no number, nothing to say there"


@pytest.mark.parametrize("name", ["easy-read", "standard"])
def test_the_square_rings_the_number_that_stands_before_it(name: str) -> None:
    rows = [row for part in sheet_parts(made(SHEET), SHEET) for row in part.rows if row.code]
    assert [row.code.holds for row in rows if row.code] == [call("01632 960 011")] == ["tel:01632960011"]
    html = made(SHEET, name).written()[0]
    assert html.index("01632 960 011") < html.index("Point a phone at this square") < html.index('class="square"')
    assert 'class="square"' not in made(BARE, name).written()[0]


@pytest.mark.parametrize("tag", ["ur", "ar"])
def test_a_number_keeps_its_direction_and_the_script_has_its_english(tag: str) -> None:
    plain = made(SHEET)
    html = replace(plain, options=replace(plain.options, speech=speech(tag))).written()[0]
    assert '<bdi dir="ltr">01632 960 011</bdi>' in html
    assert "Who will meet me?" in html
    assert "Tuesday" not in html


@pytest.mark.parametrize(("name", "size"), [("easy-read", 16), ("standard", 28)])
def test_hostile_and_very_long_words_stay_words(name: str, size: int, tmp_path: Path) -> None:
    texts: dict[str, Any] = {each.name: f"{HOSTILE}\n{LONG}" for each in fields(ServiceSheet) if each.type == "str"}
    texts |= {"amount": "3", "phone": "01632 960 055"}
    hostile = replace(SHEET, **texts, place=(HOSTILE, LONG), languages=(HOSTILE,), accessibility=(LONG,))
    bytes_ = made(hostile, name, size).make()
    assert faults(bytes_) == []
    assert "{{7*7}}%(name)s%s" in words(bytes_, tmp_path).replace(" ", "")
