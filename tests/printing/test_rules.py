"""What may be asked of a print, how long its footer gets, and a signature as lines."""

from __future__ import annotations

from dataclasses import fields
from dataclasses import replace

import pytest

from linkdesk.languages.speech import Speech
from linkdesk.languages.speech import speaking
from linkdesk.languages.tongues import TONGUES
from linkdesk.printing.rules import Footer
from linkdesk.printing.rules import Format
from linkdesk.printing.rules import Item
from linkdesk.printing.rules import PrintClient
from linkdesk.printing.rules import PrintOptions
from linkdesk.printing.rules import at_least_readable
from linkdesk.printing.rules import before_page
from linkdesk.printing.rules import file_name
from linkdesk.printing.rules import footer_lines
from linkdesk.printing.rules import print_options
from linkdesk.printing.rules import stop_after
from linkdesk.record.errors import RuleBroken
from tests.printing.samples import EMPTY
from tests.printing.samples import PLAN


def test_only_names_of_the_client_can_reach_paper() -> None:
    assert [one.name for one in fields(PrintClient)] == ["called", "full_name"]


def test_large_20_is_short_for_standard_at_20() -> None:
    assert print_options("large-20") == print_options("standard", 20) == PrintOptions(Format.STANDARD, 20)


@pytest.mark.parametrize(
    ("name", "size", "reason"),
    [
        ("braille", None, "format"),
        ("large-x", None, "format"),
        ("large-21", None, "size 21"),
        ("standard", 15, "size 15"),
        ("standard", 0, "size 0"),
    ],
)
def test_what_we_do_not_print_is_refused(name: str, size: int | None, reason: str) -> None:
    with pytest.raises(RuleBroken, match=reason):
        print_options(name, size)


def test_easy_read_is_never_under_16_points() -> None:
    assert at_least_readable(print_options("easy-read", 14)).size == 16
    assert at_least_readable(print_options("standard", 14)).size == 14
    assert at_least_readable(print_options("easy-read", 18)).size == 18


def test_the_footer_is_counted_with_room_for_its_page_number() -> None:
    short = Footer("My plan, version 2", "22 November 2026", "Phone Amina Test:", "01632 960 001")
    assert footer_lines(short, 14) == 2
    assert footer_lines(short, 28) == 4
    assert footer_lines(replace(short, number=""), 14) == 1
    assert footer_lines(replace(short, phone="Phone " + "x" * 100), 16) == 5


def test_the_footer_is_counted_as_it_is_written_out() -> None:
    """Words go to the next line whole, and a picture sign is printed as its name."""
    short = Footer("My plan", "", "Phone:", "01632 960 001")
    assert footer_lines(replace(short, about="xxxxxxxx " * 5), 16) == footer_lines(replace(short, about="x" * 45), 16)
    assert footer_lines(replace(short, called="xxxxxxxxxxxxxxxxx " * 6), 28) == 1 + 6 + 1
    assert footer_lines(replace(short, called="😀" * 9), 16) > footer_lines(replace(short, called="x" * 9), 16)
    assert footer_lines(replace(short, number="😀" * 20), 16) > 3
    assert footer_lines(replace(short, about="我" * 100), 20) == 5 + 1
    assert short.number_stays_whole
    assert replace(short, number="+44 (0)1632 960 001 ext. 1234").number_stays_whole
    assert not replace(short, number="😀" * 20).number_stays_whole


def test_a_date_that_ends_with_a_full_stop_gets_no_second_one() -> None:
    assert stop_after("22 November 2026") == ". "
    assert stop_after("25 листопада 2026 р.") == " "
    assert before_page(Footer("План", "25 листопада 2026 р.")) == " "
    with speaking(Speech(next(each for each in TONGUES if each.tag == "zh-Hans"))):
        assert stop_after("2026年") == "。"
        assert stop_after("2026年。") == ""


def test_a_file_name_says_nothing_about_the_person() -> None:
    assert file_name(PLAN, Item.PLAN, print_options("standard")) == "Plan 2026-11-22.pdf"
    assert file_name(PLAN, Item.STEPS, print_options("text")) == "Steps 2026-11-22.txt"
    assert file_name(EMPTY, Item.PLAN, print_options("standard")) == "Plan.pdf"
    draft = replace(PLAN, agreed_on=None)
    assert file_name(draft, Item.PLAN, print_options("standard")) == "Plan 2026-11-22.pdf"
