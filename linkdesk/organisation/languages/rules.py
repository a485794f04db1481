"""What the state of a language is, and which translation can be taken in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkdesk.languages.catalogue import drafts
from linkdesk.languages.catalogue import sentences
from linkdesk.languages.tongues import Tongue
from linkdesk.languages.tongues import tongue
from linkdesk.record.checks import plain_text
from linkdesk.record.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

WORDS_LENGTH = 1000
NAME_LENGTH = 120
_FILLED = re.compile(r"%\([a-z_]+\)s")
_ANY_SIGN = re.compile(r"%(?!\([a-z_]+\)s)")


@dataclass(frozen=True)
class Translation:
    """One sentence in another language; without a checker it is still a draft."""

    words: str
    checker: str = ""
    checked_on: date | None = None

    @property
    def is_checked(self) -> bool:
        """Say whether somebody stands for it."""
        return bool(self.words and self.checker and self.checked_on)


@dataclass(frozen=True)
class LanguageState:
    """How far a language is: `total` sentences, `written` of them translated, `checked` by a person of the service."""

    tongue: Tongue
    on: bool
    version: int
    total: int
    written: int
    checked: int

    @property
    def missing(self) -> int:
        """How many sentences are shown in English."""
        return self.total - self.written

    @property
    def is_checked(self) -> bool:
        """Say whether a person stands for every sentence."""
        return self.checked == self.total

    @property
    def words(self) -> str:
        """Return the state in words."""
        if self.is_checked:
            return "Checked"
        if not self.checked:
            return "Not checked: a draft that nobody has read yet"
        return f"{self.checked} of {self.total} sentences are checked"


@dataclass(frozen=True)
class SwitchLanguage:
    """Show a language to clients, or not any more; `version` is 0 while nothing of it is kept."""

    tag: str
    version: int
    on: bool


@dataclass(frozen=True)
class TakeTranslations:
    """Translations that came back from a checker, by English sentence."""

    tag: str
    translations: Mapping[str, Translation]


def known(tag: str) -> Tongue:
    """Return a language that LinkDesk has words in.

    Raises:
        NotFound: there is no such language.
    """
    found = tongue(tag)
    if found is None or found.tag != tag:
        raise NotFound("LinkDesk has no words in that language. Nothing was changed. Go back to Languages.")
    return found


def state_of(found: Tongue, kept: Mapping[str, Translation], *, on: bool = False, version: int = 0) -> LanguageState:
    """Return the state of a language: what the service has of it, and the drafts for the rest."""
    own = drafts(found.tag)
    every = sentences()
    return LanguageState(
        tongue=found,
        on=on,
        version=version,
        total=len(every),
        written=sum(1 for words in every if (words in kept and kept[words].words) or words in own),
        checked=sum(1 for words in every if words in kept and kept[words].is_checked),
    )


def fits(english: str, words: str) -> str:
    """Return a translation tidied.

    Raises:
        ValueError: it cannot stand for the sentence; what is wrong, in one sentence.
    """
    said = " ".join(plain_text(words).split())
    if len(said) > WORDS_LENGTH:
        raise ValueError(f"This translation is longer than {WORDS_LENGTH:,} letters.")
    if _ANY_SIGN.search(said) or set(_FILLED.findall(said)) != set(_FILLED.findall(english)):
        wanted = " ".join(dict.fromkeys(_FILLED.findall(english))) or "no % sign"
        raise ValueError(f"This translation must hold {wanted}, exactly so.")
    return said
