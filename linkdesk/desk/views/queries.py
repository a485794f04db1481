"""Reading saved views: one's own and the team's, and which of them the caseload opens with."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import or_
from sqlalchemy import select

from linkdesk.desk.views import rules
from linkdesk.desk.views.models import FirstView
from linkdesk.desk.views.models import SavedView
from linkdesk.desk.views.rules import Showing
from linkdesk.desk.views.rules import ViewRecord
from linkdesk.record.errors import NotFound
from linkdesk.settings import Limits
from linkdesk.team.queries import roles
from linkdesk.team.queries import workers
from linkdesk.team.rules import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

LIMITS = Limits()
LEADS = frozenset({Role.TEAM_LEAD, Role.ADMINISTRATOR})
"""Who tidies up the views that are shared; everybody changes their own."""


def views_of(session: Session, actor: Actor) -> tuple[ViewRecord, ...]:
    """Return the views that a worker may choose: their own by name, then the team's."""
    rows = session.scalars(
        select(SavedView)
        .where(
            SavedView.organisation_id == actor.organisation_id,
            or_(SavedView.owner_id == actor.worker_id, SavedView.shared),
        )
        .order_by(SavedView.owner_id != actor.worker_id, SavedView.name, SavedView.id)
        .limit(LIMITS.page_rows)
    ).all()
    if not rows:
        return ()
    first = session.scalar(select(FirstView.view_id).where(FirstView.owner_id == actor.worker_id))
    names = {worker.id: worker.name for worker in workers(session)}
    leads = not LEADS.isdisjoint(roles(session, actor.worker_id))
    return tuple(_record(row, actor, names, first, leads=leads) for row in rows)


def view_of(session: Session, actor: Actor, view_id: UUID) -> ViewRecord:
    """Return one view that a worker may choose.

    Raises:
        NotFound: there is none, or it is another's and not shared.
    """
    found = next((view for view in views_of(session, actor) if view.id == view_id), None)
    if found is None:
        raise NotFound
    return found


def chosen(views: tuple[ViewRecord, ...], asked: Mapping[str, str]) -> tuple[Showing, ViewRecord | None]:
    """Return what the caseload shows and which view that is: the one asked for, what is asked for, or the first view.

    Raises:
        NotFound: the view asked for is not there any more.
    """
    if "view" in asked:
        view = next((one for one in views if str(one.id) == asked["view"]), None)
        if view is None:
            raise NotFound
        return view.showing, view
    if asked.keys() & Showing().fields.keys():
        shown = rules.showing(asked)
        return shown, next((one for one in views if one.showing == shown), None)
    first = next((one for one in views if one.first), None)
    return (first.showing, first) if first else (Showing(), None)


def _record(row: SavedView, actor: Actor, names: Mapping[UUID, str], first: UUID | None, *, leads: bool) -> ViewRecord:
    shown = Showing(row.whose, row.stage, row.sort)
    own = row.owner_id == actor.worker_id
    return ViewRecord(
        id=row.id,
        version=row.version,
        name=row.name,
        showing=shown,
        shared=row.shared,
        owner="" if own else names.get(row.owner_id, ""),
        first=row.id == first,
        may_change=own or leads,
        words=rules.words(shown, names),
    )
