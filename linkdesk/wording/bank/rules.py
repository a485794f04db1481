"""What a phrase of the bank is, and what can be kept of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import date

from linkdesk.easyread.bank import BankPhrase
from linkdesk.easyread.bank import PhraseKind

ROLES = ("team lead", "administrator")
"""Who may change the bank; the words are those of the team room."""

KEY_LENGTH = 60
WORDS_LENGTH = 150
SAID_LENGTH = 400
NAME_LENGTH = 120
OWN = "own-"
"""Before the key of a phrase that the service wrote."""


@dataclass(frozen=True)
class Said:
    """A phrase in another language, with who typed it and when."""

    words: str
    translator: str
    day: date


@dataclass(frozen=True)
class Phrase:
    """One phrase as it is offered; `version` is 0 while nothing of it is kept and it stands as LinkDesk brings it."""

    key: str
    kind: PhraseKind
    words: str
    picture: str
    version: int = 0
    is_away: bool = False
    first_words: str = ""
    said: Mapping[str, Said] = field(default_factory=dict)

    @property
    def is_own(self) -> bool:
        """Say whether the service wrote it."""
        return not self.first_words

    @property
    def is_changed(self) -> bool:
        """Say whether the service put other words in place of LinkDesk's."""
        return bool(self.first_words) and self.first_words != self.words


@dataclass(frozen=True)
class SavePhrase:
    """Keep a phrase; `key` is empty for a new one. `translator` typed what is new in `said` (language: words)."""

    key: str
    version: int
    kind: PhraseKind
    words: str
    picture: str
    said: Mapping[str, str] = field(default_factory=dict)
    translator: str = ""


@dataclass(frozen=True)
class PutPhrase:
    """Put a phrase away, or bring it back."""

    key: str
    version: int
    away: bool


def as_it_comes(each: BankPhrase) -> Phrase:
    """Return a phrase of LinkDesk that nobody changed."""
    return Phrase(each.key, each.kind, each.words, each.picture, first_words=each.words)


def tidied(command: SavePhrase) -> SavePhrase:
    """Return a phrase with folded spaces.

    Raises:
        ValueError: it is empty or too long; one sentence.
    """
    words = " ".join(command.words.split())
    said = {tag: " ".join(text.split()) for tag, text in command.said.items()}
    translator = " ".join(command.translator.split())
    if not words:
        raise ValueError("Write the phrase.")
    if len(words) > WORDS_LENGTH:
        raise ValueError(f"A phrase can have up to {WORDS_LENGTH} letters. Make it shorter.")
    if any(len(text) > SAID_LENGTH for text in said.values()) or len(translator) > NAME_LENGTH:
        raise ValueError("A translation or a name is too long. Make it shorter.")
    return replace(command, words=words, said=said, translator=translator)


def said_now(before: Mapping[str, Said], command: SavePhrase, today: date) -> dict[str, Said]:
    """Return the translations to keep: those in languages that were not asked for stay, an emptied one goes.

    Raises:
        ValueError: a translation is new and nobody's name stands beside it.
    """
    kept = dict(before)
    for tag, text in command.said.items():
        if not text:
            kept.pop(tag, None)
        elif tag not in before or before[tag].words != text:
            if not command.translator:
                raise ValueError("Write who translated it.")
            kept[tag] = Said(text, command.translator, today)
    return kept
