"""How a sentence is said now: in the language of the page, else in English that is seen to be English."""

from __future__ import annotations

import re
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import TYPE_CHECKING

from markupsafe import Markup
from markupsafe import escape

from linkdesk.languages.own import hash_of
from linkdesk.languages.sentences import Sentence
from linkdesk.languages.sentences import pattern_of
from linkdesk.languages.tongues import ENGLISH
from linkdesk.languages.tongues import IN_ENGLISH
from linkdesk.languages.tongues import Tongue
from linkdesk.languages.tongues import is_english
from linkdesk.languages.writing import direction

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from typing import Self

    from linkdesk.languages.own import OwnWords


@dataclass(frozen=True)
class Speech:
    """One language to speak in.

    `words` are looked through in order: what the open form brings along, what the service checked. Only then the
    `drafts`, for which nobody stands.
    """

    tongue: Tongue = IN_ENGLISH
    words: tuple[Mapping[str, str], ...] = ()
    drafts: Mapping[str, str] = field(default_factory=dict)
    unchecked: bool = False
    """Some of the sentences are drafts: what is answered in them is marked so."""
    verbatim: frozenset[str] = field(default=frozenset())
    """Sentences that may only be shown in English: those of a validated measure without a published translation."""
    others: Mapping[str, str] = field(default_factory=dict)
    """Sentences that are written in no English: each with the tag of its language, for the eye and for a reader."""
    together: frozenset[str] = field(default=frozenset())
    """Sentences that never stand alone in a draft: those of a validated measure, and of a page about danger."""
    bilingual: bool = False
    """Every sentence of a page has the English beside it, because somebody asked for that; see `with_english`."""
    own: Mapping[str, OwnWords] = field(default_factory=dict)
    """What people wrote and somebody translated, by the hash of the English."""

    @property
    def english(self) -> bool:
        """Say whether this is English, where every sentence is its own translation."""
        return is_english(self.tongue.tag)

    def find(self, pattern: str) -> str | None:
        """Return the translation of a sentence, or nothing where it is missing."""
        found = next((words[pattern] for words in self.words if words.get(pattern)), None)
        return found or (None if pattern in self.verbatim else self.drafts.get(pattern))

    def find_own(self, text: str) -> OwnWords | None:
        """Return the translation that somebody typed of words that a person wrote, or nothing."""
        return self.own.get(hash_of(text)) if self.own else None

    def is_checked(self, pattern: str) -> bool:
        """Say whether somebody stands for the translation of a sentence; a draft has nobody."""
        return self.english or any(words.get(pattern) for words in self.words)

    def plain(self, text: str, **filled: object) -> str:
        """Return a sentence as plain text; one without a translation is English."""
        pattern, values = _parts(text, filled)
        said = self.find(pattern) or pattern
        return said % self._said(values) if values else said

    def _said(self, values: Mapping[str, object]) -> dict[str, object]:
        """Return what is filled into a sentence; a sentence of its own, like the words of an answer, is said too."""
        return {name: self.plain(each) if isinstance(each, Sentence) else each for name, each in values.items()}

    def markup(self, text: str, **filled: object) -> Markup:
        """Return a sentence for a page; one without a translation is marked as English, to the eye and to a reader."""
        if isinstance(text, Markup):
            return text
        if self.bilingual:
            return self._twofold(text, filled)
        pattern, values = _parts(text, filled)
        return self.both(text, **filled) if pattern in self.together else self._alone(pattern, values)

    def _alone(self, pattern: str, values: Mapping[str, object]) -> Markup:
        said = self.find(pattern)
        if said is not None:
            return _filled(said, self._said(values), apart=self.tongue.direction == "rtl")
        written = self.others.get(pattern, ENGLISH)
        if (self.english and is_english(written)) or not any(sign.isalpha() for sign in pattern):
            return _filled(pattern, values)
        return _ASIDE.format("ld-english", written, direction(written), _filled(pattern, values))

    def both_plain(self, text: str, **filled: object) -> str:
        """Return `both` as plain text: the English in brackets."""
        pattern, values = _parts(text, filled)
        said = self.plain(text, **filled)
        if self.is_checked(pattern) or self.find(pattern) is None:
            return said
        return f"{said} ({pattern % _in_english(values) if values else pattern})"

    def together_plain(self, text: str) -> str:
        """Return a sentence as plain text, the English in brackets where it may not stand alone on this page."""
        return self.both_plain(text) if pattern_of(text) in self.together else self.plain(text)

    def both(self, text: str, **filled: object) -> Markup:
        """Return a sentence that may never stand alone in a translation nobody checked: English stands with it."""
        if self.bilingual and not isinstance(text, Markup):
            return self._twofold(text, filled)
        pattern, values = _parts(text, filled)
        said = text if isinstance(text, Markup) else self._alone(pattern, values)
        if self.is_checked(pattern) or self.find(pattern) is None:
            return said
        return said + Markup(" ") + _ASIDE.format("ld-alongside", ENGLISH, "ltr", _filled(pattern, _in_english(values)))

    def _twofold(self, text: str, filled: dict[str, object]) -> Markup:
        """Return a sentence with its English behind it, which `with_english` puts in its place."""
        pattern, values = _parts(text, filled)
        if self.find(pattern) is None:
            return self._alone(pattern, values)
        said = self._alone(pattern, {name: _one_of(value, "said") for name, value in values.items()})
        english = _filled(pattern, {name: _one_of(value, "english") for name, value in values.items()})
        return twofold(said, english)


