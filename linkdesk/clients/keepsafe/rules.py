"""The keep-safe line: ready phrases and own words on one line, short enough to be taken in at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

KEEP_SAFE_LENGTH = 200
MARK_LENGTH = 40
"""So much of the line stands in a list; the rest is on the person's own pages."""
NO_WRITING = "Do not write to the home address"
NO_PAPER = "Give no paper"
PLAIN_PAPER = "Plain paper only"
SAFE_PAPER = "Paper is safe"
ALONE = "See alone"
PAPER = (NO_PAPER, PLAIN_PAPER, SAFE_PAPER)
"""The standing answers to "is it safe to take home?", the strictest first."""
PHRASES = (
    "Do not leave messages",
    NO_WRITING,
    "Use only the safe phone number",
    ALONE,
    "Visit in pairs",
    "Do not visit at home",
    *PAPER,
)
"""Offered ready; the worker's own words may follow."""

BETWEEN = ". "
"""Stands between the parts of the line."""


@dataclass(frozen=True)
class SetKeepSafe:
    """Set the keep-safe line; an empty one takes it away. `version` is the one of the client that the worker saw."""

    client_id: UUID
    version: int
    keep_safe: str


def line_of(chosen: tuple[str, ...], own: str) -> str:
    """Return the chosen phrases in their usual order, then the own words, as one line."""
    parts = [*(phrase for phrase in PHRASES if phrase in chosen), " ".join(own.split())]
    return BETWEEN.join(part.rstrip(BETWEEN) for part in parts if part.strip(BETWEEN))


def parts_of(line: str) -> tuple[tuple[str, ...], str]:
    """Return the ready phrases that a line begins with, and the words that follow them."""
    rest = line.split(BETWEEN) if line else []
    found: list[str] = []
    while rest and rest[0] in PHRASES:
        found.append(rest.pop(0))
    return tuple(found), BETWEEN.join(rest)


def with_paper(line: str, answer: str) -> str:
    """Return the line with this one standing answer about paper; an empty one takes the answer away."""
    ready, own = parts_of(line)
    kept = tuple(phrase for phrase in ready if phrase not in PAPER)
    return line_of((*kept, answer) if answer else kept, own)


def follow(line: str, added: Iterable[str], ended: Iterable[str]) -> str:
    """Return the line after limits of contact were added and ended elsewhere, so that everyone reads them.

    A line that would grow too long to be taken in stays as it is.
    """
    new, gone = [words for words in added if words.lower() not in line.lower()], set(ended)
    if not new and not gone:
        return line
    parts = [part for part in line.split(BETWEEN) if part and part not in gone]
    parts += new
    ready = tuple(part for part in parts if part in PHRASES)
    longer = line_of(ready, BETWEEN.join(part.rstrip(BETWEEN) for part in parts if part not in PHRASES))
    return longer if len(longer) <= KEEP_SAFE_LENGTH else line


def check(line: str) -> None:
    """Refuse a line that nobody takes in at a glance.

    Raises:
        ValueError: one plain sentence for the worker.
    """
    if len(line) > KEEP_SAFE_LENGTH:
        raise ValueError(f"The line has {len(line)} characters. Use {KEEP_SAFE_LENGTH} or fewer.")


def mark(line: str) -> str:
    """Return what a list shows of the line: all of it, or its beginning."""
    return line if len(line) <= MARK_LENGTH else f"{line[: MARK_LENGTH - 1].rstrip()}…"
