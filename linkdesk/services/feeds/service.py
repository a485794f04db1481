"""An import from what was read to the directory: judged, then brought in whole or not at all."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import delete
from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import update

from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.session import brief_write
from linkdesk.record.session import unit_of_work
from linkdesk.record.session import write_down
from linkdesk.services.feeds import joining
from linkdesk.services.feeds.judging import Judge
from linkdesk.services.feeds.models import LocalSaid
from linkdesk.services.feeds.models import LocalSource
from linkdesk.services.feeds.models import LocalSourceRow
from linkdesk.services.feeds.rules import NAME_LENGTH
from linkdesk.services.feeds.rules import PILE
from linkdesk.services.feeds.rules import Kind
from linkdesk.services.feeds.rules import Outcome
from linkdesk.services.feeds.rules import State
from linkdesk.services.feeds.staging import quietly
from linkdesk.services.feeds.writing import Pile
from linkdesk.services.feeds.writing import write_parts
from linkdesk.services.finding import service as index
from linkdesk.services.models import LocalLocation
from linkdesk.services.models import LocalService
from linkdesk.services.service import Organizations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor
    from linkdesk.record.session import Work
    from linkdesk.services.feeds.judging import Judged
    from linkdesk.services.feeds.rules import Tick

VERB = "import_local_services"


def judge(session: Session, actor: Actor, source_id: UUID, tick: Tick = quietly) -> None:
    """Say of each object what would become of it; nothing of the directory is changed. Raises NotFound, RuleBroken."""
    _source(session, actor, source_id, State.LOOKED_AT)
    counts: Counter[str] = Counter()
    found: list[dict[str, Any]] = []
    for judged in _judged(session, source_id, tick):
        counts[judged.outcome] += 1
        counts["noted"] += bool(judged.notes)
        found.append({"id": judged.id, "outcome": judged.outcome, "notes": list(judged.notes), "name": judged.name})
    with brief_write(session):
        for pile in _piles(iter(found)):
            session.execute(update(LocalSourceRow), pile)
        session.execute(update(LocalSource).where(LocalSource.id == source_id).values(counts=dict(counts)))


def bring_in(session: Session, actor: Actor, source_id: UUID, name: str, tick: Tick = quietly, *, whole: bool) -> None:
    """Write all of it in one unit of work; `whole` says that what is not in it is gone from that source.

    Nothing is ever deleted: what is gone is marked, and a worker decides.

    Raises:
        NotFound: there is no such import.
        RuleBroken: it was brought in before.
    """
    _source(session, actor, source_id, State.LOOKED_AT)
    with unit_of_work(session, actor, VERB) as work:
        counts: Counter[str] = Counter()
        called = name.strip()[:NAME_LENGTH] or _source(session, actor, source_id, State.LOOKED_AT).name
        organizations = Organizations(work)
        for pile in _piles(_judged(session, source_id, tick)):
            counts += _bring(work, source_id, pile, organizations)
            write_down(work)
            index.feed(session)  # a pile at a time, so that the bar moves on and no long silence comes at the end
        if whole:
            counts[Outcome.GONE] = _mark_gone(work, source_id, called)
        done = {"state": State.DONE, "done_at": work.now, "name": called, "is_whole": whole, "counts": dict(counts)}
        session.execute(update(LocalSource).where(LocalSource.id == source_id).values(**done))


def _bring(work: Work, source_id: UUID, pile: list[Judged], organizations: Organizations) -> Counter[str]:
    new = Pile(work, organizations)
    rows, said, counts = [], [], Counter[str]()
    for each in pile:
        row_id, version = each.row_id, 1
        before: dict[str, Any] | None = None
        if each.kind is Kind.ORGANIZATION:
            row_id = organizations.of(each.parts["organization"]) or work.new_id()
        elif each.kind is Kind.LOCATION:
            row_id = row_id or _location(work, each.parts)
        elif each.record is None:
            row_id = new.add(each.parts)
        else:
            before = {"parts": joining.written(joining.parts_of(each.record)), "said": each.before}
            version = before["version"] = each.record.version
            if each.changes:
                version = write_parts(work, each.record, each.parts, organizations)
        counts[each.outcome] += 1
        rows.append(
            {"id": each.id, "outcome": each.outcome, "notes": list(each.notes), "row_id": row_id, "body": {},
             "name": each.name, "before": before, "version_after": version}
        )  # fmt: skip
        said.append(
            {"id": work.new_id(), "kind": each.kind, "hsds_id": each.hsds_id, "row_id": row_id,
             "source_id": source_id, "body": each.body, "gone_on": None}
        )  # fmt: skip
    new.write()
    ids = [each.hsds_id for each in pile]
    for kind in Kind:
        work.session.execute(delete(LocalSaid).where(LocalSaid.kind == kind, LocalSaid.hsds_id.in_(ids)))
    work.session.execute(insert(LocalSaid), said)
    work.session.execute(update(LocalSourceRow), rows)
    return counts


def _location(work: Work, parts: dict[str, Any]) -> UUID:
    """Keep a place that no service is at yet."""
    row = LocalLocation(
        id=work.new_id(), name=parts["location"], location_type="physical", transportation=parts["transportation"],
        landmarks="", parking="", latitude=parts["latitude"], longitude=parts["longitude"],
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    return row.id


def _mark_gone(work: Work, source_id: UUID, name: str) -> int:
    """Mark the services of the same source that are not in it any more."""
    session = work.session
    same = select(LocalSource.id).where(LocalSource.name == name, LocalSource.id != source_id)
    query = select(LocalSaid.id, LocalSaid.hsds_id, LocalSaid.row_id, LocalService.name, LocalService.version).join(
        LocalService, LocalService.id == LocalSaid.row_id
    )
    gone = session.execute(
        query.where(LocalSaid.kind == Kind.SERVICE, LocalSaid.source_id.in_(same), LocalSaid.gone_on.is_(None))
    ).all()
    today = work.now.astimezone().date()
    for pile in _piles(iter(gone)):
        ids = [each.id for each in pile]
        session.execute(update(LocalSaid).where(LocalSaid.id.in_(ids)).values(gone_on=today))
        session.execute(
            insert(LocalSourceRow),
            [
                {"source_id": source_id, "kind": Kind.SERVICE, "hsds_id": each.hsds_id, "name": each.name, "body": {},
                 "outcome": Outcome.GONE, "notes": [], "row_id": each.row_id, "version_after": each.version}
                for each in pile
            ],
        )  # fmt: skip
    return len(gone)


def forget(session: Session, actor: Actor, source_id: UUID) -> None:
    """Throw away what was read and not brought in; the directory stays as it is. Raises NotFound, RuleBroken."""
    _source(session, actor, source_id, State.LOOKED_AT)
    with brief_write(session):
        session.execute(delete(LocalSourceRow).where(LocalSourceRow.source_id == source_id))
        session.execute(delete(LocalSource).where(LocalSource.id == source_id))


def _judged(session: Session, source_id: UUID, tick: Tick) -> Iterator[Judged]:
    """Yield every object of an import with what becomes of it, a pile of them in memory at a time."""
    judge_ = Judge(session)
    mine = LocalSourceRow.source_id == source_id
    ids = session.scalars(select(LocalSourceRow.id).where(mine).order_by(LocalSourceRow.id)).all()
    for at in range(0, len(ids), PILE):
        tick(at, len(ids))
        yield from judge_.pile(ids[at : at + PILE])
    tick(len(ids), len(ids))


def _piles(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while pile := list(islice(rows, PILE)):
        yield pile


def _source(session: Session, actor: Actor, source_id: UUID, *states: State) -> LocalSource:
    row = session.get(LocalSource, source_id)
    if row is None or (row.worker_id != actor.worker_id and row.state is State.LOOKED_AT):
        raise NotFound("That file is not here any more. Nothing was changed. Choose it once more.")
    if row.state not in states:
        raise RuleBroken("This file was brought in already. Nothing was changed. Look at Local services.")
    return row
