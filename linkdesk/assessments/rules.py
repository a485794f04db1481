"""What an assessment is: its read models, its commands, and the rule of the honest face."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from datetime import UTC
from enum import StrEnum
from typing import TYPE_CHECKING

from linkdesk.languages.tongues import is_english
from linkdesk.languages.tongues import tongue

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from datetime import datetime
    from uuid import UUID

    from linkdesk.assessments.measures.rules import HowRecord
    from linkdesk.assessments.presence.rules import PresenceRecord
    from linkdesk.assessments.presence.rules import PresenceWords
    from linkdesk.assessments.reading.rules import ReadingRecord

AnswerValue = str | int | float | bool | tuple[str, ...] | None
"""What an answer may be: words, a number, yes or no, the keys of chosen options (a tuple), or nothing."""

FACE_POINTS = (0, 3, 5, 8, 10)
"""Where a 0-10 row shows a face; the pictures are called `face-0` to `face-10`, `worry-0` to `worry-10`."""

MEANING_BY_LENGTH = 200
"""So many characters say who told the worker what an answer means."""

OUR_COPYRIGHT = "LinkDesk."
"""How the licence line of a form of our own begins."""


class Kind(StrEnum):
    """How a question is answered."""

    DISPLAY = "display"
    TEXT = "text"
    LINE = "line"
    CHOICE = "choice"
    MULTI = "multi"
    SCALE = "scale"
    BOOLEAN = "boolean"
    WHOLE = "whole"
    DECIMAL = "decimal"
    DATE = "date"


class Sensitive(StrEnum):
    """When a question is not asked: while family or a friend interprets, or while anybody else is there."""

    FAMILY = "family"
    ALONE = "alone"


class Setting(StrEnum):
    """How a talk is held: the client at the screen, the worker who writes for them, or on paper and typed in later."""

    CLIENT = "client"
    WORKER = "worker"
    PAPER = "paper"


@dataclass(frozen=True)
class ChosenOption:
    """One option that was chosen, with the code it travels under (`system` and `code` may be empty)."""

    key: str
    text: str
    system: str = ""
    code: str = ""
    picture: str | None = None


@dataclass(frozen=True)
class AnswerRecord:
    """One question as it was shown and its answer; `value_text` is what page, print and export show.

    `meaning` is what own words in another language mean in English, `meaning_by` who said so. `id` is None where it is
    no row: an answer that fell away.
    """

    link_id: str
    question_shown: str
    value: AnswerValue
    value_text: str
    skipped: bool = False
    unknown: bool = False
    kind: Kind = Kind.TEXT
    chosen: tuple[ChosenOption, ...] = ()
    picture: str | None = None
    section: str = ""
    question_said: str = ""
    score_name: str = ""
    meaning: str = ""
    meaning_by: str = ""
    id: UUID | None = field(default=None, compare=False)
    version: int = field(default=0, compare=False)

    @property
    def left_words(self) -> str:
        """Say why there is no answer."""
        return "I do not know" if self.unknown else "Skipped" if self.skipped else "No answer"

    @property
    def answered(self) -> bool:
        """Say whether there is an answer; 0 and "no" are answers."""
        return self.value is not None and not self.skipped and not self.unknown


@dataclass(frozen=True)
class ScoreRecord:
    """One score from `low` to `high`; `high_is_good` is false where a small number is good (ONS4 anxiety).

    `judged` is false where the form names no good end; `total` marks several answers added up.
    """

    name: str
    value: float
    low: float
    high: float
    link_id: str = ""
    high_is_good: bool = True
    lower_words: str = ""
    upper_words: str = ""
    band: str = ""
    judged: bool = True
    total: bool = False

    @property
    def words(self) -> str:
        """The number, with both ends where the row does not begin at 0 or 1."""
        row = f"out of {self.high:g}" if self.low in (0, 1) else f"on a row from {self.low:g} to {self.high:g}"
        return f"{self.value:g} {row}"

    @property
    def has_face(self) -> bool:
        """Say whether a face may stand beside it: never where no good end is named, and not beside a total."""
        return self.judged and not self.total

    @property
    def face(self) -> str:
        """Return the picture key of the face that tells the truth about this score."""
        return face_for(self.value, self.low, self.high, high_is_good=self.high_is_good)


@dataclass(frozen=True)
class AssessmentRecord:
    """One conversation with one client: the form and version, every answer in the order shown, the scores.

    `follows_id` is the earlier one whose set-aside questions this one asks. `reading` is None where no client had the
    screen for it. `no_totals` names each total that could not be made, with the questions that have no answer.
    `paper_on` is the day a paper form was filled in, `entered_by` the name of who typed it in. `how` says how it ran.
    """

    id: UUID
    client_id: UUID
    form_url: str
    form_version: str
    title: str
    started_at: datetime
    completed_at: datetime | None
    answers: tuple[AnswerRecord, ...]
    scores: tuple[ScoreRecord, ...] = ()
    language: str = "en-GB"
    setting: Setting = Setting.WORKER
    worker_id: UUID | None = None
    copyright: str = ""
    presence: PresenceRecord | None = None
    follows_id: UUID | None = None
    reading: ReadingRecord | None = None
    no_totals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unchecked_words: bool = False
    paper_on: date | None = None
    entered_by: str = ""
    how: HowRecord | None = None

    @property
    def held_on(self) -> date:
        """The day the answers are of: that of the paper, or the day in UTC on which the talk began."""
        return self.paper_on or self.started_at.astimezone(UTC).date()

    @property
    def read_in(self) -> str:
        """Say in which language the client read the questions, and whether somebody stands for its words."""
        read = tongue(self.language)
        if read is None or is_english(self.language):
            return "Some of it was answered in words that nobody has checked." if self.unchecked_words else ""
        checked = ", in words that nobody has checked" if self.unchecked_words else ""
        return f"The client read it in {read.name}{checked}."

    @property
    def entered_at(self) -> datetime:
        """When what came on paper was typed in: when that was finished, or until then when it began."""
        return self.completed_at or self.started_at

    @property
    def attribution(self) -> str:
        """Return whose questions these are, where another's licence asks for it; our own forms ask for nothing."""
        return "" if self.copyright.startswith(OUR_COPYRIGHT) else self.copyright


