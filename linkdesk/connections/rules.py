"""What a connection is, where it can stand, what may come next and when to ask; pure.

The kinds keep a signpost apart from a referral, as PRSB Social Prescribing Standard 1.1 does: “Signposting is in the
form of providing a person with the name of an organisation and their contact details (it is not a referral)”.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from linkdesk.record.errors import RuleBroken
from linkdesk.settings import Limits

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

LIMITS = Limits()
NAME_LENGTH = 120
SERVICE_LENGTH = 150
"""As PRSB has it for a service in free text."""
CONTACT_LENGTH = 150
"""As PRSB has it for the contact details of a signpost."""
REASON_LENGTH = 150
"""The same, for the reason in free text."""
TIME_LENGTH = 5
PLACE_LENGTH = 120
NOTE_LENGTH = 1000
MOST_BARRIERS = 20


class Kind(StrEnum):
    """How the person and the service come together."""

    SIGNPOST = "signpost"
    INTRODUCE = "introduce"
    REFER = "refer"
    ACCOMPANY = "accompany"


KIND_WORDS = {
    Kind.SIGNPOST: "Told about it",
    Kind.INTRODUCE: "Introduced",
    Kind.REFER: "Referred",
    Kind.ACCOMPANY: "Going there together",
}
KIND_BUTTONS = {
    Kind.INTRODUCE: "Introduce them",
    Kind.ACCOMPANY: "Go there with them",
    Kind.REFER: "Refer them",
    Kind.SIGNPOST: "Only tell them about it",
}
"""In this order on the page: of those who are merely told about a group few get there."""
NEEDS_YES = frozenset({Kind.INTRODUCE, Kind.REFER})
"""These tell the service who comes; a signpost stays with the person, and who goes along says nothing by that."""


class State(StrEnum):
    """Where a connection stands, in the order it usually goes."""

    SENT = "sent"
    ACCEPTED = "accepted"
    WAITING = "waiting"
    ATTENDED = "attended"
    GOING = "going"
    STOPPED = "stopped"
    REFUSED = "refused"


STATE_WORDS = {
    State.SENT: "Told or sent",
    State.ACCEPTED: "Accepted",
    State.WAITING: "On the waiting list",
    State.ATTENDED: "Went for the first time",
    State.GOING: "Still going",
    State.STOPPED: "Stopped",
    State.REFUSED: "Did not come about",
}
BEFORE = frozenset({State.SENT, State.ACCEPTED, State.WAITING})
"""Nobody has been there yet."""
OVER = frozenset({State.STOPPED, State.REFUSED})


class Said(StrEnum):
    """Who said no."""

    PERSON = "person"
    SERVICE = "service"


SAID_WORDS = {Said.PERSON: "The person said no", Said.SERVICE: "The service said no"}


class Barrier(StrEnum):
    """What stands in the way of getting there, or of going again."""

    NERVES = "nerves"
    TRAVEL = "travel"
    COST = "cost"
    TIMES = "times"
    ACCESS = "access"
    LANGUAGE = "language"
    HEALTH = "health"
    CARING = "caring"
    FORMS = "forms"
    FULL = "full"
    OTHER = "other"


BARRIER_WORDS = {
    Barrier.NERVES: "Going there alone, or nerves",
    Barrier.TRAVEL: "Getting there",
    Barrier.COST: "The cost",
    Barrier.TIMES: "The day or time",
    Barrier.ACCESS: "Steps, toilets, hearing or seeing",
    Barrier.LANGUAGE: "Language",
    Barrier.HEALTH: "Health",
    Barrier.CARING: "Looking after somebody",
    Barrier.FORMS: "Forms, phone or internet",
    Barrier.FULL: "It is full",
    Barrier.OTHER: "Something else",
}


@dataclass(frozen=True)
class Press:
    """One thing that can be noted next: the words of its button, the state, and who said no where somebody did."""

    key: str
    words: str
    state: State
    by: Said | None = None


_ASKED = {
    State.SENT: Press("asked", "Asked, nothing new", State.SENT),
    State.ACCEPTED: Press("asked", "Asked, nothing new", State.ACCEPTED),
    State.WAITING: Press("asked", "Still waiting", State.WAITING),
}
_YES = Press("accepted", "They have a place", State.ACCEPTED)
_WAIT = Press("waiting", "Waiting list", State.WAITING)
_WENT = Press("attended", "They went", State.ATTENDED)
_GOING = Press("going", "Still going", State.GOING)
_STOPPED = Press("stopped", "Stopped", State.STOPPED)
_NOT_THEM = Press("not-them", "They do not want it", State.REFUSED, Said.PERSON)
_NOT_THERE = Press("not-there", "The service said no", State.REFUSED, Said.SERVICE)
_AGAIN = Press("again", "Try it again", State.SENT)
_GO_AGAIN = Press("going", "They go again", State.GOING)

NEXT: dict[State, tuple[Press, ...]] = {
    State.SENT: (_WENT, _YES, _WAIT, _ASKED[State.SENT], _NOT_THEM, _NOT_THERE),
    State.ACCEPTED: (_WENT, _WAIT, _ASKED[State.ACCEPTED], _NOT_THEM, _NOT_THERE),
    State.WAITING: (_WENT, _YES, _ASKED[State.WAITING], _NOT_THEM, _NOT_THERE),
    State.ATTENDED: (_GOING, _STOPPED),
    State.GOING: (_GOING, _STOPPED),
    State.STOPPED: (_GO_AGAIN,),
    State.REFUSED: (_AGAIN,),
}
"""The whole table of what may follow what. Nobody stops before they went, and nobody goes for the first time twice."""


@dataclass(frozen=True)
class EventRecord:
    """One thing that was noted; taken back it stays, and counts no more."""

    id: UUID
    connection_id: UUID
    number: int
    state: State
    on: date
    by: Said | None
    note: str
    worker_id: UUID
    taken_back_on: date | None = None

    @property
    def words(self) -> str:
        """Say what was noted."""
        return SAID_WORDS[self.by] if self.by else STATE_WORDS[self.state]


@dataclass(frozen=True)
class BarrierRecord:
    """Something that stood in the way, and how it was solved."""

    id: UUID
    connection_id: UUID
    barrier: Barrier
    words: str
    solved: str
    noted_on: date
    version: int = 1


@dataclass(frozen=True, kw_only=True)
class StartConnection:
    """Bring a person and a service together. `service_id` is of the directory, else the service has only its name.

    `reason` is the need, goal or step it is for; `who_does` says who does what. A visit may have its day already.
    """

    client_id: UUID
    kind: Kind
    on: date
    service_id: UUID | None = None
    service_name: str = ""
    goal_id: UUID | None = None
    step_id: UUID | None = None
    reason: str = ""
    who_does: str = ""
    visit_on: date | None = None
    visit_time: str = ""
    visit_place: str = ""


@dataclass(frozen=True)
class NoteState:
    """Note what came next. `seen` is the number of the newest event on the page, so that nothing is noted twice."""

    client_id: UUID
    connection_id: UUID
    seen: int
    press: str
    on: date
    note: str = ""


@dataclass(frozen=True)
class TakeBack:
    """Say that the newest event was a mistake. Of the first one the whole connection was."""

    client_id: UUID
    connection_id: UUID
    event_id: UUID


@dataclass(frozen=True)
class KeepWords:
    """Keep what is agreed and what the person says: who does what, the first visit, feedback in their own words."""

    client_id: UUID
    connection_id: UUID
    version: int
    who_does: str = ""
    visit_on: date | None = None
    visit_time: str = ""
    visit_place: str = ""
    feedback: str = ""


@dataclass(frozen=True)
class NoteBarrier:
    """Note what stands in the way."""

    client_id: UUID
    connection_id: UUID
    barrier: Barrier
    words: str = ""
    solved: str = ""


@dataclass(frozen=True)
class SolveBarrier:
    """Write down how it was solved."""

    client_id: UUID
    barrier_id: UUID
    version: int
    solved: str


@dataclass(frozen=True, kw_only=True)
class ConnectionRecord:
    """A connection as every page, print and file reads it; events oldest first, those taken back too.

    `state` and `since` are None where even the first event was taken back.
    """

    id: UUID
    client_id: UUID
    version: int
    kind: Kind
    service_id: UUID | None
    service_name: str
    organization: str
    to_name: str
    contact: str
    episode_id: UUID | None
    goal_id: UUID | None
    step_id: UUID | None
    reason: str
    who_does: str
    visit_on: date | None
    visit_time: str
    visit_place: str
    feedback: str
    feedback_on: date | None
    state: State | None
    since: date | None
    worker_id: UUID
    events: tuple[EventRecord, ...] = ()
    barriers: tuple[BarrierRecord, ...] = ()

    @property
    def standing(self) -> tuple[EventRecord, ...]:
        """The events that count."""
        return tuple(each for each in self.events if each.taken_back_on is None)

    @property
    def seen(self) -> int:
        """The number of the newest event, counted or not."""
        return self.events[-1].number if self.events else 0

    @property
    def presses(self) -> tuple[Press, ...]:
        """What can be noted next."""
        return NEXT[self.state] if self.state else ()

    @property
    def state_words(self) -> str:
        """Where it stands, in words for the kind; who said no where somebody did."""
        if self.state is None:
            return "Noted by mistake"
        if self.state is State.SENT:
            return KIND_WORDS[self.kind]
        return self.standing[-1].words if self.state is State.REFUSED and self.standing else STATE_WORDS[self.state]

    @property
    def is_open(self) -> bool:
        """Say whether it is still followed."""
        return self.state is not None and self.state not in OVER

    @property
    def started_on(self) -> date | None:
        """The day of the first event that counts."""
        return self.standing[0].on if self.standing else None

    @property
    def first_on(self) -> date | None:
        """The day on which they went for the first time."""
        return next((each.on for each in self.standing if each.state is State.ATTENDED), None)

    @property
    def stayed(self) -> bool:
        """Say whether they were still going when somebody asked after the first visit."""
        return any(each.state is State.GOING for each in self.standing)


def stands(events: Sequence[EventRecord]) -> tuple[State | None, date | None]:
    """Return where a connection stands by its events and since when; of the same state noted again the last day."""
    counted = [each for each in events if each.taken_back_on is None]
    return (counted[-1].state, counted[-1].on) if counted else (None, None)


def check_next(record: ConnectionRecord, command: NoteState, today: date) -> Press:
    """Return what is noted next.

    Raises:
        RuleBroken: it cannot follow, or its day cannot be.
    """
    press = next((each for each in record.presses if each.key == command.press), None)
    if press is None:
        raise RuleBroken(
            f"After “{record.state_words}” that cannot be noted. Nothing was changed. Take back what is wrong first."
        )
    if command.on > today:
        raise RuleBroken("The day is in the future. Nothing was changed. Write the day on which it happened.")
    if record.since is not None and command.on < record.since:
        raise RuleBroken("The day is before the last thing noted. Nothing was changed. Check the day.")
    return press
