"""The settings page of the languages of clients."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from typing import cast

from flask import Blueprint
from flask import current_app
from flask import flash
from flask import redirect
from flask import render_template
from flask import session as look
from flask import url_for

from linkdesk.languages.catalogue import drafts
from linkdesk.languages.catalogue import sentences
from linkdesk.languages.speech import speak
from linkdesk.languages.tongues import ENGLISH
from linkdesk.organisation.languages import queries
from linkdesk.organisation.languages import service
from linkdesk.organisation.languages.forms import SwitchForm
from linkdesk.organisation.languages.rules import known
from linkdesk.record.errors import RuleBroken
from linkdesk.vault.lock import State
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.speech import CLIENT_LANGUAGE

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from werkzeug.wrappers import Response

    from linkdesk.vault.lock import Vault

blueprint = Blueprint("languages", __name__, url_prefix="/settings/languages")

ADMINISTRATOR = "administrator"
"""The word of the team room, which lies beside this one, for who may change what all see."""


@blueprint.before_app_request
def speak_to_client() -> None:
    """While a client has the screen every page speaks their language, also a refusal and the help numbers."""
    vault = cast("Vault", current_app.extensions["vault"])
    if vault.client_mode is not None and vault.state is State.OPEN:
        organisation_id = current_actor().organisation_id
        speak(queries.speech_of(session(), organisation_id, str(look.get(CLIENT_LANGUAGE, ENGLISH))))


@blueprint.get("")
@access(Access.OPEN, roles=(ADMINISTRATOR,))
def overview() -> ResponseReturnValue:
    """Show how far each language is, and which are on for clients."""
    states = queries.states(session(), current_actor().organisation_id)
    return render_template("organisation/languages/overview.html", states=states, total=len(sentences()))


@blueprint.get("/<tag>")
@access(Access.OPEN, roles=(ADMINISTRATOR,))
def show(tag: str) -> ResponseReturnValue:
    """Show one language: its state, the switch, and each sentence with who checked it."""
    organisation_id = current_actor().organisation_id
    state = queries.state(session(), organisation_id, tag)
    kept = queries.translations(session(), organisation_id, tag)
    drafted = drafts(tag)
    lines = [
        (english, where, kept[english].words if english in kept else drafted.get(english, ""), kept.get(english))
        for english, where in sentences().items()
    ]
    form = SwitchForm(data={"version": state.version})
    return render_template("organisation/languages/show.html", state=state, lines=lines, form=form)


@blueprint.post("/<tag>/switch")
@access(Access.OPEN, roles=(ADMINISTRATOR,))
def switch(tag: str) -> Response:
    """Show a language to clients, or not any more.

    Raises:
        RuleBroken: the page did not arrive whole.
    """
    form = SwitchForm()
    if not form.validate_on_submit():
        raise RuleBroken("This page did not arrive whole. Nothing was changed. Go back and try again.")
    command = form.command_for(tag)
    service.switch_language(session(), current_actor(), command)
    name = known(tag).name
    flash(f"{name} is on for clients." if command.on else f"{name} is off. Clients see English.")
    return redirect(url_for("languages.show", tag=tag), HTTPStatus.SEE_OTHER)
