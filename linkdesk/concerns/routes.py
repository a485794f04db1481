"""The pages of concerns; all of them are put away while someone is beside the worker, and each look is on record."""

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

from linkdesk.clients import queries as clients
from linkdesk.clients.compare import NOTHING
from linkdesk.clients.compare import Difference
from linkdesk.concerns import choices
from linkdesk.concerns import queries
from linkdesk.concerns import rules
from linkdesk.concerns import service
from linkdesk.concerns.boundaries import BOUNDARIES
from linkdesk.concerns.boundaries import brought_up
from linkdesk.concerns.boundaries import numbers_of
from linkdesk.concerns.forms import ConcernForm
from linkdesk.concerns.forms import FindForm
from linkdesk.concerns.forms import MoveForm
from linkdesk.concerns.forms import ReadersForm
from linkdesk.concerns.forms import StepForm
from linkdesk.organisation.queries import help_now
from linkdesk.organisation.queries import organisation
from linkdesk.organisation.rules import OwnKey
from linkdesk.organisation.rules import OwnNumber
from linkdesk.record.audit import record_reading
from linkdesk.record.drafts import load_draft
from linkdesk.record.errors import NotAllowed
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.team.queries import roles
from linkdesk.team.queries import workers
from linkdesk.web.beside import put_away
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.pages import is_beside

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from flask.typing import ResponseReturnValue

    from linkdesk.concerns.boundaries import Boundary
    from linkdesk.concerns.rules import ConcernRecord
    from linkdesk.organisation.rules import HelpNumber
    from linkdesk.record.drafts import Draft
    from linkdesk.web.forms import BaseForm

blueprint = Blueprint("concerns", __name__)
OF_CLIENT = "/clients/<uuid:client_id>/concerns"
ONE = f"{OF_CLIENT}/<uuid:concern_id>"


@blueprint.get("/limits")
@access(Access.OPEN)
def limits() -> str:
    """Show when something belongs to health, crisis or other services, and whom to ring."""
    return render_template("concerns/boundaries.html", pages=_with_numbers(BOUNDARIES), today=current_day())


@blueprint.route("/concerns", methods=["GET", "POST"])
@access(Access.OPEN)
@put_away
def every() -> str:
    """Show the concerns that this worker may read, or those with the words that were posted; a lead sees how many."""
    if is_beside():
        return render_template("web/put_away.html", client_id=None)
    record_reading(session(), current_actor(), queries.reading(), None)
    found = queries.all_concerns(session(), current_actor())
    form = FindForm()
    if searched := form.validate_on_submit():
        found = rules.found_in(found, form.words.data)
    return render_template(
        "concerns/every.html",
        form=form,
        searched=searched,
        concerns=found,
        names=queries.names_of(session(), found),
        authors=queries.worker_names(session()),
        counts=queries.counts(session(), current_actor()),
        state_words=choices.STATE_WORDS,
    )


@blueprint.get(OF_CLIENT)
@access(Access.OPEN)
@put_away
def listed(client_id: UUID) -> str:
    """Show the concerns about a client that this worker may read."""
    record_reading(session(), current_actor(), queries.reading(), client_id)
    return render_template(
        "concerns/listed.html",
        banner=_banner(client_id),
        concerns=queries.concerns_of(session(), current_actor(), client_id),
        authors=queries.worker_names(session()),
        state_words=choices.STATE_WORDS,
        leads=queries.safeguarding_leads(session()),
    )


