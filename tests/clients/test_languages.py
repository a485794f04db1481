"""Languages offered by name; others by code."""

from __future__ import annotations

import unicodedata

import pytest

from linkdesk.clients import languages
from linkdesk.languages.writing import direction


def test_every_offered_code_is_a_language_tag() -> None:
    assert [code for code in {**languages.OFFERED, **languages.WRITTEN} if languages.language_tag(code) != code] == []


def test_a_name_falls_back_to_the_language_then_to_the_code() -> None:
    assert languages.name("pl") == "Polish"
    assert languages.name("pl-PL") == "Polish"
    assert languages.name("qu") == "qu"


def test_the_list_is_by_name_after_english_and_welsh() -> None:
    names = list(languages.OFFERED.values())
    assert names[:2] == ["English", "Welsh"]
    assert names[2:] == sorted(set(names[2:]))


def test_a_sign_language_has_a_name_but_is_chosen_among_the_needs() -> None:
    assert "bfi" not in languages.OFFERED
    assert languages.name("bfi") == "British Sign Language"


@pytest.mark.parametrize(
    ("typed", "kept"), [("PL", "pl"), ("zh_hant", "zh-Hant"), ("pa-arab-pk", "pa-Arab-PK"), ("bfi", "bfi")]
)
def test_language_tags_get_their_usual_capitals(typed: str, kept: str) -> None:
    assert languages.language_tag(typed) == kept


@pytest.mark.parametrize("typed", ["", "Polish", "p", "en-", "en--GB", "x" * 40])
def test_a_word_is_no_language_tag(typed: str) -> None:
    with pytest.raises(ValueError, match="language code"):
        languages.language_tag(typed)


@pytest.mark.parametrize(
    ("tag", "name", "own"),
    [
        ("zh-Hant", "Chinese, traditional", "繁體中文"),
        ("zh-Hans-CN", "Chinese, simplified", "简体中文"),
        ("pa-Guru", "Punjabi, Gurmukhi script", "ਪੰਜਾਬੀ"),
        ("pa-Arab-PK", "Punjabi, Shahmukhi script", "پنجابی"),
        ("ur-Aran", "Urdu, Nastaliq style", "اردو"),
        ("uk", "Ukrainian", "Українська"),
        ("cy-GB", "Welsh", "Cymraeg"),
        ("ku-Arab", "Kurdish, Arabic letters", "Kurdish, Arabic letters"),
        ("bs-Cyrl", "Bosnian, Cyrillic letters", "Bosnian, Cyrillic letters"),
        ("qu-Latn", "qu-Latn", "qu-Latn"),
        ("bfi", "British Sign Language", "British Sign Language"),
    ],
)
def test_scripts_are_named_and_languages_name_themselves(tag: str, name: str, own: str) -> None:
    assert languages.name(tag) == name
    assert languages.own_name(tag) == own
    assert languages.both_names(tag) == (name if name == own else f"{name}: {own}")


def test_every_offered_language_names_itself() -> None:
    tags = {**languages.OFFERED, **languages.WRITTEN}
    assert [tag for tag in tags if languages.own_name(tag) == languages.name(tag)] == ["en", "ig", "rom", "tw"]


def test_what_is_read_names_each_script_and_leaves_out_what_is_only_spoken() -> None:
    names = list(languages.WRITTEN.values())
    assert names[:2] == ["English", "Welsh"]
    assert names[2:] == sorted(set(names[2:]))
    assert not {"yue", "cmn", "syl", "zh", "pa", "sr", "ku"} & languages.WRITTEN.keys()
    assert {tag for tags in languages.SCRIPTS.values() for tag in tags} <= languages.WRITTEN.keys()


def test_own_names_run_in_the_direction_of_their_language() -> None:
    for tag in {**languages.OFFERED, **languages.WRITTEN}:
        turned = unicodedata.bidirectional(languages.own_name(tag)[0]) in {"R", "AL"}
        assert direction(tag) == ("rtl" if turned else "ltr"), tag


def test_one_spoken_language_may_be_read_in_several_scripts() -> None:
    assert languages.scripts("pa") == ("pa-Guru", "pa-Arab")
    assert languages.scripts("pa-Guru") == ()
    assert languages.scripts("pl") == ()


def test_what_is_hardly_written_is_read_as_another() -> None:
    assert [languages.read_as(tag) for tag in ("yue", "cmn", "syl", "pl")] == ["zh-Hant", "zh-Hans", "bn", "pl"]


def test_the_style_of_letters_is_no_language_of_its_own() -> None:
    tags = ("ur-Aran", "ur-Aran-PK", "pa-Aran", "ur", "zh-Hant")
    assert [languages.plain_tag(tag) for tag in tags] == ["ur", "ur-PK", "pa-Arab", "ur", "zh-Hant"]
    assert [languages.is_nastaliq(tag) for tag in tags] == [True, True, True, False, False]
