"""Pages of plans: the plan, a goal with its steps, the agreement."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint
from flask import current_app
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import session as look
from flask import url_for
from werkzeug.datastructures import MultiDict

from linkdesk.clients import queries as clients
from linkdesk.clients.sharing.queries import representatives
from linkdesk.clients.sharing.rules import DECIDED_BY_WORDS
from linkdesk.clients.sharing.rules import PART_WORDS
from linkdesk.clients.sharing.rules import REPRESENTATIVE_WORDS
from linkdesk.clients.sharing.rules import Recipient
from linkdesk.clients.sizes import screen_size
from linkdesk.clients.speaking import languages_to_choose
from linkdesk.clients.speaking import speak_to
from linkdesk.easyread.pictures import picture
from linkdesk.easyread.rest.routes import LANGUAGE
from linkdesk.easyread.rest.routes import Rest
from linkdesk.easyread.rest.routes import give_back
from linkdesk.easyread.rest.routes import language_wanted
from linkdesk.easyread.rest.routes import put_back
from linkdesk.easyread.rest.routes import rest_wanted
from linkdesk.easyread.rest.routes import to_rest
from linkdesk.easyread.rest.routes import typed_words
from linkdesk.languages.speech import current
from linkdesk.languages.speech import speak
from linkdesk.plans import queries
from linkdesk.plans import service
from linkdesk.plans.compare import goal_differences
from linkdesk.plans.compare import plan_differences
from linkdesk.plans.first_words import first_typed
from linkdesk.plans.forms import AgreeForm
from linkdesk.plans.forms import PlanForm
from linkdesk.plans.forms import RemoveForm
from linkdesk.plans.forms import agree_for_form
from linkdesk.plans.forms import goal_form
from linkdesk.plans.forms import plan_form
from linkdesk.plans.paper import kept_yes
from linkdesk.plans.paper import paper_command
from linkdesk.plans.paper import paper_words
from linkdesk.plans.progress.rules import RESULT_WORDS
from linkdesk.plans.progress.rules import STATUS_WORDS
from linkdesk.plans.rules import PlanStatus
from linkdesk.plans.rules import StartPlan
from linkdesk.plans.rules import check_draft
from linkdesk.plans.rules import hints
from linkdesk.plans.rules import late_words
from linkdesk.plans.rules import who_words
from linkdesk.plans.said import lines_said
from linkdesk.plans.said import own_said
from linkdesk.plans.shared import shared_words
from linkdesk.plans.versions.rules import has_moved
from linkdesk.record.audit import record_reading
from linkdesk.record.drafts import load_draft
from linkdesk.record.drafts import save_draft
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.pages import SIZES
from linkdesk.web.signature import drawing

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from werkzeug.wrappers import Response

    from linkdesk.clients.compare import Difference
    from linkdesk.clients.rules import Banner
    from linkdesk.plans.forms import GoalForm
    from linkdesk.plans.rules import GoalRecord
    from linkdesk.plans.rules import PlanRecord
    from linkdesk.plans.rules import SharedLine
    from linkdesk.plans.rules import SortOffer
    from linkdesk.record.drafts import Draft

blueprint = Blueprint("plans", __name__, url_prefix="/plans")

ANOTHER = "another"
"""The button that saves a goal and comes back for one more step."""

HOPES = "linkdesk_hopes"
"""The extension that answers with what a client hopes for, by the client's id; the desk brings it from the talk."""

OFFER = "linkdesk_sort_offer"
"""The extension that answers with what a client's last picture sort offers; the desk brings it."""

OWN_WORDS = "linkdesk_own_words"
"""The extension that gives a speech what is translated of a client's own words; the print room brings it."""

SORTED = "sorted"
"""`?sorted=yes`: show what the last picture sort offers in the form, to be changed and saved, or not."""

AGREE = "agree"
"""The button that saves the plan page and goes on to the agreement, so that no typed word is left behind."""


def _shared_with(line: SharedLine) -> str:
    words = Recipient(line.kind, line.name).long_words
    return words if words == line.name else words[:1].upper() + words[1:]  # a name stays as it is


