"""The service sheet: choose a local service, look at the print, change its words."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from typing import Any

from flask import Blueprint
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.clients import queries as clients
from linkdesk.clients.deceased.service import stop_if_died
from linkdesk.printing.forms import look_form
from linkdesk.printing.given.previews import Asked
from linkdesk.printing.given.previews import open_doors
from linkdesk.printing.items import leaflet_of
from linkdesk.printing.language import speech_asked
from linkdesk.printing.leaflet import TITLES
from linkdesk.printing.rules import ClientItem
from linkdesk.printing.short.forms import WordsForm
from linkdesk.printing.short.forms import offered
from linkdesk.printing.short.queries import said_of
from linkdesk.printing.short.rules import draft_name
from linkdesk.record.audit import record_reading
from linkdesk.record.drafts import load_draft
from linkdesk.record.drafts import save_draft
from linkdesk.services.finding import queries as finding
from linkdesk.services.queries import printed
from linkdesk.services.queries import service_record
from linkdesk.settings import Limits
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.display import long_date
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from uuid import UUID

    from flask.typing import ResponseReturnValue

blueprint = Blueprint("service_sheet", __name__, url_prefix="/clients/<uuid:client_id>/service-sheet/<uuid:service_id>")
choosing = Blueprint("service_choice", __name__, url_prefix="/clients/<uuid:client_id>/service-sheet")
blueprints = (choosing, blueprint)
ITEM = ClientItem.SERVICE
LIMITS = Limits()


@choosing.get("")
@access(Access.OPEN)
def choose(client_id: UUID) -> str:
    """Show the services that a search finds, to choose the one that the sheet is about."""
    client = clients.client_record(session(), client_id)
    stop_if_died(client)
    search = request.args.get("find", "")[: LIMITS.line]
    found = finding.find(session(), finding.Asked(what=search, unused=True))
    record_reading(session(), current_actor(), "client", client_id)
    return render_template(
        "printing/choose_service.html",
        banner=clients.banner_of(client, current_day()),
        services=[each.record for each in found.hits],
        total=max(found.total, len(found.hits)),
        search=search,
        today=current_day(),
    )


def _asked(client_id: UUID, service_id: UUID) -> Asked:
    client = clients.client_record(session(), client_id)
    form = look_form(client, request.args)
    options = form.to_command(speech_asked(form, client))
    paper = leaflet_of(session(), current_actor(), ITEM, client, options, service_id)
    here: dict[str, Any] = {"client_id": client.id, "service_id": service_id}
    return Asked(
        paper=paper,
        form=form,
        client=client,
        plan=None,
        item=ITEM.value,
        title=paper.group.name if paper.group else TITLES[ITEM],
        back=(url_for("service_choice.choose", client_id=client.id), "Service sheet"),
        here=here,
        words_url=url_for("service_sheet.words", **here),
        service_id=service_id,
        warnings=_warnings(service_id),
    )


def _warnings(service_id: UUID) -> tuple[str, ...]:
    """Return that it is long since somebody asked there, if it is: a wrong day or number sends a person in vain."""
    kept = service_record(session(), service_id)
    if not kept.is_stale(current_day()):
        return ()
    since = (
        f"Nobody has asked there since {long_date(kept.checked_on)}." if kept.checked_on else "Nobody has asked there."
    )
    return (f"{since} Ring and check before you print it.",)


open_doors(blueprint, _asked)


@blueprint.route("/words", methods=["GET", "POST"])
@access(Access.OPEN)
def words(client_id: UUID, service_id: UUID) -> ResponseReturnValue:
    """Change what this person can say on the phone, and add words of one's own; kept for this service and person."""
    client = clients.client_record(session(), client_id)
    stop_if_died(client)
    sheet = printed(session(), service_id)
    name = draft_name(ITEM, service_id)
    if request.method == "GET":
        said = said_of(session(), current_actor(), ITEM, client, service_id)
        form = WordsForm(formdata=None, data=offered(said)).fit(ITEM, ())
    else:
        form = WordsForm().fit(ITEM, ())
        if form.validate_on_submit():
            save_draft(session(), current_actor(), name, str(client_id), form.kept())
            flash("These words are kept for this print.")
            to = url_for("service_sheet.preview", client_id=client_id, service_id=service_id)
            return redirect(to, HTTPStatus.SEE_OTHER)
    record_reading(session(), current_actor(), "print", client_id)
    shown = render_template(
        "printing/words.html",
        form=form,
        item=ITEM.value,
        name=sheet.name,
        draft=load_draft(session(), current_actor(), name, str(client_id)),
        draft_name=name,
        banner=clients.banner_of(client, current_day()),
        away=url_for("service_sheet.preview", client_id=client_id, service_id=service_id),
    )
    return (shown, HTTPStatus.UNPROCESSABLE_ENTITY) if form.errors else shown
