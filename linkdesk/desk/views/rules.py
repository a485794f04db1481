"""What a saved view keeps: whose people, which stage, in which order. Never words that were searched for; pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from linkdesk.episodes.stages import STAGE_WORDS
from linkdesk.episodes.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME_LENGTH = 40
WHOSE_LENGTH = 36
STAGE_LENGTH = 20
KEYS = 9
"""So many views have a key of their own, 1 to 9."""
MINE, EVERYONE, UNREFERRED = "mine", "everyone", "no-referral"
"""What an address says about whose people are shown, and about those who came without a referral."""


class Sort(StrEnum):
    """In which order the lines stand."""

    NAME = "name"
    OLDEST = "oldest"
    NEWEST = "newest"


SORT_WORDS = {
    Sort.NAME: "By name",
    Sort.OLDEST: "Referred longest ago first",
    Sort.NEWEST: "Referred last first",
}


@dataclass(frozen=True)
class Showing:
    """What the caseload shows; `whose` is one's own, everyone's, or the id of a worker."""

    whose: str = MINE
    stage: str = ""
    sort: Sort = Sort.NAME

    @property
    def fields(self) -> dict[str, str]:
        """As an address says it."""
        return {"whose": self.whose, "stage": self.stage, "sort": self.sort.value}


def showing(asked: Mapping[str, str]) -> Showing:
    """Return what an address asks for; anything that it should not hold means the usual."""
    whose, stage, sort = (asked.get(name, "") for name in ("whose", "stage", "sort"))
    return Showing(
        whose if whose == EVERYONE or _is_id(whose) else MINE,
        stage if stage == UNREFERRED or stage in set(Stage) else "",
        Sort(sort) if sort in set(Sort) else Sort.NAME,
    )


def words(shown: Showing, names: Mapping[UUID, str]) -> str:
    """Say what is shown, like "Mine, all that go on, by name"; `names` are those of the workers."""
    if shown.stage == UNREFERRED:
        return f"No referral yet, {_small(SORT_WORDS[shown.sort])}"
    ready = {MINE: "Mine", EVERYONE: "Everyone’s"}
    whose = ready.get(shown.whose) or names.get(UUID(shown.whose), "A worker who is not known here")
    stage = STAGE_WORDS[Stage(shown.stage)] if shown.stage else "All that go on"
    return f"{whose}, {_small(stage)}, {_small(SORT_WORDS[shown.sort])}"


@dataclass(frozen=True)
class KeepView:
    """Keep what is shown under a name, for oneself or for the team; `first` opens the caseload with it."""

    name: str
    showing: Showing
    shared: bool = False
    first: bool = False


@dataclass(frozen=True)
class ChangeView:
    """Give a view another name, or share it or no longer; `version` is the one that the worker saw."""

    view_id: UUID
    version: int
    name: str
    shared: bool


@dataclass(frozen=True, kw_only=True)
class ViewRecord:
    """One view as a worker sees it."""

    id: UUID
    version: int
    name: str
    showing: Showing
    shared: bool
    owner: str
    """Whose view it is, by name; empty for one's own."""
    first: bool
    may_change: bool
    words: str


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
