"""The fields a form may have. Each trims what was typed, has a most length and keeps a wrong text on show."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from wtforms import Field
from wtforms.validators import ValidationError

from linkdesk.languages.sentences import Sentence
from linkdesk.record.checks import date_parts
from linkdesk.record.checks import not_both
from linkdesk.record.checks import plain_text
from linkdesk.settings import Limits
from linkdesk.web import widgets
from linkdesk.web.validators import Nameless
from linkdesk.web.widgets import ComponentWidget
from linkdesk.web.widgets import OwnWidget

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence

    from wtforms.form import BaseForm

_LIMITS = Limits()


def tidy(text: str) -> str:
    """Return a text with one form for each character, plain line ends, no control signs and no edge spaces."""
    return plain_text(unicodedata.normalize("NFC", text))


@dataclass(frozen=True)
class Option:
    """One answer to choose: its value, its words, and if wanted a hint and the address of a picture.

    `alone` marks an answer that excludes the others, such as "None of these"; `sound` is the address of a recording.
    """

    value: str
    label: str
    hint: str = ""
    picture: str = ""
    alone: bool = False
    sound: str = ""


class KitField(Field):
    """What all fields share.

    `heading` makes the label the page's h1; `lang` marks words in another language; `about` says, unseen, which
    of several like questions this is ("phone 2"); `guarded` marks what is put away while someone is beside.
    """

    input_type = "text"
    inputmode = ""
    autocomplete = "off"
    spellcheck = False
    limit = 0
    rows = 0

    def __init__(  # noqa: PLR0913 - each is one word about how a field is shown
        self,
        label: str = "",
        validators: Sequence[Callable[[Any, Any], object]] = (),
        *,
        hint: str = "",
        heading: bool = False,
        width: int = 0,
        lang: str = "",
        about: str = "",
        guarded: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, list(validators), **kwargs)
        self.about = about
        self.guarded = guarded
        self.hint = hint
        self.heading = heading
        self.width = width
        self.lang = lang

    def shown(self) -> str:
        """Return the text for the box: what was typed, else the stored value."""
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else str(self.data)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was typed, stored or refused: such a field looks the same for everybody."""
        return not (self.raw_data or self.errors or self.process_errors) and self.data in (None, "", [], False)

    @property
    def first_control(self) -> str:
        """The id of the control that the error summary leads to."""
        return str(self.id)

    @property
    def carried(self) -> tuple[str, ...]:
        """What the field would send, for a page that keeps it and does not show it."""
        given = self.data if isinstance(self.data, list) else [self.data]
        return tuple(str(value) for value in given if value)


class LineField(KitField):
    """One line of text."""

    widget = ComponentWidget("input", widgets.input_params)

    def __init__(self, label: str = "", validators: Sequence[Any] = (), *, limit: int = 0, **kwargs: Any) -> None:
        super().__init__(label, validators, **kwargs)
        self.limit = limit or type(self).limit or _LIMITS.line

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Keep the first value, tidied; a form without the field means an empty text."""
        self.data = self.tidied(str(valuelist[0])) if valuelist else ""

    def tidied(self, text: str) -> str:
        """Return the text on one line."""
        return " ".join(tidy(text).split())

    def pre_validate(self, _form: BaseForm) -> None:
        """Refuse a text over the limit; nothing is cut off."""
        if len(self.data or "") > self.limit:
            over = len(self.data) - self.limit
            words = Sentence(
                "Use %(limit)s characters or fewer. This is %(over)s too many.", limit=self.limit, over=over
            )
            raise ValidationError(Nameless(words))


class TextField(LineField):
    """Several lines of text."""

    widget = ComponentWidget("textarea", widgets.textarea_params)
    limit = _LIMITS.text

    def __init__(self, label: str = "", validators: Sequence[Any] = (), *, rows: int = 5, **kwargs: Any) -> None:
        super().__init__(label, validators, **kwargs)
        self.rows = rows

    def tidied(self, text: str) -> str:
        """Return the text with its lines."""
        return tidy(text)


class NameField(LineField):
    """A person's or place's name: no spelling marks under it."""

    limit = 100


class PhoneField(LineField):
    """A phone number; brings up the number pad on a touch screen."""

    input_type = "tel"
    width = 20
    limit = 40


class EmailField(LineField):
    """An email address."""

    input_type = "email"
    limit = 254


class NumberTextField(LineField):
    """Digits that are not a quantity: an NHS number, a code; kept as text."""

    inputmode = "numeric"
    limit = 40


class WholeField(LineField):
    """A whole number between two bounds."""

    inputmode = "numeric"
    limit = 12

    def __init__(
        self, label: str = "", validators: Sequence[Any] = (), *, least: int = 0, most: int = 999_999, **kwargs: Any
    ) -> None:
        super().__init__(label, validators, **kwargs)
        self.least = least
        self.most = most

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the number; an empty box is None."""
        text = self.tidied(str(valuelist[0])) if valuelist else ""
        self.data = None
        if not text:
            return
        wrong = Nameless(f"Enter a whole number from {self.least} to {self.most}.")
        try:
            number = int(text) if len(text) <= self.limit else self.least - 1
        except ValueError:
            raise ValueError(wrong) from None
        if not self.least <= number <= self.most:
            raise ValueError(wrong)
        self.data = number

    def pre_validate(self, _form: BaseForm) -> None:
        """Bounds were checked while reading."""


