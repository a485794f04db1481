"""The ideas of a service come from above, and none where nobody says them."""

from __future__ import annotations

from flask import Flask

from linkdesk.web.pictures import OWN_IDEAS
from linkdesk.web.pictures import own_ideas


def test_without_a_page_or_a_pack_there_is_none() -> None:
    app = Flask("bare")
    assert own_ideas() == ()
    with app.app_context():
        assert own_ideas() == ()
        app.extensions[OWN_IDEAS] = lambda: (("own-allotment", "Our allotment"),)
        assert own_ideas() == (("own-allotment", "Our allotment"),)
