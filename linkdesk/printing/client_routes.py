"""The print page of a leaflet or form for a client: preview, paper, file; the plan has a page of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from flask import Blueprint
from flask import request
from flask import url_for

from linkdesk.clients.queries import client_record
from linkdesk.printing.forms import look_form
from linkdesk.printing.given.previews import Asked
from linkdesk.printing.given.previews import open_doors
from linkdesk.printing.items import leaflet_of
from linkdesk.printing.language import speech_asked
from linkdesk.printing.leaflet import TITLES
from linkdesk.printing.rules import ClientItem
from linkdesk.printing.short.rules import SHORT
from linkdesk.record.errors import NotFound
from linkdesk.web.database import current_actor
from linkdesk.web.database import session

if TYPE_CHECKING:
    from uuid import UUID

blueprint = Blueprint("client_prints", __name__, url_prefix="/clients/<uuid:client_id>/prints/<item>")

NO_DAY = (
    "No visit is booked: the card has lines to write the day, the time and the place on. "
    "“Change the words” puts a day on it."
)


def _back(client_id: UUID, item: ClientItem) -> tuple[str, str]:
    """Return the page that offers this print, and its name."""
    if item is ClientItem.CARDS:
        return url_for("sorts.page", client_id=client_id), "Picture sort"
    if item in SHORT:
        return url_for("prints.listed", client_id=client_id), "Prints"
    return url_for("sharing.show", client_id=client_id), "Sharing"


def _asked(client_id: UUID, item: str) -> Asked:
    client = client_record(session(), client_id)
    if item not in set(ClientItem):
        raise NotFound("There is no such print. Nothing was printed. Go back to the client.")
    kind = ClientItem(item)
    form = look_form(client, request.args)
    options = form.to_command(speech_asked(form, client))
    here: dict[str, Any] = {"client_id": client.id, "item": item}
    paper = leaflet_of(session(), current_actor(), kind, client, options)
    return Asked(
        paper=paper,
        form=form,
        client=client,
        plan=None,
        item=item,
        title=TITLES[kind],
        back=_back(client.id, kind),
        here=here,
        words_url=url_for("prints.words", **here) if kind in SHORT else "",
        warnings=(NO_DAY,) if kind is ClientItem.APPOINTMENT and paper.said.day is None else (),
    )


open_doors(blueprint, _asked)
