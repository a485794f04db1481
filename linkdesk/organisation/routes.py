"""Help now for everyone, and the pages about the service."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Blueprint
from flask import current_app
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from sqlalchemy.exc import SQLAlchemyError

from linkdesk.easyread.shown import picture_url
from linkdesk.languages.sentences import Sentence
from linkdesk.organisation import queries
from linkdesk.organisation import rules
from linkdesk.organisation import service
from linkdesk.organisation.forms import PLACES
from linkdesk.organisation.forms import NumbersForm
from linkdesk.organisation.forms import ServiceForm
from linkdesk.organisation.forms import StartForm
from linkdesk.organisation.help_file import publish_help_now
from linkdesk.organisation.help_file import read_help_now
from linkdesk.organisation.rules import Group
from linkdesk.organisation.rules import HelpNow
from linkdesk.organisation.rules import Route
from linkdesk.record.drafts import load_draft
from linkdesk.record.errors import LinkDeskError
from linkdesk.record.errors import NotFound
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.errors import client_tools
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.gate import is_worker_page

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from linkdesk.organisation.rules import Organisation
    from linkdesk.record.drafts import Draft
    from linkdesk.settings import Settings
    from linkdesk.vault.lock import Vault

blueprint = Blueprint("organisation", __name__)

ROUTE_PICTURES = {Route.PHONE: "phone", Route.TEXT: "text-message", Route.RELAY: "computer", Route.SIGN: "video-call"}
GROUP_WORDS = {
    Group.EMERGENCY: Sentence("Emergency"),
    Group.SERVICE: Sentence("Near you"),
    Group.NATIONAL: Sentence("In the UK"),
}

ADMINISTRATOR = "administrator"
"""The word of the team room, which lies beside this one, for who may change what all see."""

_DRAFT_PAGES = {
    rules.SERVICE_DRAFT: "organisation.settings_service",
    rules.NUMBERS_DRAFT: "organisation.help_numbers",
}
_MINUTE = 60
_KNOWN = "linkdesk_known_organisation"


@blueprint.before_app_request
def finish_first_start() -> Response | None:
    """Lead back to the page about the service when first start was broken off before it."""
    keys_first = request.blueprint == "vault"
    if keys_first or request.endpoint == "organisation.start" or not is_worker_page(current_app, _vault()):
        return None
    actor = current_actor()
    if current_app.extensions.get(_KNOWN) == actor.organisation_id:
        return None
    if queries.find_organisation(session(), actor.organisation_id) is None:
        return redirect(url_for("organisation.start"), HTTPStatus.SEE_OTHER)
    current_app.extensions[_KNOWN] = actor.organisation_id
    return None


@blueprint.get("/help-now")
@access(Access.ALWAYS)
def help_now() -> str:
    """Show who can help at once; in every state, without a key."""
    page = _help_page()
    groups = [(GROUP_WORDS[group], page.group(group)) for group in Group if page.group(group)]
    pictures = {route: picture_url(key) for route, key in ROUTE_PICTURES.items()}
    tools = client_tools()
    return render_template(
        "organisation/help_now.html",
        layout="web/client_mode.html" if tools else "web/cover.html",
        **tools,
        page=page,
        groups=groups,
        pictures=pictures,
        today=current_day(),
        way_back=_way_back(),
    )


@blueprint.route("/start/organisation", methods=["GET", "POST"])
@access(Access.OPEN)
def start() -> Response | str | tuple[str, int]:
    """Ask for the service while the vault is made; done already, it leads on."""
    if queries.find_organisation(session(), current_actor().organisation_id) is not None:
        return redirect(url_for("team.start"), HTTPStatus.SEE_OTHER)
    form = StartForm()
    if not form.validate_on_submit():
        return _shown("organisation/start.html", form)
    service.start_organisation(session(), current_actor(), form.to_command(current_day()), _settings().locks)
    publish()
    return redirect(url_for("team.start"), HTTPStatus.SEE_OTHER)


@blueprint.get("/settings")
@access(Access.OPEN)
def settings() -> str:
    """Show what can be set, each with how it is set now."""
    kept = queries.organisation(session(), current_actor().organisation_id)
    page = queries.help_now(session(), current_actor().organisation_id)
    missing = [number.name for number in page.group(Group.SERVICE) if not number.is_filled_in]
    return render_template("organisation/settings.html", service=kept, missing=missing)


@blueprint.route("/settings/service", methods=["GET", "POST"])
@access(Access.OPEN, roles=(ADMINISTRATOR,))
def settings_service() -> Response | str | tuple[str, int]:
    """Change what the service says about itself."""
    kept, draft = _kept(), _draft(rules.SERVICE_DRAFT)
    shown = ServiceForm.typed(draft.fields, kept.version) if draft else ServiceForm.of(kept)
    form = ServiceForm() if request.method == "POST" else shown
    if not form.validate_on_submit():
        return _shown("organisation/service.html", form, draft=draft)
    command = form.to_command()
    service.change_organisation(session(), current_actor(), command, _settings().locks)
    _vault().set_curtain_after(command.curtain_minutes * _MINUTE)
    publish()
    flash("Saved.")
    return redirect(url_for("organisation.settings"), HTTPStatus.SEE_OTHER)


@blueprint.route("/settings/help-numbers", methods=["GET", "POST"])
@access(Access.OPEN, roles=(ADMINISTRATOR,))
def help_numbers() -> Response | str | tuple[str, int]:
    """Change the service's own help numbers; the built-in ones stay."""
    kept, draft = _kept(), _draft(rules.NUMBERS_DRAFT)
    shown = NumbersForm.typed(draft.fields, kept.version) if draft else NumbersForm.of(kept)
    form = NumbersForm() if request.method == "POST" else shown
    if not form.validate_on_submit():
        return _shown("organisation/help_numbers.html", form, draft=draft, extra_places=PLACES)
    service.change_help_numbers(session(), current_actor(), form.to_command(kept, current_day()))
    publish()
    flash("Saved. This is the page that everyone sees.")
    return redirect(url_for("organisation.help_now"), HTTPStatus.SEE_OTHER)


