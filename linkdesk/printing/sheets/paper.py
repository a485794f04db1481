"""A sheet on paper: from its read model to a tagged PDF, the same for every kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkdesk.clients.deceased.service import stop_if_died
from linkdesk.organisation.queries import find_organisation
from linkdesk.printing.compose import footer_sheet
from linkdesk.printing.compose import page_sheet
from linkdesk.printing.compose import picture_sheet
from linkdesk.printing.compose import text
from linkdesk.printing.head.queries import look_of
from linkdesk.printing.pdf import press
from linkdesk.printing.rules import Footer
from linkdesk.printing.rules import Format
from linkdesk.printing.rules import print_options
from linkdesk.printing.sheets.concern import concern
from linkdesk.printing.sheets.messages import RECIPIENTS
from linkdesk.printing.sheets.messages import message
from linkdesk.printing.sheets.record_copy import record_copy
from linkdesk.printing.sheets.rules import INTERNAL
from linkdesk.printing.sheets.rules import SheetKind
from linkdesk.printing.sheets.rules import draft_name
from linkdesk.printing.sheets.rules import typed
from linkdesk.record.drafts import load_draft
from linkdesk.record.session import doors_of
from linkdesk.web.display import long_date

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from linkdesk.clients.rules import ClientRecord
    from linkdesk.printing.pdf import Press
    from linkdesk.printing.rules import PrintOptions
    from linkdesk.printing.sheets.rules import Sheet
    from linkdesk.record.session import Actor

USUAL_SIZE = 14
FILE_NAMES = {
    SheetKind.GP_MESSAGE: "Message",
    SheetKind.REFERRER_MESSAGE: "Message",
    SheetKind.RECORD_COPY: "Record",
    SheetKind.CONCERN: "Sheet",
}
"""Neutral names: a file in a folder says nothing about anybody."""


@dataclass(frozen=True)
class SheetPaper:
    """All that one print of a sheet is made from; equal papers are equal prints."""

    sheet: Sheet
    options: PrintOptions
    day: date
    file_name: str

    @property
    def name(self) -> str:
        """A file name that says nothing about the person."""
        return f"{self.file_name} {self.day.isoformat()}.pdf"

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
        footer = Footer(self.sheet.about, long_date(self.day), called=self.sheet.whose)
        words = text("sheet.html", sheet=self.sheet, options=self.options, footer=footer)
        return words, picture_sheet(mono=self.options.mono), page_sheet(self.options, footer), footer_sheet(footer)


def sheet_of(session: Session, actor: Actor, kind: SheetKind, client: ClientRecord) -> Sheet:
    """Return what a sheet says about a client, with the words that this worker keeps for it.

    Raises:
        RuleBroken: the person did not agree to it, there is nobody to write to, or they died.
    """
    if kind not in INTERNAL:
        stop_if_died(client)
    draft = load_draft(session, actor, draft_name(kind), str(client.id))
    words = typed(kind, draft.fields if draft else {})
    if kind in RECIPIENTS:
        return message(session, actor, kind, client, words)[0]
    if kind is SheetKind.RECORD_COPY:
        return record_copy(session, actor, client)
    return concern(session, actor, client, words)


def paper(session: Session, actor: Actor, sheet: Sheet, file_name: str, size: int, *, mono: bool = False) -> SheetPaper:
    """Bring a sheet, its size and its day together; a practice vault marks its prints.

    Raises:
        RuleBroken: a size that we do not print.
    """
    service = find_organisation(session, actor.organisation_id)
    practice = service is not None and service.practice
    look = None if sheet.mark else look_of(session, actor, mono=mono)
    options = print_options(Format.STANDARD, size, mono=mono, practice=practice, look=look)
    return SheetPaper(sheet, options, doors_of(session).clock.now().astimezone().date(), file_name)


def usual_size(kind: SheetKind, client: ClientRecord) -> int:
    """Return the size of a sheet: the person's own for what is theirs, else small enough for few pages."""
    return client.print_size if kind is SheetKind.RECORD_COPY else USUAL_SIZE


def sheet_paper(
    session: Session,
    actor: Actor,
    kind: SheetKind,
    client: ClientRecord,
    *,
    size: int | None = None,
    mono: bool = False,
) -> SheetPaper:
    """Return all that a sheet about a client is made from.

    Raises:
        RuleBroken: it may not be printed, or not in this size.
    """
    sheet = sheet_of(session, actor, kind, client)
    usual = usual_size(kind, client) if size is None else size
    return paper(session, actor, sheet, FILE_NAMES[kind], usual, mono=mono)
