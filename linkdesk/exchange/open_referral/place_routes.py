"""Where postcodes are, brought in from a file that a worker chooses: read where it lies, all of it or none."""

from __future__ import annotations

import uuid
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Blueprint
from flask import jsonify
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.exchange.intake.job import Stopped
from linkdesk.exchange.open_referral.place_forms import PlacesForm
from linkdesk.exchange.open_referral.working import ask_for_file
from linkdesk.exchange.open_referral.working import begin
from linkdesk.exchange.open_referral.working import has_dialog
from linkdesk.exchange.open_referral.working import jobs
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.session import doors_of
from linkdesk.services.finding.postcodes import can_be_opened
from linkdesk.services.finding.postcodes import is_old
from linkdesk.services.finding.postcodes import postcode_file
from linkdesk.services.finding.postcodes import read_postcodes
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from uuid import UUID

    from flask import Response as FlaskResponse
    from flask.typing import ResponseReturnValue

    from linkdesk.exchange.intake.job import Progress
    from linkdesk.services.feeds.rules import Tick

blueprint = Blueprint("places", __name__, url_prefix="/get/postcodes")

PAGE = "open_referral.places"
READING = "Reading the places of postcodes"
MEGABYTE = 1_000_000
STOPPED = "It was stopped. The places of postcodes are as they were."


@blueprint.route("/", methods=["GET", "POST"])
@access(Access.OPEN)
def choose() -> ResponseReturnValue:
    """Say what is here and how current it is, and take the path of a file."""
    form = PlacesForm()
    if not form.validate_on_submit():
        return _page(form, refused=request.method == "POST")
    return _read(form, Path((form.path.data or "").strip().strip('"')).expanduser())


@blueprint.post("/file")
@access(Access.OPEN)
def file() -> ResponseReturnValue:
    """Ask for a file by the window's own dialog and read it where it lies."""
    path = ask_for_file()
    if path is None:
        return redirect(url_for(f"{PAGE}.choose"), HTTPStatus.SEE_OTHER)
    return _read(PlacesForm(formdata=None, data={"path": str(path)}), path)


@blueprint.get("/<uuid:source_id>")
@access(Access.OPEN)
def show(source_id: UUID) -> ResponseReturnValue:
    """Show how far the reading is, and what came of it."""
    found = _progress(source_id)
    if found.running:
        return render_template("open_referral/postcodes_progress.html", source_id=source_id, progress=found)
    form = PlacesForm(formdata=None)
    if found.sentence:
        form.refuse("path", found.sentence)
        return _page(form, refused=True)
    return _page(form, refused=False, just_read=True)


@blueprint.get("/<uuid:source_id>/progress")
@access(Access.OPEN)
def progress(source_id: UUID) -> FlaskResponse:
    """Tell a script how far the reading is, in megabytes."""
    found = _progress(source_id)
    return jsonify(done=found.done, total=found.total, running=found.running)


@blueprint.post("/<uuid:source_id>/stop")
@access(Access.OPEN)
def stop(source_id: UUID) -> ResponseReturnValue:
    """Stop the reading; the places of before stay."""
    jobs().stop(source_id)
    jobs().wait(2)
    return redirect(url_for(f"{PAGE}.show", source_id=source_id), HTTPStatus.SEE_OTHER)


def _progress(source_id: UUID) -> Progress:
    found = jobs().progress(source_id)
    if found is None:
        raise NotFound
    return found


def _read(form: PlacesForm, path: Path) -> ResponseReturnValue:
    if why := can_be_opened(path):
        form.refuse("path", why)
        return _page(form, refused=True)
    actor, source_id = current_actor(), uuid.uuid4()

    def run(tick: Tick) -> None:
        def told(done: int, whole: int) -> None:
            tick(done // MEGABYTE, -(-whole // MEGABYTE))

        try:
            read_postcodes(session(), actor, path, told)
        except Stopped:
            raise RuleBroken(STOPPED) from None

    begin(source_id, READING, run)
    ended = jobs().progress(source_id)
    if ended and not ended.running and ended.sentence:
        form.refuse("path", ended.sentence)
        return _page(form, refused=True)
    return redirect(url_for(f"{PAGE}.show", source_id=source_id), HTTPStatus.SEE_OTHER)


def _page(form: PlacesForm, *, refused: bool, just_read: bool = False) -> ResponseReturnValue:
    here = postcode_file(session())
    today = doors_of(session()).clock.now().astimezone().date()
    page = render_template(
        "open_referral/postcodes.html",
        form=form,
        here=here,
        is_old=here is not None and is_old(here.read_at.date(), today),
        just_read=just_read,
        dialog=has_dialog(),
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