@blueprint.post("/settings/forget/<form>")
@access(Access.OPEN, roles=(ADMINISTRATOR,))
def forget(form: str) -> Response:
    """Throw away what was typed on a settings form and not saved."""
    if form not in _DRAFT_PAGES:
        raise NotFound("There is no such page. Nothing was changed. Go back to Settings.")
    service.forget_draft(session(), current_actor(), form)
    flash("What was typed is gone. The settings are as they were.")
    return redirect(url_for(_DRAFT_PAGES[form]), HTTPStatus.SEE_OTHER)


def publish() -> None:
    """Write the plain copy of the help numbers, so that they are there while locked; say it if that failed."""
    page = queries.help_now(session(), current_actor().organisation_id)
    if note := publish_help_now(_settings().help_now_file, page):
        flash(note)


def _help_page() -> HelpNow:
    """The vault's own copy when it is open; whatever is wrong with it, the page comes."""
    if _vault().state.name == "OPEN":
        try:
            return queries.help_now(session(), current_actor().organisation_id)
        except (SQLAlchemyError, LinkDeskError):
            current_app.logger.warning("help now was read from the plain file: the vault could not be read")
    return read_help_now(_settings().help_now_file)


def _way_back() -> str:
    """Return the page the reader came from, if it is one of ours; in client mode the question that is open."""
    form = _vault().client_mode
    if form is not None:
        return url_for("assessments.talk", assessment_id=form.assessment_id)
    came = urlsplit(request.referrer or "")
    ours = came.netloc == request.host and came.path.startswith("/") and came.path != request.path
    return came.path if ours and not came.path.startswith("//") else "/"


def _shown(template: str, form: StartForm | ServiceForm | NumbersForm, **more: object) -> str | tuple[str, int]:
    page = render_template(template, form=form, **more)
    return (page, HTTPStatus.UNPROCESSABLE_ENTITY) if form.errors else page


def _draft(form: str) -> Draft | None:
    return load_draft(session(), current_actor(), form, service.NEW)


def _kept() -> Organisation:
    return queries.organisation(session(), current_actor().organisation_id)


def _settings() -> Settings:
    found: Settings = current_app.extensions["settings"]
    return found


def _vault() -> Vault:
    found: Vault = current_app.extensions["vault"]
    return found
