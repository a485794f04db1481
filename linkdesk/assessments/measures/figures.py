"""Before and after over many people: each person once, small groups never shown; pure."""

from __future__ import annotations

from collections import Counter
from collections import defaultdict
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from linkdesk.assessments.measures import rules
from linkdesk.settings import Limits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linkdesk.assessments.measures.rules import NotAskedReason
    from linkdesk.assessments.measures.rules import Series

SMALLEST = Limits().smallest_group

REASONS = {
    rules.ONE: "answered once",
    rules.MIXED: "in different ways",
    rules.VERSIONS: "different versions",
    rules.SUBJECT: "about different goals",
    rules.UNCHECKED: "unchecked words",
}
"""Why a person's answers are not compared, in the words of the table."""


def guarded(number: int, smallest: int = SMALLEST) -> str:
    """Return a number of people as it may be shown: a small group is never told apart from a smaller one."""
    return f"fewer than {smallest}" if 0 < number < smallest else f"{number:,}"


@dataclass(frozen=True)
class Figure:
    """One score over all people whose answers can be compared, and how many cannot, by reason.

    `before`, `after` and `change` are means, None where too few people stand behind them.
    """

    title: str
    name: str
    people: int
    before: float | None
    after: float | None
    left_out: tuple[tuple[str, int], ...]
    low_is_good: bool = False

    @property
    def change(self) -> float | None:
        """The mean of what changed for each person; people are paired, so it is the change of the means too."""
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def people_words(self) -> str:
        """How many people, as it may be shown."""
        return guarded(self.people)

    @property
    def left_words(self) -> str:
        """How many people are not compared and why, as it may be shown."""
        return "; ".join(f"{guarded(number)} {words}" for words, number in self.left_out) or "nobody"


@dataclass(frozen=True)
class Skips:
    """How often one form was not asked, by reason."""

    title: str
    reasons: tuple[tuple[str, str], ...]


def figures(everybody: Iterable[tuple[Series, ...]], smallest: int = SMALLEST) -> tuple[Figure, ...]:
    """Return before and after for each score; each person counts once in each.

    Args:
        everybody: the scores over time of one person after the other.
        smallest: below so many people no mean is given.
    """
    pairs: defaultdict[tuple[str, str, str], list[tuple[float, float]]] = defaultdict(list)
    apart: defaultdict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    low_is_good: set[tuple[str, str, str]] = set()
    for lines in everybody:
        for line in lines:
            key = (line.form_url, line.title, line.name)
            found = pairs[key]
            if line.points[-1].score.judged and not line.points[-1].score.high_is_good:
                low_is_good.add(key)
            if line.before is None or line.after is None:
                apart[key][REASONS[line.why]] += 1
            else:
                found.append((line.before.score.value, line.after.score.value))
    return tuple(
        replace(_figure(key, found, apart[key], smallest), low_is_good=key in low_is_good)
        for key, found in sorted(pairs.items())
    )


def skips(counted: Iterable[tuple[str, NotAskedReason, int]]) -> tuple[Skips, ...]:
    """Return how many people were not asked, by form and reason, from (title, reason, number of people)."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for title, reason, number in sorted(counted):
        found[title].append((rules.REASON_WORDS[reason], guarded(number)))
    return tuple(Skips(title, tuple(reasons)) for title, reasons in sorted(found.items()))


def _figure(key: tuple[str, str, str], pairs: list[tuple[float, float]], apart: Counter[str], smallest: int) -> Figure:
    _url, title, name = key
    enough = len(pairs) >= smallest
    before, after = ([pair[place] for pair in pairs] for place in (0, 1))
    return Figure(
        title=title,
        name=name,
        people=len(pairs),
        before=sum(before) / len(before) if enough else None,
        after=sum(after) / len(after) if enough else None,
        left_out=tuple(sorted(apart.items())),
    )