class PassphraseField(LineField):
    """A secret. It is not trimmed, never sent back to the page, and can be shown while it is typed."""

    widget = ComponentWidget("password-input", widgets.password_params)
    autocomplete = "off"
    limit = _LIMITS.passphrase_text

    def tidied(self, text: str) -> str:
        """Return the text as typed."""
        return text

    def shown(self) -> str:
        """Return nothing: a secret is typed again."""
        return ""


class FileField(KitField):
    """A file chosen on this machine; the data is the uploaded part or None."""

    widget = ComponentWidget("file-upload", widgets.file_params)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Keep the first part that has a file name."""
        parts = [part for part in valuelist if getattr(part, "filename", "")]
        self.data = parts[0] if parts else None

    def shown(self) -> str:
        """Return nothing: a browser never sets a chosen file."""
        return ""


class ChoiceField(KitField):
    """One answer of several, as radio buttons; `options` may also be set on the form's field."""

    widget: Any = ComponentWidget("radios", widgets.choice_params)
    unknown = Sentence("Choose one of the answers on the page.")

    def __init__(
        self,
        label: str = "",
        validators: Sequence[Any] = (),
        *,
        options: Sequence[Option] = (),
        inline: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, validators, **kwargs)
        self.options = tuple(options)
        self.inline = inline

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Keep the chosen value, or an empty text."""
        self.data = str(valuelist[0]) if valuelist else ""

    def pre_validate(self, _form: BaseForm) -> None:
        """Refuse a value that was not on the page."""
        if self.data and self.data not in {option.value for option in self.options}:
            raise ValidationError(Nameless(self.unknown))

    def is_chosen(self, option: Option) -> bool:
        """Tell whether this answer is the chosen one."""
        return bool(self.data is not None and str(self.data) == option.value)


class SelectField(ChoiceField):
    """One answer of many, as a list; use radio buttons up to about ten."""

    widget = ComponentWidget("select", widgets.select_params)


class ChoicesField(ChoiceField):
    """Any number of answers, as tick boxes; the data is a list of values."""

    widget: Any = ComponentWidget("checkboxes", widgets.choice_params)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Keep the chosen values in the order of the page, each once."""
        chosen = {str(value) for value in valuelist}
        known = [option.value for option in self.options if option.value in chosen]
        self.data = known + sorted(chosen.difference(known))

    def pre_validate(self, _form: BaseForm) -> None:
        """Refuse a value that was not on the page, and "none" together with another."""
        known = {option.value: option for option in self.options}
        if any(value not in known for value in self.data or ()):
            raise ValidationError(Nameless(self.unknown))
        alone = [known[value].label for value in self.data or () if known[value].alone]
        if alone and len(self.data) > 1:
            raise ValidationError(Nameless(not_both(alone[0])))

    def is_chosen(self, option: Option) -> bool:
        """Tell whether this answer is among the chosen."""
        return option.value in (self.data or ())


class TickField(ChoiceField):
    """One box to tick; the data is True or False."""

    widget = ComponentWidget("checkboxes", widgets.tick_params)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """An absent box is not ticked."""
        self.data = bool(valuelist)

    def pre_validate(self, _form: BaseForm) -> None:
        """A tick cannot be wrong."""


