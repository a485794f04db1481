"""Cells about what people speak and read, as services write them."""

from __future__ import annotations

import pytest

from linkdesk.clients import languages
from linkdesk.exchange.intake import tongues


@pytest.mark.parametrize("tag", [*dict.fromkeys((*languages.OFFERED, *languages.WRITTEN))])
def test_each_language_is_known_by_name_by_tag_and_by_its_own_name(tag: str) -> None:
    assert tongues.language(languages.name(tag)) == tag
    assert tongues.language(f" {tag.upper()} ") == tag
    assert languages.own_name(tongues.language(languages.own_name(tag))) == languages.own_name(tag)


@pytest.mark.parametrize(
    ("cell", "tag"),
    [
        ("Punjabi (Gurmukhi)", "pa-Guru"),
        ("PANJABI", "pa"),
        ("Chinese - Traditional", "zh-Hant"),
        ("Polski", "pl"),
        ("اردو", "ur"),
        ("n/a", ""),
        ("", ""),
    ],
)
def test_languages_as_services_write_them(cell: str, tag: str) -> None:
    assert tongues.language(cell) == tag


@pytest.mark.parametrize("cell", ["Elvish", "Polish and English", "=1+1", "<b>", "x" * 9000])
def test_what_is_no_language_of_ours_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match="not in the list"):
        tongues.language(cell)
    with pytest.raises(ValueError, match="not in the list"):
        tongues.reads(cell)


def test_a_column_about_reading_holds_a_language_or_yes_or_no() -> None:
    assert tongues.reads("Shahmukhi") == ("pa-Arab", None)
    assert tongues.reads("No") == ("", True)
    assert tongues.reads("yes") == ("", False)
    assert tongues.reads("not known") == ("", None)


def test_not_reading_is_yes_or_no_or_not_known() -> None:
    assert [tongues.does_not_read(cell) for cell in ("Y", "no", "unknown", "")] == [True, False, None, None]
    with pytest.raises(ValueError, match="Yes or No"):
        tongues.does_not_read("a little")
