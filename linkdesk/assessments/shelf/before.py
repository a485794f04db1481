"""What is here already of a form that comes in: its other versions, and what the service did to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.assessments.shelf import queries
from linkdesk.assessments.shelf.carry import Older
from linkdesk.assessments.shelf.layer import read_layer
from linkdesk.assessments.shelf.media import INLINE
from linkdesk.assessments.shelf.media import left_out_note
from linkdesk.assessments.shelf.media import shown
from linkdesk.assessments.shelf.models import ShelfFileRow
from linkdesk.assessments.shelf.rules import ShelfFile
from linkdesk.assessments.shelf.rules import ShelfState
from linkdesk.assessments.shelf.rules import Told
from linkdesk.record.errors import RuleBroken

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.assessments.questionnaire import Form
    from linkdesk.assessments.shelf.media import SafeFile
    from linkdesk.assessments.shelf.models import ShelfFormRow
    from linkdesk.assessments.shelf.package import Package


@dataclass(frozen=True)
class Ready:
    """A form that was read whole and can be kept; nothing of it is kept yet."""

    form: Form
    package: Package
    files: dict[str, SafeFile]

    @property
    def notes(self) -> tuple[str, ...]:
        """What lies in the package, or in its drawings, and is not used."""
        cut = (left_out_note(_called(name), file) for name, file in sorted(self.files.items()))
        return (*self.package.notes, *dict.fromkeys(note for note in cut if note))


def _called(name: str) -> str:
    return "a drawing in the form itself" if name.startswith(INLINE) else f"the drawing {shown(name)}"


@dataclass(frozen=True)
class Known:
    """The versions of a form that are here, newest first; `called` is what the newest is called in a sentence.

    `unread` tells of those that cannot be read any more.
    """

    olders: tuple[Older, ...]
    called: str
    unread: tuple[Told, ...]


def known(session: Session, form: Form) -> Known:
    """Return what the service did to the versions of a form that are here."""
    olders, unread = [], []
    for found in queries.versions_of(session, form.url):
        try:
            read = queries.form_on_shelf(session, found.id)
        except RuleBroken:
            words = f"Version {found.form_version} was changed outside LinkDesk, so nothing of it was carried over."
            unread.append(Told(words))
            continue
        files = {file.key: file for file in queries.files_of(session, found.id)}
        olders.append(Older(read, found.pictures, found.checks, files))
    newest = olders[0].form.version if olders else ""
    called = "this version as it was here before" if newest == form.version else f"version {newest}"
    return Known(tuple(olders), called, tuple(unread))


def is_here(session: Session, twin: ShelfFormRow, ready: Ready) -> bool:
    """Say whether the very same form waits here already: its words, files, licence and chosen pictures."""
    if twin.state is not ShelfState.WAITING or twin.sha256 != queries.digest(ready.package.form):
        return False
    rows = session.scalars(select(ShelfFileRow).where(ShelfFileRow.form_id == twin.id)).all()
    given = {name: queries.digest(file.body) for name, file in ready.files.items()}
    if {row.name: row.sha256 for row in rows} != given or twin.licence != ready.package.licence:
        return False
    if not ready.package.pictures:
        return True
    there = {row.name: ShelfFile(row.id, row.kind, row.name, row.media_type) for row in rows}
    chosen = read_layer(ready.package.pictures, ready.form, there)
    return chosen.items() <= queries.places(twin.pictures).items()
