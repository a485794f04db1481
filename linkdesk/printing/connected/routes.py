"""From a connection to its introduction letter or the text of an email: only with a yes to sharing."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from typing import Any
from uuid import UUID

from flask import Blueprint
from flask import redirect
from flask import request
from flask import url_for

from linkdesk.clients.deceased.service import stop_if_died
from linkdesk.clients.queries import client_record
from linkdesk.clients.sharing.queries import may_share
from linkdesk.connections.queries import connection_record
from linkdesk.connections.queries import recipient
from linkdesk.printing.rules import ClientItem
from linkdesk.printing.rules import Format
from linkdesk.printing.short.queries import services
from linkdesk.printing.short.rules import draft_name
from linkdesk.record.drafts import load_draft
from linkdesk.record.drafts import save_draft
from linkdesk.record.errors import RuleBroken
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.forms import BaseForm
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

blueprint = Blueprint(
    "connected", __name__, url_prefix="/clients/<uuid:client_id>/connections/<uuid:connection_id>/letter"
)
NAME = draft_name(ClientItem.INTRODUCTION)
EMAIL = "email"
"""The button that asks for plain text, which an email takes."""


class LetterForm(BaseForm):
    """Only the token: which letter it is stands in the address."""


@blueprint.post("")
@access(Access.OPEN)
def make(client_id: UUID, connection_id: UUID) -> Response:
    """Lead to the letter to this very service, in the print room and under its rules; without a yes there is none."""
    if not LetterForm().validate_on_submit():
        raise RuleBroken
    client = client_record(session(), client_id)
    stop_if_died(client)
    kept = connection_record(session(), client_id, connection_id)
    whom = recipient(kept.service_name)
    said = may_share(session(), client_id, whom)
    to = next((name for name in services(session(), client_id) if recipient(name).key == whom.key), "")
    if not said.allowed or not to:
        raise RuleBroken(f"{said.sentence} Nothing was made. Ask them on the page Sharing, then come back.")
    draft = load_draft(session(), current_actor(), NAME, str(client_id))
    if draft is None or draft.fields.get("to") != to:  # words for another service do not go to this one
        save_draft(session(), current_actor(), NAME, str(client_id), {"to": to})
    as_text: dict[str, Any] = (
        {"format": Format.TEXT.value, "size": client.print_size} if request.form.get("way") == EMAIL else {}
    )
    letter = url_for("client_prints.preview", client_id=client_id, item=ClientItem.INTRODUCTION.value, **as_text)
    return redirect(letter, HTTPStatus.SEE_OTHER)
