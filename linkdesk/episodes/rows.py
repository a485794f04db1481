"""An episode's row for a verb: found below its client, at the version that was seen, open, of somebody who lives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import time
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import select

from linkdesk.clients.queries import client_record
from linkdesk.episodes.choices import EventKind
from linkdesk.episodes.choices import Outcome
from linkdesk.episodes.models import Episode
from linkdesk.episodes.models import EpisodeEvent
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

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


@dataclass(frozen=True)
class Tried:
    """One try to reach the person: the day, and whether somebody spoke with them."""

    on: date
    spoke: bool


def count_try(row: Episode, tried: Tried) -> None:
    """Count a try to reach the person; the first word with them is the first contact. Later ones change nothing."""
    if not _counts(row, tried):
        return
    row.tries += 1
    row.last_try_on = max(row.last_try_on or tried.on, tried.on)
    if tried.spoke:
        row.first_contact_on = min(row.first_contact_on or tried.on, tried.on)


def correct_try(work: Work, row: Episode, before: Tried | None, after: Tried | None, others: Iterable[Tried]) -> None:
    """Put right what a try said that was written wrongly; `others` are the tries that stand in no event."""
    if before == after:
        return
    events, elsewhere = _tries_of(work, row), list(others)
    known = [*events, *elsewhere, *([after] if after else [])]
    counted = sum(_counts(row, each) for each in [*elsewhere, *([before] if before else [])])
    if before is not None and before.spoke and row.first_contact_on == before.on:
        row.first_contact_on = min((each.on for each in known if each.spoke), default=None)
    if after is not None and after.spoke and _counts(row, after):
        row.first_contact_on = after.on
    row.tries += sum(_counts(row, each) for each in [*elsewhere, *([after] if after else [])]) - counted
    row.last_try_on = max((each.on for each in known if each in events or _counts(row, each)), default=None)


def _counts(row: Episode, tried: Tried) -> bool:
    """Say whether it was a try to reach them: up to the first word with them every contact is one."""
    return row.first_contact_on is None or tried.on <= row.first_contact_on


def _tries_of(work: Work, row: Episode) -> list[Tried]:
    wanted = (EpisodeEvent.episode_id == row.id, EpisodeEvent.kind == EventKind.ATTEMPT)
    return [
        Tried(each.on, each.outcome is Outcome.SPOKE)
        for each in work.session.scalars(select(EpisodeEvent).where(*wanted))
    ]
