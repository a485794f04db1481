"""Today, the caseload with its search, and the client page."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING
from typing import Any
from uuid import UUID

from flask import Blueprint
from flask import current_app
from flask import jsonify
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.clients import person
from linkdesk.clients.queries import caseload as caseload_page
from linkdesk.clients.queries import caseload_rows
from linkdesk.clients.rules import CaseloadRow
from linkdesk.concerns import routes as concerns
from linkdesk.concerns.queries import due_concerns
from linkdesk.contacts.routes import PLANNED
from linkdesk.desk import caseload as cases
from linkdesk.desk import queries
from linkdesk.desk import service
from linkdesk.desk.caseload import Wanted
from linkdesk.desk.forms import LONGEST
from linkdesk.desk.forms import SearchForm
from linkdesk.desk.links import draft_line
from linkdesk.desk.links import next_url
from linkdesk.desk.links import work_url
from linkdesk.desk.named import routes as named
from linkdesk.desk.note import routes as note
from linkdesk.desk.phone import routes as phone
from linkdesk.desk.search.queries import search as find
from linkdesk.desk.sorted import offer_of
from linkdesk.desk.views.queries import chosen
from linkdesk.desk.views.queries import views_of
from linkdesk.desk.views.rules import EVERYONE
from linkdesk.desk.views.rules import KEYS
from linkdesk.desk.views.rules import SORT_WORDS
from linkdesk.desk.views.rules import UNREFERRED
from linkdesk.desk.views.rules import Showing
from linkdesk.episodes.queries import client_of
from linkdesk.episodes.stages import STAGE_WORDS
from linkdesk.episodes.stages import Stage
from linkdesk.plans.routes import HOPES
from linkdesk.plans.routes import OFFER
from linkdesk.record.audit import record_reading
from linkdesk.team.cover.queries import own_caseloads
from linkdesk.team.queries import workers
from linkdesk.vault.backup import last_backup
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.display import long_date
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.pages import guarded

if TYPE_CHECKING:
    from datetime import date

    from flask.blueprints import BlueprintSetupState
    from werkzeug.wrappers import Response

    from linkdesk.desk.rules import Meeting
    from linkdesk.record.clock import Clock
    from linkdesk.settings import Settings

blueprint = Blueprint("desk", __name__)
blueprints = (blueprint, note.blueprint, phone.blueprint, named.blueprint, concerns.blueprint)
"""With the small pages of this floor that stand alone, and concerns, which Today and the banner lead to."""

TYPED_ROWS = 20
TO_GIVE = "linkdesk_copies_to_give"
COPIES = "linkdesk_copies_given"
AHEAD = "linkdesk_ahead"
MEETINGS = "linkdesk_meetings"
ENDED = "linkdesk_meetings_ended"
"""The doors of the print room, a floor above: what it brings to Today, what became of each copy, what comes next,
when they meet, and how meetings ended.
"""


@blueprint.get("/")
@access(Access.OPEN)
def today() -> str:
    """Show what is due, what was typed and not saved, and the age of the backup."""
    settings: Settings = current_app.extensions["settings"]
    day = current_day()
    age = queries.backup_age(last_backup(settings), _clock().now(), settings.store.backup_remind_days)
    team = request.args.get("whose") == EVERYONE
    page = queries.today(session(), current_actor(), day, age, team=team)
    drafts = [line for draft in page.drafts if (line := draft_line(draft, partial(client_of, session()), _row_of))]
    to_give = current_app.extensions[TO_GIVE](day, team=team) if TO_GIVE in current_app.extensions else None
    ahead = current_app.extensions[AHEAD](day, team=team) if AHEAD in current_app.extensions else None
    given = {"page": page, "today": day, "drafts": drafts, "work_url": work_url, "team": team, "to_give": to_give}
    given["ahead"], given["concerns"] = ahead, due_concerns(session(), current_actor())
    return render_template("desk/today.html", **given)


@blueprint.route("/clients/", methods=["GET", "POST"])
@access(Access.OPEN)
def caseload() -> str:
    """Show one page of the caseload, or those who match what was posted."""
    form = SearchForm()
    search = form.to_command() if form.validate_on_submit() else ""
    given: dict[str, Any] = {"search": search, "longest": LONGEST, "listed": None, "page": None}
    if search:
        given["page"] = find(session(), current_actor(), search, _clock().now())
        return render_template("desk/caseload.html", **given)
    views = views_of(session(), current_actor())
    shown, view = chosen(views, request.args)
    given["listed"] = _listed(_wanted(shown))
    people = [worker for worker in workers(session()) if not worker.has_left]
    return render_template(
        "desk/caseload.html",
        **given,
        shown=shown,
        view=view,
        views=views,
        keys=KEYS,
        sorts=SORT_WORDS,
        stages=STAGE_WORDS,
        people=[person for person in people if person.id != current_actor().worker_id],
        unreferred=cases.without_referral(session()),
    )


@blueprint.post("/clients/search")
@access(Access.OPEN)
def search() -> Response:
    """Answer the search as it is typed, as JSON."""
    asked = request.get_json()
    words = str(asked.get("search", ""))[:LONGEST] if isinstance(asked, dict) else ""
    if words.strip():
        found = find(session(), current_actor(), words, _clock().now(), TYPED_ROWS)
        more = found.more or found.total > len(found.rows)
        return jsonify(words=found.words, rows=[_typed_row(row, row.why) for row in found.rows], more=more)
    page = caseload_page(session(), rows=TYPED_ROWS, first=_own())
    counted = f"{page.total} client{'' if page.total == 1 else 's'}"
    more = page.total > len(page.rows)
    shown = f"{counted}, the first {len(page.rows)} are shown" if more else counted
    return jsonify(words=shown, rows=[_typed_row(row) for row in page.rows], more=more)


@blueprint.get("/clients/<uuid:client_id>")
@access(Access.OPEN)
def client(client_id: UUID) -> str:
    """Show everything about one client; a trace is left that it was opened."""
    ended = current_app.extensions[ENDED](client_id) if ENDED in current_app.extensions else ()
    copies = current_app.extensions[COPIES](client_id) if COPIES in current_app.extensions else {}
    given = frozenset(plan_id for plan_id, state in copies.items() if state.given)
    page = queries.client_page(session(), client_id, current_day(), ended, given)
    record_reading(session(), current_actor(), "client", client_id)
    return render_template(
        "desk/client.html",
        page=page,
        banner=page.banner,
        next_url=next_url(page),
        Stage=Stage,
        person_words=person.words,
        copies=copies,
    )


@blueprint.post("/clients/<uuid:client_id>/start-plan")
@access(Access.OPEN)
def start_plan(client_id: UUID) -> Response:
    """Begin a plan with what the client said in the talk about what matters."""
    plan_id = service.start_plan(session(), current_actor(), client_id)
    return redirect(url_for("plans.show", plan_id=plan_id), HTTPStatus.SEE_OTHER)


@blueprint.record_once
def _offer_planned(state: BlueprintSetupState) -> None:
    """Tell the page of contacts when they meet next: what is booked is known above both."""

    def planned(client_id: UUID, day: date) -> Meeting | None:
        meetings = current_app.extensions.get(MEETINGS)
        found: Meeting | None = meetings({client_id}, day).get(client_id) if meetings else None
        return found

    state.app.extensions[PLANNED] = planned


@blueprint.record_once
def _offer_hopes(state: BlueprintSetupState) -> None:
    """Tell the pages of plans what a client hopes for: plans may not look into assessments."""
    state.app.extensions[HOPES] = lambda client_id: queries.opening_of(session(), client_id).hopes


@blueprint.record_once
def _offer_sort(state: BlueprintSetupState) -> None:
    """Tell the pages of plans what the last picture sort offers, for the same reason."""
    state.app.extensions[OFFER] = lambda client_id: offer_of(session(), client_id)


def _listed(wanted: Wanted) -> cases.CasePage:
    """Return the page of the caseload that is asked for, with when they meet."""
    day = current_day()
    found = cases.caseload(session(), wanted, day, request.args.get("page", 1, type=int))
    meetings = current_app.extensions.get(MEETINGS)
    if meetings is None:
        return found
    return cases.with_meetings(found, meetings({case.client_id for case in found.rows}, day), day)


def _wanted(shown: Showing) -> Wanted:
    """Return which lines of the caseload are meant; a worker who is not known here means one's own people."""
    if shown.stage == UNREFERRED:
        return Wanted(unreferred=True, sort=shown.sort)
    known = {str(worker.id): (worker.id,) for worker in workers(session())}
    of = () if shown.whose == EVERYONE else known.get(shown.whose, _own())
    return Wanted(of, Stage(shown.stage) if shown.stage else None, sort=shown.sort)


def _own() -> tuple[UUID, ...]:
    """Return whose cases come first: one's own, and those of whom one covers today."""
    return own_caseloads(session(), current_actor().worker_id, current_day())


def _clock() -> Clock:
    clock: Clock = current_app.extensions["vault"].clock
    return clock


def _row_of(client_id: UUID) -> CaseloadRow | None:
    """Return how a person stands in a list; None where the worker cannot see the record."""
    return next(caseload_rows(session(), [client_id]), None)


def _typed_row(row: CaseloadRow, why: str = "") -> dict[str, Any]:
    liked = f"likes “{row.preferred_name}”, " if row.preferred_name else ""
    return {
        "url": url_for("desk.client", client_id=row.client_id),
        "name": row.full_name,
        "words": f"{liked}born {long_date(row.birth_date)}",
        "why": why,
        "tag": "Has needs" if row.has_needs else "",
        "safe": guarded(row.safe_mark),
    }
