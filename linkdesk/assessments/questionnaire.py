"""A form as LinkDesk asks it: one question a page, in order, each shown only when its conditions hold."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from functools import cached_property

from linkdesk.assessments.rules import AnswerValue
from linkdesk.assessments.rules import Kind
from linkdesk.assessments.rules import Sensitive
from linkdesk.assessments.tender import is_tender
from linkdesk.languages.sentences import Sentence

Values = Mapping[str, AnswerValue]
"""Answers by link id; a question that was skipped, not known or not reached is missing or None."""


Expected = str | float | bool | tuple[str, ...]
"""What a condition compares with: words, a number, yes or no, or any of some option keys."""


@dataclass(frozen=True)
class Option:
    """One answer to choose; `key` is what is kept, `exclusive` means that it stands alone ("None of these").

    `talk_about` marks it as worth talking about before the person goes.
    `aside` marks one that is not offered now because of who is here; one that was chosen before stays chosen.
    `weight` is what it counts in a total; None counts nothing, 0 is a number.
    `sound` is the key of a recording of the words.
    """

    key: str
    text: str
    system: str = ""
    code: str = ""
    picture: str | None = None
    exclusive: bool = False
    talk_about: bool = False
    weight: float | None = None
    sound: str = ""
    sensitive: Sensitive | None = None
    aside: bool = False


@dataclass(frozen=True)
class Band:
    """The words for a part of a scale, both ends included."""

    low: float
    high: float
    words: str


@dataclass(frozen=True)
class Scale:
    """A row of whole numbers with words at both ends; `faces` says whether pictures stand over it."""

    low: int
    high: int
    name: str
    lower_words: str = ""
    upper_words: str = ""
    high_is_good: bool = True
    faces: bool = False
    bands: tuple[Band, ...] = ()

    @property
    def points(self) -> range:
        """Every number of the row."""
        return range(self.low, self.high + 1)

    def band(self, value: float) -> str:
        """Return the words for a value, or nothing where the form names none."""
        return next((band.words for band in self.bands if band.low <= value <= band.high), "")


@dataclass(frozen=True)
class SumScore:
    """A total: the answers to `items` added up, those in `reverse` turned round (low + high - number).

    `judged` says that the form names a good end; `low` and `high` are the least and most there can be.
    """

    name: str
    items: tuple[str, ...]
    low: float
    high: float
    reverse: frozenset[str] = frozenset()
    judged: bool = False
    high_is_good: bool = True
    lower_words: str = ""
    upper_words: str = ""
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True)
class Condition:
    """One `enableWhen`: the answer to `asked` compared with `expected` (a tuple: any of these option keys)."""

    asked: str
    operator: str
    expected: Expected


@dataclass(frozen=True)
class Gate:
    """The conditions of one item: all of them, or any one."""

    conditions: tuple[Condition, ...]
    all_of: bool = True

    @cached_property
    def looks_at(self) -> frozenset[str]:
        """The questions whose answers it asks for."""
        return frozenset(condition.asked for condition in self.conditions)

    @cached_property
    def alone(self) -> dict[tuple[str, AnswerValue], bool]:
        """Whether one answer by itself opens it, as far as that was asked: a page of a talk asks for every option."""
        return {}


@dataclass(frozen=True)
class Question:
    """One page. `gates` holds its own conditions and those of the groups around it: every gate must be open.

    `aside` marks a question that this conversation does not ask now; an answer it has already still counts.
    `most` is how many options may be chosen (0: any number); with `waits`, those not chosen wait for another day.
    `picture_words` say what the picture shows where the words beside it do not; `sound` and `film` are keys of files.
    """

    link_id: str
    number: int
    kind: Kind
    text: str
    section: str = ""
    picture: str | None = None
    helper: str = ""
    options: tuple[Option, ...] = ()
    scale: Scale | None = None
    low: float | str | None = None
    high: float | str | None = None
    max_length: int = 0
    unit: str = ""
    gates: tuple[Gate, ...] = ()
    sensitive: Sensitive | None = None
    aside: bool = False
    talk_about: str = ""
    most: int = 0
    waits: bool = False
    picture_words: str = ""
    sound: str = ""
    film: str = ""

    @property
    def asks(self) -> bool:
        """Say whether the page waits for an answer."""
        return self.kind is not Kind.DISPLAY

    @property
    def offered(self) -> tuple[Option, ...]:
        """The answers to choose from, before who is here."""
        return tuple(option for option in self.options if not option.aside)

    def showing(self, value: AnswerValue) -> AnswerValue:
        """Return the part of an answer that may be read before who is here; None where nothing of it may."""
        hidden = {option.key for option in self.options if option.aside}
        if isinstance(value, tuple):
            return tuple(key for key in value if key not in hidden) or None
        return None if value in hidden else value

    @cached_property
    def tender(self) -> bool:
        """Say whether it may be about danger, consent or privacy, by its marks or its words: see `tender`."""
        marked = (
            self.sensitive is not None
            or self.talk_about
            or any(each.talk_about or each.sensitive for each in self.options)
        )
        return bool(marked) or is_tender(self.words)

    @property
    def words(self) -> Iterator[str]:
        """Every text that stands on its page."""
        yield from (self.section, self.text, self.helper, self.unit, self.picture_words)
        yield from (option.text for option in self.options)
        if self.scale is not None:
            yield from (self.scale.lower_words, self.scale.upper_words)


@dataclass(frozen=True)
class Form:
    """A whole form. `validated` forms are shown word for word; `notes` lists what LinkDesk does not use."""

    url: str
    version: str
    title: str
    questions: tuple[Question, ...]
    language: str = "en-GB"
    description: str = ""
    copyright: str = ""
    validated: bool = False
    notes: tuple[str, ...] = ()
    sums: tuple[SumScore, ...] = ()
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What the form brings along itself: language tag to (its own words to the translation)."""
    checked: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Language tag to those of its own words whose translation somebody of the service stands for."""

    @property
    def texts(self) -> Iterator[str]:
        """Every text of the form that its owner wrote; helper lines are not part of a published measure."""
        yield self.title
        for each in self.questions:
            yield from (each.section, each.text, each.unit)
            yield from (option.text for option in each.options)
            if each.scale is not None:
                yield from (each.scale.lower_words, each.scale.upper_words)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Every text that a client may read, each once, in the order of the pages; helper lines are among them."""
        found: dict[str, None] = {self.title: None}
        for each in self.questions:
            found.update(dict.fromkeys(each.words))
        return tuple(text for text in found if text)

    def question(self, link_id: str) -> Question | None:
        """Return the question with that link id, or nothing."""
        return next((question for question in self.questions if question.link_id == link_id), None)

    def setting_aside(self, link_ids: Collection[str]) -> Form:
        """Return the form with these questions marked as not asked now; each keeps its page number."""
        marked = tuple(
            each if each.aside is (each.link_id in link_ids) else replace(each, aside=not each.aside)
            for each in self.questions
        )  # a form of 500 questions is marked on every page: what stays as it is is not made again
        return replace(self, questions=marked)

    def at(self, number: int) -> Question | None:
        """Return the question on page `number` (from 1, hidden ones counted), or nothing."""
        return self.questions[number - 1] if 1 <= number <= len(self.questions) else None


