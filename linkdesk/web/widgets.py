"""Form fields drawn by the tested accessible components; each widget only builds the parameters."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import govuk_frontend_jinja
from flask import current_app
from jinja2 import Environment
from jinja2 import FileSystemLoader
from jinja2 import PrefixLoader

from linkdesk.languages.sentences import Sentence
from linkdesk.languages.speech import say
from linkdesk.languages.speech import say_plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from markupsafe import Markup

    from linkdesk.web.fields import ChoiceField
    from linkdesk.web.fields import DateField
    from linkdesk.web.fields import KitField

Params = dict[str, Any]


@cache
def _components() -> Environment:
    """Return the environment of the component templates, which count on lenient look-ups ours must not have."""
    folder = Path(govuk_frontend_jinja.__file__).parent / "templates"
    loader = PrefixLoader({"govuk_frontend_jinja": FileSystemLoader(folder)})
    return Environment(loader=loader, autoescape=True, auto_reload=False)


def component(name: str, params: Params) -> Markup:
    """Draw one component (`button`, `error-summary`, ...) from its documented parameters, escaped.

    The parameters are copied, so a class-level dictionary is never shared between two forms.
    """
    macro = "govuk" + "".join(part.capitalize() for part in name.split("-"))
    module = _components().get_template(f"govuk_frontend_jinja/components/{name}/macro.html").module
    drawn: Markup = getattr(module, macro)(deepcopy(params))
    return drawn


_blanks: dict[tuple[str, str], Markup] = {}
"""Empty fields as they were drawn, by component and parameters: a long form has many, and each takes milliseconds."""

MOST_BLANKS = 500

DATE_PARTS = {"day": Sentence("Day"), "month": Sentence("Month"), "year": Sentence("Year")}


def _empty(name: str, params: Params) -> Markup:
    """Draw an empty field, or return it as it was drawn before."""
    key = (name, repr(params))
    drawn = _blanks.get(key)
    if drawn is None:
        if len(_blanks) >= MOST_BLANKS:
            _blanks.clear()
        drawn = _blanks[key] = component(name, params)
    return drawn


def forget_drawn() -> None:
    """Forget the empty fields: the answers offered in one may be words of a client. Called at every full lock."""
    _blanks.clear()


def _own(macro: str, **values: Any) -> Markup:
    """Draw one of our own controls from templates/web/choices.html."""
    module = current_app.jinja_env.get_template("web/choices.html").module
    drawn: Markup = getattr(module, macro)(**values)
    return drawn


def _shared(field: KitField) -> Params:
    """Return what every component takes: hint, error, name and id."""
    params: Params = {"id": field.id, "name": field.name}
    if field.hint:
        params["hint"] = {"html": say(field.hint)}
    if field.errors:
        params["errorMessage"] = {"html": say(field.errors[0]), "visuallyHiddenText": say_plain("Error")}
    return params


def _words(field: KitField) -> Params:
    """Return the label; one of several like questions says which it is, unseen (WCAG 2.2, 2.4.6)."""
    return {"html": _own("words", field=field)} if field.about else {"html": say(field.label.text)}


def _label(field: KitField) -> Params:
    size = "l" if field.heading else "s"
    return _words(field) | {"classes": f"govuk-label--{size}", "isPageHeading": field.heading}


def _legend(field: KitField) -> Params:
    size = "l" if field.heading else "s"
    heading = {"classes": f"govuk-fieldset__legend--{size}", "isPageHeading": field.heading}
    return {"legend": _words(field) | heading}


def _attributes(field: KitField) -> Params:
    """Return plain HTML attributes; no maxlength, which would cut a pasted text without a word."""
    attributes: Params = dict(field.render_kw or {})
    if field.errors:
        attributes["aria-invalid"] = "true"
    return attributes


def input_params(field: KitField) -> Params:
    """Return the parameters of a one-line box."""
    return _shared(field) | {
        "label": _label(field),
        "value": field.shown(),
        "type": field.input_type,
        "inputmode": field.inputmode or None,
        "autocomplete": field.autocomplete,
        "spellcheck": field.spellcheck,
        "classes": f"govuk-input--width-{field.width}" if field.width else "",
        "attributes": _attributes(field),
    }


def textarea_params(field: KitField) -> Params:
    """Return the parameters of a box for several lines."""
    return _shared(field) | {
        "label": _label(field),
        "value": field.shown(),
        "rows": str(field.rows),
        "spellcheck": True,
        "autocomplete": field.autocomplete,
        "attributes": _attributes(field),
    }


def password_params(field: KitField) -> Params:
    """Return the parameters of a passphrase box with a button that shows it; the value is never sent back."""
    return _shared(field) | {
        "label": _label(field),
        "autocomplete": field.autocomplete,
        "attributes": _attributes(field),
    }


def file_params(field: KitField) -> Params:
    """Return the parameters of a file chooser."""
    return _shared(field) | {"label": _label(field), "attributes": _attributes(field)}


def select_params(field: ChoiceField) -> Params:
    """Return the parameters of a list to pick one from."""
    items = [
        {"value": option.value, "text": say_plain(option.label), "selected": field.is_chosen(option)}
        for option in field.options
    ]
    return _shared(field) | {"label": _label(field), "items": items, "attributes": _attributes(field)}


def choice_params(field: ChoiceField) -> Params:
    """Return the parameters of radio buttons or tick boxes."""
    items: list[Params] = []
    for option in field.options:
        item: Params = {"value": option.value, "html": say(option.label), "checked": field.is_chosen(option)}
        if option.hint:
            item["hint"] = {"html": say(option.hint)}
        if option.alone:
            items.append({"divider": say_plain("or")})
            item["behaviour"] = "exclusive"
        items.append(item)
    small = "govuk-radios--inline" if field.inline else ""
    return _shared(field) | {
        "idPrefix": field.id,
        "fieldset": _legend(field),
        "items": items,
        "classes": small,
    }


def tick_params(field: ChoiceField) -> Params:
    """Return the parameters of a single tick box; its label is the sentence beside it."""
    item = _words(field) | {"value": "y", "checked": bool(field.data)}
    return _shared(field) | {"idPrefix": field.id, "items": [item]}


def date_params(field: DateField) -> Params:
    """Return the parameters of three boxes; each has its own name, so a cut-off form is still readable."""
    wrong = field.wrong_part() if field.errors else ""
    widths = {"day": 2, "month": 4, "year": 4}
    items = [
        {
            "name": part,
            "label": say_plain(DATE_PARTS[part]),
            "value": value,
            "inputmode": "text" if part == "month" else "numeric",
            "autocomplete": f"bday-{part}" if field.birth else "off",
            "classes": f"govuk-input--width-{widths[part]}" + (" govuk-input--error" if part == wrong else ""),
            "attributes": {"aria-invalid": "true"} if part == wrong else {},
        }
        for part, value in field.parts().items()
    ]
    return _shared(field) | {"namePrefix": field.name, "fieldset": _legend(field), "items": items}


class ComponentWidget:
    """Draws a field by the component and the parameter builder it was made with."""

    def __init__(self, name: str, build: Callable[[Any], Params]) -> None:
        self.name = name
        self.build = build

    def __call__(self, field: Any, **overrides: Any) -> Markup:
        """Draw the field; overrides replace whole parameters."""
        draw = _empty if field.is_empty else component
        return draw(self.name, self.build(field) | overrides)


class OwnWidget:
    """Draws a field by one of our own macros: picture cards, the 0 to 10 row, the signature."""

    def __init__(self, macro: str) -> None:
        self.macro = macro

    def __call__(self, field: Any, **values: Any) -> Markup:
        """Draw the field; values are handed to the macro."""
        return _own(self.macro, field=field, **values)
