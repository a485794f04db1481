"""What may stand on paper and how it is set: the allow-list of a print and its options."""

from __future__ import annotations

import math
from dataclasses import dataclass
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from linkdesk.clients.rules import PRINT_SIZES
from linkdesk.clients.rules import USUAL_PRINT_SIZE
from linkdesk.languages.speech import say_plain
from linkdesk.record.errors import RuleBroken

if TYPE_CHECKING:
    from linkdesk.plans.rules import PlanRecord

LANGUAGES = {"en": "English"}
"""Languages whose prints are written and checked by people."""

LARGE = "large-"
LONGEST_PAGE_WORDS = ". Page 100 of 100"
LETTER = 0.56
"""Width of a letter of our fonts in em, a little above the mean, to count the lines of a footer."""
TEXT_WIDTH_MM = 178
MM_PER_POINT = 25.4 / 72


class Format(StrEnum):
    """How a print is set."""

    EASY_READ = "easy-read"
    STANDARD = "standard"
    TEXT = "text"


class Item(StrEnum):
    """What can be printed of a plan."""

    PLAN = "plan"
    STEPS = "steps"


class ClientItem(StrEnum):
    """What can be printed for a client without a plan."""

    LEAFLET = "leaflet"
    CONSENT = "consent"
    CARDS = "sort-cards"


@dataclass(frozen=True)
class PrintClient:
    """All that a client's print may say about who it is for; nothing else of the record can reach paper."""

    called: str
    full_name: str


@dataclass(frozen=True)
class PrintOptions:
    """How to print: `size` in points, `mono` for a printer without colour, `practice` marks every page."""

    format: Format = Format.EASY_READ
    size: int = USUAL_PRINT_SIZE
    mono: bool = False
    language: str = "en"
    practice: bool = False


def print_options(
    format_name: str, size: int | None = None, *, mono: bool = False, language: str = "en", practice: bool = False
) -> PrintOptions:
    """Return checked options; `large-20` is short for standard at 20 points.

    Raises:
        RuleBroken: a format, size or language that we do not print.
    """
    name, given = format_name, size
    if name.startswith(LARGE) and name.removeprefix(LARGE).isdecimal():
        name, given = Format.STANDARD, int(name.removeprefix(LARGE))
    if name not in set(Format):
        raise RuleBroken(f"There is no print format “{name[:40]}”. Nothing was printed. Choose easy-read or standard.")
    points = USUAL_PRINT_SIZE if given is None else given
    if points not in PRINT_SIZES:
        sizes = ", ".join(str(one) for one in PRINT_SIZES)
        raise RuleBroken(f"There is no print size {points}. Nothing was printed. Choose one of {sizes}.")
    if language not in LANGUAGES:
        raise RuleBroken("That language is not ready for prints. Nothing was printed. Choose en for English.")
    return PrintOptions(Format(name), points, mono=mono, language=language, practice=practice)


def at_least_readable(options: PrintOptions) -> PrintOptions:
    """Return options where easy read is never under 16 points (UKAAF, easy-read rule L1)."""
    if options.format is Format.EASY_READ and options.size < USUAL_PRINT_SIZE:
        return replace(options, size=USUAL_PRINT_SIZE)
    return options


def phone_words(worker_name: str) -> str:
    """Return the words before the phone number under every page."""
    return say_plain("Phone %(name)s:", name=worker_name) if worker_name else say_plain("Phone my link worker:")


@dataclass(frozen=True)
class Footer:
    """What stands under every page: which paper and version, the day (then the page); who to phone and the number."""

    about: str
    day: str = ""
    phone: str = ""
    number: str = ""

    @property
    def asks(self) -> bool:
        """Say whether the name of the paper is a question, after which neither a comma nor a full stop can stand."""
        return self.about.endswith("?")


def footer_lines(footer: Footer, size: int) -> int:
    """Return how many lines a footer takes at `size` points on A4, so that the bottom margin can hold it."""
    room = TEXT_WIDTH_MM / (size * MM_PER_POINT * LETTER)
    day = f", {footer.day}" if footer.day else ""
    lines = _wrapped(footer.about, f"{day}{LONGEST_PAGE_WORDS}", room)
    return lines + _wrapped(footer.phone, footer.number, room) if footer.number else lines


def _wrapped(text: str, whole: str, room: float) -> int:
    """Return the lines of a text that is followed by words that stay together."""
    if len(text) + 1 + len(whole) <= room:
        return 1
    return math.ceil(len(text) / room) + math.ceil(len(whole) / room)


def file_name(plan: PlanRecord, item: Item, options: PrintOptions) -> str:
    """Return a file name that says nothing about the person: `Plan 2026-11-22.pdf`."""
    day = plan.agreed_on or (plan.updated_at.date() if plan.updated_at else None)
    ending = "txt" if options.format is Format.TEXT else "pdf"
    return f"{item.value.capitalize()}{f' {day.isoformat()}' if day else ''}.{ending}"
