"""The cover sheet that lies between the papers of two people, so that none is given to the wrong one."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from linkdesk.languages.speech import IN_PLAIN_ENGLISH
from linkdesk.languages.speech import speaking
from linkdesk.printing.compose import footer_sheet
from linkdesk.printing.compose import page_sheet
from linkdesk.printing.compose import text
from linkdesk.printing.pdf import press
from linkdesk.printing.rules import Footer
from linkdesk.printing.rules import Format
from linkdesk.web.display import long_date

if TYPE_CHECKING:
    from datetime import date

    from linkdesk.printing.pdf import Press
    from linkdesk.printing.rules import PrintOptions

SIZE = 18
"""Points: to be read at arm's length, at the printer."""


@dataclass(frozen=True)
class CoverSlip:
    """All that a cover sheet says; it names the person, the paper and its place, and nothing else of the record."""

    full_name: str
    called: str
    what: str
    number: int
    total: int
    day: date
    options: PrintOptions
    worker: str = ""

    def written(self) -> tuple[str, ...]:
        """Return its words as HTML, and its style sheets. It is for workers, so it is in English and standard."""
        options = replace(self.options, format=Format.STANDARD, size=SIZE, mono=True, speech=IN_PLAIN_ENGLISH)
        footer = Footer("Cover sheet, for workers", long_date(self.day))
        with speaking(options.speech):
            words = text("cover_slip.html", slip=self, options=options, footer=footer)
            return words, page_sheet(options, footer), footer_sheet(footer)

    def make(self, on: Press | None = None) -> bytes:
        """Return it as a tagged PDF of one page.

        Raises:
            PrintFailed: it could not be laid out.
        """
        return (on or press()).pdf(*self.written())
