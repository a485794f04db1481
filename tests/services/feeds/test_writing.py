"""Rows of services that others publish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.record.session import unit_of_work
from linkdesk.services import queries as directory
from linkdesk.services.feeds import joining
from linkdesk.services.feeds.said import said_of
from linkdesk.services.feeds.writing import is_used
from linkdesk.services.feeds.writing import take_away
from linkdesk.services.feeds.writing import write_parts
from linkdesk.services.models import LocalLocation
from linkdesk.services.models import LocalPhone
from linkdesk.services.rules import AddService
from linkdesk.services.service import Organizations
from linkdesk.services.service import add_service
from tests.services.feeds.samples import CHOIR
from tests.services.samples import GARDEN

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_parts_are_written_over_a_service_that_knew_nothing(session: Session, actor: Actor) -> None:
    bare = add_service(session, actor, AddService(name="Bare"))
    for parts in (said_of(CHOIR).parts, {**said_of({"name": "Bare"}).parts, "latitude": 50.0, "longitude": 0.0}):
        with unit_of_work(session, actor, "import_local_services") as work:
            write_parts(work, directory.service_record(session, bare), parts, Organizations(work))
        assert joining.parts_of(directory.service_record(session, bare)) == parts


def test_a_point_on_the_map_alone_makes_a_place(session: Session, actor: Actor) -> None:
    bare = add_service(session, actor, AddService(name="Bare"))
    parts = {**said_of({"name": "Bare"}).parts, "latitude": 50.0, "longitude": 0.0}
    with unit_of_work(session, actor, "import_local_services") as work:
        write_parts(work, directory.service_record(session, bare), parts, Organizations(work))
    assert directory.service_record(session, bare).latitude == 50.0


def test_a_service_goes_with_all_rows_of_its_own(session: Session, actor: Actor) -> None:
    garden, other = add_service(session, actor, GARDEN), add_service(session, actor, GARDEN)
    assert not is_used(session, garden)
    with unit_of_work(session, actor, "undo_local_import") as work:
        take_away(work, garden)
    assert [each.id for each in directory.services(session)] == [other]
    assert len(session.scalars(select(LocalPhone.id)).all()) == 2
    assert len(session.scalars(select(LocalLocation.id)).all()) == 1
