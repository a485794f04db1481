"""Where the boxes of a print came to stand: rows on two pages, headings and lines to write on without their words."""

from __future__ import annotations

from typing import Any

from linkdesk.printing.pdf import Press
from linkdesk.settings import Limits

HEADINGS = {"h1", "h2", "h3", "h4"}
GO_ON = {"step", "long"}
"""Rows that may go on on the next page: whole, they would leave their heading alone."""
WRITTEN_ON = {"sign-line", "own-blank"}


class Watched(Press):
    """A press that lets one look at where it put each box."""

    def __init__(self) -> None:
        super().__init__(limits=Limits(print_seconds=300))
        self.document: Any = None

    def _laid_out(self, html: str, sheets: tuple[str, ...]) -> Any:
        self.document = super()._laid_out(html, sheets)
        return self.document


def parted(document: Any) -> list[str]:
    """Return rows of picture and words that stand on two pages although they would fit on one."""
    from weasyprint.formatting_structure import boxes

    pages: dict[Any, list[tuple[int, float]]] = {}
    for number, page in enumerate(document.pages, start=1):
        room = page._page_box.height
        for box in page._page_box.descendants():
            names = _names(box)
            if isinstance(box, boxes.BlockBox) and {"row", "call", "bigcard"} & names and not GO_ON & names:
                pages.setdefault(box.element, []).append((number, box.height / room))
    return [
        f"a {element.get('class')} stands on pages {[number for number, _ in places]}"
        for element, places in pages.items()
        if len({number for number, _ in places}) > 1 and sum(part for _, part in places) < 0.9
    ]


def stranded(document: Any) -> list[str]:
    """Return headings that end a page, and lines to write on that begin one: they stand without their words."""
    found = []
    for number, page in enumerate(document.pages, start=1):
        blocks = list(_blocks(page))
        if not blocks:
            found.append(f"page {number} is empty")
            continue
        first, last = blocks[0], blocks[-1]
        if number < len(document.pages) and last.element_tag in HEADINGS:
            found.append(f"page {number} ends with a {last.element_tag}")
        if _names(first) & WRITTEN_ON:
            found.append(f"page {number} begins with a line to write on")
    return found


def _names(box: Any) -> set[str]:
    element = getattr(box, "element", None)
    return set() if element is None else set((element.get("class") or "").split())


def _blocks(page: Any) -> Any:
    """Yield the blocks of a page that show something, without those in its margins."""
    from weasyprint.formatting_structure import boxes

    for child in page._page_box.children:
        if isinstance(child, boxes.MarginBox):
            continue
        for box in child.descendants():
            lines = isinstance(box, boxes.BlockBox) and any(isinstance(one, boxes.LineBox) for one in box.children)
            if lines or _names(box) & WRITTEN_ON:
                yield box