@blueprint.route(f"{OF_CLIENT}/new", methods=["GET", "POST"])
@access(Access.OPEN)
@put_away
def new(client_id: UUID) -> ResponseReturnValue:
    """Raise a concern: danger first, then what was seen and said."""
    client = clients.client_record(session(), client_id)
    if request.method == "GET":
        draft = load_draft(session(), current_actor(), service.FORM, str(client_id))
        about = rules.about_of(_banner(client_id).age)
        form = ConcernForm.from_draft(draft.fields) if draft else ConcernForm(data={"about": about})
        return _concern_page(client_id, form, None, draft)
    form = ConcernForm()
    if not form.validate_on_submit():
        return _concern_page(client_id, form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        concern_id = service.raise_concern(session(), current_actor(), form.new_for(client.id))
    except RuleBroken as refusal:
        _refuse(form, refusal)
        return _concern_page(client_id, form), HTTPStatus.UNPROCESSABLE_ENTITY
    flash("Saved. Now tell the safeguarding lead.")
    return redirect(url_for("concerns.show", client_id=client_id, concern_id=concern_id), HTTPStatus.SEE_OTHER)


@blueprint.get(ONE)
@access(Access.OPEN)
@put_away
def show(client_id: UUID, concern_id: UUID) -> str:
    """Show a concern: what is due, its parts, its steps in order, who looked at it."""
    kept = _kept(client_id, concern_id)
    record_reading(session(), current_actor(), queries.reading(concern_id), client_id)
    leads = queries.safeguarding_leads(session())
    return render_template(
        "concerns/show.html",
        banner=_banner(client_id),
        concern=kept,
        parts=[(words, said) for name, words in rules.PARTS.items() if (said := rules.said_of(kept, name))],
        duties=rules.duties(kept, author_leads=kept.author_id in {lead.id for lead in leads}),
        today=current_day(),
        limits=_with_numbers(brought_up(kept)) if not kept.has_ended else [],
        names=queries.worker_names(session()),
        looks=queries.looks_at(session(), concern_id),
        state_words=choices.STATE_WORDS,
        may_decide=_may_decide(kept),
        may_name=_may_decide(kept) or kept.author_id == current_actor().worker_id,
        **_numbers(),
    )


@blueprint.route(f"{ONE}/change", methods=["GET", "POST"])
@access(Access.OPEN)
@put_away
def change(client_id: UUID, concern_id: UUID) -> ResponseReturnValue:
    """Go on with a concern; where somebody saved in between, show both texts."""
    kept = _kept(client_id, concern_id)
    if request.method == "GET":
        draft = load_draft(session(), current_actor(), service.CHANGE_FORM, str(concern_id))
        _looked(kept)
        form = ConcernForm.from_draft(draft.fields) if draft else ConcernForm.of(kept)
        return _concern_page(client_id, form, kept, draft)
    form = ConcernForm()
    if not form.validate_on_submit():
        _looked(kept)
        return _concern_page(client_id, form, kept), HTTPStatus.UNPROCESSABLE_ENTITY
    command = form.change_of(kept)
    try:
        service.change_concern(session(), current_actor(), command)
    except RuleBroken as refusal:
        _refuse(form, refusal)
        return _concern_page(client_id, form, kept), HTTPStatus.UNPROCESSABLE_ENTITY
    except Stale:
        kept = _kept(client_id, concern_id)
        _looked(kept)
        form.version.data = kept.version  # both texts are on the page now: saving again is a choice
        both = tuple(
            Difference(words, old or NOTHING, typed or NOTHING) for words, old, typed in rules.differing(kept, command)
        )
        return _concern_page(client_id, form, kept, both=both), HTTPStatus.CONFLICT
    return _saved(kept)


@blueprint.route(f"{ONE}/steps", methods=["GET", "POST"])
@access(Access.OPEN)
@put_away
def step(client_id: UUID, concern_id: UUID) -> ResponseReturnValue:
    """Write down who was told, who rang whom in a crisis, what the council said."""
    kept = _kept(client_id, concern_id)
    if request.method == "GET":
        draft = load_draft(session(), current_actor(), service.STEP_FORM, str(concern_id))
        form = StepForm.from_draft(draft.fields) if draft else StepForm()
        return _small("concerns/step.html", kept, form, draft, service.STEP_FORM)
    form = StepForm()
    own = queries.worker_names(session()).get(current_actor().worker_id, "")
    return _sent(
        "concerns/step.html",
        kept,
        form,
        lambda: service.write_step(session(), current_actor(), form.command(kept, current_day(), own)),
    )


@blueprint.route(f"{ONE}/decide", methods=["GET", "POST"])
@access(Access.OPEN)
@put_away
def decide(client_id: UUID, concern_id: UUID) -> ResponseReturnValue:
    """Say where a concern stands from now on, and why; for a lead."""
    kept = _kept(client_id, concern_id)
    if not _may_decide(kept):
        raise NotAllowed("Only a safeguarding lead decides that. Nothing was changed. Ask your lead.")
    if request.method == "GET":
        return _small("concerns/decide.html", kept, MoveForm(data={"version": kept.version}))
    form = MoveForm()
    return _sent(
        "concerns/decide.html", kept, form, lambda: service.move_concern(session(), current_actor(), form.command(kept))
    )


@blueprint.route(f"{ONE}/readers", methods=["GET", "POST"])
@access(Access.OPEN)
@put_away
def readers(client_id: UUID, concern_id: UUID) -> ResponseReturnValue:
    """Say who else may read a concern; for its author and a lead."""
    kept = _kept(client_id, concern_id)
    if not (_may_decide(kept) or kept.author_id == current_actor().worker_id):
        raise NotAllowed("Only the author and a safeguarding lead decide that. Nothing was changed.")
    form = ReadersForm(data={"workers": [str(each) for each in kept.reader_ids]} if request.method == "GET" else None)
    form.for_team(workers(session()), kept)
    if request.method == "GET":
        return _small("concerns/readers.html", kept, form)
    return _sent(
        "concerns/readers.html",
        kept,
        form,
        lambda: service.name_readers(session(), current_actor(), form.command(kept)),
    )


def _kept(client_id: UUID, concern_id: UUID) -> ConcernRecord:
    return queries.concern_record(session(), current_actor(), client_id, concern_id)


def _looked(kept: ConcernRecord) -> None:
    """Leave a trace before the words of a concern are shown."""
    record_reading(session(), current_actor(), queries.reading(kept.id), kept.client_id)


def _may_decide(kept: ConcernRecord) -> bool:
    mine = kept.author_id == current_actor().worker_id
    alone = mine and not queries.safeguarding_leads(session())
    return alone or rules.LEAD in roles(session(), current_actor().worker_id)


def _refuse(form: BaseForm, refusal: RuleBroken) -> None:
    """Say what was refused at the box that it is about."""
    names = ("happened_on", "on") if refusal.sentence.startswith("That day") else ("facts", "words", "reason")
    name = next((each for each in names if each in form), None)
    if name:
        form.refuse(name, refusal.sentence)
    else:
        form.form_errors.append(refusal.sentence)


def _sent(template: str, kept: ConcernRecord, form: BaseForm, save: Callable[[], None]) -> ResponseReturnValue:
    """Save and lead to the concern; a refusal shows the form again with the words still in it."""
    if not form.validate_on_submit():
        return _small(template, kept, form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        save()
    except RuleBroken as refusal:
        _refuse(form, refusal)
        return _small(template, kept, form), HTTPStatus.UNPROCESSABLE_ENTITY
    return _saved(kept)


def _saved(kept: ConcernRecord) -> ResponseReturnValue:
    flash("Saved.")
    return redirect(url_for("concerns.show", client_id=kept.client_id, concern_id=kept.id), HTTPStatus.SEE_OTHER)


def _small(template: str, kept: ConcernRecord, form: BaseForm, draft: Draft | None = None, kept_as: str = "") -> str:
    _looked(kept)
    return render_template(
        template, banner=_banner(kept.client_id), concern=kept, form=form, draft=draft, kept_as=kept_as
    )


def _concern_page(
    client_id: UUID,
    form: ConcernForm,
    kept: ConcernRecord | None = None,
    draft: Draft | None = None,
    both: tuple[Difference, ...] = (),
) -> str:
    return render_template(
        "concerns/concern.html",
        form=form,
        concern=kept,
        banner=_banner(client_id),
        draft=draft,
        both=both,
        kept_as=(service.CHANGE_FORM, kept.id) if kept else (service.FORM, client_id),
        mine=() if kept else queries.concerns_of(session(), current_actor(), client_id),
        **_numbers(),
    )


def _numbers() -> dict[str, Any]:
    """Return whom to ring: the leads, and the number of the council's team that the service wrote down."""
    own = organisation(session(), current_actor().organisation_id).own_numbers.get(OwnKey.SAFEGUARDING, OwnNumber())
    return {"leads": queries.safeguarding_leads(session()), "council": own}


def _with_numbers(limits: tuple[Boundary, ...]) -> list[tuple[Boundary, tuple[HelpNumber, ...]]]:
    page = help_now(session(), current_actor().organisation_id)
    return [(each, numbers_of(each, page)) for each in limits]


def _banner(client_id: UUID) -> Any:
    return clients.banner(session(), client_id, current_day())
