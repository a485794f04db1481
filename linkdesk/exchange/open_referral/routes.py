"""Getting local services from a file or an address: choose it, look at what will happen, bring it in, take it back."""

from __future__ import annotations

import io
import uuid
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from flask import Blueprint
from flask import current_app
from flask import flash
from flask import jsonify
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.exchange.intake.job import Stopped
from linkdesk.exchange.network import split
from linkdesk.exchange.open_referral.fetching import fetch
from linkdesk.exchange.open_referral.forms import AddressForm
from linkdesk.exchange.open_referral.forms import BringForm
from linkdesk.exchange.open_referral.forms import GetForm
from linkdesk.exchange.open_referral.getting import look_at
from linkdesk.exchange.open_referral.give_routes import blueprint as giving
from linkdesk.exchange.open_referral.place_routes import blueprint as places
from linkdesk.exchange.open_referral.reading import open_file
from linkdesk.exchange.open_referral.terminal import WORDS
from linkdesk.exchange.open_referral.working import ask_for_file
from linkdesk.exchange.open_referral.working import begin
from linkdesk.exchange.open_referral.working import has_dialog
from linkdesk.exchange.open_referral.working import jobs
from linkdesk.exchange.open_referral.working import prepare
from linkdesk.record.errors import FileRefused
from linkdesk.record.errors import NotFound
from linkdesk.services.feeds import queries
from linkdesk.services.feeds import service
from linkdesk.services.feeds import undoing
from linkdesk.services.feeds.rules import Outcome
from linkdesk.services.feeds.rules import State
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO
    from uuid import UUID

    from flask import Response as FlaskResponse
    from flask.typing import ResponseReturnValue

    from linkdesk.services.feeds.rules import Tick

blueprint = Blueprint("open_referral", __name__, url_prefix="/services")
blueprint.register_blueprint(giving)
blueprint.register_blueprint(places)

LOOKING, BRINGING, UNDOING = "Looking at the file", "Bringing in the services", "Taking the import back"
GETTING = "Getting services from the address"
NOTED = "noted"
TYPED = "linkdesk_feed_address"
"""Which address the last press of Get typed, so that it is not lost where the answer is refused later."""


@blueprint.record
def _prepare(state: Any) -> None:
    """Give the application one line of work for feeds; the lock stops what runs."""
    prepare(state.app)
    state.app.extensions[TYPED] = {}


@blueprint.route("/get/", methods=["GET", "POST"])
@access(Access.OPEN)
def choose() -> ResponseReturnValue:
    """Take a file in, or read a large one where it lies; nothing is in the directory yet."""
    form = GetForm()
    if not form.validate_on_submit():
        return _start(form, refused=request.method == "POST")
    if form.file.data:
        data: bytes = form.file.data.read()
        return _look(form, form.file.data.filename or "file", lambda: io.BytesIO(data))
    if form.path.data:
        return _from_path(form, Path(form.path.data.strip().strip('"')).expanduser())
    form.refuse("file", "Choose a file, or say where a large one lies.")
    return _start(form, refused=True)


@blueprint.post("/get/large")
@access(Access.OPEN)
def large() -> ResponseReturnValue:
    """Ask for a file by the window's own dialog and read it where it lies."""
    path = ask_for_file()
    if path is None:
        return redirect(url_for("open_referral.choose"), HTTPStatus.SEE_OTHER)
    return _from_path(GetForm(formdata=None), path)


@blueprint.post("/get/address")
@access(Access.OPEN)
def address() -> ResponseReturnValue:
    """Ask the typed address for its services, on this press alone; nothing is in the directory yet."""
    form = AddressForm()
    if not form.validate_on_submit():
        return _start(GetForm(formdata=None), refused=True, address=form)
    typed = (form.address.data or "").strip()
    loopback = bool(current_app.extensions["vault"].settings.testing)
    try:
        parts = split(typed, loopback=loopback)
    except FileRefused as refusal:
        form.refuse("address", refusal.sentence)
        return _start(GetForm(formdata=None), refused=True, address=form)
    host, actor, source_id = parts.hostname or "", current_actor(), uuid.uuid4()
    origin = f"{host}{parts.path}"  # what stands after ? may be a key, and is not kept

    def run(tick: Tick) -> None:
        try:
            source = fetch(typed, tick, loopback=loopback)
        except Stopped as stopped:
            raise FileRefused("It was stopped. Nothing was kept. Press Get to begin again.") from stopped
        with source:
            look_at(session(), actor, origin, source, tick, called=host, known=source_id)

    begin(source_id, GETTING, run)
    current_app.extensions[TYPED] = {source_id: typed}
    return _page_of(source_id)


