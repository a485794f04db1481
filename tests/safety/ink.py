"""The pen that poisons: hostile words as a form reads them, cut to each field, with a sign of its own at the end."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from linkdesk.record import checks
from linkdesk.web.fields import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGN = re.compile(r"Q[0-9A-F]{4}Z")
"""The sign of a field: by it a page or file shows which field it is that it shows."""
FIELDS = 256
"""More than one record has; the signs of the next begin after them."""
_LOCAL_PART = 40


def folded(text: str) -> str:
    """Return a text with single spaces, as a page shows it."""
    return " ".join(text.split())


@dataclass
class Ink:
    """Hostile words for every field; each field begins with the next of `words`, and long ones hold them all."""

    words: tuple[str, ...]
    number: int = 0
    written: dict[str, str] = field(default_factory=dict)

    def __call__(self, name: str, most: int, *, lines: bool = False) -> str:
        """Return what the field holds after a worker typed the words into it, and remember it."""
        if name not in self.written:
            sign, whole = self._sign(), tidy(self._turned())
            if not lines:
                whole = folded(whole)
            kept = whole[: max(0, most - len(sign) - 1)].rstrip()
            self.written[name] = f"{kept} {sign}".lstrip()
        return self.written[name]

    def text(self, name: str, most: int) -> str:
        """Return what a field of several lines holds."""
        return self(name, most, lines=True)

    def address(self, name: str) -> str:
        """Return an email address that a form takes."""
        if name not in self.written:
            local = re.sub(r"[\s@]", "", unicodedata.normalize("NFKC", tidy(self._turned())))[:_LOCAL_PART]
            self.written[name] = checks.email(f"{local}{self._sign()}@evil.example")
        return self.written[name]

    def of(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield name and words of each field of this record whose sign stands in a text."""
        for sign in SIGN.findall(text):
            place = int(sign[1:-1], 16) - self.number * FIELDS
            if 0 <= place < len(self.written):
                yield tuple(self.written.items())[place]

    def _sign(self) -> str:
        return f"Q{self.number * FIELDS + len(self.written):04X}Z"

    def _turned(self) -> str:
        turn = len(self.written) % len(self.words)
        return " ".join((*self.words[turn:], *self.words[:turn]))
