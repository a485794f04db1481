"""Which messages a step owes to whom, and how they are written down as owed, sent or not needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.clients.models import Client
from linkdesk.episodes.choices import PRIVATE_SOURCES
from linkdesk.episodes.choices import MessageTo
from linkdesk.episodes.choices import MessageWhy
from linkdesk.episodes.choices import SentHow
from linkdesk.episodes.choices import Source
from linkdesk.episodes.models import OwedMessageRow

if TYPE_CHECKING:
    from datetime import date

    from linkdesk.episodes.models import Episode
    from linkdesk.record.session import Work

CALLED_OFF = "Opened again before it was sent."


def owed_to(source: Source, why: MessageWhy) -> tuple[MessageTo, ...]:
    """Return who waits for a message: the referrer where it is a service, and at the end the GP too.

    A GP who referred is told once, as the referrer.
    """
    referrer = () if source in PRIVATE_SOURCES else (MessageTo.REFERRER,)
    gp = (MessageTo.GP,) if why is MessageWhy.CLOSED and source is not Source.GP else ()
    return (*referrer, *gp)


def owe(work: Work, row: Episode, why: MessageWhy, today: date) -> None:
    """Write down that messages are owed; one that is owed already is not owed twice, and none about the dead."""
    if work.session.scalar(select(Client.deceased_on).where(Client.id == row.client_id)) is not None:
        return
    waiting = set(
        work.session.scalars(
            select(OwedMessageRow.to).where(
                OwedMessageRow.episode_id == row.id, OwedMessageRow.why == why, OwedMessageRow.settled_on.is_(None)
            )
        )
    )
    for to in owed_to(row.source, why):
        if to not in waiting:
            work.session.add(
                OwedMessageRow(client_id=row.client_id, episode_id=row.id, to=to, why=why, owed_since=today, words="")
            )


def call_off(work: Work, row: Episode, today: date) -> None:
    """Take back what was to be sent about an end that is none any more."""
    ends = (MessageWhy.DECLINED, MessageWhy.PASSED_ON, MessageWhy.NOT_REACHED, MessageWhy.CLOSED)
    for message in work.session.scalars(
        select(OwedMessageRow).where(
            OwedMessageRow.episode_id == row.id, OwedMessageRow.why.in_(ends), OwedMessageRow.settled_on.is_(None)
        )
    ):
        message.settled_on = today
        message.how = SentHow.NOT_SENT
        message.words = CALLED_OFF
        message.settled_by = work.actor.worker_id