@blueprint.get("/get/<uuid:source_id>")
@access(Access.OPEN)
def show(source_id: UUID) -> ResponseReturnValue:
    """Show where an import stands."""
    progress = jobs().progress(source_id)
    if progress and progress.running:
        return render_template("open_referral/progress.html", source_id=source_id, progress=progress)
    try:
        found = queries.import_of(session(), source_id)
    except NotFound:
        if progress is None or not progress.sentence:
            raise
        form = GetForm(formdata=None)
        if typed := current_app.extensions[TYPED].get(source_id):
            asked = AddressForm(formdata=None, data={"address": typed})
            asked.refuse("address", progress.sentence)
            return _start(form, refused=True, address=asked)
        form.refuse("file", progress.sentence)
        return _start(form, refused=True)
    return _shown(found, progress.sentence if progress else "")


@blueprint.get("/get/<uuid:source_id>/progress")
@access(Access.OPEN)
def progress(source_id: UUID) -> FlaskResponse:
    """Tell a script how far the work is."""
    found = jobs().progress(source_id)
    if found is None:
        queries.import_of(session(), source_id)
        return jsonify(done=0, total=0, running=False)
    return jsonify(done=found.done, total=found.total, running=found.running)


@blueprint.post("/get/<uuid:source_id>/bring")
@access(Access.OPEN)
def bring(source_id: UUID) -> ResponseReturnValue:
    """Begin to write all of it into the directory."""
    found = queries.import_of(session(), source_id)
    form = BringForm()
    if not form.validate_on_submit():
        return _shown(found, "", form), HTTPStatus.UNPROCESSABLE_ENTITY
    actor, name, whole = current_actor(), (form.source.data or found.name), bool(form.whole.data)
    begin(source_id, BRINGING, lambda tick: service.bring_in(session(), actor, source_id, name, tick, whole=whole))
    return _page_of(source_id)


@blueprint.post("/get/<uuid:source_id>/undo")
@access(Access.OPEN)
def undo(source_id: UUID) -> ResponseReturnValue:
    """Begin to take the last import back."""
    queries.import_of(session(), source_id)
    actor = current_actor()
    begin(source_id, UNDOING, lambda _tick: undoing.undo(session(), actor, source_id))
    return _page_of(source_id)


@blueprint.post("/get/<uuid:source_id>/stop")
@access(Access.OPEN)
def stop(source_id: UUID) -> ResponseReturnValue:
    """Stop the work; nothing is half done."""
    jobs().stop(source_id)
    jobs().wait(2)
    return _page_of(source_id)


@blueprint.post("/get/<uuid:source_id>/forget")
@access(Access.OPEN)
def forget(source_id: UUID) -> ResponseReturnValue:
    """Throw away what was read; the directory stays as it is."""
    jobs().stop(source_id)
    service.forget(session(), current_actor(), source_id)
    flash("It is gone from LinkDesk. Local services are as they were.")
    return redirect(url_for("open_referral.choose"), HTTPStatus.SEE_OTHER)


def _from_path(form: GetForm, path: Path) -> ResponseReturnValue:
    try:
        open_file(path).close()
    except FileRefused as refusal:
        form.refuse("path", refusal.sentence)
        return _start(form, refused=True)
    return _look(form, path.name, lambda: open_file(path))


def _look(form: GetForm, name: str, opened: Callable[[], IO[bytes]]) -> ResponseReturnValue:
    actor, source_id = current_actor(), uuid.uuid4()

    def run(tick: Tick) -> None:
        with opened() as source:
            look_at(session(), actor, name, source, tick, known=source_id)

    begin(source_id, LOOKING, run)
    ended = jobs().progress(source_id)
    if ended and ended.sentence:
        form.refuse("file", ended.sentence)
        return _start(form, refused=True)
    return _page_of(source_id)


def _shown(found: queries.Import, sentence: str, form: BringForm | None = None) -> str:
    wanted = request.args.get("show", NOTED if found.counts.get(NOTED) else "")
    number = max(1, request.args.get("page", 1, type=int))
    outcome = Outcome(wanted) if wanted in set(Outcome) else None
    rows = queries.rows_of(session(), found.id, outcome, number, noted=wanted == NOTED)
    is_last = found.state is State.DONE and undoing.last_done(session()) == found.id
    missing = queries.missing_from(session(), found.id, found.name) if found.state is State.LOOKED_AT else ()
    return render_template(
        "open_referral/looked.html" if found.state is State.LOOKED_AT else "open_referral/done.html",
        found=found,
        form=form or BringForm(formdata=None, data={"source": found.name}),
        sentence=sentence,
        rows=rows,
        show=wanted,
        number=number,
        has_more=len(rows) == queries.SHOWN,
        words=WORDS,
        is_last=is_last,
        missing=missing,
    )


def _page_of(source_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("open_referral.show", source_id=source_id), HTTPStatus.SEE_OTHER)


def _start(form: GetForm, *, refused: bool, address: AddressForm | None = None) -> ResponseReturnValue:
    page = render_template(
        "open_referral/choose.html",
        form=address if address and address.errors else form,  # whose errors the page tells at its top
        chosen=form,
        address=address or AddressForm(formdata=None),
        imports=queries.imports(session()),
        dialog=has_dialog(),
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
