"""What is said beside a box while words for a client are typed; nothing of it is kept anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from flask import Blueprint
from flask import current_app
from flask import jsonify
from flask import request
from flask import url_for

from linkdesk.easyread.bank import PhraseKind
from linkdesk.easyread.bank import fitting
from linkdesk.easyread.pictures import picture
from linkdesk.easyread.pictures import suggest
from linkdesk.easyread.plainer import hints
from linkdesk.record.errors import RuleBroken
from linkdesk.settings import Limits
from linkdesk.settings import Wording
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.wording.bank.queries import offered

if TYPE_CHECKING:
    from flask import Response

blueprint = Blueprint("easier", __name__, url_prefix="/wording/easier")

LIMITS = Limits()
WORDING = Wording()
NONE = ""


@blueprint.post("")
@access(Access.OPEN)
def advise() -> Response:
    """Answer with what may be hard in a text, a picture that fits its last line, and ready phrases.

    The JSON has `text` and `kind` (goal, step, hard, or empty for words that have no phrases). `start` of a hint
    counts UTF-16 units, as scripts do.
    """
    asked = request.get_json()
    text, kind = _asked(asked)
    line = next((each for each in reversed(text.splitlines()) if each.strip()), "")
    found = [
        {
            **{name: getattr(each, name) for name in ("kind", "found", "words", "say")},
            "start": _units(text[: each.start]),
        }
        for each in hints(text)
    ]
    return jsonify(hints=found, picture=_picture(suggest(line)), **_phrases(text, kind))


def _asked(asked: Any) -> tuple[str, PhraseKind | None]:
    text, kind = (asked.get("text"), asked.get("kind")) if isinstance(asked, dict) else (None, None)
    if not isinstance(text, str) or not isinstance(kind, str) or kind not in {NONE, *PhraseKind}:
        raise RuleBroken("These words cannot be looked at. They are still on the page. Go on as you like.")
    if len(text) > LIMITS.text:
        raise RuleBroken(f"Over {LIMITS.text:,} characters nothing is looked at. Your words are still on the page.")
    return text, PhraseKind(kind) if kind else None


def _phrases(text: str, kind: PhraseKind | None) -> dict[str, list[dict[str, object]]]:
    """Return the few phrases that fit what is typed, and all of the kind for who wants to look through them."""
    if kind is None:
        return {"phrases": [], "every": []}
    every = offered(session(), current_actor().organisation_id, kind)
    shown: list[dict[str, object]] = [{"words": each.words, "picture": _picture(each.picture)} for each in every]
    fits = fitting(text, [each.words for each in every], WORDING.offered)
    return {"phrases": [shown[place] for place in fits], "every": shown}


def _picture(key: str | None) -> dict[str, str] | None:
    """Return a picture as the plan will have it: the service's own where a pack has one."""
    if not key:
        return None
    found = picture(key)
    own = current_app.jinja_env.globals.get("own_picture")
    url = own(found.key) if callable(own) else ""
    return {"key": found.key, "words": found.words, "url": url or url_for("static", filename=found.colour_path)}


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
