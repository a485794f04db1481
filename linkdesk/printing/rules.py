"""What may stand on paper and how it is set: the allow-list of a print and its options."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from linkdesk.clients.rules import PRINT_SIZES
from linkdesk.clients.rules import USUAL_PRINT_SIZE
from linkdesk.languages.speech import IN_PLAIN_ENGLISH
from linkdesk.languages.speech import Speech
from linkdesk.languages.speech import current
from linkdesk.languages.speech import say_plain
from linkdesk.printing.letters import in_our_letters
from linkdesk.record.errors import RuleBroken

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linkdesk.plans.rules import PlanRecord

LARGE = "large-"
MOST_PAGES = 100
LETTER = 0.56
"""Width of a Latin letter of our fonts in em, a little above the mean, to count the lines of a footer."""
WIDTHS = (
    ("\u0400", "\u052f", 0.64),  # Cyrillic
    ("\u0600", "\u08ff", 0.76),  # Arabic
    ("\u0980", "\u09ff", 0.68),  # Bengali
    ("\u2e80", "\uffef", 1.0),  # Chinese
)
"""The same of other scripts: first letter, last letter, width."""
TEXT_WIDTH_MM = 178
WHOLE_NUMBER = 17
"""Em: what a line of the largest words holds, 30 signs."""
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
    APPOINTMENT = "appointment"
    CALLING_CARD = "calling-card"
    WHAT_HAPPENS = "what-happens"
    CANNOT_REACH = "cannot-reach"
    CLOSING = "closing"
    INTRODUCTION = "introduction"
    SERVICE = "service-sheet"


@dataclass(frozen=True)
class PrintClient:
    """All that a client's print may say about who it is for; nothing else of the record can reach paper."""

    called: str
    full_name: str


@dataclass(frozen=True)
class Drawing:
    """A picture of the service's own on its way into a print; `words` say what it shows."""

    media_type: str
    body: bytes = field(repr=False)
    words: str = ""
    credit: str = ""
    ratio: float = 1.0
    """How many times as wide as high it is."""

    def fit(self, wide: float, high: float) -> tuple[float, float]:
        """Return the width and height in which it fits into a box, in the unit of the box, never hair-thin."""
        width = min(wide, high * self.ratio)
        return max(width, 1.0), max(width / self.ratio, 1.0)


@dataclass(frozen=True)
class Look:
    """What a service puts at the head of its prints: its name, how to reach it, its logo. Without a name nothing.

    `pictures` stand in place of those of the dictionary, by key.
    """

    name: str = ""
    address: str = ""
    contact: tuple[str, ...] = ()
    logo: Drawing | None = None
    pictures: Mapping[str, Drawing] = field(default_factory=dict, hash=False, repr=False)

    @property
    def lines(self) -> tuple[tuple[str, ...], ...]:
        """The address on one line, phone and email on the next; each only where there is one."""
        return tuple(line for line in ((self.address,) if self.address else (), self.contact) if line)


@dataclass(frozen=True)
class PrintOptions:
    """How to print: `size` in points, `mono` for a printer without colour, `practice` marks every page.

    `speech` is the language of the print's own words, with what the service has of it; `look` is what is the service's
    own.
    """

    format: Format = Format.EASY_READ
    size: int = USUAL_PRINT_SIZE
    mono: bool = False
    speech: Speech = field(default=IN_PLAIN_ENGLISH, hash=False)
    practice: bool = False
    look: Look = Look()


def print_options(
    format_name: str,
    size: int | None = None,
    *,
    mono: bool = False,
    speech: Speech = IN_PLAIN_ENGLISH,
    practice: bool = False,
    look: Look | None = None,
) -> PrintOptions:
    """Return checked options; `large-20` is short for standard at 20 points.

    Raises:
        RuleBroken: a format or size that we do not print.
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
    return PrintOptions(Format(name), points, mono=mono, speech=speech, practice=practice, look=look or Look())


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
    """What stands under every page: whose, which paper and version, the day (then the page); who to phone, the number.

    `called` is the name the person likes: a page that parts from the others still says whose it is.
    """

    about: str
    day: str = ""
    phone: str = ""
    number: str = ""
    called: str = ""

    @property
    def asks(self) -> bool:
        """Say whether the name of the paper is a question, after which neither a comma nor a full stop can stand."""
        return self.about.endswith(("?", "؟", "？"))

    @property
    def number_stays_whole(self) -> bool:
        """Say whether the number is short enough to stay on one line; what else was typed there may be parted."""
        return width_of(in_our_letters(self.number)) < WHOLE_NUMBER


@dataclass(frozen=True)
class Marks:
    """The comma and the full stop of a language, each with the space after it."""

    comma: str = ", "
    stop: str = ". "


MARKS = {
    "ar": Marks("، "),
    "ur": Marks("، ", "۔ "),
    "bn": Marks(stop="। "),
    "pa": Marks(stop="। "),
    "zh-Hans": Marks("，", "。"),
}


def marks() -> Marks:
    """Return the marks of the language that is spoken now."""
    return MARKS.get(current().tongue.tag, Marks())


def stop_after(text: str) -> str:
    """Return the full stop after a text with the space after it; a date that ends with one gets no second."""
    stop = marks().stop
    return stop.removeprefix(stop.strip()) if text.endswith(stop.strip()) else stop


def page_words(number: object, total: object) -> str:
    """Return the number of a page in words."""
    return say_plain("Page %(number)s of %(total)s", number=number, total=total)


def before_page(footer: Footer) -> str:
    """Return what stands between a footer and the number of the page."""
    return " " if footer.asks and not footer.day else stop_after(footer.day or footer.about)


def footer_lines(footer: Footer, size: int) -> int:
    """Return how many lines a footer takes at `size` points on A4, so that the bottom margin can hold it."""
    room = TEXT_WIDTH_MM / (size * MM_PER_POINT)
    day = f"{marks().comma}{footer.day}" if footer.day else ""
    page = before_page(footer) + page_words(MOST_PAGES, MOST_PAGES)
    whose = f"{footer.called}{marks().comma}" if footer.called else ""
    lines = _wrapped(f"{whose}{footer.about}", f"{day}{page}", room)
    return lines + _wrapped(footer.phone, footer.number, room) if footer.number else lines


def _wrapped(text: str, whole: str, room: float) -> int:
    """Return the lines, `room` em wide, of a text that is followed by words that stay together if a line holds them."""
    lines, used = 1, 0.0
    for word in (*_PARTS.findall(in_our_letters(text)), in_our_letters(whole)):
        wide = width_of(word.rstrip(" "))
        if used and used + wide > room:
            lines, used = lines + 1, 0.0
        more = max(0, math.ceil(wide / room) - 1)  # a longer word goes on on the next line
        lines, used = lines + more, used + width_of(word) - more * room
    return lines


_PARTS = re.compile("[\u2e80-\uffef]|[^ \u2e80-\uffef]+ *")
"""What stays together at the end of a line: a word with the space after it; of Chinese each sign."""


def width_of(text: str) -> float:
    """Return about how wide a text is in em, never too little for a line of a footer."""
    return sum(next((width for first, last, width in WIDTHS if first <= sign <= last), LETTER) for sign in text)


def file_name(plan: PlanRecord, item: Item, options: PrintOptions) -> str:
    """Return a file name that says nothing about the person: `Plan 2026-11-22.pdf`."""
    day = plan.agreed_on or (plan.updated_at.date() if plan.updated_at else None)
    ending = "txt" if options.format is Format.TEXT else "pdf"
    return f"{item.value.capitalize()}{f' {day.isoformat()}' if day else ''}.{ending}"
