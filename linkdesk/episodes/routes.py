"""Referrals in, and every step of an episode until it is closed."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING
from typing import Any
from typing import TypeVar

from flask import Blueprint
from flask import current_app
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.clients import queries as clients
from linkdesk.clients.reach.queries import may_be_apart
from linkdesk.clients.reach.rules import ASK
from linkdesk.clients.risks.queries import visit_warning
from linkdesk.clients.rules import PHONE_KIND_WORDS
from linkdesk.episodes import choices
from linkdesk.episodes import forms
from linkdesk.episodes import queries
from linkdesk.episodes import service
from linkdesk.episodes import waiting
from linkdesk.episodes.compare import differences
from linkdesk.episodes.forms import GROUPS
from linkdesk.episodes.forms import PERSON
from linkdesk.episodes.next_steps import NEXT_STEPS
from linkdesk.episodes.rules import no_messages
from linkdesk.episodes.stages import Facts
from linkdesk.episodes.stages import Stage
from linkdesk.episodes.stages import stage
from linkdesk.episodes.twice import Twice
from linkdesk.episodes.twice import twice
from linkdesk.record.drafts import load_draft
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.team.queries import workers
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from werkzeug.wrappers import Response

    from linkdesk.episodes.forms import StepForm
    from linkdesk.episodes.rules import EpisodeRecord
    from linkdesk.record.drafts import Draft
    from linkdesk.settings import Settings

    Answer = Response | str | tuple[str, int]

AnyT = TypeVar("AnyT")
blueprint = Blueprint("episodes", __name__)

ADMINISTRATOR = "administrator"
"""The word of the team room, which lies below, for who may change what all see."""


@dataclass(frozen=True)
class Step:
    """One form about an episode: where its words are kept, what it does, its page."""

    form: type[StepForm]
    kept_as: str
    verb: Callable[..., UUID]
    template: str


STEPS = {
    "triage": Step(forms.TriageForm, service.TRIAGE_FORM, service.triage, "episodes/triage.html"),
    "attempt": Step(forms.AttemptForm, service.ATTEMPT_FORM, service.note_attempt, "episodes/attempt.html"),
    "visit": Step(forms.VisitForm, service.VISIT_FORM, service.book_visit, "episodes/visit.html"),
    "close": Step(forms.CloseForm, service.CLOSE_FORM, service.close_episode, "episodes/close.html"),
    "reopen": Step(forms.ReopenForm, service.REOPEN_FORM, service.reopen, "episodes/reopen.html"),
}
"""The forms about an episode, by the last word of their address."""
BUTTONS = {"closing": service.start_closing, "tell-referrer": service.tell_referrer}
"""What one button does, by the last word of its address."""


@blueprint.app_context_processor
def _offer_twice() -> dict[str, Callable[[UUID], Twice]]:
    """Let the pages of merging ask if one referral stands here twice: the room of clients may not look in here."""
    return {"twice_of": lambda client_id: twice(client_id, queries.episodes_of(session(), client_id))}


@blueprint.route("/referrals/new", methods=["GET", "POST"])
@access(Access.OPEN)
def new() -> Answer:
    """Add a new person and their referral in one go; warn, but never stop, where they may be on record."""
    if request.method == "GET":
        draft = _draft(service.FORM, service.NEW)
        form = forms.NewReferralForm.typed(draft.fields) if draft else forms.NewReferralForm()
        return _new_page(form, draft=draft)
    form = forms.NewReferralForm()
    if not form.passes(current_day()):
        return _new_page(form)
    person = form.person()
    alike = clients.alike(session(), person)
    ask = ASK if may_be_apart(session(), person.nhs_number, person.family_name, person.birth_date) else ""
    if (alike or ask) and not form.not_the_same.data:
        return _new_page(form, alike=alike, ask=ask)
    details, sure = form.details(current_day()), bool(form.not_the_same.data)
    try:
        client_id, _ = service.receive_person(session(), current_actor(), person, details, unless_alike=not sure)
    except RuleBroken as refusal:
        form.form_errors.append(refusal.sentence)
        return _new_page(form, alike=clients.alike(session(), person))
    flash("Saved.")
    return redirect(url_for("episodes.show", client_id=client_id), HTTPStatus.SEE_OTHER)


@blueprint.route("/clients/<uuid:client_id>/referral/new", methods=["GET", "POST"])
@access(Access.OPEN)
def add(client_id: UUID) -> Answer:
    """Add a referral for somebody who is on record."""
    banner = clients.banner(session(), client_id, current_day())
    draft = _draft(service.FORM, str(client_id)) if request.method == "GET" else None
    form = forms.ReferralForm.typed(draft.fields) if draft else forms.ReferralForm()
    more: dict[str, Any] = {"banner": banner, "draft": draft, "groups": GROUPS, "kept": None, "rows": ()}
    more["open_now"] = any(each.is_open for each in queries.episodes_of(session(), client_id))
    if not form.validate_on_submit():
        return _page("episodes/referral.html", form, **more)
    try:
        service.receive_referral(session(), current_actor(), form.command_for(client_id, current_day()))
    except RuleBroken as refusal:
        form.form_errors.append(refusal.sentence)
        return _page("episodes/referral.html", form, **more)
    if request.args.get("typed") == service.NEW:  # typed for somebody new, who turned out to be on record
        service.forget_draft(session(), current_actor(), service.FORM, service.NEW)
    flash("Saved.")
    return _to("show", client_id)


@blueprint.get("/clients/<uuid:client_id>/referral")
@access(Access.OPEN)
def show(client_id: UUID) -> str:
    """Show the episode that goes on, or the newest, and lead to the others."""
    found = queries.episodes_of(session(), client_id)
    if found:
        return _episode_page(found[0], found)
    banner = clients.banner(session(), client_id, current_day())
    return render_template("episodes/none.html", banner=banner)


@blueprint.get("/clients/<uuid:client_id>/referral/<uuid:episode_id>")
@access(Access.OPEN)
def episode(client_id: UUID, episode_id: UUID) -> str:
    """Show one episode."""
    kept = queries.episode_record(session(), client_id, episode_id)
    return _episode_page(kept, queries.episodes_of(session(), client_id))


@blueprint.route("/clients/<uuid:client_id>/referral/<uuid:episode_id>/change", methods=["GET", "POST"])
@access(Access.OPEN)
def change(client_id: UUID, episode_id: UUID) -> Answer:
    """Change what was written down about a referral; where somebody saved in between, show both texts."""
    kept = queries.episode_record(session(), client_id, episode_id)
    draft = _draft(service.CHANGE_FORM, str(kept.id)) if request.method == "GET" else None
    if request.method == "GET":
        form = forms.ReferralForm.typed(draft.fields, kept.version) if draft else forms.ReferralForm.of(kept)
        return _change_page(form, kept, draft=draft)
    form = forms.ReferralForm()
    if not form.validate_on_submit():
        return _change_page(form, kept)
    command = form.change_of(kept, current_day())
    try:
        service.change_referral(session(), current_actor(), command)
    except Stale:
        kept = queries.episode_record(session(), client_id, episode_id)
        form.version.data = kept.version  # both texts are on the page now: saving again is a choice
        return _change_page(form, kept, rows=differences(kept, command), status=HTTPStatus.CONFLICT)
    except RuleBroken as refusal:
        form.form_errors.append(refusal.sentence)
        return _change_page(form, kept)
    flash("Saved.")
    return _to("episode", client_id, episode_id=episode_id)


@blueprint.route("/clients/<uuid:client_id>/referral/<uuid:episode_id>/<step>", methods=["GET", "POST"])
@access(Access.OPEN)
def take(client_id: UUID, episode_id: UUID, step: str) -> Answer:
    """Take one step of an episode: triage, an attempt, the first visit, the end, or opening again."""
    kept = queries.episode_record(session(), client_id, episode_id)
    taken = _named(STEPS, step)
    draft = _draft(taken.kept_as, str(kept.id)) if request.method == "GET" else None
    form = _step_form(taken, kept, draft)
    if not form.validate_on_submit():
        return _step_page(taken, form, kept, draft=draft)
    try:
        episode_id = taken.verb(session(), current_actor(), form.command_for(kept))
    except RuleBroken as refusal:
        form.form_errors.append(refusal.sentence)
        return _step_page(taken, form, kept)
    except Stale:
        kept = queries.episode_record(session(), client_id, episode_id)
        form.version.data = kept.version
        return _step_page(taken, form, kept, stale=True)
    flash("Saved.")
    return _to("episode", client_id, episode_id=episode_id)


@blueprint.post("/clients/<uuid:client_id>/referral/<uuid:episode_id>/do/<button>")
@access(Access.OPEN)
def press(client_id: UUID, episode_id: UUID, button: str) -> Response:
    """Do what one button says."""
    kept = queries.episode_record(session(), client_id, episode_id)
    form = forms.StepForm()
    _named(BUTTONS, button)(session(), current_actor(), form.command_for(kept))
    flash("Saved.")
    return _to("episode", client_id, episode_id=episode_id)


@blueprint.route("/clients/<uuid:client_id>/messages/<uuid:message_id>", methods=["GET", "POST"])
@access(Access.OPEN)
def message(client_id: UUID, message_id: UUID) -> Answer:
    """Mark a message to a referrer or GP as sent, or say why it does not go."""
    kept = queries.message_record(session(), client_id, message_id)
    form = forms.MessageForm(data={"version": kept.version})
    about = queries.episode_record(session(), client_id, kept.episode_id)
    more: dict[str, Any] = {
        "message": kept,
        "kept": about,
        "banner": clients.banner(session(), client_id, current_day()),
    }
    if not form.validate_on_submit():
        return _page("episodes/message.html", form, **more)
    try:
        service.settle_message(session(), current_actor(), form.command_for(client_id, message_id))
    except RuleBroken as refusal:
        form.refuse("words", refusal.sentence)
        return _page("episodes/message.html", form, **more)
    flash("Saved.")
    return _to("episode", client_id, episode_id=kept.episode_id)


@blueprint.post("/referrals/new/forget", defaults={"client_id": None, "episode_id": None, "form": service.FORM})
@blueprint.post("/clients/<uuid:client_id>/referral/new/forget", defaults={"episode_id": None, "form": service.FORM})
@blueprint.post("/clients/<uuid:client_id>/referral/<uuid:episode_id>/forget/<form>")
@access(Access.OPEN)
def forget(client_id: UUID | None, episode_id: UUID | None, form: str) -> Response:
    """Throw away what was typed and not saved."""
    if client_id is not None and episode_id is not None:
        queries.episode_record(session(), client_id, episode_id)
    if form not in (service.FORM, *service.EPISODE_FORMS):
        raise NotFound
    service.forget_draft(session(), current_actor(), form, str(episode_id or client_id or service.NEW))
    flash("What was typed is gone. The record is as it was.")
    if client_id is None:
        return redirect(url_for("episodes.new"), HTTPStatus.SEE_OTHER)
    return _to("show", client_id)


@blueprint.route("/settings/referrals", methods=["GET", "POST"])
@access(Access.OPEN, roles=(ADMINISTRATOR,))
def settings() -> Answer:
    """Set how long people may wait."""
    kept = queries.targets(session(), current_actor().organisation_id)
    form = forms.TargetsForm(obj=kept)
    if not form.validate_on_submit():
        return _page("episodes/settings.html", form)
    service.set_targets(session(), current_actor(), form.to_command(), _settings().waiting)
    flash("Saved.")
    return redirect(url_for("organisation.settings"), HTTPStatus.SEE_OTHER)


NEXT = {
    Stage.RECEIVED: "triage",
    Stage.ASKED: "triage",
    Stage.CONTACT: "attempt",
    Stage.BOOK: "visit",
    Stage.CLOSING: "close",
    Stage.CLOSED: "reopen",
}
"""The form that takes the next step of a stage; stages that are not here lead to other rooms."""


def next_url(kept: EpisodeRecord, stands: Stage) -> str:
    """Return where the next step of an episode is taken; empty where that is in another room."""
    if stands not in NEXT:
        return ""
    return url_for("episodes.take", client_id=kept.client_id, episode_id=kept.id, step=NEXT[stands])


def _episode_page(kept: EpisodeRecord, everyone: tuple[EpisodeRecord, ...]) -> str:
    """Draw one episode with its clock, its next step and what happened."""
    client = clients.client_record(session(), kept.client_id)
    targets = queries.targets(session(), current_actor().organisation_id)
    known = Facts(
        today=current_day(),
        decision=kept.decision,
        first_contact_on=kept.first_contact_on,
        first_visit_on=kept.first_visit_on,
        closing_on=kept.closing_on,
        closed_on=kept.closed_on,
    )
    stands = stage(known)
    return render_template(
        "episodes/show.html",
        kept=kept,
        today=current_day(),
        others=[each for each in everyone if each.id != kept.id],
        twice=twice(kept.client_id, everyone),
        banner=clients.banner_of(client, current_day()),
        next_step=NEXT_STEPS[stands],
        next_url=next_url(kept, stands),
        may_book=stands in {Stage.RECEIVED, Stage.ASKED, Stage.CONTACT},
        waits=(waiting.to_decision(kept, targets, current_day()), waiting.to_contact(kept, targets, current_day())),
        safe_steps=waiting.safe_steps(kept, targets),
        events=queries.events_of(session(), kept.client_id, kept.id),
        messages=queries.messages_of(session(), kept.id),
        names={worker.id: worker.name for worker in workers(session())},
        form=forms.StepForm(data={"version": kept.version}),
        choices=choices,
    )


def _step_form(step: Step, kept: EpisodeRecord, draft: Draft | None) -> StepForm:
    """Return the form of a step: as typed before, or with what is known already."""
    if draft:
        return step.form.typed(draft.fields, kept.version)
    given: dict[str, Any] = {"version": kept.version, "on": current_day(), "spoke": kept.first_contact_on is None}
    given |= {"day": kept.first_visit_on, "time": kept.first_visit_time, "place": kept.first_visit_place}
    given |= {"outcome": kept.outcome, "did_not_work": kept.did_not_work} if step is STEPS["close"] else {}
    form = step.form(data=given)
    if "reason" in form and not form.reason.data and request.args.get("reason") in set(choices.CloseReason):
        form.reason.data = request.args["reason"]
    return form


def _step_page(step: Step, form: StepForm, kept: EpisodeRecord, **more: Any) -> tuple[str, int]:
    client = clients.client_record(session(), kept.client_id)
    given = {"draft": None, "stale": False} | more
    return _page(
        step.template,
        form,
        kept=kept,
        client=client,
        banner=clients.banner_of(client, current_day()),
        no_messages=no_messages(client),
        warning=visit_warning(session(), kept.client_id),
        phone_kinds=PHONE_KIND_WORDS,
        forget_url=url_for("episodes.forget", client_id=kept.client_id, episode_id=kept.id, form=step.kept_as),
        autosave=url_for("drafts.keep", form=step.kept_as, subject=kept.id),
        status=HTTPStatus.CONFLICT if given["stale"] else None,
        **given,
    )


def _new_page(form: forms.NewReferralForm, **more: Any) -> tuple[str, int]:
    given: dict[str, Any] = {"alike": (), "ask": "", "draft": None, "groups": (PERSON, *GROUPS)} | more
    return _page("episodes/new.html", form, **given)


def _change_page(form: forms.ReferralForm, kept: EpisodeRecord, **more: Any) -> tuple[str, int]:
    given: dict[str, Any] = {"rows": (), "draft": None, "groups": GROUPS, "open_now": False} | more
    banner = clients.banner(session(), kept.client_id, current_day())
    return _page("episodes/referral.html", form, kept=kept, banner=banner, **given)


def _page(template: str, form: Any, *, status: HTTPStatus | None = None, **more: Any) -> tuple[str, int]:
    """Draw a form; a refused one answers 422."""
    refused = request.method == "POST"
    usual = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render_template(template, form=form, **more), status or usual


def _to(view: str, client_id: UUID, **more: Any) -> Response:
    return redirect(url_for(f"episodes.{view}", client_id=client_id, **more), HTTPStatus.SEE_OTHER)


def _named(offered: dict[str, AnyT], name: str) -> AnyT:
    """Return what an address names. Raises NotFound."""
    if name not in offered:
        raise NotFound
    return offered[name]


def _draft(form: str, subject: str) -> Draft | None:
    return load_draft(session(), current_actor(), form, subject)


def _settings() -> Settings:
    found: Settings = current_app.extensions["settings"]
    return found