_TWO = Markup("<!--said-->{}<!--english-->{}<!--both-->")
_INNER = r"(?:(?!<!--said-->).)*?"
_PAIR = re.compile(rf"<!--said-->(?P<said>{_INNER})<!--english-->(?P<english>{_INNER})<!--both-->", re.DOTALL)
"""A pair that holds no other; comments can only be ours, for whatever a person typed is escaped."""
_BLANK = re.compile(r'<span class="own-blank"></span>')


def twofold(said: object, english: object) -> Markup:
    """Return words with their English behind them, so that a sentence around them can take the one or the other."""
    return _TWO.format(said, english)


def with_english(page: str) -> str:
    """Return a finished page in which each pair stands as words with the English beside them."""
    found = 1
    while found:
        page, found = _PAIR.subn(_beside, page)
    return page


def _beside(pair: re.Match[str]) -> str:
    said, english = pair["said"], pair["english"]
    return said if said == english else f"{said} {_ASIDE.format('ld-alongside', ENGLISH, 'ltr', Markup(english))}"  # noqa: S704 - ours


def _one_of(value: object, which: str) -> object:
    """Return what is filled into a sentence, only as it is said, or only in English."""
    if isinstance(value, Twofold):
        return value.english if which == "english" else value
    if not isinstance(value, Markup):
        return value
    text, found = str(value), 1
    while found:
        text, found = _PAIR.subn(lambda pair: pair[which], text)
    return Markup(_BLANK.sub("", text) if which == "english" else text)  # noqa: S704 - it was markup before


class Twofold(str):
    """Words that a sentence is filled with, like a date, in the language of the page, and `english` beside them."""

    __slots__ = ("english",)
    english: str

    def __new__(cls, said: str, english: str) -> Self:
        """Keep both."""
        made = super().__new__(cls, said)
        made.english = english
        return made


def _in_english(values: Mapping[str, object]) -> dict[str, object]:
    return {name: each.english if isinstance(each, Twofold) else each for name, each in values.items()}


_ASIDE = Markup('<span class="{}" lang="{}" dir="{}">{}</span>')


def _parts(text: str, filled: dict[str, object]) -> tuple[str, dict[str, object]]:
    return (text.pattern, text.filled) if isinstance(text, Sentence) else (text, filled)


def _filled(pattern: str, values: Mapping[str, object], *, apart: bool = False) -> Markup:
    """Fill a pattern for a page; in a line that runs the other way each value keeps to itself."""
    if not values:
        return escape(pattern)
    shown = {
        name: Markup("<bdi>{}</bdi>").format(value) if apart and not isinstance(value, Markup) else value
        for name, value in values.items()
    }
    return escape(pattern) % shown


IN_PLAIN_ENGLISH = Speech()
_now: ContextVar[Speech] = ContextVar("speech", default=IN_PLAIN_ENGLISH)


def current() -> Speech:
    """Return the language that is spoken now."""
    return _now.get()


def speak(speech: Speech) -> None:
    """Speak this language until somebody says otherwise; every request begins in English."""
    _now.set(speech)


def never_alone(texts: Iterable[str]) -> None:
    """From here on say these sentences with the English beside them wherever a draft would stand alone."""
    speech = current()
    patterns = {pattern_of(text) for text in texts if text and not isinstance(text, Markup)}
    if not speech.english:
        speak(replace(speech, together=speech.together | patterns))


@contextmanager
def speaking(speech: Speech) -> Iterator[None]:
    """Speak this language for a while."""
    token = _now.set(speech)
    try:
        yield
    finally:
        _now.reset(token)


def say(text: str, **filled: object) -> Markup:
    """Return a sentence for a page, in the language of the page."""
    return current().markup(text, **filled)


def say_plain(text: str, **filled: object) -> str:
    """Return a sentence for an attribute, a title or a plain text, in the language of the page."""
    return current().plain(text, **filled)


def say_both(text: str, **filled: object) -> Markup:
    """Return words about consent, privacy, danger: in a draft with the English beside them."""
    return current().both(text, **filled)


def say_both_all(*texts: str) -> Markup:
    """Return several such sentences after one another."""
    return Markup(" ").join(say_both(text) for text in texts)
