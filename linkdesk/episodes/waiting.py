"""How long somebody waited and whether that is late, in words; when to stop trying and what is safe then."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from linkdesk.episodes.choices import PRIVATE_SOURCES
from linkdesk.episodes.choices import Decision
from linkdesk.settings import Waiting

if TYPE_CHECKING:
    from datetime import date

    from linkdesk.episodes.rules import EpisodeRecord

_DEFAULTS = Waiting()


@dataclass(frozen=True)
class Targets:
    """How long people may wait at this service, in days, and after how many tries to think again."""

    accept_days: int = _DEFAULTS.accept_days
    contact_days: int = _DEFAULTS.contact_days
    tries: int = _DEFAULTS.tries
    reopen_days: int = _DEFAULTS.reopen_days
    version: int = 0


def check_targets(targets: Targets, bounds: Waiting) -> None:
    """Refuse what lies outside the bounds.

    Raises:
        ValueError: one plain sentence for the worker.
    """
    days = (targets.accept_days, targets.contact_days)
    if not all(bounds.days_least <= each <= bounds.days_most for each in days):
        raise ValueError(f"Set the days from {bounds.days_least} to {bounds.days_most}.")
    if not bounds.tries_least <= targets.tries <= bounds.tries_most:
        raise ValueError(f"Set the tries from {bounds.tries_least} to {bounds.tries_most}.")
    if not 0 <= targets.reopen_days <= bounds.reopen_most:
        raise ValueError(f"Set the days to open again from 0 to {bounds.reopen_most}.")


@dataclass(frozen=True)
class Wait:
    """How long one step took, or takes so far."""

    days: int
    over: int
    words: str

    @property
    def late(self) -> bool:
        """Say whether it is longer than the service allows."""
        return self.over > 0


def days(number: int) -> str:
    """Return "1 day" or "5 days"."""
    return f"{number} day{'' if number == 1 else 's'}"


def to_decision(episode: EpisodeRecord, targets: Targets, today: date) -> Wait:
    """Return how long the referral waited to be accepted; an asked question does not stop the clock."""
    accepted = episode.decided_on if episode.decision is Decision.ACCEPTED else None
    return _wait(episode, accepted, targets.accept_days, today, "Accepted", "for a decision")


def to_contact(episode: EpisodeRecord, targets: Targets, today: date) -> Wait:
    """Return how long the person waited to be spoken with."""
    return _wait(episode, episode.first_contact_on, targets.contact_days, today, "First contact", "for first contact")


def _wait(episode: EpisodeRecord, done: date | None, most: int, today: date, done_words: str, wait_words: str) -> Wait:
    """Count from the day received to the day done, the end, or today, and say it in words."""
    until = done or episode.closed_on or today
    count = max(0, (until - episode.received_on).days)
    over = max(0, count - most)
    if done:
        said = f"{done_words} after {days(count)}" if count else f"{done_words} on the day"
    elif episode.closed_on:
        said = f"Closed after {days(count)}"
    else:
        said = f"Waiting {days(count)} {wait_words}" if count else f"Received today, waiting {wait_words}"
    return Wait(count, over, f"{said}. Late by {days(over)}." if over else f"{said}.")


class SafeStep(StrEnum):
    """What is offered when somebody could not be reached; nothing of it happens by itself."""

    LETTER = "letter"
    TELL_REFERRER = "tell-referrer"
    CLOSE = "close"


def safe_steps(episode: EpisodeRecord, targets: Targets) -> tuple[SafeStep, ...]:
    """Return what is offered after the settable number of tries; nothing before, or once somebody spoke with them."""
    if not episode.is_open or episode.first_contact_on or episode.tries < targets.tries:
        return ()
    steps = (SafeStep.LETTER, SafeStep.TELL_REFERRER, SafeStep.CLOSE)
    private = episode.source in PRIVATE_SOURCES
    return tuple(step for step in steps if not (private and step is SafeStep.TELL_REFERRER))


def may_reopen(episode: EpisodeRecord, targets: Targets, today: date) -> bool:
    """Say whether the same episode is opened again; after that a new one begins that points to it."""
    return episode.closed_on is not None and (today - episode.closed_on).days <= targets.reopen_days
