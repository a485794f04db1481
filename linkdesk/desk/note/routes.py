"""A quick note that begins on no client's page: type, look for the person, go on with the note about them."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from typing import Any

from flask import Blueprint
from flask import current_app
from flask import jsonify
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.contacts.routes import CARRY
from linkdesk.contacts.service import LOOSE_FORM
from linkdesk.contacts.service import NEW
from linkdesk.contacts.service import may_show
from linkdesk.desk.forms import LONGEST
from linkdesk.desk.note.forms import LooseForm
from linkdesk.desk.search.queries import search as find
from linkdesk.record.drafts import load_draft
from linkdesk.record.drafts import save_draft
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.display import long_date
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.pages import is_beside

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from werkzeug.wrappers import Response

    from linkdesk.desk.search.rules import SearchPage
    from linkdesk.desk.search.rules import SearchRow

blueprint = Blueprint("note", __name__, url_prefix="/note")

ROWS = 8
"""So many people are offered: a quick note is for somebody whose name the worker has in mind."""
BESIDE = "While someone is beside you, nobody is named here."


@blueprint.route("", methods=["GET", "POST"])
@access(Access.OPEN)
def page() -> ResponseReturnValue:
    """Show the note and the search; who is the only one found is the one who is meant."""
    form = LooseForm()
    search = form.to_command() if form.validate_on_submit() else ""
    if search and form.words.data:
        beside = {"beside": "on"} if is_beside() else {}
        save_draft(session(), current_actor(), LOOSE_FORM, NEW, {"words": form.words.data, **beside})
    found = _find(search) if search and not is_beside() else None
    if found and len(found.rows) == 1:
        return redirect(_url(found.rows[0]), HTTPStatus.SEE_OTHER)
    draft = load_draft(session(), current_actor(), LOOSE_FORM, NEW)
    shown = may_show(draft, beside=is_beside())
    words = draft.fields.get("words", "") if draft and shown else ""
    rows = [_row(row) for row in found.rows] if found else []
    given: dict[str, Any] = {"search": search, "longest": LONGEST, "found": found, "draft": draft if words else None}
    return render_template("desk/note/page.html", **given, words=words, shown=shown, rows=rows)


@blueprint.post("/search")
@access(Access.OPEN)
def search() -> Response:
    """Answer the search as it is typed, as JSON; while someone is beside the worker it names nobody."""
    asked = request.get_json()
    words = str(asked.get("search", ""))[:LONGEST] if isinstance(asked, dict) else ""
    if is_beside() or not words.strip():
        return jsonify(words=BESIDE if is_beside() else "", rows=[], more=False)
    found = _find(words)
    return jsonify(words=found.words, rows=[_row(row) for row in found.rows], more=found.total > len(found.rows))


def _find(words: str) -> SearchPage:
    return find(session(), current_actor(), words, current_app.extensions["vault"].clock.now(), ROWS)


def _url(row: SearchRow) -> str:
    return f"{url_for('contacts.new', client_id=row.client_id)}?{CARRY}=1"


def _row(row: SearchRow) -> dict[str, Any]:
    liked = f"likes “{row.preferred_name}”, " if row.preferred_name else ""
    return {
        "url": _url(row),
        "name": row.full_name,
        "words": f"{liked}born {long_date(row.birth_date)}",
        "why": row.why,
        "safe": row.safe_mark,
    }
