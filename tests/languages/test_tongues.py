"""Which language fits a tag, and which way it is written."""

from __future__ import annotations

import pytest

from linkdesk.languages.tongues import TONGUES
from linkdesk.languages.tongues import is_english
from linkdesk.languages.tongues import tongue
from linkdesk.languages.writing import direction


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("ur", "ur"), ("UR", "ur"), ("ur-PK", "ur"), ("pa", "pa"), ("pa-Guru", "pa"), ("pa-Arab", None),
        ("zh", "zh-Hans"), ("zh-CN", "zh-Hans"), ("zh-Hans", "zh-Hans"), ("zh-Hant", None), ("zh-TW", None),
        ("ar-SY", "ar"), ("so", None), ("", None), ("en-GB", None), ("x" * 40, None),
    ],
)  # fmt: skip
def test_the_written_language_of_a_tag(tag: str, found: str | None) -> None:
    known = tongue(tag)
    assert (known.tag if known else None) == found


def test_english_of_any_place_is_english() -> None:
    assert all(is_english(tag) for tag in ("", "en", "en-GB", "EN-US"))
    assert not is_english("cy")


def test_the_direction_is_that_of_the_script() -> None:
    assert {each.tag for each in TONGUES if each.direction == "rtl"} == {"ur", "ar"}
    assert direction("pa-Arab") == "rtl"
    assert direction("no such tag") == "ltr"


def test_each_language_has_locale_data_for_dates() -> None:
    assert all(each.locale.language == each.tag.partition("-")[0] for each in TONGUES)
