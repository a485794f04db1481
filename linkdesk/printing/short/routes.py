"""All prints of one client on one page, and the words of a card or a letter before it is printed."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.clients import queries as clients
from linkdesk.clients.deceased.service import stop_if_died
from linkdesk.printing.connected import routes as connected
from linkdesk.printing.items import speech_for
from linkdesk.printing.leaflet import TITLES
from linkdesk.printing.rules import ClientItem
from linkdesk.printing.sheets.messages import why_not
from linkdesk.printing.sheets.rules import FOR_WHAT
from linkdesk.printing.sheets.rules import INTERNAL
from linkdesk.printing.sheets.rules import NAMES
from linkdesk.printing.sheets.rules import TYPED as SHEET_WORDS
from linkdesk.printing.sheets.rules import SheetKind
from linkdesk.printing.short.forms import WordsForm
from linkdesk.printing.short.forms import offered
from linkdesk.printing.short.listing import lines_of
from linkdesk.printing.short.queries import NOBODY
from linkdesk.printing.short.queries import said_of
from linkdesk.printing.short.queries import services
from linkdesk.printing.short.rules import SHORT
from linkdesk.printing.short.rules import draft_name
from linkdesk.printing.spoken import has_voice
from linkdesk.record.audit import record_reading
from linkdesk.record.drafts import load_draft
from linkdesk.record.drafts import save_draft
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from uuid import UUID

    from flask.typing import ResponseReturnValue

    from linkdesk.clients.rules import ClientRecord

blueprint = Blueprint("prints", __name__, url_prefix="/clients/<uuid:client_id>/prints")


blueprints = (blueprint, connected.blueprint)


@blueprint.get("")
@access(Access.OPEN)
def listed(client_id: UUID) -> str:
    """Show every print of this client, a line each."""
    client = clients.client_record(session(), client_id)
    record_reading(session(), current_actor(), "print", client_id)
    banner = clients.banner_of(client, current_day())
    outward = () if client.is_deceased else (kind for kind in SheetKind if kind not in INTERNAL)
    return render_template(
        "printing/prints.html",
        banner=banner,
        client=client,
        groups=lines_of(session(), client),
        open_sheets={kind: why_not(session(), kind, client) for kind in outward},
        inner_sheets=[kind for kind in SheetKind if kind in INTERNAL],
        sheet_names=NAMES,
        for_what=FOR_WHAT,
        sheet_words=SHEET_WORDS,
        speaks=not client.is_deceased and has_voice(speech_for(session(), current_actor(), client).tongue.tag),
    )


@blueprint.route("/<item>/words", methods=["GET", "POST"])
@access(Access.OPEN)
def words(client_id: UUID, item: str) -> ResponseReturnValue:
    """Change the words of a card or a letter; they are kept until they are thrown away."""
    client = clients.client_record(session(), client_id)
    if item not in set(SHORT):
        raise NotFound("This print has no words to change. Nothing was changed. Go back to the client.")
    kind, allowed = ClientItem(item), services(session(), client_id)
    stop_if_died(client)
    if kind is ClientItem.INTRODUCTION and not allowed:
        raise RuleBroken(NOBODY)
    if request.method == "GET":
        said = said_of(session(), current_actor(), kind, client)
        return _page(client, kind, WordsForm(formdata=None, data=offered(said)).fit(kind, allowed))
    form = WordsForm().fit(kind, allowed)
    sound = form.validate_on_submit()
    form.tell(current_day())
    if not sound or form.errors:
        return _page(client, kind, form), HTTPStatus.UNPROCESSABLE_ENTITY
    save_draft(session(), current_actor(), draft_name(kind), str(client_id), form.kept())
    flash("These words are kept for this print.")
    return redirect(url_for("client_prints.preview", client_id=client_id, item=item), HTTPStatus.SEE_OTHER)


def _page(client: ClientRecord, item: ClientItem, form: WordsForm) -> str:
    record_reading(session(), current_actor(), "print", client.id)
    return render_template(
        "printing/words.html",
        form=form,
        item=item,
        name=TITLES[item],
        draft=load_draft(session(), current_actor(), draft_name(item), str(client.id)),
        draft_name=draft_name(item),
        banner=clients.banner_of(client, current_day()),
    )