@dataclass(frozen=True)
class ScoreChange:
    """One score at two times; `before` is None where it was not asked or not answered then.

    `left` says why there is no score now, where the question was shown.
    """

    name: str
    before: ScoreRecord | None
    now: ScoreRecord | None
    left: str = ""

    @property
    def words(self) -> str:
        """Say what changed in plain words, or that there is nothing to compare."""
        if self.before is None or self.now is None:
            return "Nothing to compare yet"
        step = self.now.value - self.before.value
        if step == 0:
            return "The same"
        if not self.now.judged:
            return f"{abs(step):g} {'higher' if step > 0 else 'lower'}"
        better = (step > 0) == self.now.high_is_good
        return f"{abs(step):g} {'better' if better else 'worse'}"


@dataclass(frozen=True)
class StartAssessment:
    """The command to begin a conversation with a form, by its canonical address and version.

    `presence` says who is here; None where nobody said. `paper_on` is the day a paper form was filled in. `once` is the
    id that the page gives the new talk: sent twice, it begins one talk.
    """

    client_id: UUID
    form_url: str
    setting: Setting
    language: str = "en-GB"
    presence: PresenceWords | None = None
    paper_on: date | None = None
    once: UUID | None = None


@dataclass(frozen=True)
class SayMeaning:
    """The command to keep what an answer in own words means in English; `version` is that of the answer seen.

    An empty meaning takes it away.
    """

    assessment_id: UUID
    answer_id: UUID
    version: int
    meaning: str = ""
    meaning_by: str = ""


@dataclass(frozen=True)
class AskAlone:
    """The command to ask what an earlier conversation set aside, in one of its own with only those questions."""

    assessment_id: UUID
    setting: Setting
    presence: PresenceWords
    once: UUID | None = None


@dataclass(frozen=True)
class AskWaiting(AskAlone):
    """The command to talk about the areas that waited, in a conversation of its own with only their questions."""


@dataclass(frozen=True)
class GiveAnswer:
    """The command to keep one answer: a value, or skipped, or not known; never two of them.

    `turn_to` is the page the conversation goes on to; None leaves it where it is. With `from_page` the answer
    counts only while the conversation stands there: autosave that arrives late must not undo a later page. `seen` is
    the version of the kept answer that the page showed, 0 where there was none; None where no page asks.
    """

    assessment_id: UUID
    link_id: str
    value: AnswerValue = None
    skipped: bool = False
    unknown: bool = False
    turn_to: int | None = None
    from_page: int | None = None
    seen: int | None = None


def face_for(value: float, low: float, high: float, *, high_is_good: bool = True) -> str:
    """Return the key of the nearest face: `face-0` (very sad) to `face-10`, or `worry-0` (calm) to `worry-10`.

    A face never lies: on "how anxious did you feel" a 0 is a calm face, so the row has faces of its own.
    Halfway between two faces the sadder one is taken: nothing is made to look better than it was said.
    """
    if high <= low:
        raise ValueError("A scale needs a high end above its low end.")
    share = min(max((value - low) / (high - low), 0.0), 1.0) * 10
    if high_is_good:
        return f"face-{min(FACE_POINTS, key=lambda point: (abs(point - share), point))}"
    return f"worry-{min(FACE_POINTS, key=lambda point: (abs(point - share), -point))}"


def plain(value: AnswerValue) -> str | int | float | bool | list[str] | None:
    """Return a value as JSON keeps it."""
    return list(value) if isinstance(value, tuple) else value


def listed(value: str | float | bool | list[str] | None) -> AnswerValue:  # noqa: FBT001 - it is a value, not a switch
    """Return a value as it was before JSON kept it."""
    return tuple(value) if isinstance(value, list) else value


def changes(
    before: tuple[ScoreRecord, ...], now: tuple[ScoreRecord, ...], left: Mapping[str, str] | None = None
) -> tuple[ScoreChange, ...]:
    """Pair two conversations' scores by name: the newer one's order, then what only the older had.

    `left` names each row of numbers that was shown now, in its order, and says why it has no score, if it has none.
    """
    shown = left or {}
    earlier = {score.name: score for score in before}
    later = {score.name: score for score in now}
    names = dict.fromkeys((*shown, *later, *earlier))
    return tuple(ScoreChange(name, earlier.get(name), later.get(name), shown.get(name, "")) for name in names)
