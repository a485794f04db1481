"""Words of people on a print: which way they run, in which language they are, and which of ours have no translation."""

from __future__ import annotations

import re
import unicodedata
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from dataclasses import field
from dataclasses import fields
from typing import TYPE_CHECKING

from jinja2 import pass_eval_context
from markupsafe import Markup

from linkdesk.clients import languages
from linkdesk.easyread.bank import bank_sentence
from linkdesk.languages.own import folded
from linkdesk.languages.sentences import Sentence
from linkdesk.languages.speech import Speech
from linkdesk.languages.speech import Twofold
from linkdesk.languages.speech import current
from linkdesk.languages.speech import say
from linkdesk.languages.speech import say_plain
from linkdesk.languages.speech import twofold
from linkdesk.languages.tongues import ENGLISH
from linkdesk.languages.tongues import Tongue
from linkdesk.languages.tongues import is_english
from linkdesk.languages.tongues import tongue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2.nodes import EvalContext

    from linkdesk.languages.own import OwnWords

NUMBER = r"\+?\(?\d+\)?(?:[ ()/.:\u2013-]+\d+)+"
LATIN = "0-9A-Za-z\u00c0-\u024f'\u2019.,/&()@_#+ :\u2013-"
RUN = re.compile(rf"(?=[{LATIN}]*\d)(?=[{LATIN}]*[A-Za-z])[(+]?[0-9A-Za-z](?:[{LATIN}]*[0-9A-Za-z)])?|{NUMBER}")
"""A telephone number, a date in figures, a time, a house in its street, a postcode, a reference: parts that turn round
in a line from right to left."""
NUMBERS = re.compile(NUMBER)

LEFT_TO_RIGHT_MARK = "\u200e"


_translators: ContextVar[dict[str, None] | None] = ContextVar("translators", default=None)


@contextmanager
def naming_translators() -> Iterator[None]:
    """Note who translated the own words of one print, from its first line on."""
    token = _translators.set({})
    try:
        yield
    finally:
        _translators.reset(token)


def translators() -> str:
    """Return the names of those who translated the own words that were printed so far."""
    return ", ".join(_translators.get() or {})


def direction_of(text: str) -> str:
    """Return "rtl" or "ltr" by the first letter of a text; one without letters, like a telephone number, is "ltr"."""
    for sign in text:
        kind = unicodedata.bidirectional(sign)
        if kind in {"R", "AL"}:
            return "rtl"
        if kind == "L":
            break
    return "ltr"


def own(text: object) -> str:
    """Return words that a person typed, for a page in any language; our own sentences are said in its language.

    In a page in another language Latin words count as English, for that is what workers write.
    """
    if isinstance(text, Sentence):
        return say(text)
    if isinstance(text, Markup):
        return text
    if found := _translated(str(text)):
        return found
    words, way, english = str(text), direction_of(str(text)), current().english
    if way == "ltr" and (english or not words):
        return words
    language = "" if english or not _is_latin(words) else Markup(' lang="{}"').format(ENGLISH)
    return Markup('<span dir="{}"{}>{}</span>').format(way, language, _held(words) if way == "rtl" else words)


def _held(words: str) -> Markup:
    """Return words with each number, date in figures and address kept from turning round."""
    rest = 0
    parts: list[str] = []
    for run in RUN.finditer(words):
        parts += [words[rest : run.start()], apart(run[0])]
        rest = run.end()
    return Markup("").join((*parts, words[rest:]))


def own_words(text: object) -> str:
    """Return sentences that a person wrote: translated, or in English above an empty line to write on.

    A print counts them; names and numbers go through `own`, which leaves no line.
    """
    said, words = own(text), str(text)
    if _is_english_only(words):
        return Markup('{}<span class="own-blank"></span>').format(said)
    return said


def _is_english_only(words: str) -> bool:
    """Say whether words are in English on a page in another language, and note them for the preview."""
    speech = current()
    if speech.english or not _is_latin(words):
        return False
    done = speech.find_own(words) is not None or _bank_words(words) is not None
    if isinstance(speech, NotedSpeech):
        speech.written[folded(words)] = done
    return not done


def _translated(words: str) -> Markup | None:
    """Return own words in the language of the page: as somebody typed them with the English below, or of the bank."""
    speech = current()
    if speech.english:
        return None
    if found := speech.find_own(words):
        _note(found)
        tongue = speech.tongue
        said = Markup('<span class="own-said" lang="{}" dir="{}">{}</span>')
        below = Markup(' <span class="own-english" lang="{}" dir="ltr">{}</span>')
        typed = _held(found.words) if tongue.direction == "rtl" else found.words
        return said.format(tongue.tag, tongue.direction, typed) + below.format(ENGLISH, words)
    sentence = _bank_words(words)
    return None if sentence is None else say(sentence)


def _bank_words(words: str) -> str | None:
    """Return the sentence of the phrase bank that words are word for word, where it is translated."""
    sentence = bank_sentence(words)
    return sentence if sentence is not None and current().find(sentence) is not None else None


def _note(found: OwnWords) -> None:
    names = _translators.get()
    if names is not None:
        names[found.translator] = None


