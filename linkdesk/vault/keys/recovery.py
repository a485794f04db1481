"""The recovery key: 128 random bits and a checksum, made to be written by hand and typed back."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from dataclasses import field

KEY_BYTES = 16
CHECK_BYTES = 4
LETTERS = 32
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32 signs: no I, L, O or U, so that handwriting is not misread."""

_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
_FILLERS = str.maketrans("", "", " -–—\t\r\n\u00a0")


@dataclass(frozen=True)
class RecoveryKey:
    """Sixteen random bytes. They open one slot and need no slow function, being random."""

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) != KEY_BYTES:
            raise ValueError(f"A recovery key has {KEY_BYTES} bytes.")

    @property
    def text(self) -> str:
        """Return the 32 letters in eight groups of four, as shown on the screen."""
        number = int.from_bytes(self.secret + _check(self.secret), "big")
        letters = "".join(ALPHABET[(number >> 5 * place) & 31] for place in reversed(range(LETTERS)))
        return "-".join(letters[start : start + 4] for start in range(0, LETTERS, 4))


def parse_recovery_key(text: str) -> RecoveryKey:
    """Read a recovery key as a person types it: any case, spaces or dashes; O for 0, I and L for 1.

    Raises:
        ValueError: with one plain sentence; 32 bits of checksum catch a typing slip before any key is tried.
    """
    letters = _plain(text)
    if len(letters) != LETTERS:
        raise ValueError(f"A recovery key has 32 letters and numbers. You typed {len(letters)}.")
    unknown = sorted(set(letters) - set(ALPHABET))
    if unknown:
        raise ValueError(f"A recovery key never holds “{unknown[0]}”. Check that letter.")
    number = 0
    for letter in letters:
        number = number << 5 | ALPHABET.index(letter)
    raw = number.to_bytes(KEY_BYTES + CHECK_BYTES, "big")
    if raw[KEY_BYTES:] != _check(raw[:KEY_BYTES]):
        raise ValueError("There is a slip in the recovery key. Compare it letter by letter.")
    return RecoveryKey(raw[:KEY_BYTES])


def groups_of(text: str) -> tuple[str, ...]:
    """Return what was typed in groups of four, as a key is shown; the last may be short."""
    letters = _plain(text)
    return tuple(letters[start : start + 4] for start in range(0, len(letters), 4))


def _plain(text: str) -> str:
    """Return the signs alone: capitals, no fillers, what is easily misread made one."""
    return text.upper().translate(_FILLERS).translate(_MISREAD)


def looks_like_recovery_key(text: str) -> bool:
    """Say whether `text` has the shape of a recovery key, right or not."""
    letters = _plain(text)
    return len(letters) == LETTERS and set(letters) <= set(ALPHABET)


def _check(secret: bytes) -> bytes:
    return hashlib.sha256(b"linkdesk recovery key" + secret).digest()[:CHECK_BYTES]
