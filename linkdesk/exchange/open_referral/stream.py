"""JSON read piece by piece: one value, an array, pages with `contents`, or one value a line, of any length."""

from __future__ import annotations

import codecs
import json
import re
from typing import IO
from typing import TYPE_CHECKING
from typing import Any

from linkdesk.record.errors import FileRefused
from linkdesk.settings import Feeds

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMITS = Feeds()
CHUNK = 128 * 1024
LISTS = frozenset({"contents", "content", "data", "items", "results"})
"""Under which names the answers of an API hold their list."""
_SPACE = re.compile(r"[ \t\r\n]*")
_STRINGS = re.compile(r'"(?:[^"\\]|\\.)*+"', re.DOTALL)
NOT_JSON = "That file is not well-formed JSON. Nothing was read from it. Choose another file."
HALF = "That file ends in the middle, so a part of it is missing. Nothing was read from it. Get the file once more."
TOO_LARGE = "One entry in that file is far too large. Nothing was read from it. Choose another file."
TOO_DEEP = "That file is nested too deeply to be a list of services. Nothing was read from it. Choose another file."


def values(source: IO[bytes], limits: Feeds = LIMITS) -> Iterator[Any]:
    """Yield every entry of a JSON file without ever holding the whole of it.

    Raises:
        FileRefused: it is no JSON, ends in the middle, is nested too deeply, or one entry is too large.
    """
    reader = _Reader(source, limits)
    while reader.sign():
        if reader.sign() == "[":
            yield from reader.array()
        elif reader.sign() == "{":
            yield from reader.top()
        else:
            raise FileRefused(NOT_JSON)
        if reader.sign() == ",":
            raise FileRefused(NOT_JSON)


def _no_constant(_name: str) -> Any:
    raise ValueError("no JSON")


class _Reader:
    """A window that moves over the text."""

    def __init__(self, source: IO[bytes], limits: Feeds) -> None:
        self._source, self._limits = source, limits
        self._decode = codecs.getincrementaldecoder("utf-8-sig")()
        self._json = json.JSONDecoder(parse_constant=_no_constant)
        self._text, self._at, self._ended = "", 0, False
        self._read = 0

    def sign(self) -> str:
        """Return the next sign that is no space, without taking it; empty at the end."""
        while True:
            self._at = _SPACE.match(self._text, self._at).end()  # type: ignore[union-attr]  # it always matches
            if self._at < len(self._text) or self._ended:
                return self._text[self._at : self._at + 1]
            self._more()

    def take(self, signs: str) -> str:
        """Take the next sign, which must be one of these."""
        found = self.sign()
        if not found:
            raise FileRefused(HALF)
        if found not in signs:
            raise FileRefused(NOT_JSON)
        self._at += 1
        return found

    def array(self) -> Iterator[Any]:
        """Yield the values of an array."""
        self.take("[")
        if self.sign() == "]":
            self.take("]")
            return
        while True:
            yield self.value()
            if self.take(",]") == "]":
                return

    def top(self) -> Iterator[Any]:
        """Yield an object; of one that is a page of a list, what is in its list."""
        self.take("{")
        found: dict[str, Any] = {}
        was_page = False
        if self.sign() == "}":
            self.take("}")
            return
        while True:
            name = self.value()
            if not isinstance(name, str):
                raise FileRefused(NOT_JSON)
            self.take(":")
            if name in LISTS and self.sign() == "[" and "id" not in found:
                was_page = True
                yield from self.array()
            else:
                found[name] = self.value()
            if self.take(",}") == "}":
                break
        if not was_page:
            yield found

    def value(self) -> Any:
        """Take one whole value."""
        self.sign()
        while True:
            try:
                found, end = self._json.raw_decode(self._text, self._at)
            except (ValueError, RecursionError) as error:
                if isinstance(error, RecursionError):
                    raise FileRefused(TOO_DEEP) from error
                if self._ended:
                    raise FileRefused(HALF if self._is_open() else NOT_JSON) from error
            else:
                if end < len(self._text) or self._ended:
                    self._check_depth(self._text[self._at : end])
                    self._at = end
                    return found
            if len(self._text) - self._at > self._limits.object_bytes:
                raise FileRefused(TOO_LARGE)
            self._more()

    def _is_open(self) -> bool:
        """Say whether the rest is the beginning of a value, not something else."""
        rest = _STRINGS.sub("", self._text[self._at :])
        return not rest.strip() or sum(map(rest.count, "[{")) > sum(map(rest.count, "]}")) or '"' in rest

    def _check_depth(self, text: str) -> None:
        if text.count("[") + text.count("{") <= self._limits.depth:
            return
        depth = 0
        for sign in re.findall(r"[\[\]{}]", _STRINGS.sub("", text)):
            depth += 1 if sign in "[{" else -1
            if depth > self._limits.depth:
                raise FileRefused(TOO_DEEP)

    def _more(self) -> None:
        """Read on, twice as much each time that a value does not fit, so that a large one is not tried too often."""
        size = max(CHUNK, len(self._text) - self._at)
        try:
            data = self._source.read(size)
            self._read += len(data)
            if self._read > self._limits.file_bytes:
                raise FileRefused(
                    f"That file is larger than {self._limits.file_bytes // 1024 // 1024} MB. Nothing was read from it."
                )
            more = self._decode.decode(data, final=not data)
        except UnicodeDecodeError as error:
            raise FileRefused(NOT_JSON) from error
        self._ended = not data
        self._text, self._at = self._text[self._at :] + more, 0
