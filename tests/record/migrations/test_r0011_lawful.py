"""The revision of the lawful basis takes only its own table away, and a service begins with the usual words again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from linkdesk.organisation.lawful.queries import lawful
from linkdesk.organisation.lawful.rules import USUAL
from linkdesk.organisation.lawful.rules import ChangeLawful
from linkdesk.organisation.lawful.service import change_lawful
from linkdesk.organisation.queries import organisation
from linkdesk.record import migrate
from tests.exchange import record

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from linkdesk.record.session import Actor

BEFORE = "0010"


def test_the_service_stays_when_it_goes_down_and_up(engine: Engine, session: Session, actor: Actor) -> None:
    record.start(session, actor)
    change_lawful(session, actor, ChangeLawful(0, {}))
    assert lawful(session, actor.organisation_id).version == 1
    session.close()
    migrate.downgrade(engine, BEFORE)
    migrate.upgrade(engine)
    with Session(engine) as again:
        assert organisation(again, actor.organisation_id).name == record.SERVICE
        found = lawful(again, actor.organisation_id)
    assert (found.version, found.bases) == (0, USUAL)
