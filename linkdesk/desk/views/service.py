"""The writing verbs of saved views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlalchemy import select

from linkdesk.desk.views.models import FirstView
from linkdesk.desk.views.models import SavedView
from linkdesk.desk.views.queries import view_of
from linkdesk.record.errors import NotAllowed
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work
from linkdesk.settings import Limits

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.desk.views.rules import ChangeView
    from linkdesk.desk.views.rules import KeepView
    from linkdesk.record.session import Actor
    from linkdesk.record.session import Work

LIMITS = Limits()


def keep_view(session: Session, actor: Actor, command: KeepView) -> UUID:
    """Keep a view of the caseload and return its id.

    Raises:
        RuleBroken: the worker has one of this name already, or as many as there can be; nothing was changed.
    """
    with unit_of_work(session, actor, "keep_view") as work:
        own = select(func.count()).select_from(SavedView).where(SavedView.owner_id == actor.worker_id)
        if (work.session.scalar(own) or 0) >= LIMITS.saved_views:
            raise RuleBroken(
                f"You have {LIMITS.saved_views} views, which is as many as there can be. Nothing was changed. "
                "Take one away first."
            )
        shown = command.showing
        row = SavedView(
            id=work.new_id(),
            name=_name(work, command.name, actor.worker_id),
            whose=shown.whose,
            stage=shown.stage,
            sort=shown.sort,
            shared=command.shared,
        )
        work.session.add(row)
        if command.first:
            work.session.flush()  # the line below points to it
            _open_with(work, row.id)
        return row.id


def change_view(session: Session, actor: Actor, command: ChangeView) -> UUID:
    """Rename a view, or share it or no longer, and return its id.

    Raises:
        NotFound: there is no such view for this worker.
        NotAllowed: it is another's, and this worker is no lead.
        Stale: someone saved it after the page was opened.
        RuleBroken: there is one of this name already; nothing was changed.
    """
    with unit_of_work(session, actor, "change_view") as work:
        row = _row(work, command.view_id)
        if row.version != command.version:
            raise Stale
        if row.name != command.name:
            row.name = _name(work, command.name, row.owner_id)
        row.shared = command.shared
        return row.id


def remove_view(session: Session, actor: Actor, view_id: UUID) -> None:
    """Take a view away, also from those whose caseload opened with it.

    Raises:
        NotFound, NotAllowed: as `change_view`.
    """
    with unit_of_work(session, actor, "remove_view") as work:
        row = _row(work, view_id)
        for each in work.session.scalars(select(FirstView).where(FirstView.view_id == row.id)):
            work.session.delete(each)
        work.session.flush()  # they point to the view
        work.session.delete(row)


def open_with(session: Session, actor: Actor, view_id: UUID | None) -> None:
    """Let the caseload of this worker open with a view, or with the usual (None).

    Raises:
        NotFound: there is no such view for this worker.
    """
    with unit_of_work(session, actor, "open_with_view") as work:
        if view_id is not None:
            view_of(work.session, actor, view_id)
        _open_with(work, view_id)


def _open_with(work: Work, view_id: UUID | None) -> None:
    row = work.session.scalars(select(FirstView).where(FirstView.owner_id == work.actor.worker_id)).one_or_none()
    if view_id is None:
        if row is not None:
            work.session.delete(row)
    elif row is None:
        work.session.add(FirstView(view_id=view_id))
    else:
        row.view_id = view_id


def _row(work: Work, view_id: UUID) -> SavedView:
    view = view_of(work.session, work.actor, view_id)
    if not view.may_change:
        raise NotAllowed("This view belongs to somebody else. Nothing was changed. Ask them, or your team lead.")
    row = work.session.get(SavedView, view.id)
    if row is None:
        raise NotFound
    return row


def _name(work: Work, name: str, owner_id: UUID) -> str:
    """Return a name that is free among the views of its owner."""
    taken = select(SavedView.id).where(SavedView.owner_id == owner_id, SavedView.name == name)
    if work.session.scalar(taken) is not None:
        raise RuleBroken("There is a view of this name already. Nothing was changed. Choose another name.")
    return name
