"""The print page of a plan: preview, paper, file. What is on the screen is what comes out of the printer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint
from flask import Response
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.clients import queries as clients
from linkdesk.plans.queries import plan_record
from linkdesk.printing.compose import picture_sheet
from linkdesk.printing.forms import PrintForm
from linkdesk.printing.forms import print_form
from linkdesk.printing.given.leaving import Leaving
from linkdesk.printing.given.leaving import be_saved
from linkdesk.printing.given.leaving import go_out
from linkdesk.printing.handing import RECENT
from linkdesk.printing.handing import made
from linkdesk.printing.handing import page_urls
from linkdesk.printing.handing import picture
from linkdesk.printing.items import Paper
from linkdesk.printing.items import paper_of
from linkdesk.printing.language import language_words
from linkdesk.printing.language import speech_asked
from linkdesk.printing.letters import missing_letters
from linkdesk.printing.pages import Recent
from linkdesk.printing.pages import count_pages
from linkdesk.printing.pdf import press
from linkdesk.printing.plan import print_plan
from linkdesk.printing.rules import Format
from linkdesk.record.audit import record_reading
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.pages import SHEETS

if TYPE_CHECKING:
    from flask.blueprints import BlueprintSetupState
    from flask.typing import ResponseReturnValue

    from linkdesk.clients.rules import ClientRecord

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


@blueprint.get("")
@access(Access.OPEN)
def preview(plan_id: UUID) -> ResponseReturnValue:
    """Show the print as it will be, with the choices and why; it is in the reading log before it is shown."""
    return _page(*_asked(plan_id))


@blueprint.get("/page/<int:number>.png")
@access(Access.OPEN)
def page(plan_id: UUID, number: int) -> Response:
    """Give one page as a picture."""
    paper, _, client = _asked(plan_id)
    return picture(paper, client.id, number)


@blueprint.post("/out")
@access(Access.OPEN)
def out(plan_id: UUID) -> ResponseReturnValue:
    """Say that what was looked at goes to the printer; what changed since does not."""
    paper, form, client = _asked(plan_id)
    return go_out(_leaving(paper, form, client), lambda refused: _page(paper, form, client, refused))


@blueprint.post("/save")
@access(Access.OPEN)
def save(plan_id: UUID) -> ResponseReturnValue:
    """Write the print where the worker chooses; in a browser it is handed over as a download."""
    paper, form, client = _asked(plan_id)
    return be_saved(_leaving(paper, form, client), lambda refused: _page(paper, form, client, refused))


def _page(paper: Paper, form: PrintForm, client: ClientRecord, refused: str = "") -> str:
    record_reading(session(), current_actor(), "print", client.id)
    text = print_plan(paper.plan, paper.client, replace(paper.options, format=Format.TEXT), paper.item)
    pages = 0 if paper.options.format is Format.TEXT else count_pages(made(paper))
    about = {"plan_id": paper.plan.id, **form.address()}
    return render_template(
        "printing/preview.html",
        title=f"Print plan {paper.plan.number}",
        back=(url_for("desk.client", client_id=client.id), "Client"),
        show_url=url_for("printing.preview", plan_id=paper.plan.id),
        out_url=url_for("printing.out", **about),
        save_url=url_for("printing.save", **about),
        page_urls=page_urls("printing.page", pages, **about),
        form=form,
        text=text.decode(),
        missing=missing_letters(text.decode()),
        why=client.print_reason,
        tongue=paper.options.speech.tongue,
        language_words=language_words(paper, client),
        own=form.address() == print_form(client, request.args.__class__()).address(),
        client=client,
        plan=paper.plan,
        banner=clients.banner_of(client, current_day()),
        sheets=(*SHEETS, "preview.css"),
        refused=refused,
        **_leaving(paper, form, client).page(),
    )


def _leaving(paper: Paper, form: PrintForm, client: ClientRecord) -> Leaving:
    back = url_for("printing.preview", plan_id=paper.plan.id, **form.address())
    return Leaving(client, paper.plan, paper.item.value, paper, back)


def _asked(plan_id: UUID) -> tuple[Paper, PrintForm, ClientRecord]:
    plan = plan_record(session(), plan_id)
    client = clients.client_record(session(), plan.client_id)
    form = print_form(client, request.args)
    options = form.to_command(speech_asked(form, client))
    paper = paper_of(session(), current_actor(), plan, client, options, form.chosen_item())
    return paper, form, client
