"""One referral that stands here twice: several are open, or one was closed as a double and the other one is gone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkdesk.episodes.choices import CloseReason

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from linkdesk.episodes.rules import EpisodeRecord

ENOUGH = 2
"""So many open referrals of one person, and it is worth a question."""


@dataclass(frozen=True)
class Twice:
    """What is to be said about the referrals of one person; nothing in most cases.

    `doubles` are those closed as the same referral twice; `alone` is one of them beside which no other was open,
    as after two records were taken apart again: nobody goes on with it.
    """

    client_id: UUID
    still_open: int = 0
    doubles: int = 0
    alone: EpisodeRecord | None = None

    @property
    def ask(self) -> bool:
        """Say whether it is to be asked if two are one."""
        return self.still_open >= ENOUGH


def twice(client_id: UUID, episodes: Iterable[EpisodeRecord]) -> Twice:
    """Return what is to be said about these referrals of one person."""
    every = tuple(episodes)
    doubles = tuple(each for each in every if each.close_reason is CloseReason.TWICE)
    return Twice(
        client_id=client_id,
        still_open=sum(each.is_open for each in every),
        doubles=len(doubles),
        alone=next((each for each in doubles if not any(_went_on(other, each) for other in every)), None),
    )


def _went_on(other: EpisodeRecord, double: EpisodeRecord) -> bool:
    """Say whether another referral went on when a double was closed; two doubles do not stand in for each other."""
    if other.id == double.id or other.close_reason is CloseReason.TWICE or double.closed_on is None:
        return False
    return other.closed_on is None or other.closed_on >= double.closed_on