WORDS: dict[str, object] = {
    "status_words": STATUS_WORDS,
    "result_words": RESULT_WORDS,
    "decided_by_words": DECIDED_BY_WORDS,
    "representative_words": REPRESENTATIVE_WORDS,
    "part_words": PART_WORDS,
    "shared_with": _shared_with,
    "first_typed": first_typed,
    "shared_words": shared_words,
}
"""How the codes of a plan are said to a worker."""


@blueprint.post("/start/<uuid:client_id>")
@access(Access.OPEN)
def start(client_id: UUID) -> Response:
    """Begin a plan, or the next version of one; where something became of its steps, ask first what comes along.

    With `?sorted=yes` it goes on to a new goal, filled with what came first in the last picture sort, unless the plan
    has that goal already.
    """
    plans = queries.plans_of(session(), client_id)
    if plans and plans[0].status is not PlanStatus.DRAFT and has_moved(queries.plan_record(session(), plans[0].id)):
        return redirect(url_for("versions.following", plan_id=plans[0].id), HTTPStatus.SEE_OTHER)
    plan = queries.plan_record(session(), service.start_plan(session(), current_actor(), StartPlan(client_id)))
    offer = _offer(plan) if SORTED in request.args else None
    if offer and offer.goal and offer.goal not in {goal.title for goal in plan.goals}:
        return redirect(url_for("plans.new_goal", plan_id=plan.id, sorted="yes"), HTTPStatus.SEE_OTHER)
    return _to("show", plan.id)


@blueprint.get("/<uuid:plan_id>")
@access(Access.OPEN)
def show(plan_id: UUID) -> ResponseReturnValue:
    """Show a plan; a draft can be written on."""
    plan = queries.plan_record(session(), plan_id)
    record_reading(session(), current_actor(), "plan", plan.client_id)
    draft = _draft(queries.PLAN_FORM, plan.id)
    if plan.status is not PlanStatus.DRAFT:
        texts = late_words(draft.fields) if draft else ()
        sign = drawing(plan.signature) if plan.signature else None
        given = {"draft": draft, "texts": texts, "sign": sign, "offer": _offer(plan)}
        return render_template("plans/agreed.html", **given, **_frame(plan))
    form = plan_form(plan)
    if draft:
        form = PlanForm(formdata=MultiDict(draft.fields))
        form.version.data = form.version.data or plan.version
    if SORTED in request.args:
        _write_strengths(plan, form)
    return _plan_page(plan, form, draft)


@blueprint.post("/<uuid:plan_id>")
@access(Access.OPEN)
def change(plan_id: UUID) -> ResponseReturnValue:
    """Keep what is on the plan page."""
    plan = queries.plan_record(session(), plan_id)
    form = plan_form(plan)
    if not form.validate_on_submit():
        return _plan_page(plan, form), HTTPStatus.UNPROCESSABLE_ENTITY
    command = form.command_for(plan)
    try:
        service.change_plan(session(), current_actor(), command)
    except Stale:
        plan = queries.plan_record(session(), plan_id)
        form.version.data = plan.version  # both texts are on the page now: saving again is a choice
        return _plan_page(plan, form, rows=plan_differences(plan, command)), HTTPStatus.CONFLICT
    if AGREE in request.form:
        return _to("agree", plan.id)
    flash("Saved.")
    return _to("show", plan.id)


@blueprint.post("/<uuid:plan_id>/forget")
@access(Access.OPEN)
def forget(plan_id: UUID) -> Response:
    """Throw away what was typed on the plan page and not saved."""
    plan = queries.plan_record(session(), plan_id)
    service.forget_draft(session(), current_actor(), queries.PLAN_FORM, plan.id)
    return _to("show", plan.id)


@blueprint.route("/<uuid:plan_id>/goals/new", methods=["GET", "POST"])
@access(Access.OPEN)
def new_goal(plan_id: UUID) -> ResponseReturnValue:
    """Write a new goal with its steps."""
    return _goal_view(plan_id, None)


