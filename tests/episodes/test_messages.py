"""Who is owed a message, once each, and not about an end that is none any more."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy.orm import Session

from linkdesk.episodes.choices import MessageTo
from linkdesk.episodes.choices import MessageWhy
from linkdesk.episodes.choices import SentHow
from linkdesk.episodes.choices import Source
from linkdesk.episodes.messages import call_off
from linkdesk.episodes.messages import owe
from linkdesk.episodes.messages import owed_to
from linkdesk.episodes.models import Episode
from linkdesk.episodes.queries import messages_of
from linkdesk.episodes.service import receive_referral
from linkdesk.record.session import Actor
from linkdesk.record.session import unit_of_work
from tests.episodes.conftest import TODAY
from tests.episodes.conftest import referral

REFERRER, GP = MessageTo.REFERRER, MessageTo.GP


@pytest.mark.parametrize(
    ("source", "why", "to"),
    [
        (Source.COUNCIL, MessageWhy.ACCEPTED, (REFERRER,)),
        (Source.COUNCIL, MessageWhy.CLOSED, (REFERRER, GP)),
        (Source.GP, MessageWhy.CLOSED, (REFERRER,)),
        (Source.SELF, MessageWhy.DECLINED, ()),
        (Source.FAMILY, MessageWhy.CLOSED, (GP,)),
    ],
)
def test_who_waits_for_a_message(source: Source, why: MessageWhy, to: tuple[MessageTo, ...]) -> None:
    assert owed_to(source, why) == to


def test_a_message_is_owed_once_and_called_off_when_the_work_goes_on(
    session: Session, actor: Actor, client_id: uuid.UUID
) -> None:
    episode_id = receive_referral(session, actor, referral(client_id))
    for _ in range(2):
        with unit_of_work(session, actor, "owe") as work:
            row = work.session.get_one(Episode, episode_id)
            owe(work, row, MessageWhy.ACCEPTED, TODAY)
            owe(work, row, MessageWhy.CLOSED, TODAY)
    owed = messages_of(session, episode_id)
    assert {(each.why, each.how_words) for each in owed} == {(MessageWhy.ACCEPTED, ""), (MessageWhy.CLOSED, "")}
    assert len(owed) == 2
    with unit_of_work(session, actor, "call_off") as work:
        call_off(work, work.session.get_one(Episode, episode_id), TODAY)
    by_why = {each.why: each for each in messages_of(session, episode_id)}
    assert by_why[MessageWhy.ACCEPTED].settled_on is None
    assert (by_why[MessageWhy.CLOSED].how, by_why[MessageWhy.CLOSED].how_words) == (SentHow.NOT_SENT, "Not sent")
