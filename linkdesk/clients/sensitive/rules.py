"""What may be asked about the most private things, why, and what an answer is; pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from datetime import datetime
    from uuid import UUID

CHOICE_LENGTH = 40
WORDS_LENGTH = 150


class Topic(StrEnum):
    """Each is asked on a page of its own, and only where a service needs it for its work."""

    SEX = "sex"
    RELIGION = "religion"
    ORIENTATION = "sexual-orientation"
    IMMIGRATION = "immigration"
    DRUGS = "drugs"
    ALCOHOL = "alcohol"
    SMOKING = "smoking"
    OFFENDING = "offending"


class Said(StrEnum):
    """What became of the question; not to say is an answer too and is kept, so that nobody asks again."""

    TOLD = "told"
    NOT_SAID = "not-said"


@dataclass(frozen=True)
class Question:
    """One topic as it is asked: its name, the question, why it is asked, and answers to choose from."""

    topic: Topic
    name: str
    question: str
    why: str
    choices: tuple[tuple[str, str], ...] = ()
    dated: bool = False

    def words(self, choice: str) -> str:
        """Return the words of a chosen answer."""
        return dict(self.choices).get(choice, choice)


QUESTIONS = {
    question.topic: question
    for question in (
        Question(
            Topic.SEX,
            "Sex",
            "What is your sex, for medical care?",
            "Some health groups are for women or for men only. Your gender, as you say it, stands with your details. "
            "The two never stand on one page.",
            (
                ("male", "Male"),
                ("female", "Female"),
                ("indeterminate", "Neither can be said"),
                ("not-known", "Not known"),
            ),
        ),
        Question(
            Topic.RELIGION,
            "Religion or belief",
            "Do you have a religion or belief?",
            "So that we suggest groups, food and days that fit, and no others.",
        ),
        Question(
            Topic.ORIENTATION,
            "Sexual orientation",
            "How would you describe your sexual orientation?",
            "So that we can suggest groups where you feel at home, if you want that.",
            (
                ("heterosexual", "Heterosexual or straight"),
                ("gay-or-lesbian", "Gay or lesbian"),
                ("bisexual", "Bisexual"),
                ("other", "In another way"),
            ),
        ),
        Question(
            Topic.IMMIGRATION,
            "Immigration",
            "What is your immigration status?",
            "It decides which help you have a right to.",
            (
                ("1", "Asylum Seeker"),
                ("2", "Exceptional leave to remain in UK"),
                ("3", "Indefinite Leave to Remain in UK"),
                ("4", "Limited Leave to Remain in UK"),
                ("5", "No Recourse to Public Funds (NRPF)"),
                ("6", "Other Nationals"),
                ("7", "Refugee"),
                ("8", "Unaccompanied Asylum Seeker"),
                ("9", "EU pre-settled status"),
                ("10", "EU settled status"),
            ),
            dated=True,
        ),
        Question(
            Topic.DRUGS,
            "Drugs",
            "Do you use drugs or other substances?",
            "So that we can offer help with it, if you want that, and choose safe places to meet.",
        ),
        Question(
            Topic.ALCOHOL,
            "Alcohol",
            "Do you drink alcohol, and how much?",
            "So that we can offer help with it, if you want that, and choose safe places to meet.",
        ),
        Question(
            Topic.SMOKING,
            "Smoking",
            "Do you smoke?",
            "So that we can offer help to stop, if you want that.",
            (("smokes", "Smokes"), ("stopped", "Has stopped"), ("never", "Never smoked")),
            dated=True,
        ),
        Question(
            Topic.OFFENDING,
            "Offending",
            "Is there anything about offences that we should know for your plan?",
            "Some groups and jobs cannot be offered to everybody. We ask only what is needed for that.",
        ),
    )
}
"""Every topic in the order of the pages. The choices of immigration are those of the record standard."""


@dataclass(frozen=True, kw_only=True)
class KeepAnswer:
    """Keep what the person said about one topic; `version` is that of the answer on record, 0 for a first one."""

    client_id: UUID
    topic: Topic
    version: int
    said: Said
    choice: str = ""
    words: str = ""
    started_on: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class AnswerKept:
    """One answer on record."""

    topic: Topic
    version: int
    said: Said
    choice: str
    words: str
    started_on: date | None
    ended_on: date | None
    updated_at: datetime


@dataclass(frozen=True)
class TopicLine:
    """One line of the list: a topic and whether it was asked; never the answer."""

    question: Question
    state: str


STATES = {None: "Not asked", Said.TOLD: "Answered", Said.NOT_SAID: "Does not want to say"}


def lines(asked: frozenset[Topic], answers: dict[Topic, Said]) -> tuple[TopicLine, ...]:
    """Return the topics that a service asks, and those that were answered before it stopped asking."""
    return tuple(
        TopicLine(question, STATES[answers.get(topic)])
        for topic, question in QUESTIONS.items()
        if topic in asked or topic in answers
    )


def check(command: KeepAnswer) -> None:
    """Refuse what is no answer.

    Raises:
        ValueError: one plain sentence for the worker.
    """
    question = QUESTIONS[command.topic]
    told = bool(command.choice or command.words or command.started_on or command.ended_on)
    if command.said is Said.NOT_SAID and told:
        raise ValueError("They do not want to say, so nothing else can be kept.")
    if command.said is Said.TOLD and not (command.choice or command.words):
        raise ValueError("Choose an answer or write it in their words.")
    if command.choice and command.choice not in dict(question.choices):
        raise ValueError("Choose one of the answers on the page.")
    if len(command.words) > WORDS_LENGTH:
        raise ValueError(f"Use {WORDS_LENGTH} characters or fewer.")
    if command.started_on and command.ended_on and command.ended_on < command.started_on:
        raise ValueError("The last day is before the first.")
