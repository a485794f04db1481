"""The short code that lifts the curtain and leaves client mode; five wrong ones end in the full lock."""

from __future__ import annotations

import hashlib
import hmac

from linkdesk.record.clock import Clock
from linkdesk.record.errors import RuleBroken
from linkdesk.settings import Locks

SALT_BYTES = 16
_SHAPE = b"s1"
_COST = 2**14
_BLOCK = 8


def check_code_shape(code: str, locks: Locks) -> str:
    """Return the code as it is kept: no spaces, small letters.

    Raises:
        RuleBroken: not 4 to 12 letters and digits, or one sign repeated, or a plain row of digits.
    """
    evened = "".join(code.split()).casefold()
    if not locks.code_least <= len(evened) <= locks.code_most or not evened.isalnum():
        raise RuleBroken(
            f"A short code has {locks.code_least} to {locks.code_most} letters or digits. "
            "Nothing was changed. Choose another."
        )
    if len(set(evened)) == 1 or evened in "01234567890" or evened in "09876543210":
        raise RuleBroken("Everyone tries that code first. Nothing was changed. Choose another.")
    return evened


def hash_code(code: str, clock: Clock, locks: Locks | None = None) -> bytes:
    """Return the salted hash of a short code, to be stored in the encrypted database.

    A short code is short: the hash only keeps it from being read by eye. What guards it is that five wrong
    tries end in the full lock, and that the hash itself lies under the passphrase.
    """
    evened = check_code_shape(code, locks or Locks())
    salt = clock.random(SALT_BYTES)
    return _SHAPE + salt + _digest(evened, salt)


def code_matches(code: str, code_hash: bytes) -> bool:
    """Say whether a typed code is the one that was hashed, in constant time."""
    if not code_hash.startswith(_SHAPE):
        raise ValueError("That is no hash of a short code.")
    body = code_hash[len(_SHAPE) :]
    salt, digest = body[:SALT_BYTES], body[SALT_BYTES:]
    return hmac.compare_digest(_digest("".join(code.split()).casefold(), salt), digest)


def _digest(code: str, salt: bytes) -> bytes:
    return hashlib.scrypt(code.encode(), salt=salt, n=_COST, r=_BLOCK, p=1, dklen=32)
