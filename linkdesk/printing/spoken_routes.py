"""The plan as a sound file: its words on the page, whether it is safe to have, and the file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint
from flask import render_template
from flask import url_for

from linkdesk.assessments.aloud.voice import VoiceFailed
from linkdesk.clients import queries as clients
from linkdesk.plans.queries import current_plan
from linkdesk.printing.given.leaving import Leaving
from linkdesk.printing.given.leaving import be_saved
from linkdesk.printing.given.queries import copy_of
from linkdesk.printing.given.rules import HOW_WORDS
from linkdesk.printing.given.rules import GiveCopy
from linkdesk.printing.given.rules import How
from linkdesk.printing.given.service import give_copy
from linkdesk.printing.items import paper_of
from linkdesk.printing.items import speech_for
from linkdesk.printing.rules import Format
from linkdesk.printing.rules import Item
from linkdesk.printing.rules import print_options
from linkdesk.printing.spoken import SOUND
from linkdesk.printing.spoken import SOUND_TITLE
from linkdesk.printing.spoken import SoundPaper
from linkdesk.printing.spoken import has_voice
from linkdesk.record.audit import record_reading
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.pages import SHEETS

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("sound", __name__, url_prefix="/clients/<uuid:client_id>/prints/plan-aloud")


@blueprint.get("")
@access(Access.OPEN)
def preview(client_id: UUID) -> str:
    """Show the words that will be heard, and ask whether the file is safe to have."""
    return _page(_leaving(client_id))


@blueprint.post("/save")
@access(Access.OPEN)
def save(client_id: UUID) -> ResponseReturnValue:
    """Write the sound file where the worker chooses; once it left, the copy of this version of the plan is given."""
    leaving = _leaving(client_id)
    return be_saved(leaving, partial(_page, leaving))


def _page(leaving: Leaving, refused: str = "") -> str:
    record_reading(session(), current_actor(), "print", leaving.client.id)
    return render_template(
        "printing/sound.html",
        title=SOUND_TITLE,
        client=leaving.client,
        plan=leaving.plan,
        save_url=url_for("sound.save", client_id=leaving.client.id),
        text=leaving.paper.written()[0],
        tongue=leaving.paper.options.speech.tongue,
        given=HOW_WORDS[How.SENT],
        refused=refused,
        banner=clients.banner_of(leaving.client, current_day()),
        sheets=(*SHEETS, "preview.css"),
        **leaving.page(),
    )


def _leaving(client_id: UUID) -> Leaving:
    """Return the sound file of the plan that counts.

    Raises:
        VoiceFailed: this computer has no voice for the language of the print.
    """
    client = clients.client_record(session(), client_id)
    plan = current_plan(session(), client_id)
    options = print_options(Format.TEXT, speech=speech_for(session(), current_actor(), client))
    paper = SoundPaper(paper_of(session(), current_actor(), plan, client, options, Item.PLAN))
    if not has_voice(paper.options.speech.tongue.tag):
        raise VoiceFailed
    given = partial(_give, GiveCopy(client.id, plan.id, How.SENT, language=options.speech.tongue.tag))
    return Leaving(client, plan, SOUND, paper, url_for("sound.preview", client_id=client_id), also=given)


def _give(command: GiveCopy) -> None:
    """Keep that the copy was given this way, unless somebody said already what became of it."""
    if copy_of(session(), command.plan_id) is None:
        give_copy(session(), current_actor(), command)
