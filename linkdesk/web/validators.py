"""The checks of `record.checks` as form validators, so that a form and an import always agree."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from wtforms.validators import StopValidation
from wtforms.validators import ValidationError

from linkdesk.languages.sentences import Sentence
from linkdesk.record import checks

if TYPE_CHECKING:
    from collections.abc import Callable

    from wtforms import Field


class Nameless(Sentence):
    """A sentence that many fields share, so the error summary puts the name of the field before it."""

    __slots__ = ()


class Needed:
    """Refuses an empty answer with a sentence that says what to do."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence

    def __call__(self, _form: Any, field: Field) -> None:
        """Stop at an empty text, no choice, or no date; 0 and False are answers."""
        if field.errors:
            raise StopValidation
        if field.data is None or field.data in ("", [], ()):
            raise StopValidation(self.sentence)


class MustTick:
    """Refuses an unticked box."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence

    def __call__(self, _form: Any, field: Field) -> None:
        """Stop unless the box is ticked."""
        if not field.data:
            raise StopValidation(self.sentence)


class Checked:
    """Runs a pure check that returns the tidy form of a text or raises ValueError with a sentence."""

    def __init__(self, check: Callable[[str], str]) -> None:
        self.check = check

    def __call__(self, _form: Any, field: Field) -> None:
        """Replace the text by its tidy form; an empty text is left to `Needed`."""
        if not field.data:
            return
        try:
            field.data = self.check(field.data)
        except ValueError as refusal:
            raise ValidationError(Nameless(refusal)) from None


def nhs_number() -> Checked:
    """Return the check of an NHS number: ten digits, the last a check digit (NHS Data Dictionary)."""
    return Checked(checks.nhs_number)


def postcode() -> Checked:
    """Return the check of a UK postcode."""
    return Checked(checks.postcode)


def phone() -> Checked:
    """Return the check of a phone number."""
    return Checked(checks.phone)