@blueprint.route("/<uuid:plan_id>/goals/<uuid:goal_id>", methods=["GET", "POST"])
@access(Access.OPEN)
def goal(plan_id: UUID, goal_id: UUID) -> ResponseReturnValue:
    """Change a goal and its steps."""
    return _goal_view(plan_id, goal_id)


@blueprint.post("/<uuid:plan_id>/goals/forget", defaults={"goal_id": None})
@blueprint.post("/<uuid:plan_id>/goals/<uuid:goal_id>/forget")
@access(Access.OPEN)
def forget_goal(plan_id: UUID, goal_id: UUID | None) -> Response:
    """Throw away what was typed about a goal and not saved."""
    plan = queries.plan_record(session(), plan_id)
    subject = queries.goal_record(plan, goal_id).id if goal_id else plan.id
    service.forget_draft(session(), current_actor(), queries.GOAL_FORM, subject)
    return _to("show", plan.id)


@blueprint.route("/<uuid:plan_id>/goals/<uuid:goal_id>/remove", methods=["GET", "POST"])
@access(Access.OPEN)
def remove_goal(plan_id: UUID, goal_id: UUID) -> ResponseReturnValue:
    """Ask, then take a goal out of the draft."""
    plan = queries.plan_record(session(), plan_id)
    found = queries.goal_record(plan, goal_id)
    form = RemoveForm(data={"version": plan.version})
    if form.validate_on_submit():
        service.remove_goal(session(), current_actor(), form.command_for(plan.id, found.id))
        return _to("show", plan.id)
    return render_template("plans/remove_goal.html", form=form, goal=found, **_frame(plan))


@blueprint.route("/<uuid:plan_id>/agree", methods=["GET", "POST"])
@access(Access.OPEN)
def agree(plan_id: UUID) -> ResponseReturnValue:
    """Show the plan to the client and take their yes."""
    plan = queries.plan_record(session(), plan_id)
    kept = _draft(queries.AGREE_FORM, plan.id)
    words = kept.fields if kept else {}
    speak_to(clients.client_record(session(), plan.client_id), words.get(LANGUAGE, ""))
    if OWN_WORDS in current_app.extensions:
        speak(current_app.extensions[OWN_WORDS](plan.client_id, current()))
    if request.method == "GET" and plan.status is not PlanStatus.DRAFT:
        return _to("show", plan.id)  # Back, after the yes
    check_draft(plan.status)
    waiting = queries.waiting_words(session(), current_actor(), plan)
    if waiting:
        flash(service.WORDS_WAIT)
        return redirect(page_of(plan, waiting), HTTPStatus.SEE_OTHER)
    form = AgreeForm(data={"version": plan.version})
    rest, chosen = rest_wanted(), language_wanted() or words.get(LANGUAGE, "")
    if rest or language_wanted():
        typed = paper_words(words) | typed_words(form) | ({LANGUAGE: chosen} if chosen else {})
        save_draft(session(), current_actor(), queries.AGREE_FORM, str(plan.id), typed)
        other = "plans.agree_for" if rest is Rest.OTHER else "plans.show"
        back = url_for(other, plan_id=plan.id)
        return to_rest(rest, request.path, back) if rest else redirect(request.path, HTTPStatus.SEE_OTHER)
    if request.method == "GET":
        put_back(form, words)
    if form.validate_on_submit():
        try:
            service.agree_plan(session(), current_actor(), form.command_for(plan.id))
        except RuleBroken as refusal:
            form.refuse("how", refusal.sentence)
        else:
            return give_back(url_for("plans.show", plan_id=plan.id))
    given = {
        "size": _clients_size(plan),
        "languages": languages_to_choose(),
        "own_said": own_said,
        "lines_said": lines_said,
    }
    page = render_template("plans/agree.html", form=form, **given, **_frame(plan))
    return page, _status(form.errors)


