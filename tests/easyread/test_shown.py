"""A page below the packs asks through the door that the application opens; without it LinkDesk's own picture stands."""

from __future__ import annotations

import pytest
from flask import Flask

from linkdesk.easyread.pictures import picture
from linkdesk.easyread.shown import picture_url
from linkdesk.record.errors import NotFound
from linkdesk.web.errors import PICTURES


def test_without_packs_it_is_the_picture_of_linkdesk_and_with_them_theirs() -> None:
    app = Flask(__name__)
    with app.test_request_context():
        assert picture_url("home") == f"/static/{picture('home').colour_path}"
        with pytest.raises(NotFound):
            picture_url("no such idea")
        app.extensions[PICTURES] = {"home": "/pictures/1"}.__getitem__
        assert picture_url("home") == "/pictures/1"
