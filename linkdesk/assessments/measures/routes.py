"""The pages of measures: what changed for a person, not asked, held elsewhere, how a talk ran."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.assessments import queries as assessments
from linkdesk.assessments.measures import queries
from linkdesk.assessments.measures import rules
from linkdesk.assessments.measures import service
from linkdesk.assessments.measures.figures import SMALLEST
from linkdesk.assessments.measures.figures import figures as make_figures
from linkdesk.assessments.measures.figures import skips as make_skips
from linkdesk.assessments.measures.forms import HeldScoreForm
from linkdesk.assessments.measures.forms import HowForm
from linkdesk.assessments.measures.forms import NotAskedForm
from linkdesk.clients import queries as clients
from linkdesk.record.audit import record_reading
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.team.rules import Role
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue

    from linkdesk.web.forms import BaseForm

blueprint = Blueprint("measures", __name__, url_prefix="/clients/<uuid:client_id>/measures")
talk = Blueprint("how", __name__, url_prefix="/assessments/<uuid:assessment_id>")
team = Blueprint("measured", __name__)
blueprints = (blueprint, talk, team)

_LEADS = (str(Role.TEAM_LEAD),)


@blueprint.get("")
@access(Access.OPEN)
def overview(client_id: UUID) -> str:
    """Show what changed for a person, what was not asked, and totals held elsewhere."""
    banner = clients.banner(session(), client_id, current_day())
    records = assessments.assessments_of(session(), client_id, queries.MOST)
    record_reading(session(), current_actor(), "measures", client_id)
    return render_template(
        "assessments/measures/changes.html",
        banner=banner,
        series=rules.series(records),
        left_open=rules.left_open(records),
        not_asked=queries.not_asked_of(session(), client_id),
        held=queries.held_scores_of(session(), client_id),
        chart=(rules.WIDTH, rules.HEIGHT),
        mode_words=rules.MODE_WORDS,
    )


@blueprint.route("/not-asked", methods=["GET", "POST"])
@access(Access.OPEN)
def not_asked(client_id: UUID) -> ResponseReturnValue:
    """Note that a measure was not asked, and why."""
    form = NotAskedForm() if request.method == "POST" else NotAskedForm(data={"happened_on": current_day()})
    return _noted(
        "assessments/measures/not_asked.html",
        client_id,
        form,
        lambda: service.note_not_asked(session(), current_actor(), form.command_for(client_id)),
    )


@blueprint.route("/held", methods=["GET", "POST"])
@access(Access.OPEN)
def held(client_id: UUID) -> ResponseReturnValue:
    """Note the total of a form that is held elsewhere."""
    form = HeldScoreForm()
    return _noted(
        "assessments/measures/held.html",
        client_id,
        form,
        lambda: service.note_held_score(session(), current_actor(), form.command_for(client_id)),
    )


@blueprint.route("/held/<uuid:held_score_id>", methods=["GET", "POST"])
@access(Access.OPEN)
def correct(client_id: UUID, held_score_id: UUID) -> ResponseReturnValue:
    """Put right a total that is held elsewhere; where somebody saved in between, show both."""
    kept = queries.held_score(session(), client_id, held_score_id)
    form = HeldScoreForm() if request.method == "POST" else HeldScoreForm.of(kept)
    page = "assessments/measures/held.html"
    try:
        return _noted(
            page,
            client_id,
            form,
            lambda: service.correct_held_score(
                session(), current_actor(), form.correction_for(client_id, held_score_id)
            ),
            kept=kept,
        )
    except Stale:
        kept = queries.held_score(session(), client_id, held_score_id)
        form.version.data = kept.version  # both are on the page now: saving again is a choice
        rows = rules.differences(kept, form.command_for(client_id))
        banner = clients.banner(session(), client_id, current_day())
        return render_template(page, form=form, banner=banner, kept=kept, rows=rows), HTTPStatus.CONFLICT


@blueprint.post("/take-away")
@access(Access.OPEN)
def take_away(client_id: UUID) -> ResponseReturnValue:
    """Take away what was noted by mistake."""
    try:
        which = UUID(request.form.get("which", ""))
    except ValueError:
        raise NotFound from None
    service.take_away(session(), current_actor(), client_id, which)
    flash("Taken away.")
    return redirect(url_for("measures.overview", client_id=client_id), HTTPStatus.SEE_OTHER)


@team.get("/settings/measures")
@access(Access.OPEN, roles=_LEADS)
def figures() -> str:
    """Show before and after over the whole service; nobody can be told apart."""
    found = make_figures(rules.series(records) for records in assessments.scored_people(session()))
    return render_template(
        "assessments/measures/team.html",
        figures=found,
        skips=make_skips(queries.not_asked_people(session())),
        smallest=SMALLEST,
    )


@talk.route("/how", methods=["GET", "POST"])
@access(Access.OPEN)
def say(assessment_id: UUID) -> ResponseReturnValue:
    """Put right how a talk ran."""
    record = assessments.assessment_record(session(), assessment_id)
    form = HowForm() if request.method == "POST" else HowForm.of(rules.conducted(record))
    status = HTTPStatus.OK
    if form.validate_on_submit():
        try:
            service.save_how(session(), current_actor(), form.command_for(assessment_id))
        except Stale:
            record = assessments.assessment_record(session(), assessment_id)
            form.version.data = rules.conducted(record).version  # both are on the page now: saving again is a choice
            form.form_errors.append(
                "Somebody saved this after you opened it. Your words are still below and not saved. "
                f"Save again to keep yours. On record now: {rules.conducted(record).sentence}"
            )
            status = HTTPStatus.CONFLICT
        else:
            flash("Saved.")
            return redirect(url_for("assessments.show", assessment_id=assessment_id), HTTPStatus.SEE_OTHER)
    elif form.errors:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    banner = clients.banner(session(), record.client_id, current_day())
    return render_template("assessments/measures/how.html", form=form, record=record, banner=banner), status


def _noted(
    template: str, client_id: UUID, form: BaseForm, note: Callable[[], object], **more: object
) -> ResponseReturnValue:
    """Show the form, or note what it says; a refusal shows it again with the words still in it."""
    banner = clients.banner(session(), client_id, current_day())
    if form.validate_on_submit():
        try:
            note()
        except RuleBroken as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash("Saved.")
            return redirect(url_for("measures.overview", client_id=client_id), HTTPStatus.SEE_OTHER)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors or form.form_errors else HTTPStatus.OK
    return render_template(template, **{"kept": None, "rows": (), **more}, form=form, banner=banner), status
