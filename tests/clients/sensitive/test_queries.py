"""Reading what a service asks and what a client said."""

from __future__ import annotations

from sqlalchemy.orm import Session

from linkdesk.clients.sensitive import queries
from linkdesk.clients.sensitive.rules import KeepAnswer
from linkdesk.clients.sensitive.rules import Said
from linkdesk.clients.sensitive.rules import Topic
from linkdesk.clients.sensitive.service import choose_topics
from linkdesk.clients.sensitive.service import keep_answer
from linkdesk.clients.service import add_client
from linkdesk.record.session import Actor
from tests.data import people


def test_nothing_is_asked_until_a_service_chooses(session: Session, actor: Actor) -> None:
    client = add_client(session, actor, people.new_client(1))
    assert queries.setting(session, actor.organisation_id) == (frozenset(), 0)
    assert queries.lines(session, actor.organisation_id, client) == ()


def test_an_answer_is_read_by_its_topic_only(session: Session, actor: Actor) -> None:
    client = add_client(session, actor, people.new_client(1))
    choose_topics(session, actor, frozenset({Topic.RELIGION, Topic.DRUGS}), 0)
    command = KeepAnswer(client_id=client, topic=Topic.RELIGION, version=0, said=Said.TOLD, words="Quaker")
    keep_answer(session, actor, command)
    kept = queries.answer(session, client, Topic.RELIGION)
    assert kept is not None
    assert (kept.words, kept.version, kept.said) == ("Quaker", 1, Said.TOLD)
    assert queries.answer(session, client, Topic.DRUGS) is None
    assert [line.state for line in queries.lines(session, actor.organisation_id, client)] == ["Answered", "Not asked"]
