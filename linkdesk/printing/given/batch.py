"""What waits for the office printer, as one stack: a cover slip for each person, then that person's pages."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from linkdesk.printing.compose import footer_sheet
from linkdesk.printing.compose import page_sheet
from linkdesk.printing.compose import picture_sheet
from linkdesk.printing.compose import text
from linkdesk.printing.given.making import title_of
from linkdesk.printing.given.rules import PrintRecord
from linkdesk.printing.given.safe import SAFE_WORDS
from linkdesk.printing.handover import USUAL_SIZE
from linkdesk.printing.pdf import press
from linkdesk.printing.rules import Footer
from linkdesk.printing.rules import Format
from linkdesk.printing.rules import PrintOptions
from linkdesk.vault.pdfium import joined
from linkdesk.web.speech import long_date

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from linkdesk.printing.given.leaving import Leaves

INTERNAL = "Internal, for workers only. Cover slip"
MOST = 20
"""So many prints are made into one stack: the worker waits for it, and its pages lie in memory."""


@dataclass(frozen=True)
class Waits:
    """One print that waits, made anew from the record of now.

    `why_not` says in a sentence why it cannot be printed as it is; then there is no paper.
    """

    kept: PrintRecord
    who: str
    birth_date: date
    paper: Leaves | None
    why_not: str = ""
    about: str = ""
    """The name of the local service that it is about."""

    @property
    def title(self) -> str:
        """What it is, in a few words."""
        version = f", version {self.kept.plan_number}" if self.kept.plan_number else ""
        return f"{title_of(self.kept.item)}{version}{f': {self.about}' if self.about else ''}"

    @property
    def safe(self) -> str:
        """Whether it is safe to take, as it was said when it was put here."""
        return SAFE_WORDS[self.kept.safe]


@dataclass(frozen=True)
class Slip:
    """The page on top of each person's pages; it has the date of birth, and stays in the office."""

    who: str
    birth_date: date
    prints: tuple[tuple[str, str], ...]
    """What lies under it, as (what, safe to take or not)."""
    day: date
    practice: bool

    def make(self) -> bytes:
        """Return the slip as a tagged PDF."""
        options = PrintOptions(Format.STANDARD, USUAL_SIZE, practice=self.practice)
        footer = Footer(INTERNAL, long_date(self.day))
        written = text("given/cover.html", slip=self, options=options, footer=footer)
        return press().pdf(written, picture_sheet(mono=True), page_sheet(options, footer), footer_sheet(footer))


@dataclass(frozen=True)
class Stack:
    """Everything that is printed at once, person after person; equal stacks are equal prints."""

    waits: tuple[Waits, ...]
    day: date
    practice: bool

    @property
    def name(self) -> str:
        """A file name that says nothing about anybody."""
        return f"Stack {self.day.isoformat()}.pdf"

    @property
    def ids(self) -> tuple[UUID, ...]:
        """Which prints are in it."""
        return tuple(one.kept.id for one in self.waits)

    def make(self) -> bytes:
        """Return all pages as one PDF, a cover slip before those of each person."""
        parts: list[bytes] = []
        for _, theirs in groupby(self.waits, key=lambda one: one.kept.client_id):
            mine = tuple(theirs)
            prints = tuple((one.title, one.safe) for one in mine)
            parts.append(Slip(mine[0].who, mine[0].birth_date, prints, self.day, self.practice).make())
            parts += [one.paper.make() for one in mine if one.paper is not None]
        return joined(parts)
