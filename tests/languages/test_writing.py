"""Which way a language is written, and how it names itself."""

from __future__ import annotations

import pytest

from linkdesk.languages.tongues import TONGUES
from linkdesk.languages.writing import OWN_NAMES
from linkdesk.languages.writing import direction

RIGHT_TO_LEFT = [
    *("ar", "ur", "ur-Aran", "fa", "prs", "ps", "ckb", "he", "yi", "pa-Arab", "pa-arab-PK", "ku-Arab", "az_Arab"),
    *("sd", "ug", "AR", "ar-EG", "ff-Adlm"),
]
LEFT_TO_RIGHT = [
    "en",
    "pa",
    "pa-Guru",
    "ku",
    "ku-Latn",
    "ar-Latn",
    "sd-Deva",
    "zh-Hant",
    "bn",
    "qu",
    "",
    "x",
    "sr-Cyrl",
]


@pytest.mark.parametrize(
    ("tag", "way"), [*((tag, "rtl") for tag in RIGHT_TO_LEFT), *((tag, "ltr") for tag in LEFT_TO_RIGHT)]
)
def test_the_script_decides_the_direction(tag: str, way: str) -> None:
    assert direction(tag) == way


def test_every_language_of_clients_names_itself_as_the_record_does() -> None:
    assert all(each.own_name == OWN_NAMES[each.tag] for each in TONGUES)
