"""What was read is kept until a worker decides."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from linkdesk.record.errors import FileRefused
from linkdesk.services.feeds.models import LocalSource
from linkdesk.services.feeds.models import LocalSourceRow
from linkdesk.services.feeds.rules import Format
from linkdesk.services.feeds.rules import Kind
from linkdesk.services.feeds.staging import Origin
from linkdesk.services.feeds.staging import Read
from linkdesk.services.feeds.staging import stage
from tests.services.feeds.samples import CHOIR

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

ORIGIN = Origin("Testham", "testham.json", Format.ORUK)


def test_an_entry_that_stands_twice_is_one_near_and_far(session: Session, actor: Actor) -> None:
    others = [Read(Kind.SERVICE, {"id": f"s{number}", "name": "Other"}) for number in range(250)]
    twice = Read(Kind.SERVICE, {"id": "choir-1", "fees": "None"})
    stage(session, actor, ORIGIN, [Read(Kind.SERVICE, CHOIR), twice, *others, twice])
    bodies = {each.hsds_id: each for each in session.scalars(select(LocalSourceRow))}
    assert len(bodies) == 251
    assert bodies["choir-1"].body == {**CHOIR, "fees": "None"}
    assert bodies["choir-1"].notes == [
        "It stands more than once in this file: what was said each time was put together."
    ]


def test_an_entry_without_an_id_is_known_by_name_and_postcode(session: Session, actor: Actor) -> None:
    bare = {key: value for key, value in CHOIR.items() if key != "id"}
    stage(session, actor, ORIGIN, [Read(Kind.SERVICE, bare), Read(Kind.SERVICE, json.loads(json.dumps(bare)))])
    row = session.scalars(select(LocalSourceRow)).one()
    assert row.body["id"] == row.hsds_id
    assert row.notes[0] == "It has no id of its own: known by name and postcode."


def test_nothing_is_kept_of_a_file_that_is_refused_in_its_middle(session: Session, actor: Actor) -> None:
    def broken() -> object:
        yield from (Read(Kind.SERVICE, {"id": f"s{number}", "name": "Other"}) for number in range(300))
        raise FileRefused

    with pytest.raises(FileRefused):
        stage(session, actor, ORIGIN, broken())  # type: ignore[arg-type]  # it yields
    with pytest.raises(FileRefused):
        stage(session, actor, ORIGIN, [])
    assert session.scalars(select(LocalSource.id)).all() == []
    assert session.scalars(select(LocalSourceRow.id)).all() == []
