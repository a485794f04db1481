"""A form on its way out: exactly as it came, or as a package with its files, its licence and the chosen pictures."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from linkdesk.assessments.shelf import queries
from linkdesk.assessments.shelf import rules
from linkdesk.assessments.shelf.layer import layer_file
from linkdesk.assessments.shelf.media import ENDING
from linkdesk.assessments.shelf.package import FOLDER
from linkdesk.assessments.shelf.package import FORM
from linkdesk.assessments.shelf.package import PICTURES

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.assessments.shelf.rules import ShelfFile

LICENCE = "licence.txt"
_LEAST = (1980, 1, 1, 0, 0, 0)
"""The time in a zip: none, so that the same form gives the same package."""


def package_of(session: Session, form_id: UUID) -> bytes:
    """Return a form with all that belongs to it as a zip that can be brought in elsewhere.

    The form in it is the one that came, byte for byte; pictures that the service chose stand in a file beside it.

    Raises:
        NotFound: there is no such form.
        RuleBroken: its bytes are not those that were kept.
    """
    found = queries.entry(session, form_id)
    files = [file for file in queries.files_of(session, form_id) if file.name.startswith(FOLDER)]
    own = [file for file in queries.files_of(session, None) if file.key in found.pictures.values()]
    names = {file.key: file.name for file in files} | {file.key: _own_name(file) for file in own}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, FORM, queries.body_of(session, form_id))
        for file in (*files, *own):
            _put(archive, names[file.key], queries.file_body(session, file.id))
        if found.licence:
            _put(archive, LICENCE, found.licence.encode())
        if found.pictures:
            _put(archive, PICTURES, layer_file(found.pictures, (*files, *own), names))
    return made.getvalue()


def file_name(title: str, ending: str) -> str:
    """Return a name for the file of a form: plain letters, never empty."""
    plain = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60].strip("-")
    return f"{plain or 'form'}.{ending}"


def _own_name(file: ShelfFile) -> str:
    return f"{rules.OWN}{file.id}.{ENDING[file.media_type]}"


def _put(archive: zipfile.ZipFile, name: str, body: bytes) -> None:
    entry = zipfile.ZipInfo(name, _LEAST)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, body)