@blueprint.route("/<uuid:plan_id>/agree-for", methods=["GET", "POST"])
@access(Access.OPEN)
def agree_for(plan_id: UUID) -> ResponseReturnValue:
    """Write down that somebody else decides about the plan, by what right and why."""
    plan = queries.plan_record(session(), plan_id)
    if request.method == "GET" and plan.status is not PlanStatus.DRAFT:
        return _to("show", plan.id)  # Back, after the yes
    check_draft(plan.status)
    record_reading(session(), current_actor(), "plan", plan.client_id)
    kept = _draft(queries.AGREE_FORM, plan.id)
    said = kept_yes(kept.fields) if kept else None
    form = agree_for_form(plan, representatives(session(), plan.client_id), said)
    if form.validate_on_submit():
        try:
            service.agree_plan(session(), current_actor(), form.command_for(plan.id))
        except RuleBroken as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            return _to("show", plan.id)
    page = render_template("plans/agree_for.html", form=form, **_frame(plan))
    return page, _status(form.errors or form.form_errors)


@blueprint.post("/<uuid:plan_id>/agree-paper")
@access(Access.OPEN)
def agree_paper(plan_id: UUID) -> ResponseReturnValue:
    """Write down the yes that stands on the paper, once the worker checked the plan against it."""
    plan = queries.plan_record(session(), plan_id)
    form = RemoveForm()
    if not form.validate_on_submit():
        return _to("show", plan.id)
    waiting = queries.waiting_words(session(), current_actor(), plan)
    if waiting:
        flash(service.WORDS_WAIT)
        return redirect(page_of(plan, waiting), HTTPStatus.SEE_OTHER)
    kept = _draft(queries.AGREE_FORM, plan.id)
    said = kept_yes(kept.fields) if kept else None
    service.agree_plan(session(), current_actor(), paper_command(plan, said, form.version.data or 0))
    return _to("show", plan.id)


def _plan_page(plan: PlanRecord, form: PlanForm, draft: Draft | None = None, rows: tuple[Difference, ...] = ()) -> str:
    goals = {goal.title for goal in plan.goals}
    hopes = [(number, words) for number, words in enumerate(_hopes(plan), start=1) if words not in goals]
    offer = _offer(plan)
    yes = _draft(queries.AGREE_FORM, plan.id)
    given = {
        "paper_yes": kept_yes(yes.fields) if yes and plan.paper_on else None,
        "offer": offer,
        "fresh": offer.fresh([line.text for line in plan.strengths]) if offer else (),
        "taken": SORTED in request.args,
        "goals": goals,
    }
    return render_template(
        "plans/draft.html",
        form=form,
        draft=draft,
        rows=rows,
        hints=hints(plan, current_day()),
        hopes=hopes,
        **given,
        **_frame(plan),
    )


def _offer(plan: PlanRecord) -> SortOffer | None:
    """Return what the client's last picture sort offers, if there is one."""
    ask = current_app.extensions.get(OFFER)
    found: SortOffer | None = ask(plan.client_id) if ask else None
    return found


def _write_strengths(plan: PlanRecord, form: PlanForm) -> None:
    """Put what goes well below what stands in the box; it is on the page only, until the worker saves it."""
    offer, there = _offer(plan), (form.strengths.data or "").splitlines()
    if offer:
        form.strengths.data = "\n".join([*there, *(line.text for line in offer.fresh(there))])
        form.strengths.raw_data = None


def _hopes(plan: PlanRecord) -> tuple[str, ...]:
    """Return what the client said they hope for."""
    ask = current_app.extensions.get(HOPES)
    found: tuple[str, ...] = ask(plan.client_id) if ask else ()
    return found


