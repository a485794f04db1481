"""No heading stands alone: where no page holds a heading with the whole of what follows, that goes on on the next page.

Sheets of style can only ask that a heading stays with what follows and that a row of picture and words stays whole.
In large print with English beside it both together can be higher than a page, and then WeasyPrint leaves the heading
alone on one. Which rows that are depends on words, language, size and footer, so it is known only when the pages are
laid out: then what follows such a heading is let go, and the pages are laid out once more.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
STAYS = "stays"
"""The class of a heading, and of what it ends, that stood alone."""
GOES_ON = "goes-on"
"""The class of what stood whole on the page after it."""
SHEET = (
    f".{STAYS}{{break-after:avoid!important}}.{GOES_ON}>:not(ul),.{GOES_ON}>ul>li{{break-inside:avoid}}"
    f".{GOES_ON}{{break-inside:auto!important}}"
)
"""The style of both, after all others. What goes on does so between its sentences and the items of its lists, and
inside one only where that alone is too high: then it is found to stand whole, and let go in the next round."""
ROUNDS = 6
"""How often pages are laid out again at most: what moves may leave the next heading alone."""
AVOIDED = frozenset({"avoid", "avoid-page"})


def let_go(document: Any) -> bool:
    """Mark, in the elements that a document was laid out from, what follows each heading that ends a page.

    Returns whether anything was marked that was not marked before: then another layout can help.
    """
    marked = False
    for page, later in pairwise(document.pages):
        above, below = _edge(page._page_box, -1), _edge(later._page_box, 0)  # noqa: SLF001 - no public way to the boxes
        shared = {box.element for box in above} & {box.element for box in below}
        headings = [box.element for box in above if box.element_tag in HEADINGS]
        if not headings or headings[0] in shared:  # a heading of many lines that goes on is not alone
            continue
        for box in above:
            marked |= box.element not in shared and _mark(box, STAYS)
        for box in (*above, *below):
            kept = box.style["break_inside"] in AVOIDED and box.element not in headings
            marked |= kept and _mark(box, GOES_ON)
    return marked


def _mark(box: Any, name: str) -> bool:
    names = (box.element.get("class") or "").split()
    if name in names:
        return False
    box.element.set("class", " ".join((*names, name)))
    return True


def _edge(box: Any, place: int) -> list[Any]:
    """Return the blocks that begin a page (0) or end it (-1), from the outermost to the one that has the lines."""
    from weasyprint.formatting_structure import boxes

    found: list[Any] = []
    while True:
        blocks = [
            child
            for child in getattr(box, "children", ())
            if isinstance(child, boxes.BlockLevelBox) and not isinstance(child, boxes.MarginBox)
        ]
        if not blocks:
            return found
        box = blocks[place]
        if box.element is not None:
            found.append(box)
