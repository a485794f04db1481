"""The address of a picture for a page: the service's own from a picture pack where it has one, else LinkDesk's."""

from __future__ import annotations

from flask import current_app
from flask import url_for

from linkdesk.easyread.pictures import picture
from linkdesk.web.errors import PICTURES


def picture_url(key: str) -> str:
    """Return the address of the picture for an idea of the dictionary; the packs lie floors above and are asked there.

    Raises:
        NotFound: there is no such idea.
    """
    found = current_app.extensions.get(PICTURES)
    return str(found(key)) if found else url_for("static", filename=picture(key).colour_path)
