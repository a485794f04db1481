"""What became of prints and copies, and the ways out where paper is not safe to take."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.clients import queries as clients
from linkdesk.clients.keepsafe.rules import PAPER
from linkdesk.clients.keepsafe.rules import SetKeepSafe
from linkdesk.clients.keepsafe.rules import parts_of
from linkdesk.clients.keepsafe.rules import with_paper
from linkdesk.clients.keepsafe.service import set_keep_safe
from linkdesk.desk.routes import COPIES
from linkdesk.desk.routes import TO_GIVE
from linkdesk.plans.queries import plans_of
from linkdesk.printing.given import queries
from linkdesk.printing.given import service
from linkdesk.printing.given.forms import AGAIN
from linkdesk.printing.given.forms import CopyForm
from linkdesk.printing.given.forms import StandingForm
from linkdesk.printing.given.making import language_of
from linkdesk.printing.given.making import title_of
from linkdesk.printing.given.opening import wipe
from linkdesk.printing.given.plain import PLAIN
from linkdesk.printing.given.rules import HOW_WORDS
from linkdesk.printing.given.rules import WAY_WORDS
from linkdesk.printing.given.rules import How
from linkdesk.printing.given.safe import FOR_WORKERS
from linkdesk.printing.given.safe import POSTED
from linkdesk.printing.given.safe import SAFE_WORDS
from linkdesk.printing.given.safe import advice
from linkdesk.record.audit import record_reading
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.services.queries import service_name
from linkdesk.team.queries import workers
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.pages import SHEETS
from linkdesk.web.pages import is_beside

if TYPE_CHECKING:
    from flask.blueprints import BlueprintSetupState
    from flask.typing import ResponseReturnValue
    from werkzeug.wrappers import Response as AnyResponse

    from linkdesk.clients.rules import ClientRecord

blueprint = Blueprint("given", __name__, url_prefix="/clients/<uuid:client_id>")


@blueprint.record_once
def _open_doors(state: BlueprintSetupState) -> None:
    """Tell Today and the client page what became of copies: they are a floor below and may not ask.

    And wipe at every lock what other programs were shown.
    """
    vault = state.app.extensions["vault"]
    vault.on_lock(lambda: wipe(vault.settings.opened_dir))
    state.app.extensions[TO_GIVE] = lambda day, team: queries.to_do(session(), current_actor(), day, team=team)
    state.app.extensions[COPIES] = lambda client_id: queries.copy_states(session(), client_id)


@blueprint.get("/printed")
@access(Access.OPEN)
def listed(client_id: UUID) -> str:
    """Show what was printed for a client, what waits, and what became of the copy of each version of the plan."""
    client = clients.client_record(session(), client_id)
    record_reading(session(), current_actor(), "client", client_id)
    hidden = FOR_WORKERS if is_beside() else frozenset[str]()
    return render_template(
        "printing/given/listed.html",
        banner=clients.banner_of(client, current_day()),
        prints=[one for one in queries.prints_of(session(), client_id) if one.item not in hidden],
        copies=queries.copies_of(session(), client_id),
        plans=plans_of(session(), client_id),
        names={worker.id: worker.name for worker in workers(session())},
        title_of=title_of,
        service_name=lambda service_id: service_name(session(), service_id),
        language_of=language_of,
        way_words=WAY_WORDS,
        safe_words=SAFE_WORDS,
        how_words=HOW_WORDS,
        states=queries.copy_states(session(), client_id),
    )


@blueprint.post("/plans/<uuid:plan_id>/copy")
@access(Access.OPEN)
def give(client_id: UUID, plan_id: UUID) -> AnyResponse:
    """Keep what became of the copy of one version of the plan."""
    form = CopyForm()
    if not form.validate_on_submit():
        raise RuleBroken("That is no answer about a copy. Nothing was changed. Go back and choose one of the buttons.")
    command = form.command(client_id, plan_id)
    service.give_copy(session(), current_actor(), command)
    flash(f"Noted: {HOW_WORDS[command.how].lower()}.")
    return redirect(url_for("given.listed", client_id=client_id), HTTPStatus.SEE_OTHER)


@blueprint.post("/copies/<uuid:copy_id>/take-back")
@access(Access.OPEN)
def take_back(client_id: UUID, copy_id: UUID) -> AnyResponse:
    """Take away what was said by mistake about a copy."""
    version = request.form.get("version", "")
    if not version.isdecimal():
        raise RuleBroken
    service.take_back_copy(session(), current_actor(), client_id, copy_id, int(version[:9]))
    flash("Taken back. The copy stands on Today again until somebody says what became of it.")
    return redirect(url_for("given.listed", client_id=client_id), HTTPStatus.SEE_OTHER)


@blueprint.route("/other-ways", methods=["GET", "POST"])
@access(Access.OPEN)
def other_ways(client_id: UUID) -> ResponseReturnValue:
    """Offer what can be done where paper is not safe to take, and keep the answer for next time if told so."""
    client = clients.client_record(session(), client_id)
    form = StandingForm() if request.method == "POST" else _standing(client)
    if form.validate_on_submit():
        try:
            line = with_paper(client.keep_safe, form.phrase())
            set_keep_safe(session(), current_actor(), SetKeepSafe(client_id, form.version.data or 0, line))
        except (RuleBroken, Stale) as refused:
            form.form_errors.append(refused.sentence)
            return _ways(client, form), refused.status
        flash("Saved in the keep-safe line.")
        return redirect(request.full_path, HTTPStatus.SEE_OTHER)
    return _ways(client, form), HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def _standing(client: ClientRecord) -> StandingForm:
    ready, _ = parts_of(client.keep_safe)
    stands = next((phrase for phrase in PAPER if phrase in ready), AGAIN)
    return StandingForm(data={"answer": stands, "version": client.version})


def _ways(client: ClientRecord, form: StandingForm) -> str:
    plan = next((one for one in plans_of(session(), client.id) if str(one.id) == request.args.get("plan")), None)
    item = request.args.get("item", PLAIN)
    return render_template(
        "printing/given/other_ways.html",
        banner=clients.banner_of(client, current_day()),
        form=form,
        plan=plan,
        advice=advice(client, item if item in POSTED else PLAIN),
        how=How,
        sheets=(*SHEETS, "preview.css"),
    )
