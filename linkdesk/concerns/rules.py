"""What a safeguarding concern says, its steps, its deadlines, and who may read it; pure.

The parts are those of four council forms merged (adult and child), of "Making Safeguarding Personal" and of the
statutory guidance to the Care Act 2014, chapter 14: what was seen or said, the person's own words and wishes, capacity
and consent, who may be doing harm, who else is in danger, who was told when. Nothing here is scored.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import fields
from datetime import date
from datetime import timedelta
from typing import TYPE_CHECKING
from typing import Any

from linkdesk.concerns.choices import ABOUT_WORDS
from linkdesk.concerns.choices import ANSWER_WORDS
from linkdesk.concerns.choices import CONSENT_WORDS
from linkdesk.concerns.choices import DANGER_WORDS
from linkdesk.concerns.choices import ENDED
from linkdesk.concerns.choices import KIND_WORDS
from linkdesk.concerns.choices import STATE_WORDS
from linkdesk.concerns.choices import STEP_WORDS
from linkdesk.concerns.choices import TO_WRITE
from linkdesk.concerns.choices import About
from linkdesk.concerns.choices import Answer
from linkdesk.concerns.choices import Consent
from linkdesk.concerns.choices import Danger
from linkdesk.concerns.choices import Kind
from linkdesk.concerns.choices import State
from linkdesk.concerns.choices import Step
from linkdesk.record.checks import search_key
from linkdesk.record.errors import RuleBroken
from linkdesk.settings import Concerns
from linkdesk.settings import Limits
from linkdesk.team.rules import Role

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from linkdesk.team.rules import Worker

BOUNDS = Concerns()
LIMITS = Limits()
LEAD = Role.SAFEGUARDING_LEAD
TIME_LENGTH = 5
REASON_LEAST = 5
ADULT_AGE = 18
"""Children Act 1989, s. 105: a child is under the age of eighteen."""


PARTS = {
    "about": "Whom it is about",
    "danger": "Is anybody in danger now?",
    "danger_done": "What was done about it",
    "facts": "What you saw or heard",
    "own_words": "In the person’s own words",
    "happened_on": "When it happened",
    "happened_time": "At what time",
    "place": "Where",
    "ongoing": "Does it go on?",
    "source": "Who told you",
    "opinion": "What you think",
    "kinds": "What kind of harm",
    "wishes": "What the person wants to happen",
    "talked": "Did you talk with the person about it?",
    "talked_why": "Why not",
    "consent": "Do they agree to passing it on?",
    "consent_why": "Why it is passed on without their yes",
    "capacity": "Can they decide this themselves?",
    "capacity_why": "How you know",
    "advocate": "Who speaks for them, or helps them speak",
    "protect": "What makes it hard to protect themselves",
    "contact": "How to reach them safely",
    "harm_by": "Who may be doing harm",
    "others": "Who else is in danger",
    "earlier": "Earlier worries",
    "evidence": "What was kept",
    "plan": "What keeps them safe for now",
    "reference": "Number at the council or the police",
    "look_again_on": "Look again on",
}
"""The parts of a concern, as pages and prints name them, in their order."""


@dataclass(frozen=True, kw_only=True)
class ConcernDetails:
    """What a concern says; an empty text, None or an empty list means that nobody said."""

    about: About = About.ADULT
    danger: Danger | None = None
    danger_done: str = ""
    facts: str = ""
    own_words: str = ""
    happened_on: date | None = None
    happened_time: str = ""
    place: str = ""
    ongoing: Answer | None = None
    source: str = ""
    opinion: str = ""
    kinds: tuple[Kind, ...] = ()
    wishes: str = ""
    talked: Answer | None = None
    talked_why: str = ""
    consent: Consent | None = None
    consent_why: str = ""
    capacity: Answer | None = None
    capacity_why: str = ""
    advocate: str = ""
    protect: str = ""
    contact: str = ""
    harm_by: str = ""
    others: str = ""
    earlier: str = ""
    evidence: str = ""
    plan: str = ""
    reference: str = ""
    look_again_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class RaiseConcern(ConcernDetails):
    """Raise a concern about a client."""

    client_id: UUID


@dataclass(frozen=True, kw_only=True)
class ChangeConcern(ConcernDetails):
    """Go on with a concern, or put it right; `version` is the one the worker saw."""

    client_id: UUID
    concern_id: UUID
    version: int


@dataclass(frozen=True)
class MoveConcern:
    """Say where a concern stands from now on, and why."""

    client_id: UUID
    concern_id: UUID
    version: int
    state: State
    reason: str


@dataclass(frozen=True)
class NameReaders:
    """Say which workers may read a concern besides its author and the leads."""

    client_id: UUID
    concern_id: UUID
    worker_ids: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True)
class WriteStep:
    """Write down a step: what it was, when, who did it, to whom, what was said or agreed."""

    client_id: UUID
    concern_id: UUID
    step: Step
    on: date
    time: str = ""
    who: str = ""
    whom: str = ""
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class StepRecord:
    """One step of a concern as pages and prints read it."""

    step: Step
    on: date
    time: str
    who: str
    whom: str
    words: str
    written_at: datetime
    worker_id: UUID
    state: State | None = None

    @property
    def sentence(self) -> str:
        """Say what was done, by whom and to whom: "Told the council: Robin Practice to the duty team"."""
        between = " to " if self.step is not Step.CRISIS else " rang "
        people = between.join(each for each in (self.who, self.whom) if each)
        said = f"{STEP_WORDS[self.step]}: {STATE_WORDS[self.state]}" if self.state else STEP_WORDS[self.step]
        return f"{said}: {people}" if people else said


@dataclass(frozen=True, kw_only=True)
class ConcernRecord(ConcernDetails):
    """One concern as every page and print reads it; `steps` stand in the order in which they happened."""

    id: UUID
    client_id: UUID
    author_id: UUID
    created_at: datetime
    version: int
    state: State
    steps: tuple[StepRecord, ...] = ()
    reader_ids: tuple[UUID, ...] = ()

    @property
    def raised_on(self) -> date:
        """The day on which it was raised, here."""
        return self.created_at.astimezone().date()

    @property
    def kinds_words(self) -> str:
        """Say which kinds of harm it is about."""
        return ", ".join(KIND_WORDS[kind] for kind in self.kinds) or "No kind is chosen yet"

    @property
    def has_ended(self) -> bool:
        """Say whether nothing is due any more."""
        return self.state in ENDED


@dataclass(frozen=True)
class Duty:
    """What is due about a concern, and by when."""

    words: str
    by: date


@dataclass(frozen=True)
class DueConcern:
    """One line of Today: whom it is about, which concern, what is due."""

    client_id: UUID
    concern_id: UUID
    who: str
    duty: Duty | None
    in_danger: bool

    def late(self, today: date) -> bool:
        """Say whether the day has passed."""
        return self.duty is not None and self.duty.by < today


@dataclass(frozen=True)
class Counts:
    """How many concerns there are, for the lead alone."""

    open: int
    with_council: int
    lowered: int
    closed: int
    kinds: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Look:
    """Somebody who looked at a concern."""

    at: datetime
    worker: str


def details_of(given: ConcernDetails) -> dict[str, Any]:
    """Return only what a concern says, by the names of its parts."""
    return {each.name: getattr(given, each.name) for each in fields(ConcernDetails)}


def check(details: ConcernDetails, today: date) -> None:
    """Refuse what no concern can be.

    Raises:
        RuleBroken: nothing at all is said, or a day that is still to come.
    """
    said = {name: value for name, value in details_of(details).items() if name not in {"about", "look_again_on"}}
    if not any(said.values()):
        raise RuleBroken("Nothing is written yet. Nothing was changed. Write in a few words what worries you.")
    if details.happened_on and details.happened_on > today:
        raise RuleBroken("That day is still to come. Nothing was changed. Enter the day on which it happened.")


def check_step(command: WriteStep, today: date) -> None:
    """Refuse a step that cannot have been.

    Raises:
        RuleBroken: a day to come, a step that nobody writes, or nothing is said.
    """
    if command.step not in TO_WRITE:
        raise RuleBroken("Choose what was done. Nothing was changed.")
    if command.on > today:
        raise RuleBroken("That day is still to come. Nothing was changed. Enter the day on which it was.")
    if not (command.whom or command.words):
        raise RuleBroken("Write to whom, or what was said or agreed. Nothing was changed.")


def checked_reason(words: str) -> str:
    """Return a reason, trimmed.

    Raises:
        RuleBroken: too short to be understood later, or too long.
    """
    reason = words.strip()
    if len(reason) < REASON_LEAST:
        raise RuleBroken("Say why, in a few words that others understand later. Nothing was changed.")
    if len(reason) > LIMITS.text:
        raise RuleBroken(f"The reason has at most {LIMITS.text} characters. Nothing was changed.")
    return reason


def may_read(viewer: UUID, roles: Collection[str], author_id: UUID, readers: Collection[UUID]) -> bool:
    """Say whether a worker may read a concern: its author, a safeguarding lead, and whom they named."""
    return viewer == author_id or LEAD in roles or viewer in readers


def leads(workers: Iterable[Worker]) -> tuple[Worker, ...]:
    """Return the safeguarding leads of a team, by name."""
    return tuple(worker for worker in workers if LEAD in worker.roles)


def about_of(age: int) -> About:
    """Return what a form has chosen already."""
    return About.CHILD if age < ADULT_AGE else About.ADULT


def duties(concern: ConcernRecord, *, author_leads: bool, bounds: Concerns = BOUNDS) -> tuple[Duty, ...]:
    """Return what is due about a concern, the soonest first; nothing once it has ended.

    The lead hears of it on the same day; whether it goes to the council is decided within two days (the 48 hours of
    one county's form, others ask for one day); after that somebody asks what came of it. No law names these days, so
    they stand in the settings.
    """
    if concern.has_ended:
        return ()
    done = {each.step: each.on for each in concern.steps}
    found = []
    if Step.TOLD_LEAD not in done and not author_leads:
        found.append(Duty("Tell the safeguarding lead", concern.raised_on + timedelta(days=bounds.lead_days)))
    told = done.get(Step.TOLD_COUNCIL)
    if told is None:
        by = concern.raised_on + timedelta(days=bounds.council_days)
        found.append(Duty("Decide: tell the council, or say why not", by))
    elif not any(each.step is Step.ANSWER and each.on >= told for each in concern.steps):
        found.append(Duty("Ask the council what came of it", told + timedelta(days=bounds.answer_days)))
    if concern.look_again_on:
        found.append(Duty("Look at it again", concern.look_again_on))
    return tuple(sorted(found, key=lambda duty: duty.by))


def said_of(concern: ConcernDetails, name: str) -> str:
    """Return one part of a concern as a worker reads it; empty where nobody said."""
    return part_words(name, getattr(concern, name))


def part_words(name: str, value: Any) -> str:
    """Return the value of one part in words."""
    if not value:
        return ""
    if name == "kinds":
        return ", ".join(KIND_WORDS[Kind(each)] for each in value)
    if name in _WORDS:
        return str(_WORDS[name][value])
    return f"{value.day} {value:%B %Y}" if isinstance(value, date) else str(value)


_WORDS: dict[str, Any] = {
    "about": ABOUT_WORDS,
    "danger": DANGER_WORDS,
    "ongoing": ANSWER_WORDS,
    "talked": ANSWER_WORDS,
    "consent": CONSENT_WORDS,
    "capacity": ANSWER_WORDS,
}


def found_in(concerns: Sequence[ConcernRecord], words: str) -> tuple[ConcernRecord, ...]:
    """Return the concerns in which every one of these words stands, in any part or step; capitals and accents alike.

    It looks through what the worker may read and nothing else: concerns are in no index that others search too.
    """
    wanted = search_key(words).split()
    return tuple(each for each in concerns if wanted and all(word in _whole(each) for word in wanted))


def _whole(concern: ConcernRecord) -> str:
    said = [said_of(concern, name) for name in PARTS]
    said += [part for step in concern.steps for part in (step.who, step.whom, step.words)]
    return search_key("\n".join(said))


def differing(kept: ConcernDetails, typed: ConcernDetails) -> tuple[tuple[str, str, str], ...]:
    """Return the parts in which two differ: their names and both texts, in the order of the page."""
    pairs = ((name, said_of(kept, name), said_of(typed, name)) for name in PARTS)
    return tuple((PARTS[name], old, new) for name, old, new in pairs if old != new)


def counted(concerns: Sequence[ConcernRecord]) -> Counts:
    """Return how many concerns stand where, and of which kinds; each kind of one concern counts once."""
    states = [concern.state for concern in concerns]
    kinds = ((KIND_WORDS[kind], sum(kind in concern.kinds for concern in concerns)) for kind in Kind)
    return Counts(
        open=states.count(State.OPEN),
        with_council=states.count(State.WITH_COUNCIL),
        lowered=states.count(State.LOWERED),
        closed=states.count(State.CLOSED),
        kinds=tuple((words, number) for words, number in kinds if number),
    )
