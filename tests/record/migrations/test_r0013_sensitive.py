"""The revision of sensitive answers adds its tables beside the clients there are, and goes back without losing one."""

from __future__ import annotations

from sqlalchemy import Engine
from sqlalchemy import inspect
from sqlalchemy.orm import Session

from linkdesk.clients.sensitive import queries
from linkdesk.clients.sensitive.rules import KeepAnswer
from linkdesk.clients.sensitive.rules import Said
from linkdesk.clients.sensitive.rules import Topic
from linkdesk.clients.sensitive.service import choose_topics
from linkdesk.clients.sensitive.service import keep_answer
from linkdesk.clients.service import add_client
from linkdesk.record import migrate
from linkdesk.record.migrations.versions import r0013_sensitive as revision
from linkdesk.record.session import Actor
from tests.data import people

TABLES = {"sensitive_fact", "sensitive_setting"}


def test_up_down_and_up_again_with_people_in_it(engine: Engine, actor: Actor) -> None:
    with Session(engine) as session:
        client = add_client(session, actor, people.new_client(1))
        choose_topics(session, actor, frozenset({Topic.RELIGION}), 0)
        command = KeepAnswer(client_id=client, topic=Topic.RELIGION, version=0, said=Said.TOLD, words="Quaker")
        keep_answer(session, actor, command)
    migrate.downgrade(engine, revision.down_revision)
    assert not TABLES & set(inspect(engine).get_table_names())
    migrate.upgrade(engine)
    with Session(engine) as session:
        assert queries.answer(session, client, Topic.RELIGION) is None
        assert queries.setting(session, actor.organisation_id) == (frozenset(), 0)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM client").scalar_one() == 1
