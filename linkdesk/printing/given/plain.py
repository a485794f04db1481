"""The plain page, for who cannot safely take home the name of a service: a name, a date, a telephone number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkdesk.languages.speech import speaking
from linkdesk.printing.compose import footer_sheet
from linkdesk.printing.compose import page_sheet
from linkdesk.printing.compose import picture_sheet
from linkdesk.printing.compose import text
from linkdesk.printing.pdf import press
from linkdesk.printing.rules import Footer
from linkdesk.printing.rules import Format
from linkdesk.printing.rules import at_least_readable
from linkdesk.printing.short.rules import clock_words
from linkdesk.web.speech import long_date

if TYPE_CHECKING:
    from datetime import date

    from linkdesk.printing.rules import PrintOptions

PLAIN = "plain"
TITLE = "Plain page"
PAGE, TEXT = "given/plain.html", "given/plain.txt"


@dataclass(frozen=True)
class PlainPaper:
    """All that may stand on a plain page: no name of a service or a worker, no topic, no place, no version."""

    called: str
    on: date | None
    """The next day to meet, where one is agreed."""
    phone: str
    day: date
    """The day of the print."""
    options: PrintOptions
    time: str = ""
    """When they meet on that day, 14:30; empty where nobody said it."""

    @property
    def clock(self) -> str:
        """The time as it is said in a page."""
        return clock_words(self.time)

    @property
    def name(self) -> str:
        """A file name that says nothing about the person, and nothing about us."""
        ending = "txt" if self.options.format is Format.TEXT else "pdf"
        return f"Page {self.day.isoformat()}.{ending}"

    def make(self) -> bytes:
        """Return a tagged PDF/UA-1, or plain UTF-8 text when the format is text.

        Raises:
            FileRefused: a font is missing.
            PrintFailed: the page could not be laid out.
        """
        written, *sheets = self.written()
        return written.encode() if self.options.format is Format.TEXT else press().pdf(written, *sheets)

    def written(self) -> tuple[str, ...]:
        """Return its words, as HTML or plain text, and its style sheets."""
        options = at_least_readable(self.options)
        with speaking(options.speech):
            footer = Footer(long_date(self.day), called=self.called)
            words = text(TEXT if options.format is Format.TEXT else PAGE, paper=self, options=options, footer=footer)
            return words, picture_sheet(mono=options.mono), page_sheet(options, footer), footer_sheet(footer)
