"""What a sheet is: headings with lines, whom it is for, and which words a worker writes on it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from linkdesk.printing.short.rules import cleaned

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXT = 2000
"""The most characters of one field of a worker's own words."""


class SheetKind(StrEnum):
    """Every sheet about one person."""

    GP_MESSAGE = "gp-message"
    REFERRER_MESSAGE = "referrer-message"
    RECORD_COPY = "record-copy"
    CONCERN = "safeguarding-referral"


INTERNAL = frozenset({SheetKind.CONCERN})
"""Not for the person: marked so on every page, and put away while somebody is beside the worker."""
INTERNAL_WORDS = "Internal, for workers only"

NAMES = {
    SheetKind.GP_MESSAGE: "Message to the GP",
    SheetKind.REFERRER_MESSAGE: "Message to whoever referred them",
    SheetKind.RECORD_COPY: "Copy of my record",
    SheetKind.CONCERN: "Safeguarding referral",
}
FOR_WHAT = {
    SheetKind.GP_MESSAGE: "Actions first. Only what they agreed to share.",
    SheetKind.REFERRER_MESSAGE: "Actions first. Only what they agreed to share.",
    SheetKind.RECORD_COPY: "All that the person may see of their record, with a count of what was left out and why.",
    SheetKind.CONCERN: "For the council’s team. Marked as internal on every page.",
}
"""What each is for, in a sentence for the list of prints."""

TYPED: dict[SheetKind, dict[str, str]] = {
    SheetKind.GP_MESSAGE: {"asks": "What should they do?", "words": "Your own words"},
    SheetKind.REFERRER_MESSAGE: {"asks": "What should they do?", "words": "Your own words"},
    SheetKind.RECORD_COPY: {},
    SheetKind.CONCERN: {
        "happened": "What happened, or what was said?",
        "wants": "What does the person want to happen?",
        "danger": "Is anybody in danger now, and what was done?",
        "told": "Who was told, and when?",
    },
}
"""What a worker writes, by the name of the field."""

NO_ACTION = "No action needed."


@dataclass(frozen=True)
class Section:
    """Lines under a heading; `strong` stands out, `gap` leaves lines to write on by hand."""

    heading: str
    lines: tuple[str, ...] = ()
    strong: bool = False
    gap: bool = False


@dataclass(frozen=True)
class Sheet:
    """All that one sheet says: its title, a mark for every page, what it is about, its sections.

    `whose` is the name under every page: a second page that parts from the first still says whom it is about.
    """

    title: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...]
    mark: str = ""
    whose: str = ""

    @property
    def about(self) -> str:
        """What stands under every page."""
        return f"{self.mark}. {self.title}" if self.mark else self.title


def draft_name(kind: SheetKind) -> str:
    """Return under which name the words of a sheet are kept."""
    return f"print_{kind.value.replace('-', '_')}"


def typed(kind: SheetKind, fields: Mapping[str, str]) -> dict[str, str]:
    """Return the worker's words for a sheet, cleaned; an empty text for each that is not written."""
    return {name: cleaned(fields.get(name, ""), most=TEXT) for name in TYPED[kind]}


def lines_of(text: str) -> tuple[str, ...]:
    """Return the lines of what was typed, empty ones left out."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def filled(*sections: Section) -> tuple[Section, ...]:
    """Return the sections that say something."""
    return tuple(each for each in sections if each.lines or each.gap)
