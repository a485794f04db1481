"""Important phone numbers of a plan: typed one on a line, kept as name, number and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from linkdesk.easyread.pictures import suggest
from linkdesk.organisation.rules import number_to_dial
from linkdesk.settings import Limits

if TYPE_CHECKING:
    from collections.abc import Iterable

LIMITS = Limits()
NAME_LENGTH = 100
_NUMBER = re.compile(r"\+?\(?[0-9][0-9 ()./\-]*[0-9]")
_EDGES = " \t,;:.–—-"
_LEAST_DIGITS = 3


@dataclass(frozen=True)
class PhoneLine:
    """Whom to phone, the number as it is dialled, and when it helps (empty: at any time).

    `picture` is a key of the picture dictionary; None is drawn as a phone.
    """

    name: str
    number: str
    when: str = ""
    picture: str | None = None

    @property
    def typed(self) -> str:
        """The line as a worker types it."""
        return ", ".join(part for part in (self.name, self.number, self.when) if part)


def with_pictures(lines: Iterable[PhoneLine], before: Iterable[PhoneLine] = ()) -> tuple[PhoneLine, ...]:
    """Return phone numbers with pictures: what stood before keeps its own, a new one gets what fits the name."""
    known = {(each.name, each.number): each.picture for each in before}
    return tuple(
        replace(
            each, picture=known[each.name, each.number] if (each.name, each.number) in known else suggest(each.name)
        )
        for each in lines
    )


def read_phones(text: str) -> tuple[PhoneLine, ...]:
    """Return the phone numbers of some lines, such as "My sister, 01632 960 001, after six".

    Raises:
        ValueError: a sentence that names the line and what is wrong with it.
    """
    lines = [" ".join(line.split()) for line in text.splitlines()]
    read = tuple(_read(number, line) for number, line in enumerate((line for line in lines if line), start=1))
    if len(read) > LIMITS.plan_lines:
        raise ValueError(f"A list can have at most {LIMITS.plan_lines} lines. Join some.")
    return read


def _read(place: int, line: str) -> PhoneLine:
    number = next((run for run in _NUMBER.finditer(line) if _digits(run[0]) >= _LEAST_DIGITS), None)
    if number is None:
        raise ValueError(f"Line {place} has no phone number. Write it like this: My sister, 01632 960 001, after six.")
    try:
        dial = number_to_dial(number[0])
    except ValueError as wrong:
        raise ValueError(f"Line {place}: {wrong}") from wrong
    name, when = line[: number.start()].strip(_EDGES), line[number.end() :].strip(_EDGES)
    if not name:
        raise ValueError(f"Line {place} has no name. Write it like this: My sister, 01632 960 001, after six.")
    if len(name) > NAME_LENGTH or len(when) > NAME_LENGTH:
        raise ValueError(f"Line {place} is too long. Use {NAME_LENGTH} characters or fewer for the name, and for when.")
    return PhoneLine(name, dial, when)


def _digits(text: str) -> int:
    return sum(sign.isdigit() for sign in text)
