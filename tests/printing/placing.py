"""Where the boxes of a print came to stand: rows on two pages, headings and lines to write on without their words."""

from __future__ import annotations

from typing import Any

from linkdesk.printing.company import GOES_ON
from linkdesk.printing.pdf import Press
from linkdesk.settings import Limits

HEADINGS = {"h1", "h2", "h3", "h4"}
GO_ON = {"step", "long", GOES_ON}
"""Rows that may go on on the next page: whole, they would leave their heading alone."""
WRITTEN_ON = {"sign-line", "own-blank", "next-line"}


class Watched(Press):
    """A press that lets one look at where it put each box."""

    def __init__(self) -> None:
        super().__init__(limits=Limits(print_seconds=300))
        self.document: Any = None

    def _laid_out(self, page: Any, sheets: tuple[str, ...]) -> Any:
        self.document = super()._laid_out(page, sheets)
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
    pages = [list(_blocks(page)) for page in document.pages]
    for number, blocks in enumerate(pages, start=1):
        if not blocks:
            found.append(f"page {number} is empty")
            continue
        (first, _), (_, heading) = blocks[0], blocks[-1]
        after = pages[number][0][1] if number < len(pages) and pages[number] else None
        # A heading of very many words that goes on over the page is not alone.
        if number < len(pages) and heading is not None and heading is not after:
            found.append(f"page {number} ends with a {heading.tag}")
        if _names(first) & WRITTEN_ON:
            found.append(f"page {number} begins with a line to write on")
    return found


def _names(box: Any) -> set[str]:
    element = getattr(box, "element", None)
    return set() if element is None else set((element.get("class") or "").split())


def _blocks(page: Any) -> Any:
    """Yield the blocks of a page that show something, with the heading they are in; not those in its margins."""
    from weasyprint.formatting_structure import boxes

    def inside(box: Any, heading: Any) -> Any:
        for child in getattr(box, "children", ()):
            if isinstance(child, boxes.MarginBox):
                continue
            own = child.element if child.element_tag in HEADINGS else heading
            lines = isinstance(child, boxes.BlockBox) and any(isinstance(one, boxes.LineBox) for one in child.children)
            if lines or _names(child) & WRITTEN_ON:
                yield child, own
            yield from inside(child, own)

    return inside(page._page_box, None)
