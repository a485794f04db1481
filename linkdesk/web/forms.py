"""The base of every form: its row version, its token, its order and what the error summary says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any
from typing import Self

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import Field
from wtforms import HiddenField
from wtforms.fields.core import UnboundField
from wtforms.widgets import HiddenInput

from linkdesk.web.fields import ChoicesField
from linkdesk.web.validators import Nameless

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class FormError:
    """One line of the error summary: the words and the id of the control they lead to."""

    text: str
    control: str


class VersionField(HiddenField):
    """The version of the row that the page was made from: an int, or None for a new row."""

    data: Any

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the number; anything else is a broken page."""
        text = str(valuelist[0]).strip() if valuelist else ""
        if text and not (text.isascii() and text.isdecimal() and len(text) < 12):  # noqa: PLR2004 - a sane size
            self.data = None
            raise ValueError("This page is broken. Open it again from the start.")
        self.data = int(text) if text else None


class BaseForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF publishes no types
    """Every form of LinkDesk.

    A form is filled with `Form(obj=record)` or `Form(data={...})`, checked with `validate_on_submit()`
    and turned into a command with its own `to_command()`. A view that shows it again answers 422.
    """

    version = VersionField()

    class Meta(FlaskForm.Meta):  # type: ignore[misc]  # the same
        """The token is valid as long as the session: a long talk must not end in a refused form."""

        csrf_time_limit = None

    @classmethod
    def from_draft(cls, words: dict[str, str]) -> Self:
        """Return the form as autosave kept it; several ticks under one name were joined by line ends."""
        several = {name for name, field in vars(cls).items() if _takes_several(field)}
        pairs = [(name, part) for name, text in words.items() for part in _parts(text, split=name in several)]
        return cls(formdata=MultiDict(pairs))

    def to_command(self) -> Any:
        """Return the frozen command that the service takes."""
        raise NotImplementedError(f"{type(self).__name__} has no to_command()")

    def rows(self) -> Iterator[Field]:
        """Return the fields to draw, in the order they are written in the class."""
        return (field for field in self if not isinstance(field.widget, HiddenInput))

    def error_lines(self) -> list[FormError]:
        """Return the error summary in the order of the page; hidden fields lead to the top of the form."""
        lines = []
        for field in self:
            control = getattr(field, "first_control", "main")
            lines += [FormError(_named(field, text), control) for text in field.errors[:1]]
        return lines + [FormError(str(text), "main") for text in self.form_errors]

    def refuse(self, name: str, sentence: str) -> None:
        """Add an error found after validation (by a service) to the field called `name`."""
        field = self[name]
        field.errors = [*field.errors, sentence]


def _takes_several(field: Any) -> bool:
    return isinstance(field, UnboundField) and issubclass(field.field_class, ChoicesField)


def _parts(text: str, *, split: bool) -> list[str]:
    return text.split("\n") if split else [text]


def _named(field: Any, text: Any) -> str:
    """Return an error as it stands away from its field: a sentence that many fields share says which it is about.

    A label that is markup already (with the English beside it) is not put into a sentence.
    """
    if not isinstance(text, Nameless) or getattr(field, "heading", False) or hasattr(field.label.text, "__html__"):
        return str(text)
    about = getattr(field, "about", "")
    name = f"{about.capitalize()}, {field.label.text}" if about else field.label.text
    return f"{name} {text}" if name.endswith(("?", ".")) else f"{name}: {text}"
