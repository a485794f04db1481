"""Words that a person wrote, in another language: found by the words themselves, so that old plans find them too."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True)
class OwnWords:
    """A translation that somebody typed, with their name."""

    words: str
    translator: str


def folded(text: str) -> str:
    """Return what two texts share that are word for word the same: spaces folded, lines kept, no last full stop."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line).removesuffix(".").rstrip()


def hash_of(text: str) -> str:
    """Return the SHA-256 of words, in hexadecimal, by which their translation is kept."""
    return hashlib.sha256(folded(text).encode("utf-8", "surrogatepass")).hexdigest()
