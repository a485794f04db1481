"""An episode's row for a verb: found below its client, at the version that was seen, open, of somebody who lives."""

from __future__ import annotations

from datetime import datetime
from datetime import time
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import select

from linkdesk.clients.queries import client_record
from linkdesk.episodes.models import Episode
from linkdesk.episodes.models import EpisodeEvent
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from linkdesk.episodes.choices import EventKind
    from linkdesk.episodes.rules import OnEpisode
    from linkdesk.record.session import Work


def counted_from(work: Work, client_id: UUID, received_on: date) -> datetime:
    """Return the moment from which talks and plans count: the start of the day, or now where another ended that day."""
    ended = select(Episode.id).where(Episode.client_id == client_id, Episode.closed_on >= received_on)
    if work.session.scalars(ended.limit(1)).first() is not None:
        return work.now
    return datetime.combine(received_on, time.min).astimezone()


def open_row(work: Work, command: OnEpisode) -> Episode:
    """Return an episode that goes on; what has ended is opened again first."""
    row = found_row(work, command.client_id, command.episode_id, command.version)
    if row.closed_on is not None:
        raise RuleBroken("This referral is closed. Nothing was changed. Open it again first.")
    return row


def living_row(work: Work, command: OnEpisode) -> Episode:
    """Return an episode that goes on, of somebody who lives: the dead are not phoned, visited or written about."""
    row = open_row(work, command)
    if client_record(work.session, row.client_id).is_deceased:
        raise RuleBroken("This person has died. Nothing was changed. Close the referral.")
    return row


def found_row(work: Work, client_id: UUID, episode_id: UUID, version: int) -> Episode:
    """Return an episode of this client that nobody saved since the page was opened."""
    row = work.session.get(Episode, episode_id)
    if row is None or row.client_id != client_id or row.organisation_id != work.actor.organisation_id:
        raise NotFound
    if row.version != version:
        raise Stale
    return row


def note(work: Work, row: Episode, kind: EventKind, on: date, **more: Any) -> None:
    """Add a line to what happened."""
    given = {"words": ""} | more
    work.session.add(EpisodeEvent(client_id=row.client_id, episode_id=row.id, kind=kind, on=on, **given))


def day_of(work: Work) -> date:
    """Return the day of this work where the worker is."""
    return work.now.astimezone().date()
