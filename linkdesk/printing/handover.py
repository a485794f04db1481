"""The handover sheet on paper: internal, marked so on every page, standard."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from linkdesk.clients.rules import named
from linkdesk.desk.handover.queries import handover_sheet
from linkdesk.organisation.queries import find_organisation
from linkdesk.printing.compose import footer_sheet
from linkdesk.printing.compose import page_sheet
from linkdesk.printing.compose import picture_sheet
from linkdesk.printing.compose import text
from linkdesk.printing.given.queries import given_plans
from linkdesk.printing.parting.queries import agreed_lines
from linkdesk.printing.pdf import press
from linkdesk.printing.rules import Footer
from linkdesk.printing.rules import Format
from linkdesk.printing.rules import print_options
from linkdesk.record.session import doors_of
from linkdesk.web.display import long_date

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.desk.handover.rules import HandoverSheet
    from linkdesk.printing.pdf import Press
    from linkdesk.printing.rules import PrintOptions
    from linkdesk.record.session import Actor

HANDOVER_SHEET = "handover-sheet"
INTERNAL = "Internal, for workers only. Handover sheet"
USUAL_SIZE = 14


@dataclass(frozen=True)
class HandoverPaper:
    """All that one print of a handover sheet is made from; equal papers are equal prints."""

    sheet: HandoverSheet
    options: PrintOptions
    day: date

    @property
    def name(self) -> str:
        """A file name that says nothing about the person."""
        return f"Handover {self.day.isoformat()}.pdf"

    def make(self, on: Press | None = None) -> bytes:
        """Return a tagged PDF/UA-1.

        Raises:
            RuleBroken: too long to print.
            FileRefused: a font is missing.
            PrintFailed: the document could not be laid out.
        """
        return (on or press()).pdf(*self.written())

    def written(self) -> tuple[str, ...]:
        """Return its words as HTML, and its style sheets."""
        footer = Footer(INTERNAL, long_date(self.day), called=named(self.sheet.who, self.sheet.called))
        words = text("handover_sheet.html", sheet=self.sheet, options=self.options, footer=footer, today=self.day)
        return words, picture_sheet(mono=self.options.mono), page_sheet(self.options, footer), footer_sheet(footer)


def handover_paper(
    session: Session, actor: Actor, client_id: UUID, *, size: int | None = None, mono: bool = False
) -> HandoverPaper:
    """Return all that a client's handover sheet is made from.

    Raises:
        NotFound: there is no such client.
        RuleBroken: a size that we do not print.
    """
    today = doors_of(session).clock.now().astimezone().date()
    service = find_organisation(session, actor.organisation_id)
    practice = service is not None and service.practice
    options = print_options(Format.STANDARD, size or USUAL_SIZE, mono=mono, practice=practice)
    said = handover_sheet(session, client_id, today, given_plans(session, client_id))
    sheet = replace(said, agreed=agreed_lines(session, client_id, today))
    return HandoverPaper(sheet, options, today)
