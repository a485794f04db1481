"""The diary: a day, a week or the venues of a week; its day sheet and its calendar file name nobody."""

from __future__ import annotations

from datetime import date
from datetime import timedelta
from typing import TYPE_CHECKING

from flask import Blueprint
from flask import current_app
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.connections.calendar import calendar_of
from linkdesk.printing.diary import queries
from linkdesk.printing.diary import rules
from linkdesk.printing.diary.forms import FileForm
from linkdesk.record.audit import record_reading
from linkdesk.record.errors import RuleBroken
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.handing import hand_file

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("diary", __name__, url_prefix="/diary")

VIEWS = {"day": "Day", "week": "Week", "venue": "Week, by venue"}
FARTHEST = timedelta(days=3660)
"""A day further from today is a slip of the keyboard, and no day of this diary."""
SESSION_INITIALS = "Drop-ins"


@blueprint.get("")
@access(Access.OPEN)
def page() -> str:
    """Show what is booked on a day or in a week, and what stands too near to something else."""
    on, view = _on(), _view()
    first, days = _span(on, view)
    kept = queries.entries(session(), current_actor(), first, first + timedelta(days=days - 1))
    record_reading(session(), current_actor(), "list", None)
    return render_template(
        "printing/diary/page.html",
        on=on,
        view=view,
        views=VIEWS,
        today=current_day(),
        first=first,
        groups=rules.by_venue(kept) if view == "venue" else rules.by_day(kept, first, days),
        near=rules.too_near(kept),
        apart=rules.APART,
        before=on - timedelta(days=days),
        after=on + timedelta(days=days),
        form=FileForm(formdata=None),
    )


@blueprint.get("/sheet")
@access(Access.OPEN)
def sheet() -> str:
    """Show the sheet of a day, made to be printed as it stands: times, initials, venues; no name and no word more."""
    on = _on()
    kept = queries.entries(session(), current_actor(), on, on)
    record_reading(session(), current_actor(), "list", None)
    return render_template("printing/diary/sheet.html", on=on, entries=kept)


@blueprint.post("/file")
@access(Access.OPEN)
def file() -> ResponseReturnValue:
    """Give what the page shows as one calendar file: initials, time and venue, and nothing else."""
    if not FileForm().validate_on_submit():
        raise RuleBroken
    on, view = _on(), _view()
    first, days = _span(on, view)
    kept = queries.entries(session(), current_actor(), first, first + timedelta(days=days - 1))
    record_reading(session(), current_actor(), "list", None)
    events = ((each.id, each.initials or SESSION_INITIALS, each.on, each.time, each.place) for each in kept)
    made = calendar_of(events, current_app.extensions["vault"].clock.now())
    name = f"Diary {first.isoformat()}.ics"
    return hand_file(made, name, "text/calendar", url_for("diary.page", on=on.isoformat(), view=view))


def _on() -> date:
    """Return the day of the address, else today."""
    today = current_day()
    try:
        asked = date.fromisoformat(request.args.get("on", ""))
    except ValueError:
        return today
    return asked if abs(asked - today) <= FARTHEST else today


def _view() -> str:
    asked = request.args.get("view", "day")
    return asked if asked in VIEWS else "day"


def _span(on: date, view: str) -> tuple[date, int]:
    """Return the first day of what is shown, and how many days."""
    return (on, 1) if view == "day" else (rules.monday(on), rules.WEEK)
