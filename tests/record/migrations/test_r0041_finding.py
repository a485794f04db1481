"""Revision 0041 makes the index; the services stay, up and down, and the next unlock fills it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import inspect
from sqlalchemy import text
from sqlalchemy.orm import Session

from linkdesk.desk.search.service import bring_up_to_date
from linkdesk.record import migrate
from linkdesk.services import queries
from linkdesk.services import service
from linkdesk.services.finding.queries import Asked
from linkdesk.services.finding.queries import find
from tests.services.samples import GARDEN

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from linkdesk.record.session import Actor


def test_the_index_goes_and_comes_back_full(engine: Engine, session: Session, actor: Actor) -> None:
    service.add_service(session, actor, GARDEN)
    before = queries.services(session)
    session.close()
    migrate.downgrade(engine, "0039")
    with engine.connect() as connection:
        assert not {"service_search", "service_words", "local_postcode"} & set(inspect(connection).get_table_names())
        assert (
            connection.execute(
                text("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'due%'")
            ).scalar()
            == 0
        )
    migrate.upgrade(engine)
    with Session(engine) as again:
        assert queries.services(again) == before
        assert find(again, Asked(what="garden")).hits == ()
        assert bring_up_to_date(again)
        assert [each.record.name for each in find(again, Asked(what="garden")).hits] == [GARDEN.name]
