"""What the shelf knows of a form."""

from __future__ import annotations

import uuid

from linkdesk.assessments.shelf.rules import FileKind
from linkdesk.assessments.shelf.rules import ShelfFile
from linkdesk.assessments.shelf.rules import file_id_of


def test_a_file_has_a_key_that_no_picture_of_the_dictionary_has() -> None:
    file = ShelfFile(uuid.UUID(int=7), FileKind.PICTURE, "media/a.svg", "image/svg+xml")
    assert file_id_of(file.key) == str(file.id)
    assert file_id_of("home") == ""
    assert file_id_of(None) == ""
