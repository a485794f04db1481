"""The forms of the shelf: a form to bring in, a picture of one's own, which picture stands where."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from wtforms.validators import DataRequired

from linkdesk.assessments.forms import picture_url
from linkdesk.assessments.shelf import rules
from linkdesk.assessments.shelf.dress import INLINE
from linkdesk.assessments.shelf.package import FOLDER
from linkdesk.assessments.shelf.rules import ChoosePicture
from linkdesk.easyread.pictures import choices
from linkdesk.easyread.pictures import suggest
from linkdesk.web.fields import CardField
from linkdesk.web.fields import FileField
from linkdesk.web.fields import LineField
from linkdesk.web.fields import Option
from linkdesk.web.forms import BaseForm
from linkdesk.web.validators import Needed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from linkdesk.assessments.shelf.rules import ShelfFile
    from linkdesk.assessments.shelf.rules import Spot

AS_WRITTEN = "as-written"
"""Chooses no picture: the form's own stands there, or one that fits its words."""


class BringForm(BaseForm):
    """A form to bring in."""

    file = FileField(
        "Which file?",
        [Needed("Choose a form.")],
        hint="A form (JSON), or a package (zip) with the form, its pictures, sounds and films, up to 9 MB.",
    )


class OwnPictureForm(BaseForm):
    """A picture of the service's own."""

    file = FileField(
        "Which picture?",
        [Needed("Choose a picture.")],
        hint="A drawing (SVG) up to 512 KB, or a picture (PNG, JPEG) up to 4 MB.",
    )
    words = LineField(
        "What does it show?",
        [DataRequired("Say what the picture shows.")],
        limit=rules.WORDS_LENGTH,
        hint="In a few words, like “Our front door”.",
    )


class PictureForm(BaseForm):
    """Which picture stands beside a question or an answer."""

    picture = CardField("Which picture?", [DataRequired("Choose a picture.")])

    def __init__(self, *args: Any, spot: Spot, files: Iterable[ShelfFile], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.picture.options = (
            Option(AS_WRITTEN, "As the form has it"),
            *(Option(file.key, file.words or _name(file), picture=picture_url(file.key)) for file in files),
            *_dictionary(spot.words),
        )

    def command_for(self, form_id: UUID, number: int) -> ChoosePicture:
        """Return the command that puts the picture there."""
        chosen = "" if self.picture.data == AS_WRITTEN else self.picture.data
        return ChoosePicture(form_id, number, chosen, self.version.data or 0)


def _name(file: ShelfFile) -> str:
    """Return what a picture of the form is called there; one that lies in the form itself has no name."""
    inline = file.name.startswith(INLINE)
    return "A picture in this form" if inline else file.name.removeprefix(FOLDER).rpartition(".")[0]


def _dictionary(words: str) -> list[Option]:
    """Return the pictures of the dictionary by their words, the one that fits best first."""
    best = suggest(words)
    found = sorted(choices(), key=lambda each: (each.key != best, each.words.lower()))
    return [Option(each.key, each.words, picture=picture_url(each.key)) for each in found]
