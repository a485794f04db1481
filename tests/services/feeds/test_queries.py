"""Where a service came from."""

from __future__ import annotations

import uuid
from datetime import UTC
from datetime import date
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import insert

from linkdesk.record.session import brief_write
from linkdesk.services.feeds.models import LocalSaid
from linkdesk.services.feeds.models import LocalSource
from linkdesk.services.feeds.queries import came_from
from linkdesk.services.feeds.rules import Format
from linkdesk.services.feeds.rules import Kind
from linkdesk.services.feeds.rules import State
from linkdesk.services.service import add_service
from tests.services.samples import GARDEN

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

AT = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


def test_a_service_says_from_where_it_came_and_since_when_it_is_gone_there(session: Session, actor: Actor) -> None:
    typed, read = add_service(session, actor, GARDEN), add_service(session, actor, GARDEN)
    source = uuid.uuid4()
    with brief_write(session):
        session.execute(
            insert(LocalSource).values(
                id=source, worker_id=actor.worker_id, name="Testham Council", origin="testham.json", format=Format.ORUK,
                digest="", state=State.DONE, is_whole=True, counts={}, notes=[], created_at=AT, done_at=AT,
            )
        )  # fmt: skip
        session.execute(
            insert(LocalSaid).values(
                id=uuid.uuid4(), kind=Kind.SERVICE, hsds_id="a", row_id=read, source_id=source, body={"id": "a"},
                gone_on=date(2026, 12, 1),
            )
        )  # fmt: skip
    assert came_from(session, typed) is None
    found = came_from(session, read)
    assert found is not None
    assert (found.name, found.at, found.gone_on) == ("Testham Council", AT, date(2026, 12, 1))
