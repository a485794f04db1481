"""Every sentence of client mode and prints is there in every language, as a draft that keeps what is filled in."""

from __future__ import annotations

import re

import pytest

from linkdesk.languages.catalogue import FOLDER
from linkdesk.languages.catalogue import TEMPLATE
from linkdesk.languages.catalogue import drafts
from linkdesk.languages.catalogue import sentences
from linkdesk.languages.tongues import TONGUES
from linkdesk.languages.tongues import Tongue
from tests.languages import collect

FILLED = re.compile(r"%\([a-z_]+\)s")
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
each_language = pytest.mark.parametrize("language", TONGUES, ids=lambda each: each.tag)


def test_the_template_holds_what_the_program_says_today() -> None:
    assert TEMPLATE.read_bytes() == collect.written(collect.template()), "run: python -m tests.languages.collect"
    assert list(sentences()) == list(collect.sentences())
    assert len(sentences()) > 600


@each_language
def test_a_catalogue_holds_exactly_these_sentences_and_none_is_missing(language: Tongue) -> None:
    assert (FOLDER / f"{language.tag}.po").read_bytes() == collect.written(collect.catalogue(language.tag))
    assert [words for words in sentences() if words not in drafts(language.tag)] == []


@each_language
def test_a_translation_keeps_what_is_filled_in_and_hides_nothing(language: Tongue) -> None:
    for english, said in drafts(language.tag).items():
        assert set(FILLED.findall(said)) == set(FILLED.findall(english)), english
        assert "%" not in FILLED.sub("", said), english
        assert not TURNING.search(said), english
        assert "<" not in said, english


@each_language
def test_a_draft_is_not_the_english_again(language: Tongue) -> None:
    same = [english for english, said in drafts(language.tag).items() if english == said]
    assert len(same) < 12, same


@each_language
def test_numbers_to_dial_stay_as_they_are(language: Tongue) -> None:
    for english, said in drafts(language.tag).items():
        for number in re.findall(r"\b(?:999|111|18001|18000)\b", english):
            assert number in said, english


def test_a_language_without_a_file_has_no_words() -> None:
    assert drafts("no-such") == {}
