"""One answer a topic, in a table whose words the history never shows."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from linkdesk.clients.sensitive.models import SensitiveFact
from linkdesk.clients.sensitive.rules import Said
from linkdesk.clients.sensitive.rules import Topic
from linkdesk.clients.service import add_client
from linkdesk.desk.history.rules import row_of
from linkdesk.record.session import Actor
from linkdesk.record.session import unit_of_work
from tests.data import people


def fact(client: uuid.UUID) -> SensitiveFact:
    return SensitiveFact(client_id=client, topic=Topic.RELIGION, said=Said.TOLD, choice="", words="Quaker")


def test_a_second_answer_to_one_topic_is_refused(session: Session, actor: Actor) -> None:
    client = add_client(session, actor, people.new_client(1))
    with pytest.raises(IntegrityError), unit_of_work(session, actor, "test") as work:
        work.session.add_all([fact(client), fact(client)])
        work.session.flush()


def test_the_history_says_that_and_never_what() -> None:
    shown = row_of(SensitiveFact.__tablename__, {"words": (None, "Quaker"), "topic": (None, "religion")}, {})
    assert (shown.name, shown.fields) == ("Sensitive answer", ())
