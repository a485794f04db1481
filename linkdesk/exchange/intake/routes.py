"""Bringing in a file of referrals: choose it, say what its columns hold, look at what will happen, bring it in."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from typing import Any
from typing import cast

from flask import Blueprint
from flask import Flask
from flask import current_app
from flask import flash
from flask import jsonify
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.exchange.intake import queries
from linkdesk.exchange.intake import service
from linkdesk.exchange.intake.forms import BringForm
from linkdesk.exchange.intake.forms import ColumnsForm
from linkdesk.exchange.intake.forms import FileForm
from linkdesk.exchange.intake.job import Jobs
from linkdesk.exchange.intake.rules import Outcome
from linkdesk.exchange.intake.rules import State
from linkdesk.record.errors import FileRefused
from linkdesk.record.errors import RuleBroken
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from flask import Response as FlaskResponse
    from werkzeug.wrappers import Response

    from linkdesk.exchange.intake.rules import FileReport
    from linkdesk.exchange.intake.service import Tick

    Answer = Response | str | tuple[str, int]
    Work = Callable[[Tick], object]

blueprint = Blueprint("intake", __name__, url_prefix="/bring-in")

JOBS = "linkdesk_intake_jobs"
CHECKING = "Checking the rows"
BRINGING = "Bringing in the referrals"


@blueprint.record
def _prepare(state: Any) -> None:
    """Give the application its one line of work; the lock stops what runs."""
    jobs = state.app.extensions[JOBS] = Jobs()
    vault = state.app.extensions.get("vault")
    if vault is not None:
        vault.on_lock(jobs.stop_all)


@blueprint.route("/", methods=["GET", "POST"])
@access(Access.OPEN)
def choose() -> Answer:
    """Take a file in, encrypted; nothing is read into the record yet."""
    form = FileForm()
    if not form.validate_on_submit():
        return _start(form, refused=request.method == "POST")
    try:
        file_id = service.stage(session(), current_actor(), form.file.data.filename, form.file.data.read())
    except FileRefused as refusal:
        form.refuse("file", refusal.sentence)
        return _start(form, refused=True)
    return _page_of(file_id)


@blueprint.get("/<uuid:file_id>")
@access(Access.OPEN)
def show(file_id: UUID) -> Answer:
    """Show where a file stands."""
    report = queries.file_report(session(), current_actor(), file_id)
    progress = _jobs().progress(file_id)
    if progress and progress.running:
        return render_template("intake/progress.html", report=report, progress=progress)
    return _shown(report, progress.sentence if progress else "")


@blueprint.post("/<uuid:file_id>/columns")
@access(Access.OPEN)
def columns(file_id: UUID) -> Answer:
    """Keep what the columns hold and begin to check the rows."""
    report = queries.file_report(session(), current_actor(), file_id)
    form = ColumnsForm.for_file(report)
    if not form.validate_on_submit():
        return _columns_page(report, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        service.choose_columns(session(), current_actor(), file_id, form.chosen(), form.chosen_order())
    except RuleBroken as refusal:
        form.form_errors.append(refusal.sentence)
        return _columns_page(report, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    asked = queries.file_report(session(), current_actor(), file_id)
    if asked.asks_for_order and asked.order is None:
        form = ColumnsForm.for_file(asked)
        form.refuse("order", f"Say how {asked.unsure_date} is meant.")
        return _columns_page(asked, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    actor = current_actor()
    _begin(file_id, CHECKING, lambda tick: service.check_rows(session(), actor, file_id, tick))
    return _page_of(file_id)


@blueprint.post("/<uuid:file_id>/bring")
@access(Access.OPEN)
def bring(file_id: UUID) -> Answer:
    """Begin to write the good rows into the record."""
    report = queries.file_report(session(), current_actor(), file_id)
    form = BringForm()
    if not form.validate_on_submit():
        return _shown(report, "")
    actor, alike_too = current_actor(), bool(form.alike_too.data)
    _begin(file_id, BRINGING, lambda tick: service.bring_in(session(), actor, file_id, tick, alike_too=alike_too))
    return _page_of(file_id)


@blueprint.get("/<uuid:file_id>/progress")
@access(Access.OPEN)
def progress(file_id: UUID) -> FlaskResponse:
    """Tell a script how far the work is."""
    queries.file_report(session(), current_actor(), file_id)
    found = _jobs().progress(file_id)
    if found is None:
        return jsonify(done=0, total=0, running=False)
    return jsonify(done=found.done, total=found.total, running=found.running)


@blueprint.post("/<uuid:file_id>/stop")
@access(Access.OPEN)
def stop(file_id: UUID) -> Response:
    """Stop the work; nothing is half done."""
    queries.file_report(session(), current_actor(), file_id)
    _jobs().stop(file_id)
    _jobs().wait(2)
    return _page_of(file_id)


@blueprint.post("/<uuid:file_id>/again")
@access(Access.OPEN)
def again(file_id: UUID) -> Response:
    """Go back to the columns of a file that was checked."""
    service.reopen(session(), current_actor(), file_id)
    return _page_of(file_id)


@blueprint.post("/<uuid:file_id>/forget")
@access(Access.OPEN)
def forget(file_id: UUID) -> Response:
    """Throw the file away; the record stays as it is."""
    _jobs().stop(file_id)
    service.forget(session(), current_actor(), file_id)
    flash("The file is gone from LinkDesk. The record is as it was.")
    return redirect(url_for("intake.choose"), HTTPStatus.SEE_OTHER)


def _begin(file_id: UUID, words: str, run: Work) -> None:
    """Let the work run beside the pages, with a session of its own."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined] # noqa: SLF001 - Flask's way to the app itself

    def in_app(tick: Tick) -> None:
        with app.app_context():
            run(tick)

    _jobs().start(file_id, words, in_app)
    _jobs().wait(0.5)  # a small file is done before its page is asked for


def _jobs() -> Jobs:
    return cast("Jobs", current_app.extensions[JOBS])


def _page_of(file_id: UUID) -> Response:
    return redirect(url_for("intake.show", file_id=file_id), HTTPStatus.SEE_OTHER)


def _start(form: FileForm, *, refused: bool) -> Answer:
    files = queries.files_of(session(), current_actor())
    page = render_template("intake/choose.html", form=form, files=files)
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK


def _shown(report: FileReport, sentence: str) -> Answer:
    if report.state is State.COLUMNS:
        form = ColumnsForm.for_file(report)
        if sentence:
            form.form_errors.append(sentence)
        return _columns_page(report, form, HTTPStatus.OK)
    number = request.args.get("page", 1, type=int)
    left = report.counts[Outcome.BAD] + report.counts[Outcome.ALIKE]
    return render_template(
        "intake/checked.html" if report.state is State.CHECKED else "intake/done.html",
        report=report,
        form=BringForm(),
        sentence=sentence,
        ready=report.counts[Outcome.NEW] + report.counts[Outcome.AGAIN],
        left=left,
        rows=queries.rows_left_out(session(), report.id, number),
        first=queries.first_rows(session(), report.id),
        number=number,
        pages=max(1, -(-left // queries.LIMITS.shown_rows)),
    )


def _columns_page(report: FileReport, form: ColumnsForm, status: HTTPStatus) -> tuple[str, int]:
    fields = [form[f"column_{column.place}"] for column in report.columns]
    return render_template("intake/columns.html", report=report, form=form, fields=fields), status
