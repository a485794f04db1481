"""What a picture sort gives: three piles, what comes first, and what moved since the one before."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from linkdesk.languages.sentences import Sentence
from linkdesk.web.display import day_and_time
from linkdesk.web.display import long_date

if TYPE_CHECKING:
    from datetime import date
    from datetime import datetime
    from uuid import UUID

    from linkdesk.assessments.presence.rules import PresenceWords
    from linkdesk.assessments.rules import Setting


class Pile(StrEnum):
    """Where a card lies. Going well is a strength, unless the card is about a hard thing; want to change a need."""

    GOOD = "good"
    SO_SO = "so-so"
    CHANGE = "change"


PILE_WORDS = {
    Pile.GOOD: Sentence("Going well"),
    Pile.SO_SO: Sentence("So-so"),
    Pile.CHANGE: Sentence("I want to change this"),
}
"""As the person reads them."""
PILE_PICTURES = {Pile.GOOD: "yes", Pile.SO_SO: "bored", Pile.CHANGE: "again"}
"""No sad face: to want a change is nothing bad."""
STAFF_WORDS = {Pile.GOOD: "Going well", Pile.SO_SO: "So-so", Pile.CHANGE: "Wants to change"}
"""As the worker reads them."""

_WAY = {Pile.CHANGE: 0, Pile.SO_SO: 1, Pile.GOOD: 2}

HARD_THINGS = frozenset(("loss", "habits", "safe", "papers"))
"""Cards about loss, alcohol, danger and papers: going well, they say that it is not hard now, and nothing more."""

FEWEST = 3
"""Fewer cards are no sort: three piles need three cards."""
EARLIEST = 2000
"""The year before which no paper sort can have been."""


@dataclass(frozen=True)
class SortedCard:
    """One card as it was shown then."""

    key: str
    words: str
    picture: str | None


@dataclass(frozen=True)
class SortRecord:
    """One picture sort, as page, plan and export read it.

    `day` is the day on which the cards were sorted, `left` are cards that the person left out. `first` is the card
    that comes first of those to change, `words` what the person says about it. `parts` are the talks that make it
    up: the sort itself, and those that asked later what was set aside; `modes` are the ways in which they ran, and
    `unchecked_words` says that some stood there in a translation nobody checked.
    """

    id: UUID
    client_id: UUID
    day: date
    on_paper: bool
    finished: bool
    piles: Mapping[Pile, tuple[SortedCard, ...]]
    left: tuple[SortedCard, ...] = ()
    first: SortedCard | None = None
    words: str = ""
    parts: tuple[UUID, ...] = ()
    started_at: datetime | None = None
    modes: frozenset[str] = frozenset()
    unchecked_words: bool = False

    @property
    def strengths(self) -> tuple[SortedCard, ...]:
        """What goes well and is something to be good at: that somebody is missed less is no strength of theirs."""
        return tuple(card for card in self.piles[Pile.GOOD] if card.key not in HARD_THINGS)

    @property
    def needs(self) -> tuple[SortedCard, ...]:
        """What the person wants to change, what comes first at the top."""
        rest = tuple(card for card in self.piles[Pile.CHANGE] if card != self.first)
        return (self.first, *rest) if self.first else rest

    @property
    def is_empty(self) -> bool:
        """Say whether no card lies in any pile."""
        return not any(self.piles.values())

    @property
    def goal(self) -> str:
        """The first goal: the person's own words, else the words of the card; empty where nothing comes first."""
        own = " ".join(self.words.split())
        return own or (f"I want to change this: {self.first.words}" if self.first else "")

    def pile_of(self, key: str) -> Pile | None:
        """Return where a card lies; None where it was left out or not shown."""
        return next((pile for pile, lie in self.piles.items() if any(card.key == key for card in lie)), None)


@dataclass(frozen=True)
class Move:
    """One card in two sorts; None where it lay in no pile."""

    card: SortedCard
    before: Pile | None
    now: Pile | None

    @property
    def way(self) -> int:
        """Return 1 where it moved towards going well, -1 the other way, 0 where it stayed or cannot be compared."""
        if self.before is None or self.now is None:
            return 0
        step = _WAY[self.now] - _WAY[self.before]
        return (step > 0) - (step < 0)

    @property
    def words(self) -> str:
        """Say what became of the card."""
        if self.before is None:
            return "New in this sort"
        if self.now is None:
            return "Left out this time"
        return {1: "Better", 0: "The same", -1: "Harder"}[self.way]


