"""Taking the last import back, whole, but for what somebody changed or used since."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy import select
from sqlalchemy import update

from linkdesk.record.errors import RuleBroken
from linkdesk.record.session import unit_of_work
from linkdesk.record.session import write_down
from linkdesk.services.feeds import joining
from linkdesk.services.feeds.models import LocalSaid
from linkdesk.services.feeds.models import LocalSource
from linkdesk.services.feeds.models import LocalSourceRow
from linkdesk.services.feeds.rules import PILE
from linkdesk.services.feeds.rules import Kind
from linkdesk.services.feeds.rules import Outcome
from linkdesk.services.feeds.rules import State
from linkdesk.services.feeds.writing import is_used
from linkdesk.services.feeds.writing import take_away
from linkdesk.services.feeds.writing import write_parts
from linkdesk.services.models import LocalService
from linkdesk.services.queries import service_record
from linkdesk.services.service import Organizations

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor
    from linkdesk.record.session import Work

UNDO = "undo_local_import"


def last_done(session: Session) -> UUID | None:
    """Return the id of the import that came last and can be taken back."""
    rows = select(LocalSource.id).join(LocalSourceRow).where(LocalSource.state == State.DONE)
    return session.scalar(rows.order_by(LocalSource.done_at.desc(), LocalSourceRow.id.desc()).limit(1))


def undo(session: Session, actor: Actor, source_id: UUID) -> tuple[str, ...]:
    """Take the last import back and return the names of services that stay, since somebody changed or used them.

    Raises:
        RuleBroken: another one came after it, or it was taken back already.
    """
    if last_done(session) != source_id:  # also where it was taken back
        raise RuleBroken("Only the last import can be taken back. Nothing was changed.")
    with unit_of_work(session, actor, UNDO) as work:
        stayed: list[str] = []
        table = LocalSourceRow
        organizations = Organizations(work)
        mine = select(table).where(table.source_id == source_id).order_by(table.id)
        ids = session.scalars(select(table.id).where(table.source_id == source_id).order_by(table.id)).all()
        for at in range(0, len(ids), PILE):
            rows = session.scalars(mine.where(table.id.in_(ids[at : at + PILE]))).all()
            stayed.extend(row.name for row in rows if not _undone(work, row, organizations))
            write_down(work)
        said = {
            "state": State.UNDONE,
            "notes": [f"{name} stays, since somebody changed or used it." for name in stayed],
        }
        session.execute(update(LocalSource).where(LocalSource.id == source_id).values(**said))
        return tuple(stayed)


def _undone(work: Work, row: LocalSourceRow, organizations: Organizations) -> bool:
    """Take back what an import did to one object; say whether that could be."""
    session = work.session
    said = (LocalSaid.kind == row.kind, LocalSaid.hsds_id == row.hsds_id)
    if row.outcome is Outcome.GONE:
        session.execute(update(LocalSaid).where(*said).values(gone_on=None))
        return True
    if row.kind is not Kind.SERVICE:
        return True  # a name or a place that nothing points to does no harm
    service = session.get(LocalService, row.row_id)
    if service is None or service.version != row.version_after:
        return False
    if row.before is None:
        if is_used(session, service.id):
            return False
        take_away(work, service.id)
        session.execute(delete(LocalSaid).where(*said))
        return True
    parts = joining.read(row.before["parts"])
    record = service_record(session, service.id)
    if joining.parts_of(record) != parts:
        version = write_parts(work, record, parts, organizations)
        earlier = (LocalSourceRow.row_id == service.id, LocalSourceRow.version_after == row.before["version"])
        session.execute(update(LocalSourceRow).where(*earlier).values(version_after=version))  # theirs again
    before = row.before["said"]
    if before is None:
        session.execute(delete(LocalSaid).where(*said))
    else:
        day = date.fromisoformat(before["gone_on"]) if before["gone_on"] else None
        values = {"body": before["body"], "source_id": UUID(before["source_id"]), "gone_on": day}
        session.execute(update(LocalSaid).where(*said).values(**values))
    return True
