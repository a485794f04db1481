"""The revision of episodes adds its tables beside the clients there are, and goes back without losing one."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import Engine
from sqlalchemy import inspect
from sqlalchemy.orm import Session

from linkdesk.clients.rules import AddClient
from linkdesk.clients.service import add_client
from linkdesk.episodes.choices import Source
from linkdesk.episodes.queries import episodes_of
from linkdesk.episodes.rules import ReceiveReferral
from linkdesk.episodes.service import receive_referral
from linkdesk.record import migrate
from linkdesk.record.migrations.versions import r0002_episodes as revision
from linkdesk.record.session import Actor

TABLES = {"episode", "episode_event", "owed_message", "waiting_targets"}


def referred(engine: Engine, actor: Actor, client_id: uuid.UUID) -> None:
    with Session(engine) as session:
        command = ReceiveReferral(
            client_id=client_id, source=Source.GP, received_on=date(2026, 11, 20), reason="Lonely"
        )
        receive_referral(session, actor, command)
        assert [episode.reason for episode in episodes_of(session, client_id)] == ["Lonely"]


def test_up_down_and_up_again_with_people_in_it(engine: Engine, actor: Actor) -> None:
    with Session(engine) as session:
        client_id = add_client(
            session, actor, AddClient(given_name="Ann", family_name="Example", birth_date=date(1956, 3, 27))
        )
    referred(engine, actor, client_id)
    migrate.downgrade(engine, revision.down_revision)
    assert not TABLES & set(inspect(engine).get_table_names())
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT given_name FROM client").scalars().all() == ["Ann"]
    migrate.upgrade(engine)
    assert set(inspect(engine).get_table_names()) >= TABLES
    referred(engine, actor, client_id)
