"""The print page of a plan: preview, paper, file. What is on the screen is what comes out of the printer."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint
from flask import Response
from flask import request
from flask import url_for

from linkdesk.clients.queries import client_record
from linkdesk.plans.queries import plan_record
from linkdesk.plans.queries import waiting_words
from linkdesk.plans.routes import page_of
from linkdesk.plans.rules import PlanStatus
from linkdesk.printing.compose import picture_sheet
from linkdesk.printing.forms import print_form
from linkdesk.printing.given.previews import Asked
from linkdesk.printing.given.previews import open_doors
from linkdesk.printing.handing import RECENT
from linkdesk.printing.items import paper_of
from linkdesk.printing.language import speech_asked
from linkdesk.printing.pages import Recent
from linkdesk.printing.pdf import press
from linkdesk.web.database import current_actor
from linkdesk.web.database import session

if TYPE_CHECKING:
    from flask.blueprints import BlueprintSetupState

blueprint = Blueprint("printing", __name__, url_prefix="/plans/<uuid:plan_id>/print")


@blueprint.record_once
def _forget_when_locked(state: BlueprintSetupState) -> None:
    """Keep a few prints in memory for the preview, and drop them at every full lock."""
    state.app.extensions[RECENT] = Recent()
    state.app.extensions["vault"].on_lock(state.app.extensions[RECENT].clear)


@blueprint.after_app_request
def _warm_up(answer: Response) -> Response:
    """Make the press ready while someone works on a plan; at unlocking it would slow the first pages."""
    if request.blueprint == "plans":
        press().warm_up(picture_sheet(mono=False))
    return answer


def _asked(plan_id: UUID) -> Asked:
    plan = plan_record(session(), plan_id)
    client = client_record(session(), plan.client_id)
    form = print_form(client, request.args)
    options = form.to_command(speech_asked(form, client))
    paper = paper_of(session(), current_actor(), plan, client, options, form.chosen_item())
    is_draft = plan.status is PlanStatus.DRAFT
    waiting = waiting_words(session(), current_actor(), plan) if is_draft else None
    return Asked(
        paper=paper,
        form=form,
        client=client,
        plan=plan,
        item=paper.item.value,
        title=f"Print plan {plan.number}",
        back=(url_for("desk.client", client_id=client.id), "Client"),
        here={"plan_id": plan.id},
        unsaved_url=page_of(plan, waiting) if waiting else "",
    )


open_doors(blueprint, _asked)
