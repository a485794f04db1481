"""What the shelf knows of a form: its state, its files, the pictures a service chose for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from linkdesk.assessments.shelf.checks import Check

KEY = "shelf:"
"""Before the id of a file of the shelf, where else the key of a picture of the dictionary stands."""

OWN = "media/own-"
"""Before the name of a picture that a service chose, in a package that LinkDesk made."""

FILE_NAME_LENGTH = 200
WORDS_LENGTH = 150

ROLES = ("team lead", "administrator")
"""Who may bring in forms and choose their pictures; the words are those of the team room."""

WAITS = "This form was not looked at yet. Nothing was changed. Look at it, then use it."
HERE = "This form is here already, in this version, and waits. Nothing was changed."
SAY_WHAT = f"Say in up to {WORDS_LENGTH} characters what the picture shows. Nothing was kept."
SHOWN = "This picture stands in a form or beside an answer on record, so it stays. Nothing was changed."


class ShelfState(StrEnum):
    """Where a form stands: brought in and not looked at yet, offered for talks, or put away."""

    WAITING = "waiting"
    USED = "in use"
    AWAY = "put away"


class FileKind(StrEnum):
    """What a file of a form is."""

    PICTURE = "picture"
    SOUND = "sound"
    FILM = "film"
    LOGO = "logo"
    PACK = "picture of a pack"


APART = frozenset({FileKind.LOGO, FileKind.PACK})
"""These belong to the service and stand beside no question of a form by themselves."""


@dataclass(frozen=True)
class Offer:
    """A form that a talk can be started with."""

    url: str
    title: str
    description: str


@dataclass(frozen=True)
class ShelfFile:
    """A picture, sound or film that is kept; `name` is its name in the package, `words` say what is to be seen."""

    id: UUID
    kind: FileKind
    name: str
    media_type: str
    words: str = ""

    @property
    def key(self) -> str:
        """What stands beside a question instead of the key of a picture of the dictionary."""
        return f"{KEY}{self.id}"


@dataclass(frozen=True)
class Place:
    """A question of a form, or with `option` one of its answers."""

    link_id: str
    option: str = ""


@dataclass(frozen=True)
class Told:
    """What a worker is told when a form takes the place of another: with `place` or `tag`, what there is to do."""

    words: str
    place: Place | None = None
    tag: str = ""


@dataclass(frozen=True)
class Spot:
    """A question or an answer of a form, in the order of the form, with the picture that stands beside it now.

    `question` is the number of the page it stands on; `written` is the picture that the form itself has there.
    """

    number: int
    place: Place
    words: str
    picture: str | None
    is_chosen: bool
    question: int = 0
    written: str | None = None


NO_PICTURE = "no-picture"
"""Chosen beside an answer: none stands there, whatever the form has. A question always keeps one, as easy read asks."""


@dataclass(frozen=True)
class ChoosePicture:
    """Put a picture beside a question or an answer; an empty key takes back what the service chose."""

    form_id: UUID
    number: int
    picture: str
    version: int


@dataclass(frozen=True)
class ShelfEntry:
    """One form of the shelf without its words."""

    id: UUID
    url: str
    form_version: str
    title: str
    description: str
    language: str
    state: ShelfState
    licence: str
    notes: tuple[str, ...]
    pictures: dict[Place, str]
    checks: tuple[Check, ...]
    carried: tuple[Told, ...]
    size: int
    created_at: datetime
    version: int


def file_id_of(key: str | None) -> str:
    """Return the id in the key of a file of the shelf, or nothing for any other key."""
    return key.removeprefix(KEY) if key and key.startswith(KEY) else ""
