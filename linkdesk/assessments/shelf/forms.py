"""The forms of the shelf: a form to bring in, a picture of one's own, which picture stands where."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from wtforms.validators import DataRequired
from wtforms.validators import ValidationError

from linkdesk.assessments.forms import picture_url
from linkdesk.assessments.shelf import checks
from linkdesk.assessments.shelf import rules
from linkdesk.assessments.shelf.checks import CheckPage
from linkdesk.assessments.shelf.media import INLINE
from linkdesk.assessments.shelf.package import FOLDER
from linkdesk.assessments.shelf.rules import NO_PICTURE
from linkdesk.assessments.shelf.rules import ChoosePicture
from linkdesk.easyread.pictures import choices
from linkdesk.easyread.pictures import suggest
from linkdesk.organisation.languages.rules import NAME_LENGTH
from linkdesk.web.fields import CardField
from linkdesk.web.fields import ChoicesField
from linkdesk.web.fields import DateField
from linkdesk.web.fields import FileField
from linkdesk.web.fields import LineField
from linkdesk.web.fields import NameField
from linkdesk.web.fields import Option
from linkdesk.web.fields import TickField
from linkdesk.web.forms import BaseForm
from linkdesk.web.validators import Needed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from uuid import UUID

    from linkdesk.assessments.shelf.checks import Line
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

    def __init__(
        self,
        *args: Any,
        spot: Spot,
        files: Iterable[ShelfFile],
        wanted: str = "",
        own: str | None = None,
        most: int = 0,
        **kwargs: Any,
    ) -> None:
        """Offer what the form itself has (`own`: the key of that picture), and of the others those of a word.

        `most` pictures of the dictionary are shown at first, those that fit best; 0 shows all. `left` are not shown.
        """
        super().__init__(*args, **kwargs)
        self.picture.label.text = f"Which picture for “{spot.words}”?"
        ours = [Option(file.key, file.words or _name(file), picture=picture_url(file.key)) for file in files]
        others = (*ours, *_dictionary(spot.words, self.picture.data))
        self.found = tuple(each for each in others if _fits(each, wanted))
        shown = len(ours) + most if most and not wanted else len(self.found)
        self.found, self.left = self.found[:shown], len(self.found[shown:])
        kept = tuple(each for each in others if each.value == self.picture.data and each not in self.found)
        as_written = Option(
            AS_WRITTEN, "As the form has it" if own else "None, as the form has it", picture=picture_url(own)
        )
        bare = (Option(NO_PICTURE, "No picture"),) if spot.place.option else ()
        self.picture.options = (as_written, *bare, *kept, *self.found)

    def command_for(self, form_id: UUID, number: int) -> ChoosePicture:
        """Return the command that puts the picture there."""
        chosen = "" if self.picture.data == AS_WRITTEN else self.picture.data
        return ChoosePicture(form_id, number, chosen, self.version.data or 0)


class CheckForm(BaseForm):
    """Which sentences of a page of a translation are right, who says so, and since when."""

    every = TickField("All sentences on this page")
    right = ChoicesField("Checked")
    checker = NameField(
        "Who checked them?",
        limit=NAME_LENGTH,
        hint="A translator, or somebody who reads the language and knows the people you serve.",
    )
    checked_on = DateField("When?", hint="For example, 27 3 2026")

    def __init__(self, *args: Any, lines: Iterable[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = tuple(lines)
        self.right.options = tuple(Option(str(each.number), each.text) for each in self.lines if each.words)

    @classmethod
    def of(cls, lines: Iterable[Line], version: int, today: date) -> CheckForm:
        """Return the form with the ticks that are on record."""
        kept = tuple(lines)
        ticked = [str(each.number) for each in kept if each.check]
        return cls(data={"right": ticked, "checked_on": today, "version": version}, lines=kept)

    @property
    def ticked(self) -> list[int]:
        """The numbers of the sentences that are said to be right."""
        return [
            each.number
            for each in self.lines
            if each.words and (self.every.data or str(each.number) in self.right.data)
        ]

    @property
    def is_new(self) -> bool:
        """Say whether a sentence is ticked that nobody stood for before: then a name and a day are needed."""
        return any(each.check is None for each in self.lines if each.number in self.ticked)

    def validate_checker(self, field: NameField) -> None:
        """Ask who stands for what was ticked."""
        if self.is_new and not field.data:
            raise ValidationError(checks.NAMELESS)

    def validate_checked_on(self, field: DateField) -> None:
        """Ask since when."""
        if self.is_new and field.data is None and not field.errors:
            raise ValidationError(checks.DAYLESS)

    def command_for(self, form_id: UUID, tag: str) -> CheckPage:
        """Return the command that keeps the page."""
        shown = tuple(each.number for each in self.lines)
        return CheckPage(
            form_id, self.version.data or 0, tag, shown, self.ticked, self.checker.data, self.checked_on.data
        )


def _name(file: ShelfFile) -> str:
    """Return what a picture of the form is called there; one that lies in the form itself has no name."""
    inline = file.name.startswith(INLINE)
    return "A picture in this form" if inline else file.name.removeprefix(FOLDER).rpartition(".")[0]


def _fits(option: Option, wanted: str) -> bool:
    """Say whether each word that was looked for begins a word of the picture."""
    words = f"{option.label} {option.value}".casefold().replace("-", " ").split()
    return all(any(word.startswith(part) for word in words) for part in wanted.casefold().split())


def _dictionary(words: str, kept: str | None) -> list[Option]:
    """Return the pictures of the dictionary by their words, those that fit best first, each drawing once.

    `kept` is the key that is chosen now: where two have one name, it is the one that stays.
    """
    best, said = suggest(words), set(words.casefold().split())
    order = {best: 1, kept: 2}
    found = {each.words.casefold(): each for each in sorted(choices(), key=lambda each: order.get(each.key, 0))}
    ranked = sorted(
        found.values(), key=lambda each: (each.key != best, -len(said & set(each.words.casefold().split())), each.words)
    )
    return [Option(each.key, each.words, picture=picture_url(each.key)) for each in ranked]
