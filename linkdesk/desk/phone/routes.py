"""The page with squares for the work phone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from flask import Blueprint
from flask import current_app
from flask import render_template

from linkdesk.clients import queries as clients
from linkdesk.clients.deceased.service import stop_if_died
from linkdesk.clients.rules import PHONE_KIND_WORDS
from linkdesk.clients.rules import screen_language
from linkdesk.contacts.routes import PLANNED
from linkdesk.desk.phone import rules
from linkdesk.episodes.rules import no_messages
from linkdesk.organisation.languages.queries import speech_of
from linkdesk.organisation.queries import find_organisation
from linkdesk.team.queries import find_worker
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.speech import day_date

if TYPE_CHECKING:
    from uuid import UUID

    from linkdesk.desk.rules import Meeting

blueprint = Blueprint("phone", __name__, url_prefix="/clients/<uuid:client_id>/phone")


@blueprint.get("")
@access(Access.OPEN)
def show(client_id: UUID) -> str:
    """Show each number with a square that rings it, and ready texts where a message may be left.

    Raises:
        RuleBroken: the client died.
    """
    client = clients.client_record(session(), client_id)
    stop_if_died(client)
    actor = current_actor()
    worker, service = find_worker(session(), actor.worker_id), find_organisation(session(), actor.organisation_id)
    own = (worker.phone if worker else "") or (service.phone if service else "")
    speech = speech_of(session(), actor.organisation_id, screen_language(client))
    meeting: Meeting | None = current_app.extensions[PLANNED](client.id, current_day())
    texts = partial(rules.ready_texts, worker.name if worker else "", own, partial(_when, meeting))
    return render_template(
        "desk/phone.html",
        client=client,
        numbers=rules.numbers(client.phones, texts, speech, may_text=not no_messages(client)),
        no_messages=no_messages(client),
        tongue=speech.tongue,
        phone_kinds=PHONE_KIND_WORDS,
        banner=clients.banner_of(client, current_day()),
    )


def _when(meeting: Meeting | None) -> str:
    """Return the day and time of a meeting in the language that is spoken."""
    return ", ".join(each for each in (day_date(meeting.day), meeting.time) if each) if meeting else ""
