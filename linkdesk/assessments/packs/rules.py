"""What a picture pack is: which idea has which picture, what it shows and whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from linkdesk.easyread.pictures import is_own

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

NAME_LENGTH = 80
WORDS_LENGTH = 150
IDEA_LENGTH = 48
"""An idea of the service's own, as it lies beside a sentence of a plan."""
CREDIT_LENGTH = 120
CREDITS_SHOWN = 4
"""So many different credits stand on one print; a page of names would be no easy read."""

ROLES = ("team lead", "administrator")
"""Who may bring packs in; the words are those of the team room."""

SAY_NAME = f"Say in up to {NAME_LENGTH} characters what the pack is called. Nothing was brought in."
SAME_NAME = (
    "There is a pack with this name already. Nothing was brought in. Take the old one away, or choose another name."
)


class PackState(StrEnum):
    """Whether the pictures of a pack are shown, or LinkDesk's own again."""

    USED = "in use"
    AWAY = "put away"


@dataclass(frozen=True)
class PackPicture:
    """One picture: the idea it stands for (a key of the picture dictionary), what it shows, whose it is."""

    idea: str
    words: str
    credit: str
    file_id: UUID
    media_type: str


@dataclass(frozen=True)
class Pack:
    """One pack with its pictures by idea."""

    id: UUID
    name: str
    state: PackState
    pictures: tuple[PackPicture, ...]
    created_at: datetime


def shown_by(packs: Iterable[Pack]) -> dict[str, PackPicture]:
    """Return which picture is shown for each idea: of packs in use that have one, the newest wins."""
    used = sorted((each for each in packs if each.state is PackState.USED), key=lambda each: each.created_at)
    return {one.idea: one for each in used for one in each.pictures}


def own_ideas(pictures: Iterable[PackPicture]) -> tuple[tuple[str, str], ...]:
    """Return key and words of the ideas that are the service's own, in the order of their words."""
    return tuple(sorted(((one.idea, one.words) for one in pictures if is_own(one.idea)), key=lambda each: each[1]))


def credits_of(pictures: Iterable[PackPicture]) -> tuple[str, ...]:
    """Return whose the pictures are, each once, the first few."""
    return tuple(dict.fromkeys(one.credit for one in pictures))[:CREDITS_SHOWN]
