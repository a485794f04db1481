"""A letter to look at: the head of the prints over a few words, for the page where a service sets it."""

from __future__ import annotations

from dataclasses import dataclass

from linkdesk.printing.compose import footer_sheet
from linkdesk.printing.compose import page_sheet
from linkdesk.printing.compose import picture_sheet
from linkdesk.printing.compose import text
from linkdesk.printing.pdf import press
from linkdesk.printing.rules import Footer
from linkdesk.printing.rules import PrintOptions


@dataclass(frozen=True)
class SampleLetter:
    """A letter to nobody; equal ones are equal prints."""

    options: PrintOptions

    @property
    def name(self) -> str:
        """A neutral file name."""
        return "Sample.pdf"

    def make(self) -> bytes:
        """Return a tagged PDF/UA-1.

        Raises:
            PrintFailed: it could not be laid out.
        """
        footer = Footer("Sample letter")
        words = text("head/sample.html", options=self.options, footer=footer)
        sheets = (picture_sheet(mono=self.options.mono), page_sheet(self.options, footer), footer_sheet(footer))
        return press().pdf(words, *sheets)
