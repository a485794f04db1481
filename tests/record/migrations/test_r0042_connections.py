"""Revision 0042 brings connections and what is missing; people and services stay, up and down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import inspect

from linkdesk.clients.queries import client_record
from linkdesk.connections.gaps.queries import gaps_of
from linkdesk.connections.gaps.rules import Need
from linkdesk.connections.gaps.rules import NoteGap
from linkdesk.connections.gaps.service import note_gap
from linkdesk.connections.queries import connections_of
from linkdesk.record import migrate
from linkdesk.services.queries import service_record
from tests.connections.samples import begin
from tests.connections.samples import garden
from tests.connections.samples import person

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_people_and_services_stay_when_it_goes_down_and_up(engine: Engine, session: Session, actor: Actor) -> None:
    who, service_id = person(session, actor), garden(session, actor)
    begin(session, actor, who, service_id=service_id)
    note_gap(session, actor, NoteGap(who, Need.FOOD))
    session.close()
    migrate.downgrade(engine, "0041")
    gone = {"connection", "connection_event", "connection_barrier", "unmet_need"}
    assert not gone & set(inspect(engine).get_table_names())
    assert (client_record(session, who).id, service_record(session, service_id).id) == (who, service_id)
    session.close()
    migrate.upgrade(engine)
    assert (connections_of(session, who), gaps_of(session, who)) == ((), ())
