"""Measures of one person: how a talk ran, why one was not asked, totals held elsewhere, and before and after.

Two answers are compared only where the same version of a form was answered in the same way: what is said on the phone
and what is chosen on a screen differ by the way of asking alone (mode effect).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from linkdesk.assessments.rules import Setting

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from linkdesk.assessments.rules import AssessmentRecord
    from linkdesk.assessments.rules import ScoreRecord

NAME_LENGTH = 150
WORDS_LENGTH = 150
LARGEST = 100_000
"""No score of a questionnaire is as large."""
CHART_POINTS = 12
"""So many points have room for their labels; the table holds every one."""

SUBJECTS = {"urn:linkdesk:form:goal-ratings": "goal"}
"""Forms whose scores are about one thing that the person names, and the question that names it."""

FUTURE = "That day is still to come. Enter a day that was."


class Mode(StrEnum):
    """How the answers were given."""

    CLIENT = "client"
    WORKER = "worker"
    PAPER = "paper"
    PHONE = "phone"


MODE_WORDS = {
    Mode.CLIENT: "The client answered on the screen",
    Mode.WORKER: "With the worker, who wrote the answers down",
    Mode.PAPER: "On paper",
    Mode.PHONE: "By phone",
}


class NotAskedReason(StrEnum):
    """Why a measure was not asked."""

    NO = "said-no"
    NOT_TODAY = "not-today"
    UPSET = "upset"
    NOT_UNDERSTOOD = "not-understood"
    INTERPRETER = "interpreter"
    OTHER = "other"


REASON_WORDS = {
    NotAskedReason.NO: "They said no",
    NotAskedReason.NOT_TODAY: "Not today",
    NotAskedReason.UPSET: "Too upset",
    NotAskedReason.NOT_UNDERSTOOD: "The questions were not understood",
    NotAskedReason.INTERPRETER: "It would have gone through an interpreter",
    NotAskedReason.OTHER: "Another reason",
}


@dataclass(frozen=True, kw_only=True)
class HowWords:
    """How a talk ran: the mode, whether the pictures were shown, and what help the person had."""

    mode: Mode
    pictures: bool
    help_given: str = ""

    @property
    def sentence(self) -> str:
        """Say it in one line."""
        parts = [MODE_WORDS[self.mode], "Pictures were shown" if self.pictures else "Without pictures"]
        return ". ".join([*parts, *([f"Help given: {self.help_given}"] if self.help_given else [])]) + "."


@dataclass(frozen=True, kw_only=True)
class SaveHow(HowWords):
    """The command to put right how a talk ran; `version` is the one the worker saw, 0 where nobody said it yet."""

    assessment_id: UUID
    version: int = 0


@dataclass(frozen=True, kw_only=True)
class HowRecord(HowWords):
    """How a talk ran, as every page reads it; version 0 is taken from the talk itself."""

    version: int = 0


@dataclass(frozen=True)
class NoteNotAsked:
    """The command to note that a measure was not asked."""

    client_id: UUID
    form_url: str
    reason: NotAskedReason
    words: str
    happened_on: date


@dataclass(frozen=True)
class NotAskedRecord:
    """A measure that was not asked, and why."""

    id: UUID
    form_url: str
    title: str
    reason: NotAskedReason
    words: str
    happened_on: date

    @property
    def reason_words(self) -> str:
        """The reason in plain words, without what the worker added."""
        return REASON_WORDS[self.reason]


@dataclass(frozen=True)
class NoteHeldScore:
    """The command to note the total of a form that is held elsewhere; its questions are never here."""

    client_id: UUID
    name: str
    value: float
    low: float
    high: float
    taken_on: date
    by_whom: str


@dataclass(frozen=True)
class CorrectHeldScore(NoteHeldScore):
    """The command to put such a total right; what it was before stays in the history."""

    held_score_id: UUID
    version: int


@dataclass(frozen=True)
class HeldScoreRecord:
    """The total of a form that is held elsewhere."""

    id: UUID
    name: str
    value: float
    low: float
    high: float
    taken_on: date
    by_whom: str
    version: int = 1

    @property
    def words(self) -> str:
        """The total with both its ends."""
        return f"{figure(self.value)}, on a row from {figure(self.low)} to {figure(self.high)}"


def figure(value: float) -> str:
    """Return a score as it was typed: up to six digits and three after the point, none of them lost."""
    return f"{value:.10g}"


@dataclass(frozen=True)
class HeldChange:
    """One part of a total on record beside what was typed; the words are for the worker."""

    name: str
    kept: str
    typed: str


def differences(kept: HeldScoreRecord, typed: NoteHeldScore) -> tuple[HeldChange, ...]:
    """Return every part that differs, in the order of the form."""
    pairs = ((words, getattr(kept, name), getattr(typed, name)) for name, words in HELD_WORDS.items())
    return tuple(HeldChange(words, _shown(old), _shown(new)) for words, old, new in pairs if old != new)


def _shown(value: str | float | date) -> str:
    if isinstance(value, date):
        return f"{value.day}.{value.month}.{value.year}"
    return value if isinstance(value, str) else figure(value)


@dataclass(frozen=True)
class Point:
    """One score of one finished talk; `about` is what it was about, where the form asks that (a goal)."""

    assessment_id: UUID
    day: date
    score: ScoreRecord
    mode: Mode
    version: str
    about: str = ""
    unchecked: bool = False
    """Answered in a translation that nobody had checked."""


@dataclass(frozen=True)
class Dot:
    """A point with its place in the picture; `paired` marks the two that are compared.

    `alike` marks those asked in the same way as these: only they are joined by a line.
    """

    x: int
    y: int
    value: str
    day: date
    paired: bool
    alike: bool


@dataclass(frozen=True)
class Series:
    """One score of one form over time, the first first; `why` says why no two are compared."""

    form_url: str
    title: str
    name: str
    points: tuple[Point, ...]
    before: Point | None = None
    after: Point | None = None
    why: str = ""

    @property
    def words(self) -> str:
        """Say what changed, or why nothing can be compared."""
        if self.before is None or self.after is None:
            return self.why
        step = self.after.score.value - self.before.score.value
        if step == 0:
            return "The same"
        if not self.after.score.judged:
            return f"{abs(step):g} {'higher' if step > 0 else 'lower'}"
        return f"{abs(step):g} {'better' if (step > 0) == self.after.score.high_is_good else 'worse'}"

    @property
    def dots(self) -> tuple[Dot, ...]:
        """Return the newest points with their places in the picture."""
        return dots(self)


@dataclass(frozen=True)
class LeftOpen:
    """One row of numbers that was shown and not answered; `words` say why."""

    assessment_id: UUID
    day: date
    title: str
    name: str
    words: str


MOST_LEFT = 30
"""So many rows without an answer stand on the page of one person, the newest."""

HELD_WORDS = {
    "name": "Name of the form",
    "value": "Total score",
    "low": "Lowest score there can be",
    "high": "Highest score there can be",
    "taken_on": "When it was filled in",
    "by_whom": "Who holds the form",
}

ONE = "Answered once, so there is nothing to compare yet."
MIXED = "Answered in different ways, so the answers are not compared."
VERSIONS = "Answered with different versions of the form, so the answers are not compared."
SUBJECT = "Answered about different goals, so the answers are not compared."
UNCHECKED = "Answered on pages with words that nobody has checked in that language, so the answers are not compared."

WIDTH, HEIGHT = 960, 260
"""The picture, in units of its own; it grows and shrinks with the page."""
_LEFT, _RIGHT, _TOP, _BOTTOM = 60, 60, 40, 190


def default_how(setting: Setting) -> HowRecord:
    """Return how a talk ran as far as the program knows: who had the screen saw the pictures."""
    return HowRecord(mode=Mode(setting), pictures=setting is Setting.CLIENT)


def conducted(record: AssessmentRecord) -> HowRecord:
    """Return how a talk ran."""
    return record.how or default_how(record.setting)


def check_how(words: HowWords) -> None:
    """Refuse what cannot be.

    Raises:
        ValueError: one plain sentence for the worker.
    """
    if len(words.help_given) > WORDS_LENGTH:
        raise ValueError(f"What help was given is too long. Use {WORDS_LENGTH} characters or fewer.")


def check_not_asked(command: NoteNotAsked, today: date) -> None:
    """Refuse what cannot be.

    Raises:
        ValueError: one plain sentence for the worker.
    """
    if command.happened_on > today:
        raise ValueError(FUTURE)
    if len(command.words) > WORDS_LENGTH:
        raise ValueError(f"The words are too long. Use {WORDS_LENGTH} characters or fewer.")
    if command.reason is NotAskedReason.OTHER and not command.words:
        raise ValueError("Say the other reason in your own words.")


def check_held(command: NoteHeldScore, today: date) -> None:
    """Refuse what cannot be.

    Raises:
        ValueError: one plain sentence for the worker.
    """
    if not command.name or len(command.name) > NAME_LENGTH:
        raise ValueError(f"Write the name of the form, in {NAME_LENGTH} characters or fewer.")
    if not command.by_whom or len(command.by_whom) > NAME_LENGTH:
        raise ValueError(f"Write who holds the form, in {NAME_LENGTH} characters or fewer.")
    if not -LARGEST <= command.low < command.high <= LARGEST:
        raise ValueError("The lowest score must be smaller than the highest.")
    if not command.low <= command.value <= command.high:
        raise ValueError(f"The total must lie between {command.low:g} and {command.high:g}.")
    if command.taken_on > today:
        raise ValueError(FUTURE)


def series(records: Iterable[AssessmentRecord]) -> tuple[Series, ...]:
    """Return each score over time: forms in the order of their first answer, scores in the order of the form.

    Only finished talks count; one that takes up what another left is no measure of its own. A talk counts from the day
    its answers are of: a paper form from the day on the paper, in whatever order the papers were typed in.
    """
    found: defaultdict[tuple[str, str], list[Point]] = defaultdict(list)
    titles: dict[str, str] = {}
    for record in sorted(records, key=lambda each: (each.held_on, each.started_at, each.id.int)):
        if record.completed_at is None or record.follows_id is not None:
            continue
        titles[record.form_url] = record.title
        for score in record.scores:
            point = Point(
                record.id,
                record.held_on,
                score,
                *asked_as(record),
                record.unchecked_words,
            )
            found[record.form_url, score.name].append(point)
    return tuple(_series(url, titles[url], name, tuple(points)) for (url, name), points in found.items())


def asked_as(record: AssessmentRecord) -> tuple[Mode, str, str]:
    """Return how a talk was asked, in which version, and about what: only talks with the same three are compared."""
    return conducted(record).mode, record.form_version, _about(record)


def left_open(records: Iterable[AssessmentRecord]) -> tuple[LeftOpen, ...]:
    """Return every row of numbers that a finished talk showed and that has no answer, the newest first, with why."""
    found = [
        LeftOpen(record.id, record.held_on, record.title, answer.score_name, answer.left_words)
        for record in records
        if record.completed_at is not None and record.follows_id is None
        for answer in record.answers
        if answer.score_name and not answer.answered
    ]
    return tuple(sorted(found, key=lambda each: each.day, reverse=True)[:MOST_LEFT])


def _series(url: str, title: str, name: str, points: tuple[Point, ...]) -> Series:
    """Pair the first and the last answer given in one way; of several ways the one that was answered last."""
    alike: defaultdict[tuple[Mode, str, str], list[Point]] = defaultdict(list)
    for point in points:
        if not point.unchecked:
            alike[_asked_as(point)].append(point)
    pairs = [group for group in alike.values() if len(group) > 1]
    if pairs:
        group = max(pairs, key=lambda each: points.index(each[-1]))
        return Series(url, title, name, points, group[0], group[-1])
    return Series(url, title, name, points, why=_why(points))


def _why(points: tuple[Point, ...]) -> str:
    if len(points) == 1:
        return ONE
    if any(point.unchecked for point in points):
        return UNCHECKED
    if len({point.mode for point in points}) > 1:
        return MIXED
    return VERSIONS if len({point.version for point in points}) > 1 else SUBJECT


def _about(record: AssessmentRecord) -> str:
    """Return what a talk was about, so that two goals are never taken for one; spaces and capitals do not matter."""
    link_id = SUBJECTS.get(record.form_url)
    words = next((answer.value_text for answer in record.answers if answer.link_id == link_id), "")
    return " ".join(words.casefold().split())


def dots(line: Series) -> tuple[Dot, ...]:
    """Return the places of the newest points, evenly from left to right, so that no two labels meet.

    The first of the two that are compared is always among them, however long ago it was.
    """
    shown = line.points[-CHART_POINTS:]
    if line.before is not None and line.before not in shown:
        shown = (line.before, *shown[1:])
    step = (WIDTH - _LEFT - _RIGHT) / max(len(shown) - 1, 1)
    compared = {id(point) for point in (line.before, line.after) if point is not None}
    return tuple(
        Dot(
            x=round(_LEFT + step * place) if len(shown) > 1 else WIDTH // 2,
            y=round(_BOTTOM - (_BOTTOM - _TOP) * _share(point.score)),
            value=f"{point.score.value:g}",
            day=point.day,
            paired=id(point) in compared,
            alike=line.before is not None and _asked_as(point) == _asked_as(line.before),
        )
        for place, point in enumerate(shown)
    )


def _asked_as(point: Point) -> tuple[Mode, str, str]:
    return point.mode, point.version, point.about


def _share(score: ScoreRecord) -> float:
    return min(max((score.value - score.low) / (score.high - score.low), 0.0), 1.0) if score.high > score.low else 0.0