@dataclass(frozen=True)
class Progress:
    """Where in the conversation a page stands: question `here` of `total`; `here` is 0 on a page of words only.

    `behind` is how many questions come before the page.
    """

    here: int
    total: int
    behind: int = field(default=0, compare=False)

    @property
    def words(self) -> Sentence:
        """Where the page stands, as the person reads it."""
        if not self.here and self.behind:
            return Sentence("Before the next question") if self.behind < self.total else Sentence("At the end")
        if not self.here:
            return Sentence("Before you start")
        return Sentence("Question %(here)s of %(total)s", here=self.here, total=self.total)


def shown(form: Form, values: Values) -> tuple[Question, ...]:
    """Return the questions to ask, given the answers so far; answers to hidden questions do not count."""
    visible: list[Question] = []
    known: dict[str, AnswerValue] = {}
    for question in form.questions:
        if all(_open(gate, known) for gate in question.gates):
            known[question.link_id] = values.get(question.link_id)
            if not question.aside:
                visible.append(question)
    return tuple(visible)


def with_dependants(form: Form, link_ids: Collection[str]) -> frozenset[str]:
    """Return these questions and all that are asked because of an answer to one of them, in any number of steps."""
    found = set(link_ids)
    for question in form.questions:
        if _looks_at(question) & found:
            found.add(question.link_id)
    return frozenset(found)


def opened_by(form: Form, link_id: str, value: AnswerValue) -> frozenset[str]:
    """Return the questions whose conditions on this one answer hold; questions that do not look at it are left out."""
    return _opened(form.questions, link_id, value)


def _opened(questions: Iterable[Question], link_id: str, value: AnswerValue) -> frozenset[str]:
    found: set[str] = set()
    for question in questions:
        looking = [gate for gate in question.gates if link_id in gate.looks_at]
        if looking and all(_opens(gate, link_id, value) for gate in looking):
            found.add(question.link_id)
    return frozenset(found)


