"""The page that says whose pictures, typefaces and look these are, and under which licence."""

from __future__ import annotations

from flask import Blueprint
from flask import render_template
from flask import url_for

from linkdesk.easyread.pictures import ATTRIBUTION
from linkdesk.easyread.pictures import all_pictures
from linkdesk.organisation.credits import rules
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

blueprint = Blueprint("credits", __name__, url_prefix="/settings/credits")


@blueprint.get("")
@access(Access.OPEN)
def page() -> str:
    """Show every picture with its words, who drew it, and the licence of each piece in full."""
    return render_template(
        "organisation/credits.html",
        attribution=ATTRIBUTION,
        drawn=rules.drawn(),
        pieces=rules.pieces(),
        pictures=[(each.words, url_for("static", filename=each.colour_path)) for each in all_pictures()],
    )