class CardField(ChoiceField):
    """One answer of several, as picture cards."""

    widget = OwnWidget("cards")
    several = False


class CardsField(ChoicesField):
    """Any number of answers, as picture cards."""

    widget: Any = OwnWidget("cards")
    several = True


class ScaleField(ChoiceField):
    """A number from 0 to 10 as a row of buttons with faces; the data is an int or None.

    `faces` maps a number to the address of a face; the number, not the face, is the answer.
    """

    widget = OwnWidget("scale")

    def __init__(
        self,
        label: str = "",
        validators: Sequence[Any] = (),
        *,
        low: str = "",
        high: str = "",
        faces: dict[int, str] | None = None,
        least: int = 0,
        most: int = 10,
        **kwargs: Any,
    ) -> None:
        numbers = [Option(str(number), str(number)) for number in range(least, most + 1)]
        super().__init__(label, validators, options=numbers, **kwargs)
        self.low = low
        self.high = high
        self.faces = faces or {}

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the number; no choice is None, 0 is an answer."""
        text = str(valuelist[0]) if valuelist else ""
        self.data = None
        if text and text not in {option.value for option in self.options}:
            low, high = self.options[0].value, self.options[-1].value
            raise ValueError(Nameless(Sentence("Choose a number from %(low)s to %(high)s.", low=low, high=high)))
        if text:
            self.data = int(text)

    def pre_validate(self, _form: BaseForm) -> None:
        """The number was checked while reading."""


class SignatureField(KitField):
    """A drawn signature as strokes (JSON text); an equal way without drawing must stand beside it."""

    widget = OwnWidget("signature")
    limit = _LIMITS.draft_bytes

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Keep the strokes as they came; an empty pad is an empty text."""
        self.data = str(valuelist[0]) if valuelist else ""

    def pre_validate(self, _form: BaseForm) -> None:
        """Refuse a drawing that is far too large to be a signature."""
        if len(self.data or "") > self.limit:
            raise ValidationError(Sentence("This drawing is too big. Clear it and sign again."))

    @property
    def first_control(self) -> str:
        """The pad itself, since the strokes lie in a hidden field."""
        return f"{self.id}-pad"


class DateField(KitField):
    """A date in three boxes; the data is a `date` or None. A month may be a number or a word."""

    widget = ComponentWidget("date-input", widgets.date_params)

    def __init__(self, label: str = "", validators: Sequence[Any] = (), *, birth: bool = False, **kwargs: Any) -> None:
        super().__init__(label, validators, **kwargs)
        self.birth = birth
        self._typed: dict[str, str] = {}

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:
        """Gather the three boxes by their own names; a missing one is empty, never an error."""
        self._typed = {}
        super().process(None, *args, **kwargs)
        if formdata is None or not any(name.startswith(f"{self.name}-") for name in formdata):
            return
        self._typed = {part: tidy(formdata.get(f"{self.name}-{part}", "")) for part in ("day", "month", "year")}
        self.raw_data = list(self._typed.values())
        self.data = None
        if not any(self._typed.values()):
            return
        try:
            self.data = date_parts(self._typed["day"], self._typed["month"], self._typed["year"])
        except ValueError as refusal:
            self.process_errors = [Nameless(refusal)]

    def parts(self) -> dict[str, str]:
        """Return day, month and year as they stand in the boxes."""
        if self._typed:
            return dict(self._typed)
        if isinstance(self.data, date):
            return {"day": str(self.data.day), "month": str(self.data.month), "year": str(self.data.year)}
        return {"day": "", "month": "", "year": ""}

    def wrong_part(self) -> str:
        """Return the first box that is empty or cannot be right, else the day."""
        parts = self.parts()
        for part, text in parts.items():
            if not text:
                return part
        if parts["day"].isdecimal() and 1 <= int(parts["day"][:4]) <= 31:  # noqa: PLR2004 - days of a month
            probe = {"month": ("1", parts["month"], "2000"), "year": ("1", "1", parts["year"])}
            for part, (day, month, year) in probe.items():
                try:
                    date_parts(day, month, year)
                except ValueError:
                    return part
        return "day"

    @property
    def first_control(self) -> str:
        """The first wrong box."""
        return f"{self.id}-{self.wrong_part()}"
