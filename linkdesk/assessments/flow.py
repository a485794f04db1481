"""Where a conversation stands and where it goes next; it stands on exactly one page, also after a lock."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from enum import StrEnum
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from linkdesk.assessments import answers
from linkdesk.assessments.questionnaire import Form
from linkdesk.assessments.questionnaire import Progress
from linkdesk.assessments.questionnaire import Question
from linkdesk.assessments.questionnaire import following
from linkdesk.assessments.questionnaire import preceding
from linkdesk.assessments.questionnaire import progress
from linkdesk.assessments.questionnaire import shown
from linkdesk.assessments.rules import AnswerValue
from linkdesk.assessments.rules import GiveAnswer
from linkdesk.assessments.rules import Kind
from linkdesk.record.errors import RuleBroken

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID


class Go(StrEnum):
    """The buttons of a question. A break and stopping for today keep the answer and stay at the question."""

    NEXT = "next"
    BACK = "back"
    SKIP = "skip"
    UNKNOWN = "unknown"
    BREAK = "break"
    STOP = "stop"


def button(value: str) -> Go:
    """Return the button that was pressed.

    Raises:
        RuleBroken: there is no such button.
    """
    try:
        return Go(value)
    except ValueError:
        raise RuleBroken("That button is not on this page. Nothing was changed. Go back to the page.") from None


@dataclass(frozen=True)
class Talk:
    """A conversation that is going on: its form, the answers so far and the page it stands on."""

    id: UUID
    client_id: UUID
    form: Form
    values: dict[str, AnswerValue]
    skipped: frozenset[str]
    unknown: frozenset[str]
    page: int
    finished: bool
    language: str
    paper_on: date | None = None
    versions: Mapping[str, int] = field(default_factory=dict)
    """How often each answer was kept, by the name of its question: the row version that a page carries along."""

    @property
    def version(self) -> int:
        """The version of all answers together: it grows with every answer that is kept anew."""
        return sum(self.versions.values())

    @cached_property
    def asked(self) -> tuple[Question, ...]:
        """The questions that are asked, as the answers are now; a page looks at them many times."""
        return shown(self.form, self.values)

    @property
    def last_page(self) -> int:
        """The page after the questions, where the answers are checked."""
        return len(self.form.questions) + 1

    @property
    def here(self) -> int:
        """The page to show: where it stands, or the next one that is still asked."""
        if self.page >= self.last_page:
            return self.last_page
        found = following(self.asked, self.page - 1)
        return found.number if found else self.last_page

    @property
    def can_go_back(self) -> bool:
        """Say whether there is a page before this one."""
        return preceding(self.asked, self.here) is not None

    @property
    def last_asked(self) -> int:
        """The last page before the answers are checked; 0 where there is none."""
        found = preceding(self.asked, self.last_page)
        return found.number if found else 0

    def progress(self) -> Progress:
        """Return which of the questions now asked is shown."""
        return progress(self.form, self.values, self.here)

    def touched(self, link_id: str) -> bool:
        """Say whether a question was answered, skipped, not known or left empty."""
        return link_id in self.values or link_id in self.skipped or link_id in self.unknown


@dataclass(frozen=True)
class CheckLine:
    """One line of the page where answers are checked."""

    number: int
    question: str
    answer: str
    picture: str | None
    pictures: tuple[str, ...]
    section: str = ""
    chosen: tuple[str, ...] = ()
    """The answers that were chosen from the form, which a page can say in another language."""
    tender: bool = False
    """It is about danger, or of a published measure: in a draft its words never stand alone."""
    link_id: str = ""


@dataclass(frozen=True)
class CheckPart:
    """The lines below one heading of the form; lines that stand under none have an empty one.

    `puts_away` says that there are others that somebody beside the worker must not read.
    """

    heading: str
    lines: tuple[CheckLine, ...]
    puts_away: bool = False


def unanswered(talk: Talk, question: Question, go: Go) -> GiveAnswer:
    """Return the command of a page left without an answer.

    Who only goes on left the question empty: nobody says that they skipped what they may have overlooked. What was
    skipped or not known before stays so.
    """
    unknown = go is Go.UNKNOWN or (go is not Go.SKIP and question.link_id in talk.unknown)
    passed = go is Go.SKIP or question.link_id in talk.skipped
    return GiveAnswer(talk.id, question.link_id, skipped=passed and not unknown, unknown=unknown)


def said_anyway(talk: Talk, question: Question, words: AnswerValue) -> GiveAnswer | None:
    """Return the command that keeps own words on a page that is skipped, or nothing where there are none.

    Words are never dropped by a button: who wants them gone empties the box. A card or a number is only a press, so
    skipping takes it back.
    """
    own = question.kind in (Kind.TEXT, Kind.LINE) and words is not None
    return GiveAnswer(talk.id, question.link_id, words) if own else None


def with_answer(talk: Talk, command: GiveAnswer) -> Talk:
    """Return the talk as it will be once the command is carried out."""
    asked = talk.form.question(command.link_id)
    if asked is not None:
        command = answers.with_hidden(asked, command, talk.values.get(command.link_id))
    name = {command.link_id}
    return replace(
        talk,
        values={**talk.values, command.link_id: command.value},
        skipped=talk.skipped - name | (name if command.skipped else set()),
        unknown=talk.unknown - name | (name if command.unknown else set()),
    )


def next_page(talk: Talk, number: int, go: Go, *, checking: bool) -> int:
    """Return the page a button leads to.

    From a change on the checking page (`checking`) it leads back there, unless the change brought up a question
    that was not touched yet.
    """
    if go in (Go.BREAK, Go.STOP):
        return number
    if go is Go.BACK and not checking:
        found = preceding(talk.asked, number)
        return found.number if found else number
    if checking:
        waiting = (q for q in talk.asked if q.asks and not talk.touched(q.link_id))
        return next((q.number for q in waiting if q.number > number), talk.last_page)
    found = following(talk.asked, number)
    return found.number if found else talk.last_page


def check_lines(talk: Talk) -> tuple[CheckLine, ...]:
    """Return every question asked with its answer, for the client to check."""
    return tuple(check_line(talk, question) for question in talk.asked if question.asks)


def check_parts(talk: Talk, hidden: Collection[str] = ()) -> tuple[CheckPart, ...]:
    """Return the same under the headings of the form, in its order, without the questions that are `hidden`.

    Of a part that has none left the heading goes too: "Feeling safe" says enough.
    """
    grouped = ((heading, [*lines]) for heading, lines in groupby(check_lines(talk), key=lambda line: line.section))
    shown = (
        (heading, lines, tuple(line for line in lines if line.link_id not in hidden)) for heading, lines in grouped
    )
    return tuple(CheckPart(heading if left else "", left, len(left) < len(lines)) for heading, lines, left in shown)


def check_line(talk: Talk, question: Question) -> CheckLine:
    """Return one question with the answer that is kept."""
    value = question.showing(talk.values.get(question.link_id))
    chosen = answers.chosen(question, value) if question.options else ()
    drawn = tuple(option.picture for option in chosen if option.picture)
    return CheckLine(
        number=question.number,
        question=question.text,
        answer=answers.words(question, value) or _without(talk, question.link_id),
        picture=question.picture,
        pictures=drawn or _picture_beside(talk, question, value),
        section=question.section,
        chosen=tuple(option.text for option in chosen),
        tender=question.tender or talk.form.validated,
        link_id=question.link_id,
    )


def _picture_beside(talk: Talk, question: Question, value: AnswerValue) -> tuple[str, ...]:
    """Return the picture beside an answer that has none of its own: the tick or cross that was pressed, a pen."""
    if question.link_id in talk.unknown:
        return ("unknown",)
    if value is None:
        return ("skip",) if question.link_id in talk.skipped else ("question",)
    if question.kind is Kind.BOOLEAN:
        return ("tick",) if value is True else ("no",)
    return ("sign",)


def _without(talk: Talk, link_id: str) -> str:
    if link_id in talk.unknown:
        return answers.UNKNOWN
    return answers.SKIPPED if link_id in talk.skipped else answers.NOT_ASKED
