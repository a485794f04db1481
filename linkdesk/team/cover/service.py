"""The writing verbs of covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.record.errors import NotAllowed
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.session import unit_of_work
from linkdesk.team.cover import rules
from linkdesk.team.cover.models import Cover
from linkdesk.team.queries import find_worker
from linkdesk.team.queries import roles
from linkdesk.team.rules import Role

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor
    from linkdesk.team.cover.rules import ArrangeCover

FOR_OTHERS = frozenset({Role.TEAM_LEAD, Role.ADMINISTRATOR})
"""Who arranges for others; everybody arranges for themselves."""


def may_arrange(session: Session, actor: Actor, worker_id: UUID) -> bool:
    """Say whether a worker may hand this caseload to others: their own, or anybody's as a lead."""
    return worker_id == actor.worker_id or not FOR_OTHERS.isdisjoint(roles(session, actor.worker_id))


def arrange_cover(session: Session, actor: Actor, command: ArrangeCover) -> UUID:
    """Let a worker look after another's caseload and return the id.

    Raises:
        NotAllowed: it is another's caseload, and this worker is no lead.
        RuleBroken: the days or the workers cannot be; nothing was changed.
    """
    with unit_of_work(session, actor, "arrange_cover") as work:
        if not may_arrange(work.session, actor, command.worker_id):
            raise NotAllowed("You arrange cover for yourself. Nothing was changed. Ask your team lead.")
        _check(work.session, command, work.now.astimezone().date())
        row = Cover(
            id=work.new_id(),
            worker_id=command.worker_id,
            cover_id=command.cover_id,
            from_on=command.from_on,
            to_on=command.to_on,
        )
        work.session.add(row)
        return row.id


def end_cover(session: Session, actor: Actor, cover_id: UUID) -> None:
    """Take a cover away; that it was there stays in the audit.

    Raises:
        NotFound: there is no such cover.
        NotAllowed: it is another's caseload, and this worker is no lead.
    """
    with unit_of_work(session, actor, "end_cover") as work:
        row = work.session.get(Cover, cover_id)
        if row is None or row.organisation_id != actor.organisation_id:
            raise NotFound
        if not may_arrange(work.session, actor, row.worker_id):
            raise NotAllowed("You end your own cover. Nothing was changed. Ask your team lead.")
        work.session.delete(row)


def _check(session: Session, command: ArrangeCover, today: date) -> None:
    try:
        rules.check(command, today)
    except ValueError as refusal:
        raise RuleBroken(f"{refusal} Nothing was changed.") from None
    for worker_id in (command.worker_id, command.cover_id):
        found = find_worker(session, worker_id)
        if found is None or found.has_left:
            raise RuleBroken("That worker is not in this team any more. Nothing was changed.")
