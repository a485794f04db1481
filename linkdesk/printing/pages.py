"""The pages of a print as pictures, so that preview, paper and PDF are the same; and a short memory of prints."""

from __future__ import annotations

import threading
from collections import OrderedDict
from io import BytesIO
from typing import TYPE_CHECKING

from linkdesk.record.errors import NotFound
from linkdesk.vault.pdfium import LOCK
from linkdesk.vault.pdfium import opened

if TYPE_CHECKING:
    from collections.abc import Hashable

DOTS_PER_INCH = 200
POINTS_PER_INCH = 72
KEPT = 4


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
        picture = document[number - 1].render(scale=DOTS_PER_INCH / POINTS_PER_INCH).to_pil()
        made = BytesIO()
        picture.save(made, "PNG", compress_level=3)
    return made.getvalue()


class Recent:
    """The last few prints, in memory only, so that the pages of one preview need one PDF; emptied by the lock."""

    def __init__(self, most: int = KEPT) -> None:
        self._most = most
        self._made: OrderedDict[Hashable, bytes] = OrderedDict()
        self._guard = threading.Lock()

    def get(self, key: Hashable) -> bytes | None:
        """Return a print that was made a moment ago, or None."""
        with self._guard:
            return self._made.get(key)

    def keep(self, key: Hashable, made: bytes) -> None:
        """Keep a print in place of the oldest."""
        with self._guard:
            self._made[key] = made
            while len(self._made) > self._most:
                self._made.popitem(last=False)

    def clear(self) -> None:
        """Forget all of them."""
        with self._guard:
            self._made.clear()
