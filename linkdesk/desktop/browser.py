"""The way in for a browser, where no window can open."""

from __future__ import annotations

import contextlib
import os
import sys
import webbrowser
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from linkdesk.desktop.folder import opener
from linkdesk.desktop.folder import write_private

if TYPE_CHECKING:
    from linkdesk.settings import Settings

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0;url={address}"><title>LinkDesk</title></head>
<body><p><a href="{address}">Open LinkDesk</a></p></body></html>
"""


def open_in_browser(settings: Settings, address: str) -> bool:
    """Open `address` in the default browser through a private file; tell whether a browser was found.

    The file keeps the one-time ticket out of the command line, which every user of the machine can read. It is
    swept when LinkDesk ends and when it starts.
    """
    page = opener(settings)
    write_private(page, _PAGE.format(address=escape(address)))
    with system_libraries():
        return webbrowser.open(page.as_uri())


@contextlib.contextmanager
def system_libraries() -> Iterator[None]:
    """Give a program that we start the system's libraries, not those of the built program."""
    if not getattr(sys, "frozen", False):
        yield
        return
    bundled = os.environ.get("LD_LIBRARY_PATH")
    original = os.environ.get("LD_LIBRARY_PATH_ORIG")
    os.environ.pop("LD_LIBRARY_PATH", None)
    if original:
        os.environ["LD_LIBRARY_PATH"] = original
    try:
        yield
    finally:
        if bundled is not None:
            os.environ["LD_LIBRARY_PATH"] = bundled
