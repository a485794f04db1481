"""A concern is left out of every query of whoever may not read it, however it is asked."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import union_all
from sqlalchemy.orm import aliased

from linkdesk.clients.merging import tables
from linkdesk.clients.models import Client
from linkdesk.concerns import service
from linkdesk.concerns import sight
from linkdesk.concerns.models import Concern
from linkdesk.concerns.models import ConcernReader
from linkdesk.concerns.models import ConcernStep
from linkdesk.concerns.rules import NameReaders
from tests.concerns.conftest import AUTHOR
from tests.concerns.conftest import BOSS
from tests.concerns.conftest import LEAD
from tests.concerns.conftest import NAMED
from tests.concerns.conftest import OTHER
from tests.concerns.conftest import Eyes
from tests.concerns.conftest import worry

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

MAY = {AUTHOR: True, LEAD: True, NAMED: True, OTHER: False, BOSS: False, uuid.UUID(int=99): False}


@pytest.fixture
def raised(session: Session, actor: Actor, person: uuid.UUID) -> uuid.UUID:
    made = service.raise_concern(session, actor, worry(person))
    service.name_readers(session, actor, NameReaders(person, made, (NAMED,)))
    return made


def test_every_shape_of_query_leaves_it_out(session: Session, raised: uuid.UUID, eyes: Eyes) -> None:
    second = aliased(Concern)
    shapes = (
        select(Concern.id),
        select(Concern.facts),
        select(second.id),
        select(ConcernStep.words),
        select(ConcernReader.worker_id),
        select(Client.id).join(Concern, Concern.client_id == Client.id),
        select(Client.id).where(Client.id.in_(select(Concern.client_id))),
        select(Client.id).where(select(Concern.id).where(Concern.client_id == Client.id).exists()),
        union_all(select(Concern.id), select(Concern.id)),
    )
    inside = select(func.count()).select_from(select(Concern.id).subquery())
    again = [AUTHOR, OTHER, LEAD, BOSS, NAMED, uuid.UUID(int=99), None, OTHER, AUTHOR]
    for worker in again:  # a query that was compiled for one worker never answers another
        eyes.worker = worker
        session.rollback()
        seen = worker is None or MAY[worker]
        found = [len(session.execute(shape).all()) for shape in shapes]
        assert found == ([1, 1, 1, 2, 1, 1, 1, 1, 2] if seen else [0] * 9), worker
        assert session.scalar(inside) == int(seen)
        session.expunge_all()
        assert (session.get(Concern, raised) is not None) is seen
        assert sight.hidden_from(session, worker or AUTHOR) == (frozenset() if seen else {raised})


def test_a_merge_moves_what_its_worker_cannot_read(
    session: Session, person: uuid.UUID, raised: uuid.UUID, eyes: Eyes
) -> None:
    eyes.worker = OTHER
    session.rollback()
    assert [row.id for row in tables.rows(session, Concern, person)] == [raised]
    assert Concern in {kind for kind, _table, _info in tables.kinds()}
