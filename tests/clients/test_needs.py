"""The list of needs: its codes can be right, its words are there, each has a picture."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from linkdesk.clients import needs
from linkdesk.clients import rules
from linkdesk.clients.needs import NeedKind
from linkdesk.clients.rules import Need
from linkdesk.easyread.pictures import picture

MULTIPLY = (
    "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
    "5987604321", "6598710432", "7659821043", "8765932104", "9876543210",
)  # fmt: skip
FIRST_STEP = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)


PUBLISHED = Path(__file__).parents[1] / "data" / "reasonable_adjustment_codes.csv"
"""The draft value set of 2024 as NHS England published it (Open Government Licence v3.0)."""


@pytest.fixture
def national_list() -> dict[str, str]:
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["display"].replace("BokmÃ¥l", "Bokmål") for row in csv.DictReader(file)}


def check_digit_is_right(code: str) -> bool:
    """Say whether a SNOMED CT identifier ends in its Verhoeff check digit (SNOMED CT Release File Specification)."""
    check = 0
    for place, sign in enumerate(reversed(code)):
        digit = int(sign)
        for _ in range(place % 8):
            digit = FIRST_STEP[digit]
        check = int(MULTIPLY[check][digit])
    return check == 0


def test_the_check_digit_test_can_fail() -> None:
    assert check_digit_is_right("796161000000101")
    assert not check_digit_is_right("796161000000102")
    assert not check_digit_is_right("1082661000000100")


def test_every_code_passes_its_check_digit() -> None:
    assert [known.code for known in needs.known_needs() if known.code and not check_digit_is_right(known.code)] == []


def test_the_two_codes_that_fail_stay_words() -> None:
    bare = {known.text for known in needs.known_needs() if known.code is None}
    assert bare == {
        "Requires speech and language therapist support to communicate",
        "Requires information in aphasia-accessible format",
    }


def test_each_need_is_there_once_and_short_enough() -> None:
    listed = needs.known_needs()
    assert len(listed) == len(needs.by_key()) == 330
    assert max(len(known.text) for known in listed) <= rules.NEED_TEXT_LENGTH


def test_every_group_has_words_and_every_need_a_picture() -> None:
    assert set(needs.NEED_KIND_WORDS) == set(NeedKind)
    for known in needs.known_needs():
        assert picture(known.picture).key == known.picture
    assert picture(needs.ANY_PICTURE).key == needs.ANY_PICTURE


def test_the_print_rule_knows_the_codes_of_the_list() -> None:
    for code in (rules.EASY_READ_CODE, *rules.LARGE_PRINT_CODES):
        assert needs.by_key()[code].offered


def test_a_need_finds_its_line_again() -> None:
    line = needs.by_key()["796161000000101"]
    assert needs.known(line.need) is line
    bare = needs.by_key()["words:Requires information in aphasia-accessible format"]
    assert needs.known(bare.need) is bare
    assert needs.known(Need(None, "Likes a quiet room")) is None


def test_shown_needs_have_words_and_a_picture() -> None:
    assert needs.shown(Need(None, "Likes a quiet room")).picture == picture(needs.ANY_PICTURE).colour_path
    assert needs.shown(Need("285055002", "Does use hearing aid")).picture == picture("hearing").colour_path


def test_plain_words_stand_for_the_official_ones_and_are_never_sent() -> None:
    text = needs.by_key()["936701000000103"]
    assert needs.plain(text.need) == "Text messages"
    assert text.need.text == "Requires contact by short message service text message"
    assert needs.plain(Need(None, "Likes a quiet room")) == "Likes a quiet room"
    offered = [line.plain for line in needs.known_needs() if line.offered]
    assert len(set(offered)) == len(offered)
    assert not [words for words in offered if words.startswith(("Requires", "Uses a "))]


def test_the_print_rule_uses_the_plain_words_of_the_list() -> None:
    for code, words in rules.PRINT_NEED_WORDS.items():
        assert needs.by_key()[code].plain == words


def test_what_is_asked_for_most_is_a_short_list() -> None:
    first = [known for known in needs.known_needs() if known.first]
    assert 5 <= len(first) <= 12
    assert all(known.offered for known in first)
    assert rules.EASY_READ_CODE in {known.code for known in first}


def test_look_alike_codes_keep_their_own_words() -> None:
    """BSL and Makaton differ by two digits that change places: a slip would bring the wrong interpreter."""
    signs = {code: needs.by_key()[code] for code in ("415803005", "415805003")}
    assert (signs["415803005"].text, signs["415805003"].text) == (
        "Uses British sign language",
        "Uses Makaton sign language",
    )
    assert "British" in signs["415803005"].plain or "BSL" in signs["415803005"].plain
    assert "Makaton" in signs["415805003"].plain
    assert "Makaton" not in signs["415803005"].plain


def test_every_code_and_its_words_are_those_of_the_national_list(national_list: dict[str, str]) -> None:
    """Compared with the table as it was published, so that no line can drift."""
    ours = {known.code: known.text for known in needs.known_needs() if known.code}
    assert {code: text for code, text in ours.items() if national_list.get(code) != text} == {}
    bare = {known.text for known in needs.known_needs() if known.code is None}
    assert {code for code, text in national_list.items() if text in bare} == {"1082661000000100", "1082551000000100"}
