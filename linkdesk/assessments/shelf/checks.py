"""The sentences of a form beside their translations, and which of them somebody of the service checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from linkdesk.languages.tongues import TONGUES
from linkdesk.organisation.languages.rules import NAME_LENGTH
from linkdesk.record.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from uuid import UUID

    from linkdesk.assessments.questionnaire import Form
    from linkdesk.languages.tongues import Tongue

PAGE = 40
"""Sentences on one page: as many as one person reads in one go."""

FUTURE = "The day of the check lies in the future."
NAMELESS = f"Write the name of who checked the sentences, in {NAME_LENGTH} characters or fewer."
DAYLESS = "Enter the day on which they were checked."


@dataclass(frozen=True)
class Check:
    """Somebody stands for one translation: `words` for `text` in the language `tag`."""

    tag: str
    text: str
    words: str
    checker: str
    checked_on: date


@dataclass(frozen=True)
class Line:
    """One sentence of a form, numbered from 1, with its translation; an empty one is missing."""

    number: int
    text: str
    words: str
    check: Check | None = None


@dataclass(frozen=True)
class CheckState:
    """How far a form is in one language."""

    tongue: Tongue
    total: int
    written: int
    checked: int

    @property
    def missing(self) -> int:
        """How many sentences have no translation: clients see them in the words of the form."""
        return self.total - self.written

    @property
    def words(self) -> str:
        """Return the state in words."""
        of = f"{self.checked} of {self.written} translated sentences are checked"
        said = "Nobody has checked it" if not self.checked else "Checked" if self.checked == self.written else of
        if not self.missing:
            return f"{said}."
        return f"{said}. {self.missing} {'sentence is' if self.missing == 1 else 'sentences are'} not translated."


@dataclass(frozen=True)
class CheckPage:
    """Say which sentences of one page of a language are right; those of the page that are not named lose their check.

    `shown` are the numbers of the sentences on the page, `right` those that somebody stands for.
    """

    form_id: UUID
    version: int
    tag: str
    shown: Collection[int]
    right: Collection[int]
    checker: str
    checked_on: date | None


def tongues(form: Form) -> tuple[Tongue, ...]:
    """Return the languages of clients in which a form has words of its own."""
    return tuple(each for each in TONGUES if form.translations.get(each.tag))


def lines(form: Form, tag: str, kept: Iterable[Check]) -> tuple[Line, ...]:
    """Return the sentences of a form beside those in one language.

    Raises:
        NotFound: the form has no words in that language.
    """
    if tag not in {each.tag for each in tongues(form)}:
        raise NotFound
    said = form.translations[tag]
    checked = {each.text: each for each in kept if each.tag == tag}
    return tuple(
        Line(number, text, said.get(text, ""), checked.get(text)) for number, text in enumerate(form.sentences, 1)
    )


def state(form: Form, tongue: Tongue, kept: Iterable[Check]) -> CheckState:
    """Return how far a form is in one language."""
    found = lines(form, tongue.tag, kept)
    written = [line for line in found if line.words]
    return CheckState(tongue, len(found), len(written), sum(1 for line in written if line.check))


def fitting(form: Form, kept: Iterable[Check]) -> tuple[Check, ...]:
    """Return those checks that stand for the very words that a form has now."""
    return tuple(each for each in kept if form.translations.get(each.tag, {}).get(each.text) == each.words)


def checked_words(kept: Iterable[Check]) -> dict[str, frozenset[str]]:
    """Return language tag to the sentences that are checked in it."""
    found: dict[str, set[str]] = {}
    for each in kept:
        found.setdefault(each.tag, set()).add(each.text)
    return {tag: frozenset(texts) for tag, texts in found.items()}


def after(command: CheckPage, form: Form, kept: Iterable[Check], today: date) -> tuple[Check, ...]:
    """Return the checks of a form once a page was saved; a sentence that was checked before keeps its name and day.

    Raises:
        NotFound: the form has no words in that language.
        ValueError: who or when is missing or cannot be; one plain sentence for the worker.
    """
    before = tuple(kept)
    page = [line for line in lines(form, command.tag, before) if line.words and line.number in command.shown]
    right = [line for line in page if line.number in command.right]
    checked_on = command.checked_on
    if any(line.check is None for line in right):
        if not command.checker or len(command.checker) > NAME_LENGTH:
            raise ValueError(NAMELESS)
        if checked_on is None:
            raise ValueError(DAYLESS)
        if checked_on > today:
            raise ValueError(FUTURE)
    gone = {line.text for line in page}
    stays = [each for each in before if each.tag != command.tag or each.text not in gone]
    return (*stays, *_made(command, right))


def _made(command: CheckPage, right: Iterable[Line]) -> Iterator[Check]:
    for line in right:
        if line.check is not None:
            yield line.check
        elif command.checked_on is not None:
            yield Check(command.tag, line.text, line.words, command.checker, command.checked_on)


def written(kept: Iterable[Check]) -> list[dict[str, Any]]:
    """Return checks as the row of a form keeps them, in a fixed order."""
    return [
        {
            "tag": each.tag,
            "text": each.text,
            "words": each.words,
            "checker": each.checker,
            "day": each.checked_on.isoformat(),
        }
        for each in sorted(kept, key=lambda each: (each.tag, each.text))
    ]


def read(rows: Iterable[Mapping[str, Any]]) -> tuple[Check, ...]:
    """Return the checks that the row of a form keeps."""
    return tuple(
        Check(each["tag"], each["text"], each["words"], each["checker"], date.fromisoformat(each["day"]))
        for each in rows
    )