def own_words_plain(text: object) -> str:
    """Return the same for a plain text; there a line to write on would be read aloud."""
    words = str(text)
    _is_english_only(words)
    return own_plain(text)


def own_plain(text: object) -> str:
    """Return the same for a plain text, where a number in a line from right to left is held by invisible marks."""
    words = say_plain(text) if isinstance(text, Sentence) else _translated_plain(str(text))
    if current().tongue.direction == "ltr" and direction_of(words) == "ltr":
        return words
    held = RUN if direction_of(words) == "rtl" else NUMBERS  # what is Latin as a whole keeps its order by itself
    return held.sub(rf"{LEFT_TO_RIGHT_MARK}\g<0>{LEFT_TO_RIGHT_MARK}", words)


def _translated_plain(words: str) -> str:
    speech = current()
    if speech.english:
        return words
    if found := speech.find_own(words):
        _note(found)
        return f"{found.words} ({words})"
    sentence = _bank_words(words)
    return words if sentence is None else say_plain(sentence)


def apart(text: object) -> Markup:
    """Return a number, a date or an address that keeps its own direction whatever stands around it.

    A date with the name of its month in Arabic runs from right to left; figures alone never do.
    """
    alone = Markup('<bdi dir="{}">{}</bdi>')
    said = alone.format(direction_of(str(text)), text)
    if isinstance(text, Twofold) and current().bilingual:
        return twofold(said, alone.format("ltr", text.english))
    return said


def _is_latin(text: str) -> bool:
    return any(sign.isalpha() and unicodedata.name(sign, "").startswith("LATIN") for sign in text)


@pass_eval_context
def own_in_template(context: EvalContext, text: object) -> str:
    """Give the words of people in a template: marked on a page, plain in a plain text."""
    return own(text) if context.autoescape else own_plain(text)


@pass_eval_context
def own_words_in_template(context: EvalContext, text: object) -> str:
    """Give the sentences of people in a template."""
    return own_words(text) if context.autoescape else own_words_plain(text)


@pass_eval_context
def apart_in_template(context: EvalContext, text: object) -> str:
    """Give a number or date in a template."""
    return apart(text) if context.autoescape else own_plain(text)


@dataclass(frozen=True)
class NotedSpeech(Speech):
    """A speech that notes which sentences it was asked for, and which own ones a person wrote (translated or not)."""

    asked: set[str] = field(default_factory=set, compare=False)
    written: dict[str, bool] = field(default_factory=dict, compare=False)

    def find(self, pattern: str) -> str | None:
        """Return the translation of a sentence, or nothing where it is missing."""
        self.asked.add(pattern)
        return super().find(pattern)


@dataclass(frozen=True)
class Translated:
    """Of the `total` sentences of a print in another language: how many are English, how many nobody checked.

    `written` are the texts that people wrote, `written_english` those among them without a translation.
    """

    total: int
    english: int
    unchecked: int
    written: int = 0
    written_english: int = 0


def noted(speech: Speech) -> NotedSpeech:
    """Return the same speech, which notes what it is asked."""
    return NotedSpeech(**{each.name: getattr(speech, each.name) for each in fields(Speech)})


def translated(speech: NotedSpeech) -> Translated:
    """Return how far the sentences that were asked for are translated and checked."""
    found = [words for words in speech.asked if Speech.find(speech, words) is not None]
    unchecked = sum(1 for words in found if not speech.is_checked(words))
    english = sum(1 for words in speech.asked - set(found) if any(sign.isalpha() for sign in words))
    left = sum(1 for done in speech.written.values() if not done)
    return Translated(len(found) + english, english, unchecked, len(speech.written), left)


def state_words(spoken: Tongue, state: Translated) -> tuple[str, ...]:
    """Return what a worker is told about a print in another language, one sentence each."""
    total = f"{state.total} sentences"
    if state.unchecked == state.total:
        checked = "Nobody has checked this translation: go through it with somebody who reads it."
    elif state.unchecked:
        checked = f"Nobody has checked {state.unchecked} of its {total}: go through it with somebody who reads it."
    else:
        checked = ""
    still = "is" if state.english == 1 else "are"
    english = f"{state.english} of its {total} {still} still in English." if state.english else ""
    return tuple(filter(None, (f"This print is in {spoken.name}.", checked, english, _written_words(state))))


def _written_words(state: Translated) -> str:
    if not state.written:
        return "What you wrote stays as it is."
    if not state.written_english:
        return "All that you wrote is translated too."
    are = "is" if state.written_english == 1 else "are"
    left = f"{state.written_english} of the {state.written} texts that you wrote"
    return f"{left} {are} in English, with room for a translation."


def english_words(language: str, own: Speech) -> tuple[str, ...]:
    """Return why a print is in English for somebody who speaks another language; nothing if that was chosen."""
    if is_english(language) or not own.english:
        return ()
    found = tongue(language)
    if found is None:
        return (f"This print is in English, because LinkDesk has no words in {languages.name(language)}.",)
    off = f"{found.name} is not switched on for clients"
    return (f"This print is in English, because {off}. See Settings, Languages.",)
