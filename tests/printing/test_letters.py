"""Signs that no bundled font has are named; what can be printed or leaves no ink is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from linkdesk.languages.catalogue import drafts
from linkdesk.languages.tongues import TONGUES
from linkdesk.printing.letters import FONTS
from linkdesk.printing.letters import WEIGHTS
from linkdesk.printing.letters import in_our_letters
from linkdesk.printing.letters import missing_letters
from linkdesk.printing.letters import printed_as
from linkdesk.printing.letters import told
from linkdesk.printing.plan import written_plan
from linkdesk.printing.rules import Item
from linkdesk.printing.rules import print_options
from linkdesk.settings import resources
from tests.printing.samples import SAM
from tests.printing.samples import with_everywhere

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.prints


@pytest.mark.parametrize(
    "text",
    [
        "Siân Łukasz ŵŷ £5 “quoted” 10–12",
        "Привіт, Україно",
        "سلام ۱۲",
        "আমি। ਮੈਂ। 我们，你好！",
        "a\u200d\ufe0f\n\tb",
        "",
    ],
)
def test_the_usual_languages_can_be_printed(text: str) -> None:
    assert missing_letters(text) == ()


def test_each_sign_that_cannot_be_printed_is_named_once() -> None:
    assert missing_letters("Tea 😀 with 龘 and 😀") == ("😀", "龘")


@pytest.mark.parametrize("tag", [each.tag for each in TONGUES])
def test_every_letter_of_every_language_is_in_our_fonts(tag: str) -> None:
    said = "".join((*drafts(tag).values(), *(each.own_name for each in TONGUES)))
    assert len(said) > 1000
    assert missing_letters(said) == ()


def test_the_bold_fonts_have_the_letters_of_the_others() -> None:
    folder = resources() / "static" / "vendor" / "fonts"
    for family in FONTS:
        usual, bold = (_signs(folder / f"{family}_{weight}.ttf") for weight in WEIGHTS)
        assert usual == bold, family


def _signs(path: Path) -> set[int]:
    with TTFont(path, lazy=True) as font:
        return set(font.getBestCmap())


def test_every_urdu_letter_of_the_screen_is_there_in_nastaliq() -> None:
    folder = resources() / "static" / "vendor" / "fonts"
    css = (resources() / "static" / "css" / "fonts.css").read_text(encoding="utf-8")
    said = "".join(drafts("ur").values())
    arabic = {ord(sign) for sign in said if "\u0600" <= sign <= "\u06ff"}
    assert len(arabic) > 30
    for weight in WEIGHTS:
        name = f"NotoNastaliqUrdu_{weight}.ttf"
        assert name in css
        assert arabic <= _signs(folder / name)


@pytest.mark.parametrize("sheet", ["css/fonts.css", "print/fonts.css"])
def test_screen_and_paper_name_every_font(sheet: str) -> None:
    css = (resources() / "static" / sheet).read_text(encoding="utf-8")
    for family in FONTS:
        for weight in WEIGHTS:
            assert f"vendor/fonts/{family}_{weight}.ttf" in css


def flag(tag: str) -> str:
    """Return the flag of a part of a country: a black flag, and letters that cannot be seen."""
    return "🏴" + "".join(chr(0xE0000 + ord(sign)) for sign in tag) + chr(0xE007F)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (
            "I feel 😀 👩🏽‍🦽 and 🇬🇧 today ✓",
            "I feel (grinning face) (woman, in a wheelchair) and (flag GB) today (check mark)",
        ),
        (f"{flag('gbwls')} {flag('gbeng')}{flag('gbsct')}", "(flag of Wales) (flag of England) (flag of Scotland)"),
        ("👨‍👩‍👧 👍🏽 🏳️‍🌈", "(family: man, woman, girl) (thumbs up sign) (rainbow flag)"),
        ("👩🏿‍⚕️🙂🙂", "(woman, health worker)(slightly smiling face) (slightly smiling face)"),
        ("🏃🏽‍♀️ 🇵🇱🇺🇦", "(woman: runner) (flag PL) (flag UA)"),
        ("5️⃣ ❤️", "5 (heavy black heart)"),
        ("ภาษาไทย ok", "(?) ok"),
        ("𝕱𝖆𝖐𝖊 𝟗 Ⓐ", "Fake 9 (circled latin capital letter a)"),
        ("نمی‌خواهم ক্ষ Ŵyn 你好，“x”", "نمی‌خواهم ক্ষ Ŵyn 你好，“x”"),
        ("<b> & 'x'", "<b> & 'x'"),
        ("", ""),
    ],
)
def test_a_sign_that_no_font_has_is_written_in_words(typed: str, printed: str) -> None:
    assert in_our_letters(typed) == printed
    assert missing_letters(in_our_letters(typed)) == ()


def test_paper_says_it_in_words_and_a_plain_text_keeps_it() -> None:
    plan = with_everywhere("I feel 😀")
    assert "(grinning face)" in written_plan(plan, SAM, print_options("standard"), Item.PLAN)[0]
    assert "I feel 😀" in written_plan(plan, SAM, print_options("text"), Item.PLAN)[0]


def test_before_printing_it_is_told_what_stands_there_instead() -> None:
    wales, family = flag("gbwls"), "👨‍👩‍👧"
    assert printed_as(f"Siân 🙂 {wales} {family} 🙂 龘 👍🏽 সু i\u0308 🇵🇱") == (
        ("🙂", "(slightly smiling face)"), (wales, "(flag of Wales)"), (family, "(family: man, woman, girl)"),
        ("龘", "(?)"), ("👍🏽", "(thumbs up sign)"), ("🇵🇱", "(flag PL)"),
    )  # fmt: skip
    assert told(printed_as("🙂 龘 𝕱𝖆 𓀀 ✔ 🇵🇱")) == (
        ("龘 𓀀", "(?)"), ("🙂", "(slightly smiling face)"), *printed_as("✔"), ("🇵🇱", "(flag PL)"), ("𝕱 𝖆", "F a"),
    )  # fmt: skip
    assert told(()) == ()
    assert printed_as("Siân, নমস্কার, سلام, 你好 ✔") == printed_as("✔")