def _opens(gate: Gate, link_id: str, value: AnswerValue) -> bool:
    known = gate.alone.get((link_id, value))
    if known is None:
        known = gate.alone[link_id, value] = _open(gate, {link_id: value})
    return known


def still_to_ask(form: Form, values: Values, touched: Collection[str]) -> tuple[Question, ...]:
    """Return the questions set aside that nobody answered, skipped or did not know, and that may come up yet."""
    waiting: dict[str, Question] = {}
    known: dict[str, AnswerValue] = {}
    for question in form.questions:
        if not all(_open(gate, known) or gate.looks_at & waiting.keys() for gate in question.gates):
            continue
        known[question.link_id] = values.get(question.link_id)
        if question.aside and question.asks and question.link_id not in touched:
            waiting[question.link_id] = question
    return tuple(waiting.values())


def _looks_at(question: Question) -> set[str]:
    return {asked for gate in question.gates for asked in gate.looks_at}


def following(asked: Iterable[Question], number: int) -> Question | None:
    """Return which of the questions asked comes after page `number`, or nothing at the end."""
    return next((question for question in asked if question.number > number), None)


def preceding(asked: Sequence[Question], number: int) -> Question | None:
    """Return which of the questions asked comes before page `number`, or nothing at the start."""
    return next((question for question in reversed(asked) if question.number < number), None)


def progress(form: Form, values: Values, number: int) -> Progress:
    """Return which of the questions page `number` is.

    A question further on that may still be asked counts, so the number can shrink but never grows on the way.
    """
    open_now = shown(form, values)
    here = [question.number for question in open_now if question.asks and question.number <= number]
    apart = {question.link_id for question in form.questions if question.aside}
    asked = apart | {question.link_id for question in open_now}
    known = {link_id: values.get(link_id) for link_id in asked}
    ahead = [q for q in form.questions if q.asks and q.number > number and not q.aside]
    possible = [question for question in ahead if all(_may_open(form, gate, known, number) for gate in question.gates)]
    asked_here = number in here
    total = len(here) + _at_most(form, possible, number)
    return Progress(len(here) if asked_here else 0, total, len(here) - asked_here)


def _at_most(form: Form, possible: list[Question], number: int) -> int:
    """Return how many of these can come at most: of up to three areas to choose, the three that ask most."""
    most = len(possible)
    for question in form.questions:
        if not question.most or question.number < number or question.aside:
            continue
        looking = [each for each in possible if any(question.link_id in gate.looks_at for gate in each.gates)]
        brought = [_opened(looking, question.link_id, (option.key,)) for option in question.options]
        theirs = len(frozenset().union(*brought))
        most -= theirs - min(theirs, sum(sorted(map(len, brought), reverse=True)[: question.most]))
    return most


def _may_open(form: Form, gate: Gate, known: Values, number: int) -> bool:
    """Say whether a gate is open, or looks at a question that is not behind us."""
    looks_at = gate.looks_at
    waiting = any(q.number >= number for q in form.questions if q.link_id in looks_at and not q.aside)
    return waiting or _open(gate, known)


def _open(gate: Gate, known: Values) -> bool:
    results = [_holds(condition, known.get(condition.asked)) for condition in gate.conditions]
    return all(results) if gate.all_of else any(results)


def _holds(condition: Condition, value: AnswerValue) -> bool:
    """Compare as FHIR R4 does: a missing answer satisfies `exists = false` and nothing else."""
    answered = value is not None and value not in ("", ())
    if condition.operator == "exists":
        return answered is condition.expected
    if not answered:
        return False
    if condition.operator in ("=", "!="):
        equal = _equal(value, condition.expected)
        return equal if condition.operator == "=" else not equal
    return _ordered(condition.operator, value, condition.expected)


def _equal(value: AnswerValue, expected: Expected) -> bool:
    if isinstance(expected, tuple):
        chosen = value if isinstance(value, tuple) else (value,)
        return any(key in expected for key in chosen)
    if isinstance(value, bool) is not isinstance(expected, bool):
        return False
    return value == expected


def _ordered(operator: str, value: AnswerValue, expected: Expected) -> bool:
    """Order numbers with numbers and ISO dates with ISO dates; all else is not comparable, so false."""
    number = _is_number(value) and _is_number(expected)
    words = isinstance(value, str) and isinstance(expected, str)
    if not (number or words):
        return False
    less = value < expected  # type: ignore[operator]
    more = value > expected  # type: ignore[operator]
    return {">": more, "<": less, ">=": not less, "<=": not more}[operator]


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
