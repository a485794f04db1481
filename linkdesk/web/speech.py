"""The language of a page: English for the worker, and for a client what the page was told to speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.dates import format_date
from flask_babel import Babel
from jinja2 import pass_eval_context

from linkdesk.languages.sentences import Sentence
from linkdesk.languages.speech import IN_PLAIN_ENGLISH
from linkdesk.languages.speech import Twofold
from linkdesk.languages.speech import current
from linkdesk.languages.speech import say
from linkdesk.languages.speech import say_both
from linkdesk.languages.speech import say_plain
from linkdesk.languages.speech import speak
from linkdesk.web import display

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from datetime import datetime

    from flask import Flask
    from jinja2.nodes import EvalContext

_DIGITS = {ord(sign): str(number % 10) for number, sign in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹০১২৩৪৫৬৭৮৯")}
"""Numbers look the same everywhere on a page: a telephone number is dialled on a keypad with these digits."""

CLIENT_LANGUAGE = "client_language"
"""Under which name a session keeps the language of the client who has the screen."""

WORKER = "en_GB"
"""The locale of the pages of workers, which are written in English only."""


@pass_eval_context
def in_template(context: EvalContext, text: str, **filled: object) -> str:
    """Say a sentence in a template: markup on a page, plain words in a plain text."""
    return say(text, **filled) if context.autoescape else say_plain(text, **filled)


@pass_eval_context
def both_in_template(context: EvalContext, text: str, **filled: object) -> str:
    """Say a sentence with its English in a template."""
    return say_both(text, **filled) if context.autoescape else current().both_plain(text, **filled)


@pass_eval_context
def known_in_template(context: EvalContext, text: str, *, both: bool = False) -> str:
    """Say one of our own sentences in a template, with `both` beside its English; other people's words stay."""
    if not isinstance(text, Sentence):
        return text
    return both_in_template(context, text) if both else in_template(context, text)


TEMPLATE_NAMES = {
    "_": in_template,
    "_attr": say_plain,
    "_both": both_in_template,
    "_known": known_in_template,
}
"""What a template calls: `_` for what is read, `_attr` in attributes and titles."""


def setup_speech(app: Flask) -> None:
    """Give templates `_`, `_attr` and `_both`, and let every request begin in the worker's language."""
    Babel(app, default_locale=WORKER, locale_selector=_locale)
    app.jinja_env.globals.update(TEMPLATE_NAMES)
    app.jinja_env.filters.update(long_date=long_date, day_date=day_date)
    app.before_request(_in_english)
    app.teardown_request(_in_english)


def long_date(value: date | datetime | None) -> str:
    """Return the date in the language of the page, "12 March 2026"."""
    return _date(value, "long", display.long_date)


def day_date(value: date | datetime | None) -> str:
    """Return the date with its weekday in the language of the page."""
    return _date(value, "full", display.day_date)


def _date(value: date | datetime | None, length: str, in_english: Callable[[date | datetime | None], str]) -> str:
    spoken = current()
    if value is None or spoken.english:
        return in_english(value)
    said = format_date(display.local(value), length, locale=spoken.tongue.locale)
    return Twofold(str(said).translate(_DIGITS), in_english(value))


def _in_english(_error: BaseException | None = None) -> None:
    """What one client chose must never reach the next page that this thread makes."""
    speak(IN_PLAIN_ENGLISH)


def _locale() -> str:
    """Return the locale for Flask-Babel: dates and numbers of a client's page are theirs."""
    spoken = current()
    return WORKER if spoken.english else str(spoken.tongue.locale)