MIXED = "The two sorts were made in different ways, so they are not compared."
UNCHECKED = "The cards had words that nobody has checked in that language, so the two sorts are not compared."


def not_compared(before: SortRecord, now: SortRecord) -> str:
    """Say why two sorts are not compared, by the rule of the measures; empty where they are."""
    if len(before.modes | now.modes) > 1:
        return MIXED
    return UNCHECKED if before.unchecked_words or now.unchecked_words else ""


def headings(before: SortRecord, now: SortRecord) -> tuple[str, str]:
    """Return how two sorts are told apart: by the day; on one day by the time, or by which came later."""
    days = (long_date(before.day), long_date(now.day))
    if before.day != now.day:
        return days
    times = (day_and_time(before.started_at), day_and_time(now.started_at))
    if times[0] != times[1] and not before.on_paper and not now.on_paper:
        return times
    return f"{days[0]}, earlier that day", f"{days[1]}, later that day"


def moves(before: SortRecord, now: SortRecord) -> tuple[Move, ...]:
    """Return every card that lies in a pile of either sort: what moved first, then what stayed, then the rest."""
    shown = {card.key: card for sort in (now, before) for lie in sort.piles.values() for card in lie}
    found = [Move(card, before.pile_of(key), now.pile_of(key)) for key, card in shown.items()]
    order = {"Better": 0, "Harder": 1, "The same": 2}
    return tuple(sorted(found, key=lambda move: order.get(move.words, 3)))


def moved_words(found: Collection[Move]) -> str:
    """Say in one or two sentences what moved."""
    better = sum(move.way > 0 for move in found)
    harder = sum(move.way < 0 for move in found)
    same = sum(move.words == "The same" for move in found)
    if not better and not harder:
        return "No card moved." if same else "No card lay in both sorts."
    return f"{_cards(better)} moved towards going well. {_cards(harder)} moved the other way. {_cards(same)} stayed."


def _cards(number: int) -> str:
    return f"{number or 'No'} {'card' if number in (0, 1) else 'cards'}"


@dataclass(frozen=True)
class StartSort:
    """The command to lay out cards for a person; `cards` are the keys of those that lie on the table."""

    client_id: UUID
    setting: Setting
    presence: PresenceWords
    cards: tuple[str, ...]
    once: UUID | None = None


@dataclass(frozen=True)
class PaperSort:
    """The command to write down a sort that was made with cut-out cards on `day`.

    `piles` holds where each card lay; a card without an entry was not in the pack, None was left out by the person.
    """

    client_id: UUID
    day: date
    piles: Mapping[str, Pile | None]
    first: str | None = None
    words: str = ""


def check_cards(chosen: Collection[str], known: Collection[str]) -> None:
    """Refuse cards that cannot be laid out.

    Raises:
        ValueError: one plain sentence for the worker.
    """
    if not set(chosen) <= set(known):
        raise ValueError("One of these cards is not in LinkDesk.")
    if len(set(chosen)) < FEWEST:
        raise ValueError(f"Choose at least {FEWEST} cards.")


def check_paper(sort: PaperSort, known: Collection[str], today: date) -> None:
    """Refuse a paper sort that cannot have been.

    Raises:
        ValueError: one plain sentence for the worker.
    """
    if not set(sort.piles) <= set(known):
        raise ValueError("One of these cards is not in LinkDesk.")
    if not any(sort.piles.values()):
        raise ValueError("Say for at least one card where it lay.")
    if sort.day > today:
        raise ValueError("The day of the sort is still to come. Check the day.")
    if sort.day.year < EARLIEST:
        raise ValueError("Check the year of the sort.")
    if sort.first and sort.piles.get(sort.first) is not Pile.CHANGE:
        raise ValueError("The card that comes first must be one that the person wants to change.")
    if sort.words and not sort.first:
        raise ValueError("You wrote what they want to change. Choose the card that it is about.")
