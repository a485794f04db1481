"""What is on record about a referral beside what was typed, for a page that was saved by somebody else."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING
from typing import Any

from linkdesk.clients.compare import NOTHING
from linkdesk.clients.compare import Difference
from linkdesk.episodes import choices
from linkdesk.episodes.choices import Method
from linkdesk.episodes.choices import Source
from linkdesk.episodes.choices import Urgency
from linkdesk.episodes.rules import ReferralDetails
from linkdesk.web.display import long_date

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORDS: dict[type, Mapping[Any, str]] = {
    Source: choices.SOURCE_WORDS,
    Method: choices.METHOD_WORDS,
    Urgency: choices.URGENCY_WORDS,
}


def differences(kept: ReferralDetails, typed: ReferralDetails) -> tuple[Difference, ...]:
    """Return every part of a referral in which the two differ, in the order of the record."""
    pairs = ((each.name, getattr(kept, each.name), getattr(typed, each.name)) for each in fields(ReferralDetails))
    return tuple(
        Difference(name.replace("_", " ").capitalize(), _words(old), _words(new))
        for name, old, new in pairs
        if old != new
    )


def _words(value: Any) -> str:
    """Return a value as a worker reads it."""
    if type(value) in _WORDS:
        return _WORDS[type(value)][value]
    if isinstance(value, tuple):
        return "; ".join(issue.text for issue in value) or NOTHING
    return (long_date(value) if hasattr(value, "isoformat") else str(value or "")) or NOTHING