def _goal_view(plan_id: UUID, goal_id: UUID | None) -> ResponseReturnValue:
    plan = queries.plan_record(session(), plan_id)
    found = queries.goal_record(plan, goal_id) if goal_id else None
    check_draft(plan.status)
    if request.method == "GET":
        return _opened_goal(plan, found)
    form = goal_form(plan, found, request.form)
    if not form.validate_on_submit():
        return _goal_page(plan, found, form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        kept = _save_goal(plan.id, goal_id, form)
    except Stale:
        return _both_goals(plan_id, goal_id, form), HTTPStatus.CONFLICT
    flash("Saved.")
    return _after_goal(plan.id, kept)


def _opened_goal(plan: PlanRecord, found: GoalRecord | None) -> str:
    draft = _draft(queries.GOAL_FORM, found.id if found else plan.id)
    if draft is None:
        form = goal_form(plan, found, {})
        if found is None:
            form.title.data = _chosen_hope(plan)
            _write_goal(plan, form)
        return _goal_page(plan, found, form)
    pressed = "" if found else _chosen_hope(plan)
    other = pressed if pressed != draft.fields.get("title", "") else ""
    form = goal_form(plan, found, draft.fields, MultiDict(draft.fields))
    return _goal_page(plan, found, form, draft, other=other)


def _write_goal(plan: PlanRecord, form: GoalForm) -> None:
    """Put what comes first in the last picture sort into a new goal, to be changed and saved, or not."""
    offer = _offer(plan) if SORTED in request.args else None
    if offer and offer.goal:
        form.title.data = offer.goal
        form.picture.data = offer.picture


def _chosen_hope(plan: PlanRecord) -> str:
    """Return the hope that the address names by its number: no word of a client stands in an address."""
    chosen = request.args.get("hope", 0, type=int)
    return dict(enumerate(_hopes(plan), start=1)).get(chosen, "")


def _save_goal(plan_id: UUID, goal_id: UUID | None, form: GoalForm) -> UUID:
    if goal_id is None:
        return service.add_goal(session(), current_actor(), form.add_command(plan_id))
    return service.change_goal(session(), current_actor(), form.change_command(plan_id, goal_id))


def _both_goals(plan_id: UUID, goal_id: UUID | None, form: GoalForm) -> str:
    """Show what is kept beside what was typed; saving again is then a choice made with open eyes."""
    typed = form.add_command(plan_id)
    plan = queries.plan_record(session(), plan_id)
    found = queries.goal_record(plan, goal_id) if goal_id else None
    form.version.data = plan.version
    return _goal_page(plan, found, form, rows=goal_differences(found, typed))


def _goal_page(
    plan: PlanRecord,
    found: GoalRecord | None,
    form: GoalForm,
    draft: Draft | None = None,
    rows: tuple[Difference, ...] = (),
    other: str = "",
) -> str:
    """Return the page of a goal; `other` is a hope that was pressed while words for another goal lie unsaved."""
    shown = {"form": form, "draft": draft, "rows": rows, "goal": found, "other": other}
    return render_template("plans/goal.html", **shown, **_frame(plan))


def _after_goal(plan_id: UUID, goal_id: UUID) -> Response:
    if ANOTHER in request.form:
        where = url_for("plans.goal", plan_id=plan_id, goal_id=goal_id, more="yes", _anchor="next-step")
        return redirect(where, HTTPStatus.SEE_OTHER)
    return _to("show", plan_id)


def _frame(plan: PlanRecord) -> dict[str, object]:
    """Return what every page of a plan shows."""
    return {"plan": plan, "banner": _banner(plan), "picture": picture, "who_words": who_words, **WORDS}


def _banner(plan: PlanRecord) -> Banner:
    return clients.banner(session(), plan.client_id, current_day())


def _draft(form: str, subject: UUID | str) -> Draft | None:
    return load_draft(session(), current_actor(), form, str(subject))


def _clients_size(plan: PlanRecord) -> str:
    """Return the larger of the chosen size of words and the one that the client's recorded needs ask for."""
    needed = screen_size(clients.client_record(session(), plan.client_id).print_size)
    chosen = look.get("size", "")
    return max(needed, chosen if chosen in SIZES else "", key=SIZES.index)


def page_of(plan: PlanRecord, waiting: Draft) -> str:
    """Return the page that shows words which wait: the plan's, a new goal's or a goal's."""
    if waiting.form == queries.PLAN_FORM:
        return url_for("plans.show", plan_id=plan.id)
    if waiting.subject == str(plan.id):
        return url_for("plans.new_goal", plan_id=plan.id)
    return url_for("plans.goal", plan_id=plan.id, goal_id=UUID(waiting.subject))


def _to(view: str, plan_id: UUID) -> Response:
    return redirect(url_for(f"plans.{view}", plan_id=plan_id), HTTPStatus.SEE_OTHER)


def _status(errors: object) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
