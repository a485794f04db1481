"""The print page of the plain page, for who cannot safely take home the name of a service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint
from flask import request
from flask import url_for

from linkdesk.clients.queries import client_record
from linkdesk.printing.forms import look_form
from linkdesk.printing.given.making import plain_of
from linkdesk.printing.given.plain import PLAIN
from linkdesk.printing.given.plain import TITLE
from linkdesk.printing.given.previews import Asked
from linkdesk.printing.given.previews import open_doors
from linkdesk.printing.language import speech_asked
from linkdesk.web.database import current_actor
from linkdesk.web.database import session

if TYPE_CHECKING:
    from uuid import UUID

blueprint = Blueprint("plain", __name__, url_prefix="/clients/<uuid:client_id>/plain")


def _asked(client_id: UUID) -> Asked:
    client = client_record(session(), client_id)
    form = look_form(client, request.args)
    options = form.to_command(speech_asked(form, client))
    return Asked(
        paper=plain_of(session(), current_actor(), client, options),
        form=form,
        client=client,
        plan=None,
        item=PLAIN,
        title=TITLE,
        back=(url_for("given.other_ways", client_id=client.id), "Other ways"),
        here={"client_id": client.id},
    )


open_doors(blueprint, _asked)
