"""The pages of a print as pictures, so that preview, paper and PDF are the same; and a short memory of prints."""

from __future__ import annotations

import struct
import threading
import zlib
from collections import OrderedDict
from concurrent.futures import Future
from io import BytesIO
from typing import TYPE_CHECKING

from linkdesk.record.errors import NotFound
from linkdesk.record.errors import VaultLocked
from linkdesk.vault.pdfium import LOCK
from linkdesk.vault.pdfium import opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Hashable
    from collections.abc import Sequence

DOTS_PER_INCH = 200
POINTS_PER_INCH = 72
KEPT_BYTES = 48 * 1024 * 1024
"""Of prints and their page pictures together: an easy-read plan with its pages takes about one of them."""

DRAWN_AHEAD = 8
"""So many pages of a print are drawn before they are asked for; the rest as somebody scrolls."""

_QUICK = 1
"""Of zlib: the higher levels take up to twice the time for a twentieth of the bytes."""


def count_pages(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    with LOCK, opened(pdf) as document:
        return len(document)


def page_picture(pdf: bytes, number: int) -> bytes:
    """Return one page, counted from 1, as a PNG at 200 dots per inch.

    Raises:
        NotFound: there is no such page.
    """
    with LOCK, opened(pdf) as document:
        if not 1 <= number <= len(document):
            raise NotFound("There is no such page in this print. Nothing was changed.")
        drawn = document[number - 1].render(scale=DOTS_PER_INCH / POINTS_PER_INCH, rev_byteorder=True)
        width, height, stride, dots = drawn.width, drawn.height, drawn.stride, bytes(drawn.buffer)
    return _png(width, height, stride, dots)


def joined(pdfs: Sequence[bytes]) -> bytes:
    """Return PDFs one after the other in one file, for a printer: the tags for screen readers are left behind."""
    from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

    made = BytesIO()
    with LOCK, PdfDocument.new() as whole:
        for pdf in pdfs:
            with opened(pdf) as one:
                whole.import_pages(one)
        whole.save(made)
    return made.getvalue()


def _png(width: int, height: int, stride: int, dots: bytes) -> bytes:
    """Write a PNG of three bytes a dot. No line is filtered: choosing a filter for each took longer than drawing."""
    lines = b"".join(b"\0" + dots[start : start + 3 * width] for start in range(0, stride * height, stride))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    resolution = round(DOTS_PER_INCH / 0.0254)
    parts = (
        (b"IHDR", head),
        (b"pHYs", struct.pack(">IIB", resolution, resolution, 1)),
        (b"IDAT", zlib.compress(lines, _QUICK)),
        (b"IEND", b""),
    )
    made = [b"\x89PNG\r\n\x1a\n"]
    for name, content in parts:
        made += [struct.pack(">I", len(content)), name, content, struct.pack(">I", zlib.crc32(name + content))]
    return b"".join(made)


class Recent:
    """The last prints and their pages, in memory only and bounded in bytes; emptied by the lock. Thread-safe.

    Whatever is asked for twice at once is made once. What was begun before a lock is not kept after it.
    """

    def __init__(self, most: int = KEPT_BYTES) -> None:
        self._most = most
        self._size = 0
        self._made: OrderedDict[Hashable, bytes] = OrderedDict()
        self._making: dict[Hashable, Future[bytes]] = {}
        self._shown: set[Hashable] = set()
        self._guard = threading.Lock()
        self.era = 0
        """Goes up whenever everything is forgotten."""

    def get(self, key: Hashable) -> bytes | None:
        """Return a print that was made a moment ago, or None."""
        with self._guard:
            return self._found(key)

    def keep(self, key: Hashable, made: bytes) -> None:
        """Keep a print in place of the oldest."""
        with self._guard:
            self._keep(key, made)

    def make(self, key: Hashable, maker: Callable[[], bytes], era: int | None = None) -> bytes:
        """Return what is kept under `key`, what somebody else is making of it just now, or what `maker` makes.

        Args:
            key: equal ones are equal prints.
            maker: makes it.
            era: what `era` was when the record was read, where that was in another thread.

        Raises:
            VaultLocked: the lock fell meanwhile.
        """
        with self._guard:
            if era is not None and era != self.era:
                raise VaultLocked
            if (found := self._found(key)) is not None:
                return found
            others = self._making.get(key)
            mine: Future[bytes] = Future()
            if others is None:
                self._making[key] = mine
        if others is not None:
            return others.result()
        try:
            made = maker()
        except BaseException as fault:
            with self._guard:
                self._end(key, mine)
            mine.set_exception(fault)
            raise
        with self._guard:
            if not self._end(key, mine):
                mine.set_exception(VaultLocked())
                raise VaultLocked
            self._keep(key, made)
        mine.set_result(made)
        return made

    def page(self, key: Hashable, maker: Callable[[], bytes], number: int, era: int | None = None) -> bytes:
        """Return one page, counted from 1, of the print under `key` as a picture.

        Raises:
            NotFound: there is no such page.
            VaultLocked: the lock fell meanwhile.
        """
        return self.make((key, number), lambda: page_picture(self.make(key, maker, era), number), era)

    def pages_of(self, key: Hashable, maker: Callable[[], bytes], era: int) -> int:
        """Make a print and its first pages before anyone asks; return how many pages it has.

        Raises:
            VaultLocked: the lock fell after `era`.
        """
        pages = count_pages(self.make(key, maker, era))
        for number in range(1, min(pages, DRAWN_AHEAD) + 1):
            self.page(key, maker, number, era)
        return pages

    def show(self, key: Hashable) -> bool:
        """Note that a print was shown, which is in the reading log; tell whether that is the first time."""
        with self._guard:
            first = key not in self._shown
            self._shown.add(key)
            return first

    def clear(self) -> None:
        """Forget all of them."""
        with self._guard:
            self._made.clear()
            self._making.clear()
            self._shown.clear()
            self._size = 0
            self.era += 1

    @property
    def size(self) -> int:
        """Return how many bytes are kept."""
        return self._size

    def _found(self, key: Hashable) -> bytes | None:
        if key in self._made:
            self._made.move_to_end(key)
        return self._made.get(key)

    def _end(self, key: Hashable, mine: Future[bytes]) -> bool:
        """Tell whether nobody forgot everything while this was made."""
        still = self._making.get(key) is mine
        if still:
            del self._making[key]
        return still

    def _keep(self, key: Hashable, made: bytes) -> None:
        self._size += len(made) - len(self._made.pop(key, b""))
        self._made[key] = made
        while self._size > self._most:
            oldest, gone = self._made.popitem(last=False)
            self._size -= len(gone)
            # A print that is made anew has to leave its own trace again.
            self._shown.discard(oldest)
