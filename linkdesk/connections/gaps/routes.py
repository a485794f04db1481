"""The pages of what is missing: noted for a person in one press, and counted for commissioners."""

from __future__ import annotations

import csv
import io
from datetime import date
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
from linkdesk.clients.deceased.service import stop_if_died
from linkdesk.connections.gaps import queries
from linkdesk.connections.gaps import rules
from linkdesk.connections.gaps import service
from linkdesk.connections.gaps.forms import BackForm
from linkdesk.connections.gaps.forms import GapForm
from linkdesk.plans.queries import plan_records
from linkdesk.record.audit import record_reading
from linkdesk.record.errors import RuleBroken
from linkdesk.settings import Limits
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.handing import hand_file

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("gaps", __name__, url_prefix="/clients/<uuid:client_id>/gaps")
counting = Blueprint("gap_list", __name__, url_prefix="/services/gaps")
blueprints = (blueprint, counting)
LIMITS = Limits()
YEAR = 12
OLDEST = 2000
YEARS = 5
HEADINGS = {"need": "Need", "missing": "Why nothing fits", "area": "Area", "month": "Month"}
BOM = "\ufeff"
"""A spreadsheet reads the file as UTF-8 by it."""


@blueprint.route("/new", methods=["GET", "POST"])
@access(Access.OPEN)
def new(client_id: UUID) -> ResponseReturnValue:
    """Note a need that no service fits; the need is the button that saves it."""
    stop_if_died(clients.client_record(session(), client_id))
    form, goal = GapForm(), _goal()
    if request.method == "GET":
        return _page(client_id, GapForm(formdata=None, data={"missing": rules.Missing.NONE}))
    if not form.validate_on_submit():
        return _page(client_id, form), HTTPStatus.UNPROCESSABLE_ENTITY
    service.note_gap(session(), current_actor(), form.note(client_id, goal))
    flash("Noted. It is counted in the list of what is missing, without a name.")
    return redirect(url_for("gaps.new", client_id=client_id), HTTPStatus.SEE_OTHER)


@blueprint.post("/<uuid:unmet_need_id>/take-back")
@access(Access.OPEN)
def take_back(client_id: UUID, unmet_need_id: UUID) -> ResponseReturnValue:
    """Say that there is a service after all, or that it was noted by mistake."""
    if not BackForm().validate_on_submit():
        raise RuleBroken
    service.take_back_gap(session(), current_actor(), rules.TakeBackGap(client_id, unmet_need_id))
    flash("Taken back. It is counted no more.")
    return redirect(url_for("gaps.new", client_id=client_id), HTTPStatus.SEE_OTHER)


@counting.get("")
@access(Access.OPEN)
def listed() -> str:
    """Show what is missing in one year, counts only."""
    first, last = _year()
    return render_template(
        "connections/gap_list.html",
        tables=rules.gap_list(queries.gaps_between(session(), first, last)),
        headings=HEADINGS,
        month_words=rules.month_words,
        first=first,
        last=last,
        smallest=rules.SMALLEST,
        years=range(current_day().year, current_day().year - YEARS, -1),
        form=BackForm(formdata=None),
        asked=request.args.get("year", type=int),
    )


@counting.post("/file")
@access(Access.OPEN)
def file() -> ResponseReturnValue:
    """Give the same figures as a CSV file, no more and no less than the page."""
    if not BackForm().validate_on_submit():
        raise RuleBroken
    first, last = _year()
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(["table", "name", "people", "from", "to"])
    for by, table in rules.gap_list(queries.gaps_between(session(), first, last)).items():
        for row in (*table.rows, rules.Counted("All people", None, table.total)):
            writer.writerow([HEADINGS[by], row.name, row.words, first.isoformat(), last.isoformat()])
    name = f"What is missing {last.isoformat()}.csv"
    return hand_file((BOM + stream.getvalue()).encode(), name, "text/csv", url_for("gap_list.listed"))


def _page(client_id: UUID, form: GapForm) -> str:
    client = clients.client_record(session(), client_id)
    record_reading(session(), current_actor(), "client", client_id)
    wanted = request.args.get("need", "")[: LIMITS.line] or _goal_words(client_id)
    return render_template(
        "connections/gap.html",
        banner=clients.banner_of(client, current_day()),
        form=form,
        rules=rules,
        likely=rules.need_of(wanted),
        wanted=wanted,
        gaps=queries.gaps_of(session(), client_id),
    )


def _goal() -> UUID | None:
    try:
        return UUID(request.args.get("goal", ""))
    except ValueError:
        return None


def _goal_words(client_id: UUID) -> str:
    """Return the need that a goal of this person helps with, else its title; empty without a goal."""
    goal_id = _goal()
    goals = (goal for plan in plan_records(session(), client_id) for goal in plan.goals) if goal_id else ()
    return next((goal.need or goal.title for goal in goals if goal.id == goal_id), "")


def _year() -> tuple[date, date]:
    """Return the first and last day to be counted: the year of the address, else this month and the eleven before."""
    today = current_day()
    asked = request.args.get("year", type=int)
    if asked is not None and OLDEST <= asked <= today.year:
        return date(asked, 1, 1), min(today, date(asked, 12, 31))
    year, month = divmod(today.year * YEAR + today.month - YEAR, YEAR)
    return date(year, month + 1, 1), today
