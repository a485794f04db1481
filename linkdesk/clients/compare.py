"""What is on record beside what was typed, in words, for a page that was saved by somebody else."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import fields
from typing import TYPE_CHECKING
from typing import Any

from linkdesk.clients import languages
from linkdesk.clients import needs
from linkdesk.clients import person
from linkdesk.clients.rules import NO_NHS_REASON_WORDS
from linkdesk.clients.rules import PHONE_KIND_WORDS
from linkdesk.clients.rules import ClientDetails
from linkdesk.clients.rules import Impairment
from linkdesk.clients.rules import Need
from linkdesk.clients.rules import NoNhsReason
from linkdesk.clients.rules import Phone

if TYPE_CHECKING:
    from datetime import date

NOTHING = "Nothing"
GUARDED = frozenset({"phones", "contact_limits", "address_note", "other_addresses"})
"""Details that may hold a word about what is not safe: where no message may be left, where nothing may be posted."""


@dataclass(frozen=True)
class Difference:
    """One detail that differs: its name, what is on record, what was typed.

    A guarded one is put away while someone is beside: it says what is not safe.
    """

    name: str
    kept: str
    typed: str
    guarded: bool = False


def differences(kept: ClientDetails, typed: ClientDetails) -> tuple[Difference, ...]:
    """Return every detail in which the two differ, in the order of the record."""
    pairs = ((each.name, getattr(kept, each.name), getattr(typed, each.name)) for each in fields(ClientDetails))
    return tuple(
        Difference(name.replace("_", " ").capitalize(), value_words(name, old), value_words(name, new), name in GUARDED)
        for name, old, new in pairs
        if old != new
    )


def value_words(name: str, value: Any) -> str:
    """Return a value as a worker reads it."""
    if name in {"language", "reading_language"}:
        return languages.name(value) if value else "The same as they speak"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, tuple):
        return words_of(value) or NOTHING
    if isinstance(value, NoNhsReason):
        return NO_NHS_REASON_WORDS[value]
    if type(value) in person.WORDS:
        return person.words(value)
    return _day(value) if hasattr(value, "isoformat") else str(value or NOTHING)


def words_of(parts: tuple[Any, ...]) -> str:
    """Return a list as a worker reads it; empty for an empty one."""
    return "; ".join(map(_part, parts))


def _part(part: Any) -> str:
    if isinstance(part, Need):
        return f"{needs.plain(part)} ({part.detail})" if part.detail else needs.plain(part)
    if isinstance(part, Impairment):
        return f"{part.text} ({part.detail})" if part.detail else part.text
    if isinstance(part, Phone):
        silent = "" if part.safe_to_leave_message else ", do not leave messages"
        return f"{part.number} ({PHONE_KIND_WORDS[part.kind]}{silent})"
    return person.part_words(part)


def _day(value: date) -> str:
    return f"{value.day}.{value.month}.{value.year}"
