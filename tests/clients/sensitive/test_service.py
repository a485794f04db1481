"""Keeping and taking away an answer, and what a service asks."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from linkdesk.clients.sensitive import queries
from linkdesk.clients.sensitive.rules import KeepAnswer
from linkdesk.clients.sensitive.rules import Said
from linkdesk.clients.sensitive.rules import Topic
from linkdesk.clients.sensitive.service import choose_topics
from linkdesk.clients.sensitive.service import keep_answer
from linkdesk.clients.sensitive.service import remove_answer
from linkdesk.clients.service import add_client
from linkdesk.record.audit import verify
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import Actor
from tests.data import people

RELIGION = frozenset({Topic.RELIGION})


@pytest.fixture
def client(session: Session, actor: Actor) -> uuid.UUID:
    return add_client(session, actor, people.new_client(1))


def answer(client: uuid.UUID, version: int = 0) -> KeepAnswer:
    return KeepAnswer(client_id=client, topic=Topic.RELIGION, version=version, said=Said.TOLD, words="Quaker")


def test_an_answer_is_kept_changed_and_taken_away(session: Session, actor: Actor, client: uuid.UUID) -> None:
    choose_topics(session, actor, RELIGION, 0)
    keep_answer(session, actor, answer(client))
    choose_topics(session, actor, frozenset(), 1)
    keep_answer(session, actor, replace(answer(client, 1), said=Said.NOT_SAID, words=""))
    kept = queries.answer(session, client, Topic.RELIGION)
    assert kept is not None
    assert (kept.said, kept.words, kept.version) == (Said.NOT_SAID, "", 2)
    remove_answer(session, actor, client, Topic.RELIGION, 2)
    assert queries.answer(session, client, Topic.RELIGION) is None
    assert verify(session, b"k" * 32).faults == ()


def test_what_is_not_asked_cannot_be_answered(session: Session, actor: Actor, client: uuid.UUID) -> None:
    with pytest.raises(NotFound):
        keep_answer(session, actor, answer(client))
    with pytest.raises(NotFound):
        remove_answer(session, actor, client, Topic.RELIGION, 0)


def test_what_cannot_be_is_refused(session: Session, actor: Actor, client: uuid.UUID) -> None:
    choose_topics(session, actor, RELIGION, 0)
    with pytest.raises(RuleBroken, match="Nothing was changed"):
        keep_answer(session, actor, replace(answer(client), words=""))
    with pytest.raises(Stale):
        keep_answer(session, actor, answer(client, 3))
    with pytest.raises(Stale):
        choose_topics(session, actor, frozenset(), 0)
    stranger = Actor(worker_id=uuid.UUID(int=8), organisation_id=uuid.UUID(int=9))
    for who, whom in ((actor, uuid.UUID(int=77)), (stranger, client)):
        with pytest.raises(NotFound):
            keep_answer(session, who, answer(whom))
    assert queries.answer(session, client, Topic.RELIGION) is None
