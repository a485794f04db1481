"""The handover sheet on paper: internal, marked so on every page, standard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.desk.handover.queries import handover_sheet
from linkdesk.organisation.queries import find_organisation
from linkdesk.printing.compose import footer_sheet
from linkdesk.printing.compose import page_sheet
from linkdesk.printing.compose import picture_sheet
from linkdesk.printing.compose import text
from linkdesk.printing.pdf import press
from linkdesk.printing.rules import Footer
from linkdesk.printing.rules import Format
from linkdesk.printing.rules import print_options
from linkdesk.record.audit import record_reading
from linkdesk.record.errors import RuleBroken
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


def print_sheet(sheet: HandoverSheet, options: PrintOptions, today: date, on: Press | None = None) -> bytes:
    """Return a handover sheet as a tagged PDF.

    Raises:
        RuleBroken: it is only set in the standard way, or it is too long.
    """
    if options.format is not Format.STANDARD:
        raise RuleBroken("A handover sheet is for workers and is printed in the standard format. Nothing was printed.")
    footer = Footer(INTERNAL, long_date(today))
    written = text("handover_sheet.html", sheet=sheet, options=options, footer=footer, today=today)
    sheets = (picture_sheet(mono=options.mono), page_sheet(options, footer), footer_sheet(footer))
    return (on or press()).pdf(written, *sheets)


def make_sheet(
    session: Session, actor: Actor, client_id: UUID, *, size: int | None = None, mono: bool = False
) -> tuple[bytes, str]:
    """Return a client's handover sheet and a neutral file name; it is written in the reading log first.

    Raises:
        NotFound: there is no such client.
        RuleBroken: a size that we do not print.
    """
    today = doors_of(session).clock.now().astimezone().date()
    service = find_organisation(session, actor.organisation_id)
    practice = service is not None and service.practice
    options = print_options(Format.STANDARD, size or USUAL_SIZE, mono=mono, practice=practice)
    sheet = handover_sheet(session, client_id, today)
    record_reading(session, actor, "print", client_id)
    return print_sheet(sheet, options, today), f"Handover {today.isoformat()}.pdf"
