"""What a translation of own words is, and which can be kept."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from linkdesk.record.checks import plain_text
from linkdesk.settings import Limits

if TYPE_CHECKING:
    from uuid import UUID

LIMITS = Limits()
HASH_LENGTH = 64
LANGUAGE_LENGTH = 35
NAME_LENGTH = 120
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class OwnTranslation:
    """One text of a client's papers in another language; the English is known by its hash alone."""

    client_id: UUID
    language: str
    text_hash: str
    words: str
    translator: str
    day: date


@dataclass(frozen=True)
class SaveOwnWords:
    """Keep the translations that stand on a page, by the hash of the English; an empty one is taken away.

    `version` is that of the page (`stamp`), `translator` typed what is new.
    """

    client_id: UUID
    language: str
    version: int
    words: Mapping[str, str]
    translator: str


def draft_name(language: str) -> str:
    """Return what autosave calls the page of a language; the plan is its subject."""
    return f"own_words_{language.replace('-', '_')}"


def tidied(command: SaveOwnWords) -> SaveOwnWords:
    """Return the command with plain words.

    Raises:
        ValueError: a hash is none, or words or a name are too long; one sentence.
    """
    words = {each: plain_text(text) for each, text in command.words.items()}
    translator = " ".join(plain_text(command.translator).split())
    if not all(_HASH.fullmatch(each) for each in words):
        raise ValueError("This page is broken.")
    if any(len(text) > LIMITS.text for text in words.values()):
        raise ValueError(f"A translation can have up to {LIMITS.text:,} letters. Make it shorter.")
    if len(translator) > NAME_LENGTH:
        raise ValueError("The name is too long. Make it shorter.")
    return replace(command, words=words, translator=translator)


def stamp(rows: Iterable[tuple[str, int]]) -> int:
    """Return a number that changes when any translation does: of (hash, version) of each row, 0 for none."""
    text = "|".join(f"{text_hash}:{version}" for text_hash, version in sorted(rows))
    return zlib.crc32(text.encode()) if text else 0
