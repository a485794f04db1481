"""The settings pages of the phrase bank."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.easyread.pictures import picture
from linkdesk.easyread.rules import lint
from linkdesk.languages.catalogue import drafts
from linkdesk.organisation.languages.queries import languages_on
from linkdesk.organisation.languages.rules import known
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.wording.bank import queries
from linkdesk.wording.bank import service
from linkdesk.wording.bank.forms import KINDS
from linkdesk.wording.bank.forms import PhraseForm
from linkdesk.wording.bank.forms import phrase_form
from linkdesk.wording.bank.rules import ROLES
from linkdesk.wording.bank.rules import PutPhrase

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from werkzeug.wrappers import Response

    from linkdesk.wording.bank.rules import Phrase

blueprint = Blueprint("bank", __name__, url_prefix="/settings/phrases")

STALE = "Somebody changed this phrase after you opened it. Yours is not saved. Look at it, then save again."
NEW = "new"


@blueprint.get("")
@access(Access.OPEN, roles=ROLES)
def overview() -> str:
    """Show every phrase by what it is for."""
    every = queries.phrases(session(), current_actor().organisation_id)
    groups = [(kind.label, [each for each in every if each.kind == kind.value and not each.is_away]) for kind in KINDS]
    return render_template(
        "wording/phrases.html", groups=groups, away=[each for each in every if each.is_away], picture=picture, lint=lint
    )


@blueprint.route("/<key>", methods=["GET", "POST"])
@access(Access.OPEN, roles=ROLES)
def change(key: str) -> ResponseReturnValue:
    """Show one phrase and change it; under the key "new" a new one is written."""
    found = _found(key)
    form = phrase_form(found, languages_on(session(), current_actor().organisation_id))
    if form.validate_on_submit() and _saved(form, found):
        flash("Saved.")
        return redirect(url_for("bank.overview"), HTTPStatus.SEE_OTHER)
    page = render_template(
        "wording/phrase.html",
        form=form,
        phrase=found,
        picture=picture,
        advice=lint(form.words.data or ""),
        said=[(known(tag), each) for tag, each in found.said.items()] if found else (),
        drafts=_drafts(found),
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.error_lines() else HTTPStatus.OK


@blueprint.post("/<key>/put")
@access(Access.OPEN, roles=ROLES)
def put(key: str) -> Response:
    """Put a phrase away, bring it back, or go back to LinkDesk's own words of it."""
    version = request.form.get("version", 0, type=int)
    way = request.form.get("way", "")
    if way == "restore":
        service.restore_phrase(session(), current_actor(), key, version)
        flash("The phrase is as LinkDesk brings it.")
    elif way in {"away", "back"}:
        service.put_phrase(session(), current_actor(), PutPhrase(key, version, away=way == "away"))
        flash("The phrase is put away. Plans that hold it keep it." if way == "away" else "The phrase is back.")
    else:
        raise RuleBroken("This page did not arrive whole. Nothing was changed. Go back and try again.")
    return redirect(url_for("bank.overview"), HTTPStatus.SEE_OTHER)


def _found(key: str) -> Phrase | None:
    return None if key == NEW else queries.phrase(session(), current_actor().organisation_id, key)


def _saved(form: PhraseForm, found: Phrase | None) -> bool:
    try:
        service.save_phrase(session(), current_actor(), form.command_for(found.key if found else ""))
    except Stale:
        now = queries.phrase(session(), current_actor().organisation_id, found.key) if found else None
        form.version.data = now.version if now else 0
        form.refuse("words", f"{STALE} Now it says: “{now.words}”" if now else STALE)
    except (RuleBroken, NotFound) as refusal:
        about_name = "translator" in form and "who translated" in refusal.sentence
        form.refuse("translator" if about_name else "words", refusal.sentence)
    else:
        return True
    return False


def _drafts(found: Phrase | None) -> list[tuple[str, str, str, str]]:
    """Return LinkDesk's drafts of a phrase in the languages that are on: tag, name, direction, words."""
    if found is None or found.is_own or found.is_changed:
        return []
    on = languages_on(session(), current_actor().organisation_id)
    return [(each.tag, each.name, each.direction, drafts(each.tag).get(found.words, "")) for each in on]
