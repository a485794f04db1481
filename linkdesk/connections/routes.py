"""The pages of connections: where each stands, starting one, what came next, what is agreed and said."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from typing import Any
from uuid import UUID

from flask import Blueprint
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.clients import queries as clients
from linkdesk.clients.deceased.service import stop_if_died
from linkdesk.clients.sharing.queries import may_share
from linkdesk.connections import queries
from linkdesk.connections import rules
from linkdesk.connections import service
from linkdesk.connections.calendar import calendar_file
from linkdesk.connections.calendar import initials
from linkdesk.connections.fitting import queries as fitting
from linkdesk.connections.fitting.wanted import of_need
from linkdesk.connections.fitting.wanted import wanted
from linkdesk.connections.forms import BarrierForm
from linkdesk.connections.forms import CalendarForm
from linkdesk.connections.forms import NextForm
from linkdesk.connections.forms import SolvedForm
from linkdesk.connections.forms import StartForm
from linkdesk.connections.forms import TakeBackForm
from linkdesk.connections.forms import WhoForm
from linkdesk.connections.forms import WordsForm
from linkdesk.connections.gaps import routes as gaps
from linkdesk.connections.gaps.rules import NEED_WORDS
from linkdesk.connections.gaps.rules import Need
from linkdesk.connections.record import outcome
from linkdesk.connections.reminders import reminder_of
from linkdesk.plans.queries import plan_records
from linkdesk.record.audit import record_reading
from linkdesk.record.drafts import load_draft
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import doors_of
from linkdesk.services.queries import service_record
from linkdesk.services.routes import OUTCOME
from linkdesk.settings import Limits
from linkdesk.team.cover.queries import own_caseloads
from linkdesk.team.queries import workers
from linkdesk.web.beside import put_away
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.handing import hand_file
from linkdesk.web.pages import is_beside
from linkdesk.web.pages import own_path

if TYPE_CHECKING:
    from flask.blueprints import BlueprintSetupState
    from flask.typing import ResponseReturnValue
    from werkzeug.wrappers import Response

    from linkdesk.connections.fitting.wanted import Wanted
    from linkdesk.connections.rules import ConnectionRecord
    from linkdesk.web.forms import BaseForm

blueprint = Blueprint("connections", __name__, url_prefix="/clients/<uuid:client_id>/connections")
connecting = Blueprint("connecting", __name__, url_prefix="/services/<uuid:service_id>/connect")
blueprints = (blueprint, connecting, *gaps.blueprints)
LIMITS = Limits()
LOOKED = ("goal", "step", "need", "area")
"""The parts of an address that say what a service is looked for."""


@blueprint.record_once
def _open_door(state: BlueprintSetupState) -> None:
    """Tell the page of a service, a floor below, what came of all that led there."""
    state.app.extensions[OUTCOME] = lambda service_id: outcome(queries.of_service(session(), service_id)).lines


@blueprint.get("")
@access(Access.OPEN)
def listed(client_id: UUID) -> str:
    """Show where each connection of a person stands; each has its next presses."""
    found = queries.connections_of(session(), client_id)
    return _page(
        client_id,
        "connections/listed.html",
        connections=[each for each in found if each.is_open],
        over=[each for each in found if each.state in rules.OVER],
        mistakes=[each for each in found if each.state is None],
        reminder_of=reminder_of,
    )


@blueprint.get("/choose")
@access(Access.OPEN)
def choose(client_id: UUID) -> str:
    """Show the services that a search finds, to choose the one they are brought to."""
    client = clients.client_record(session(), client_id)
    stop_if_died(client)
    beside, search = is_beside(), _typed("find")
    looked = _looked(client_id)
    if beside and (looked.is_private or wanted(search).is_private):
        return render_template("web/put_away.html", client_id=client_id)
    found = fitting.fitting(session(), client, looked, search, current_day(), beside=beside)
    asks = () if search or looked.words else fitting.asks_of(session(), client_id)
    return _page(
        client_id,
        "connections/choose.html",
        found=found,
        search=search,
        looked=looked,
        asks=[each for each in asks if not (beside and (each.is_said or each.wanted.is_private))],
        here={name: typed for name in LOOKED if (typed := _typed(name))},
        need_words=NEED_WORDS,
        csrf=CalendarForm(formdata=None),
    )


@blueprint.route("/start", methods=["GET", "POST"])
@access(Access.OPEN)
def start(client_id: UUID) -> ResponseReturnValue:
    """Bring a person and a service together; how is said by the button that saves it."""
    stop_if_died(clients.client_record(session(), client_id))
    service_id, goal, step = _uuid("service"), _uuid("goal"), _uuid("step")
    if request.method == "GET":
        found = service_record(session(), service_id) if service_id else None
        fresh = {
            "visit_place": found.place[: rules.PLACE_LENGTH] if found else "",
            "on": current_day(),
            "reason": _looked(client_id).words[: rules.REASON_LENGTH],
        }
        return _start_page(client_id, StartForm(formdata=None, data=fresh), service_id)
    form = StartForm()
    if "reason" not in request.form:  # one press beside a service that was found: today, and what it was looked for
        form.on.data, form.on.validators = current_day(), []
        form.reason.data = _looked(client_id).words[: rules.REASON_LENGTH]
        form.visit_place.data = service_record(session(), service_id).place[: rules.PLACE_LENGTH] if service_id else ""
    if not form.validate_on_submit():
        return _start_page(client_id, form, service_id), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        made = service.start_connection(session(), current_actor(), form.start(client_id, service_id, goal, step))
    except RuleBroken as refusal:
        form.form_errors.append(refusal.sentence)
        return _start_page(client_id, form, service_id), HTTPStatus.UNPROCESSABLE_ENTITY
    flash("Saved. LinkDesk reminds you to ask what came of it.")
    return _to("show", client_id, connection_id=made)


@connecting.route("", methods=["GET", "POST"])
@access(Access.OPEN)
def who(service_id: UUID) -> ResponseReturnValue:
    """Show whom the worker may bring to a service: their own people first, or those whom a search finds."""
    found = service_record(session(), service_id)
    form = WhoForm()
    search = form.search.data if form.validate_on_submit() else ""
    own = own_caseloads(session(), current_actor().worker_id, current_day())
    page = clients.caseload(session(), search, rows=LIMITS.page_rows, first=own)
    shown = render_template("connections/who.html", service=found, form=form, page=page)
    return (shown, HTTPStatus.UNPROCESSABLE_ENTITY) if form.errors else shown


@blueprint.get("/<uuid:connection_id>")
@access(Access.OPEN)
@put_away
def show(client_id: UUID, connection_id: UUID) -> str:
    """Show one connection with all that happened."""
    return _show(client_id, connection_id)


@blueprint.post("/<uuid:connection_id>/next")
@access(Access.OPEN)
def note_next(client_id: UUID, connection_id: UUID) -> ResponseReturnValue:
    """Note what came next: one press; a page without a day means today."""
    record = queries.connection_record(session(), client_id, connection_id)
    form = NextForm().of(record)
    today = current_day()
    if "on-day" not in request.form:
        form.on.data = today
        form.on.validators = []
    sound = form.validate_on_submit()
    if form.version.data != record.seen:
        raise Stale  # said before anything else: what could come next was another then
    if not sound:
        return _show(client_id, connection_id, next_form=form), HTTPStatus.UNPROCESSABLE_ENTITY
    command = form.note_state(client_id, connection_id, today)
    try:
        service.note_state(session(), current_actor(), command)
    except RuleBroken as refusal:
        form.form_errors.append(refusal.sentence)
        return _show(client_id, connection_id, next_form=form), HTTPStatus.UNPROCESSABLE_ENTITY
    kept = queries.connection_record(session(), client_id, connection_id)
    flash(f"Saved: {kept.state_words}." if is_beside() else f"Saved: {kept.service_name}. {kept.state_words}.")
    if kept.state is rules.State.ATTENDED:
        return _to("show", client_id, connection_id=connection_id)
    if "here" not in request.form:
        return _to("show", client_id, connection_id=connection_id)
    return redirect(own_path(request.form["here"]), HTTPStatus.SEE_OTHER)


@blueprint.post("/<uuid:connection_id>/calendar")
@access(Access.OPEN)
def calendar(client_id: UUID, connection_id: UUID) -> ResponseReturnValue:
    """Give the first visit as a file for a calendar, with initials, time and venue only."""
    record = queries.connection_record(session(), client_id, connection_id)
    if not CalendarForm().validate_on_submit() or record.visit_on is None:
        raise RuleBroken("The first visit has no day yet. Nothing was made. Enter the day, then come back.")
    client = clients.client_record(session(), client_id)
    who, now = initials(client.given_name, client.family_name), doors_of(session()).clock.now()
    content = calendar_file(record.id, now, who, record.visit_on, record.visit_time, record.visit_place)
    back = url_for("connections.show", client_id=client_id, connection_id=connection_id)
    return hand_file(content, f"Visit {record.visit_on.isoformat()}.ics", "text/calendar", back)


@blueprint.post("/<uuid:connection_id>/take-back")
@access(Access.OPEN)
def take_back(client_id: UUID, connection_id: UUID) -> Response:
    """Take back what was noted last; it stays to be seen."""
    record = queries.connection_record(session(), client_id, connection_id)
    form = TakeBackForm()
    command = form.take_back(client_id, record) if form.validate_on_submit() else None
    if command is None:
        raise NotFound
    service.take_back(session(), current_actor(), command)
    flash("Taken back. It stays on the page, and counts no more.")
    return _to("show", client_id, connection_id=connection_id)


@blueprint.post("/<uuid:connection_id>/words")
@access(Access.OPEN)
def words(client_id: UUID, connection_id: UUID) -> ResponseReturnValue:
    """Keep what is agreed and what the person says."""
    queries.connection_record(session(), client_id, connection_id)
    form = WordsForm()
    if not form.validate_on_submit():
        return _show(client_id, connection_id, words_form=form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        service.keep_words(session(), current_actor(), form.keep(client_id, connection_id))
    except RuleBroken as refusal:
        form.form_errors.append(refusal.sentence)
        return _show(client_id, connection_id, words_form=form), HTTPStatus.UNPROCESSABLE_ENTITY
    flash("Saved.")
    return _to("show", client_id, connection_id=connection_id)


@blueprint.post("/<uuid:connection_id>/barriers")
@access(Access.OPEN)
def barrier(client_id: UUID, connection_id: UUID) -> ResponseReturnValue:
    """Note what stands in the way."""
    queries.connection_record(session(), client_id, connection_id)
    form = BarrierForm()
    if not form.validate_on_submit():
        return _show(client_id, connection_id, barrier_form=form), HTTPStatus.UNPROCESSABLE_ENTITY
    service.note_barrier(session(), current_actor(), form.note(client_id, connection_id))
    flash("Saved.")
    return _to("show", client_id, connection_id=connection_id)


@blueprint.post("/<uuid:connection_id>/barriers/<uuid:barrier_id>")
@access(Access.OPEN)
def solved(client_id: UUID, connection_id: UUID, barrier_id: UUID) -> Response:
    """Write down how something was solved."""
    record = queries.connection_record(session(), client_id, connection_id)
    found = next((each for each in record.barriers if each.id == barrier_id), None)
    form = SolvedForm()
    if found is None:
        raise NotFound
    if not form.validate_on_submit():
        raise RuleBroken(f"Use {rules.LIMITS.line} characters or fewer. Nothing was changed. Shorten it, then save.")
    service.solve_barrier(session(), current_actor(), form.solve(client_id, found))
    flash("Saved.")
    return _to("show", client_id, connection_id=connection_id)


def _show(client_id: UUID, connection_id: UUID, **forms: BaseForm) -> str:
    record = queries.connection_record(session(), client_id, connection_id)
    draft = load_draft(session(), current_actor(), service.FORM, str(connection_id)) if not forms else None
    return _page(
        client_id,
        "connections/show.html",
        kept=record,
        reminder=reminder_of(record),
        verdict=may_share(session(), client_id, queries.recipient(record.service_name)),
        names={worker.id: worker.name for worker in workers(session())},
        draft=draft,
        kept_as=service.FORM,
        asked=_better(record),
        next_form=forms.get("next_form") or NextForm(formdata=None, data={"on": current_day(), "version": record.seen}),
        words_form=forms.get("words_form") or _words(record, draft.fields if draft else None),
        barrier_form=forms.get("barrier_form") or BarrierForm(formdata=None),
        solved_form=SolvedForm(formdata=None),
    )


def _words(record: ConnectionRecord, typed: dict[str, str] | None) -> WordsForm:
    if typed:
        form = WordsForm.from_draft(typed)
        form.version.data = record.version
        return form
    return WordsForm(formdata=None, obj=record)


def _better(record: ConnectionRecord) -> bool:
    """Say whether the worker was there with the person, and nobody bettered the words on the first visit since."""
    if record.kind is not rules.Kind.ACCOMPANY or record.first_on is None or record.service_id is None:
        return False
    return queries.words_are_of_before(session(), record.service_id, record.first_on)


def _start_page(client_id: UUID, form: StartForm, service_id: UUID | None) -> str:
    found = service_record(session(), service_id) if service_id else None
    name = found.name if found else form.service_name.data or ""
    verdict = may_share(session(), client_id, queries.recipient(name)) if name else None
    return _page(client_id, "connections/start.html", form=form, service=found, verdict=verdict, name=name)


def _looked(client_id: UUID) -> Wanted:
    """Return what the address looks for: a goal or step of this person, a need, or an area of life that they chose."""
    goal_id, step_id = _uuid("goal"), _uuid("step")
    if goal_id or step_id:
        goals = [goal for plan in plan_records(session(), client_id) for goal in plan.goals]
        steps = (step.what for goal in goals for step in goal.steps if step.id == step_id)
        words = next(steps, next((goal.need or goal.title for goal in goals if goal.id == goal_id), ""))
        return wanted(words)
    area, need = _typed("area"), _typed("need")
    chosen = next((each for each in fitting.asks_of(session(), client_id) if each.area == area), None) if area else None
    return chosen.wanted if chosen else of_need(Need(need)) if need in set(Need) else wanted(need)


def _typed(name: str) -> str:
    """Return words of the address that can stand on a page."""
    return "".join(each for each in request.args.get(name, "")[: LIMITS.line] if each.isprintable())


def _uuid(name: str) -> UUID | None:
    """Return an id of the address; anything else is none."""
    try:
        return UUID(request.args.get(name, ""))
    except ValueError:
        return None


def _page(client_id: UUID, template: str, **more: Any) -> str:
    client = clients.client_record(session(), client_id)
    record_reading(session(), current_actor(), "client", client_id)
    banner = clients.banner_of(client, current_day())
    return render_template(template, banner=banner, client=client, today=current_day(), rules=rules, **more)


def _to(view: str, client_id: UUID, **more: Any) -> Response:
    return redirect(url_for(f"connections.{view}", client_id=client_id, **more), HTTPStatus.SEE_OTHER)
