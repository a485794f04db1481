"""Keeping and taking away an answer, and what a service asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.clients.models import Client
from linkdesk.clients.sensitive import queries
from linkdesk.clients.sensitive import rules
from linkdesk.clients.sensitive.models import SensitiveFact
from linkdesk.clients.sensitive.models import SensitiveSetting
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.clients.sensitive.rules import KeepAnswer
    from linkdesk.clients.sensitive.rules import Topic
    from linkdesk.record.session import Actor
    from linkdesk.record.session import Work


def keep_answer(session: Session, actor: Actor, command: KeepAnswer) -> None:
    """Keep what the client said about a topic that the service asks.

    Raises:
        NotFound: there is no such client, or the service does not ask this and never did.
        Stale: someone saved the answer after the page was opened.
        RuleBroken: it is no answer; nothing was changed.
    """
    try:
        rules.check(command)
    except ValueError as refusal:
        raise RuleBroken(f"{refusal} Nothing was changed.") from None
    with unit_of_work(session, actor, "keep_sensitive_answer") as work:
        row = _row(work, actor, command.client_id, command.topic, command.version)
        if row is None:
            asked, _version = queries.setting(work.session, actor.organisation_id)
            if command.topic not in asked:
                raise NotFound
            row = SensitiveFact(id=work.new_id(), client_id=command.client_id, topic=command.topic)
            work.session.add(row)
        row.said, row.choice, row.words = command.said, command.choice, command.words
        row.started_on, row.ended_on = command.started_on, command.ended_on


def remove_answer(session: Session, actor: Actor, client_id: UUID, topic: Topic, version: int) -> None:
    """Take away what the client said about a topic.

    Raises:
        NotFound: there is no such answer.
        Stale: someone saved the answer after the page was opened.
    """
    with unit_of_work(session, actor, "remove_sensitive_answer") as work:
        row = _row(work, actor, client_id, topic, version)
        if row is None:
            raise NotFound
        work.session.delete(row)


def choose_topics(session: Session, actor: Actor, asked: frozenset[Topic], version: int) -> None:
    """Keep which topics the service asks; answers that are there stay until they are taken away.

    Raises:
        Stale: someone saved the setting after the page was opened.
    """
    with unit_of_work(session, actor, "choose_sensitive_topics") as work:
        row = work.session.get(SensitiveSetting, actor.organisation_id)
        if version != (row.version if row else 0):
            raise Stale
        if row is None:
            row = SensitiveSetting(id=actor.organisation_id)
            work.session.add(row)
        row.asked = sorted(topic.value for topic in asked)


def _row(work: Work, actor: Actor, client_id: UUID, topic: Topic, version: int) -> SensitiveFact | None:
    client = work.session.get(Client, client_id)
    if client is None or client.organisation_id != actor.organisation_id:
        raise NotFound
    row = work.session.scalar(
        select(SensitiveFact).where(SensitiveFact.client_id == client_id, SensitiveFact.topic == topic)
    )
    if version != (row.version if row else 0):
        raise Stale
    return row
