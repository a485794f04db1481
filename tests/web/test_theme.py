"""The three sets of colours: words at least 7 to 1 on their ground, edges of controls at least 3 to 1."""

from __future__ import annotations

import re

import pytest

from linkdesk.settings import resources
from linkdesk.web.pages import SHEETS
from linkdesk.web.pages import THEMES

CSS = resources() / "static" / "css"
SHEET = (CSS / "theme.css").read_text(encoding="utf-8")

WORDS = [
    ("ink", "paper"), ("ink", "sheet"), ("ink", "error-tint"), ("ink", "good-tint"), ("soft", "paper"),
    ("soft", "sheet"),
    ("deep", "paper"), ("deep", "sheet"), ("link", "paper"), ("link", "sheet"), ("link", "tint"), ("tint-ink", "tint"),
    ("action-ink", "action"), ("action-ink", "action-hover"), ("rail-ink", "rail"), ("rail-soft", "rail"),
    ("rail-ink", "rail-hover"), ("warn-ink", "warn-tint"), ("focus-ink", "focus"),
]  # fmt: skip
LARGE = [("error", "paper"), ("error", "sheet"), ("error", "error-tint"), ("good", "good-tint")]
"""Bold words in a signal colour: the 4.5 of WCAG AA, because a deeper red looks black."""
EDGES = [
    ("edge", "paper"), ("edge", "sheet"), ("brand", "paper"), ("brand", "sheet"), ("brand", "tint"), ("error", "paper"),
    ("warn-edge", "warn-tint"), ("focus-ink", "focus"),
]  # fmt: skip


def tokens(theme: str) -> dict[str, str]:
    """Return the colours of a theme over those of the usual one."""
    found: dict[str, str] = {}
    for block in (r":root\{\s*color-scheme:light;([^}]*)\}", rf':root\[data-theme="{theme}"\]\{{([^}}]*)\}}'):
        for body in re.findall(block, SHEET):
            found |= dict(re.findall(r"--ld-([a-z-]+):(#[0-9a-f]{3,6})", body))
    return found


def light(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(sign * 2 for sign in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, two: str) -> float:
    low, high = sorted((light(one), light(two)))
    return (high + 0.05) / (low + 0.05)


def test_ratio_is_that_of_the_standard() -> None:
    assert ratio("#000", "#fff") == pytest.approx(21)
    assert ratio("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", THEMES[1:])
@pytest.mark.parametrize(("least", "pairs"), [(7.0, WORDS), (4.5, LARGE), (3.0, EDGES)])
def test_pairs_stand_out(theme: str, least: float, pairs: list[tuple[str, str]]) -> None:
    colours = tokens(theme)
    weak = {pair: round(ratio(colours[pair[0]], colours[pair[1]]), 2) for pair in pairs}
    assert {pair: found for pair, found in weak.items() if found < least} == {}


def test_computer_in_dark_gets_the_dark_theme() -> None:
    media = re.search(r"prefers-color-scheme:dark\)\{:root:not\(\[data-theme\]\)\{([^}]*)\}", SHEET)
    chosen = re.search(r':root\[data-theme="dark"\]\{([^}]*)\}', SHEET)
    assert media is not None
    assert chosen is not None
    assert media.group(1).split() == chosen.group(1).split()


def test_every_sheet_is_used_and_nothing_is_fetched_from_outside() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (resources() / "linkdesk").rglob("*.py"))
    assert {name for name in SHEETS if not (CSS / name).is_file()} == set()
    own = {path.name for path in CSS.glob("*.css")} - set(SHEETS)
    assert {name for name in own if name not in code} == set()
    for path in CSS.glob("*.css"):
        text = path.read_text(encoding="utf-8")
        assert "http" not in text, path.name
        assert "@import" not in text, path.name


def test_rooms_use_logical_sides_so_that_right_to_left_works() -> None:
    sided = re.compile(r"[;{\s](?:margin|padding|border|inset)?-?(?:left|right)\s*:|text-align:\s*(?:left|right)")
    for path in CSS.glob("*.css"):
        assert sided.findall(path.read_text(encoding="utf-8")) == [], path.name
