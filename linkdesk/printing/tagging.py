"""What WeasyPrint leaves out of the tags of a PDF: footers as artifacts, changes of language, real text of each sign.

It reaches into private parts of WeasyPrint 70, so that library is pinned and each effect has its own test.
Upstream: Kozea/WeasyPrint issues 1836 and 2482.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING
from typing import Any

if TYPE_CHECKING:
    from collections.abc import Iterator

REORDERED = re.compile("[\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Scripts drawn in another order than they are written: Indic, Thai, Lao, Myanmar, Khmer."""

FIRST_ARTIFACT = 10**6
"""Artifacts have no place in the tree; a number no page reaches keeps WeasyPrint's own books balanced."""


WORD_JOINER = "\u2060"
"""Stands for a drawn part of a letter whose other part stands for the whole; it shows nothing and parts no word."""


class Letters(dict[int, str]):
    """What each glyph of a font stands for.

    WeasyPrint keeps the first meaning it meets, which is none for a glyph that is drawn as a part of a letter, and a
    glyph without a meaning makes the file invalid. So none counts as not known yet, and as a joiner in the end.
    """

    def __contains__(self, glyph: object) -> bool:
        """Say whether the meaning of a glyph is known."""
        return bool(self.get(glyph))  # type: ignore[call-overload] # numbers only

    def items(self) -> Any:
        """Return each glyph with its letters."""
        return {glyph: letters or WORD_JOINER for glyph, letters in super().items()}.items()


def install() -> None:
    """Teach WeasyPrint's stream these things, once for the process."""
    from weasyprint.pdf.fonts import Font
    from weasyprint.pdf.stream import Stream

    Stream.marked = _marked
    if Font.__init__ is not _font:
        _font.usual = Font.__init__  # type: ignore[attr-defined]
        Font.__init__ = _font


def _font(self: Any, *given: Any, **named: Any) -> None:
    _font.usual(self, *given, **named)  # type: ignore[attr-defined]
    self.to_unicode = Letters()


def prepare(document: Any) -> None:
    """Mark the boxes of a laid-out document, between `HTML.render()` and `write_pdf()`."""
    from weasyprint.formatting_structure import boxes

    for page in document.pages:
        for child in page._page_box.children:  # noqa: SLF001 - no public way to the margin boxes
            if isinstance(child, boxes.MarginBox):
                for box in child.descendants():
                    box.linkdesk_artifact = True
            else:
                for box in child.descendants():
                    if isinstance(box, boxes.TextBox):
                        box.linkdesk_language = document.metadata.lang


@contextmanager
def _marked(self: Any, box: Any, tag: str) -> Iterator[None]:
    """Stand in for `Stream.marked`: the same books, with richer properties."""
    if self._tags is None:
        yield
        return
    import pydyf

    if getattr(box, "linkdesk_artifact", False):
        self._tags[box] = {"tag": tag, "mcid": FIRST_ARTIFACT + len(self._tags)}
        kind, properties = "Artifact", pydyf.Dictionary({"Type": "/Pagination"})
    else:
        mcid = self.__dict__.get("linkdesk_marks", 0)
        self.linkdesk_marks = mcid + 1
        self._tags[box] = {"tag": tag, "mcid": mcid}
        kind, properties = tag, pydyf.Dictionary({"MCID": mcid, **_text_properties(box)})
    pydyf.Stream.begin_marked_content(self, kind, properties)
    try:
        yield
    finally:
        pydyf.Stream.end_marked_content(self)


def _text_properties(box: Any) -> dict[str, Any]:
    from pydyf import String

    document_language = getattr(box, "linkdesk_language", None)
    if document_language is None:
        return {}
    found: dict[str, Any] = {}
    if box.style["lang"] and box.style["lang"] != document_language:
        found["Lang"] = String(box.style["lang"])
    if REORDERED.search(box.text):
        found["ActualText"] = String(box.text)
    return found
