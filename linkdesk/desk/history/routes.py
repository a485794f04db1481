"""The history of a client, and for leads what a worker looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint
from flask import render_template
from flask import request

from linkdesk.clients.queries import banner as client_banner
from linkdesk.desk.history import queries
from linkdesk.desk.history.forms import HistoryForm
from linkdesk.record.audit import record_reading
from linkdesk.team.queries import worker as worker_of
from linkdesk.team.queries import workers
from linkdesk.team.rules import Role
from linkdesk.web.beside import put_away
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from uuid import UUID

blueprint = Blueprint("history", __name__)

READING = "history"
_LEADS = (str(Role.TEAM_LEAD), str(Role.SAFEGUARDING_LEAD))


@blueprint.get("/clients/<uuid:client_id>/history")
@access(Access.OPEN)
@put_away
def show(client_id: UUID) -> str:
    """Show what happened to a record, who changed what and who looked."""
    banner = client_banner(session(), client_id, current_day())
    record_reading(session(), current_actor(), "client", client_id)
    given = request.args if "show" in request.args else None
    form = HistoryForm(formdata=given, data={"show": "all", "worker": ""}).for_team(workers(session()))
    page = queries.history(session(), client_id, form.to_command(), _page())
    asked = {"show": form.show.data, "worker": form.worker.data}
    return render_template("desk/history/show.html", banner=banner, form=form, page=page, asked=asked)


@blueprint.get("/settings/looked")
@access(Access.OPEN, roles=_LEADS)
def team() -> str:
    """Show the workers, to choose one."""
    return render_template("desk/history/team.html", team=workers(session()))


@blueprint.get("/settings/looked/<uuid:worker_id>")
@access(Access.OPEN, roles=_LEADS)
def looked(worker_id: UUID) -> str:
    """Show what a worker looked at; that somebody asked is in the read log first."""
    found = worker_of(session(), worker_id)
    record_reading(session(), current_actor(), READING, None)
    page = queries.looked_at(session(), worker_id, _page())
    return render_template("desk/history/looked.html", worker=found, page=page)


def _page() -> int:
    return request.args.get("page", 1, type=int)
