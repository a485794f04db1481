"""What a blank plan asks: the one list from which the paper, its fillable file and the page of typing in are made.

So whoever types a paper in finds each answer under the number and the words that stand on the paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from linkdesk.clients.sharing.questions import ALWAYS
from linkdesk.clients.sharing.questions import question
from linkdesk.clients.sharing.rules import ASKED_OF_ALL
from linkdesk.clients.sharing.rules import Recipient
from linkdesk.clients.sharing.rules import RecipientKind
from linkdesk.languages.sentences import Sentence

GOALS, STEPS = 3, 2
"""How many goals a blank plan has room for, and steps under each; a second copy has more."""
POINTS = tuple(range(1, 11))
"""Importance and confidence go from 1 to 10, as on the screen."""


class Kind(StrEnum):
    """How an answer is written: on lines, on one line, as one point of ten, as yes or no, or as a name."""

    LINES = "lines"
    LINE = "line"
    POINTS = "points"
    ANSWER = "answer"
    SIGN = "sign"


@dataclass(frozen=True)
class Ask:
    """One thing that is asked: the name of its field, its words, how it is answered and on how many lines.

    `face` says that easy read shows a face before it; `own` that the words are the heading above it.
    """

    name: str
    words: Sentence
    kind: Kind = Kind.LINE
    lines: int = 1
    face: bool = False
    own: bool = False
    picture: str = ""
    helpers: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The words as a label of the page of typing in, in English."""
        return str(self.words).rstrip(": ")


@dataclass(frozen=True)
class Section:
    """One number of the paper with what is asked under it."""

    number: int
    title: Sentence
    picture: str
    asks: tuple[Ask, ...] = ()

    @property
    def label(self) -> str:
        """Its number and its words, in English."""
        return f"{self.number}. {self.title}"


@dataclass(frozen=True)
class StepPart:
    """The room for one step, with what is asked about it."""

    title: Sentence
    asks: tuple[Ask, ...]


@dataclass(frozen=True)
class GoalPart:
    """The room for one goal, with what is asked about it, and its steps."""

    title: Sentence
    asks: tuple[Ask, ...]
    steps: tuple[StepPart, ...]


def goal_part(goal: int) -> GoalPart:
    """Return the room for a goal by its number, from 1."""
    name = f"goal_{goal}"
    asks = (
        Ask(name, Sentence("What I want:"), Kind.LINES, lines=2),
        Ask(f"{name}_need", Sentence("This helps with: %(words)s", words="")),
        Ask(f"{name}_importance", Sentence("How much does this matter to me? 10 is the most."), Kind.POINTS),
    )
    title = Sentence("Goal %(number)s", number=goal)
    return GoalPart(title, asks, tuple(step_part(goal, step) for step in range(1, STEPS + 1)))


def step_part(goal: int, step: int) -> StepPart:
    """Return the room for a step of a goal, both by their numbers, from 1."""
    name = f"goal_{goal}_step_{step}"
    asks = (
        Ask(f"{name}_what", Sentence("What I will do:")),
        Ask(f"{name}_who", Sentence("Who: %(who)s", who="")),
        Ask(f"{name}_when", Sentence("When: %(when)s", when="")),
        Ask(f"{name}_where", Sentence("Where: %(where)s", where="")),
        Ask(
            f"{name}_sure",
            Sentence("How sure am I that I can do it? 10 is very sure."),
            Kind.POINTS,
            face=True,
        ),
        Ask(f"{name}_hard", Sentence("If it gets hard: %(words)s", words="")),
    )
    return StepPart(Sentence("Goal %(goal)s, step %(number)s", goal=goal, number=step), asks)


def _sharing(kind: RecipientKind) -> Ask:
    asked = question(Recipient(kind))
    return Ask(
        f"share_{kind.value}", Sentence(asked.text), Kind.ANSWER, picture=asked.picture, helpers=tuple(asked.helpers)
    )


GOAL_PARTS = tuple(goal_part(goal) for goal in range(1, GOALS + 1))
ASKED_TO_SHARE = ASKED_OF_ALL
MAY_SAY_NO = ALWAYS
BEFORE_GOALS = (
    Section(
        1,
        Sentence("What matters to me"),
        "heart",
        (Ask("what_matters", Sentence("What matters to me"), Kind.LINES, lines=4, own=True),),
    ),
    Section(
        2,
        Sentence("What I am good at"),
        "strengths",
        (Ask("strengths", Sentence("What I am good at"), Kind.LINES, lines=4, own=True),),
    ),
)
GOAL_SECTION = Section(3, Sentence("What I want to do"), "goal")
AFTER_GOALS = (
    Section(
        4,
        Sentence("If things get harder"),
        "help",
        (Ask("if_harder", Sentence("If things get harder"), Kind.LINES, lines=3, own=True),),
    ),
    Section(
        5,
        Sentence("Important phone numbers"),
        "phone",
        (Ask("phones", Sentence("The name, the number, and when to phone:"), Kind.LINES, lines=3),),
    ),
    Section(
        6,
        Sentence("What I have done"),
        "star",
        (Ask("achieved", Sentence("What I have done"), Kind.LINES, lines=2, own=True),),
    ),
    Section(
        7,
        Sentence("We meet again"),
        "calendar",
        (
            Ask("review_date", Sentence("When: %(when)s", when="")),
            Ask("review_place", Sentence("Where: %(where)s", where="")),
        ),
    ),
    Section(8, Sentence("What I agree to share"), "people", tuple(_sharing(kind) for kind in ASKED_TO_SHARE)),
    Section(
        9,
        Sentence("I say yes"),
        "sign",
        (
            Ask("agreed_name", Sentence("Sign your name here, or make a mark:"), Kind.SIGN),
            Ask("agreed_day", Sentence("The day I signed:")),
            Ask("agreed_for", Sentence("If somebody says yes for me, their name:")),
            Ask("agreed_relation", Sentence("Who they are to me:")),
        ),
    ),
)


def all_asks() -> tuple[Ask, ...]:
    """Return everything that a blank plan asks, in the order of the paper."""
    before = [ask for section in BEFORE_GOALS for ask in section.asks]
    goals = [ask for goal in GOAL_PARTS for ask in (*goal.asks, *(ask for step in goal.steps for ask in step.asks))]
    return (*before, *goals, *(ask for section in AFTER_GOALS for ask in section.asks))
