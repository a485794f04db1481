"""Languages offered by name; others by code."""

from __future__ import annotations

from linkdesk.clients import languages
from linkdesk.clients.rules import language_tag


def test_every_offered_code_is_a_language_tag() -> None:
    assert [code for code in languages.OFFERED if language_tag(code) != code] == []


def test_a_name_falls_back_to_the_language_then_to_the_code() -> None:
    assert languages.name("pl") == "Polish"
    assert languages.name("zh-Hant") == "Chinese"
    assert languages.name("qu") == "qu"


def test_the_list_is_by_name_after_english_and_welsh() -> None:
    names = list(languages.OFFERED.values())
    assert names[:2] == ["English", "Welsh"]
    assert names[2:] == sorted(set(names[2:]))


def test_a_sign_language_has_a_name_but_is_chosen_among_the_needs() -> None:
    assert "bfi" not in languages.OFFERED
    assert languages.name("bfi") == "British Sign Language"
