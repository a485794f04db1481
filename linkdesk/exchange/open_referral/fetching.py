"""A feed of services at an address, page after page, in memory until it is whole; then it is read as a file is."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING
from typing import Any
from typing import TypeGuard
from urllib.parse import parse_qsl
from urllib.parse import urlencode
from urllib.parse import urljoin
from urllib.parse import urlsplit

from linkdesk.exchange.network import Visit
from linkdesk.exchange.open_referral.stream import LISTS
from linkdesk.record.errors import FileRefused
from linkdesk.settings import Feeds

if TYPE_CHECKING:
    from linkdesk.services.feeds.rules import Tick

LIMITS = Feeds()
BOM = b"\xef\xbb\xbf"
NOT_JSON = (
    "That address does not answer with a whole list of services (JSON). Nothing was kept. "
    "Ask for the address of the Open Referral feed."
)
NO_TURN = "That address sends the same page again and again. Nothing was kept. Ask for a file instead."
NUMBERS = (("page_number", "total_pages", "last_page"), ("number", "totalPages", "last"))
"""The number of a page, how many there are, and whether it is the last: Open Referral 3.0, and UK 1.0."""
TOTALS = ("total_items", "totalElements", "count")


def fetch(address: str, tick: Tick, limits: Feeds = LIMITS, *, loopback: bool = False) -> io.BytesIO:
    """Ask an address for all its pages and return them one after another; nothing touches the disk.

    Raises:
        FileRefused: a page is missing, half, too large, too slow, from elsewhere or no JSON.
    """
    done, total = 0, 0
    visit = Visit(address, limits, lambda: tick(done, total), loopback=loopback)
    whole, asked, onward = io.BytesIO(), {address}, address
    tick(0, 0)
    while True:
        data = visit.page(onward).removeprefix(BOM)
        page = _read(data)
        whole.write(data + b"\n")
        if not isinstance(page, dict):
            break
        done += sum(len(page[name]) for name in LISTS if isinstance(page.get(name), list))
        total = max(done, next((page[name] for name in TOTALS if _is_number(page.get(name))), 0))
        tick(done, total)
        following = _next(onward, page)
        if not following:
            break
        if following in asked:
            raise FileRefused(NO_TURN)
        if len(asked) >= limits.address_pages:
            raise FileRefused(f"That address has more than {limits.address_pages:,} pages. Nothing was kept.")
        asked.add(following)
        onward = following
    whole.seek(0)
    return whole


def _read(data: bytes) -> Any:
    try:
        page = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise FileRefused(NOT_JSON) from error
    if not isinstance(page, dict | list):
        raise FileRefused(NOT_JSON)
    return page


def _next(address: str, page: dict[str, Any]) -> str:
    """Return where the next page is; empty after the last one, or where it is no page."""
    if not any(isinstance(page.get(name), list) for name in LISTS) or "id" in page:
        return ""
    link = page.get("next")
    if isinstance(link, str) and link:
        return urljoin(address, link)
    for number, pages, last in NUMBERS:
        here, many = page.get(number), page.get(pages)
        if not _is_number(here):
            continue
        asked = dict(parse_qsl(urlsplit(address).query)).get("page")
        if asked is not None and asked.isdecimal() and int(asked) > here + 1:
            raise FileRefused(NO_TURN)  # it was asked for a later page and shows an earlier one
        if page.get(last) is True or (_is_number(many) and page.get(last) is not False and here >= many):
            return ""
        if _is_number(many) or page.get(last) is False:
            return _numbered(address, here + 1)
    return ""


def _numbered(address: str, number: int) -> str:
    parts = urlsplit(address)
    asked = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != "page"]
    return parts._replace(query=urlencode([*asked, ("page", str(number))]), fragment="").geturl()


def _is_number(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)
