"""When needs are due to be looked at again, and what may be said about them (Accessible Information Standard)."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from linkdesk.clients.rules import NEED_TEXT_LENGTH
from linkdesk.clients.rules import Impairment
from linkdesk.clients.rules import Need

if TYPE_CHECKING:
    from uuid import UUID

    from linkdesk.clients.rules import ClientRecord

IMPAIRMENTS = 4
WORDS_LENGTH = 150
MOST_LINES = 6
MONTHS = 12
IMPAIRMENT_KINDS = (
    "Sight",
    "Hearing",
    "Sight and hearing together",
    "Speech",
    "Moving about",
    "Using hands",
    "Learning disability",
    "Autism",
    "Memory or dementia",
    "Mental health",
    "Long-term illness",
)
"""Offered; any other may be typed. Words only: no list of codes for impairments may be shipped."""


@dataclass(frozen=True, kw_only=True)
class ReviewNeeds:
    """The needs were looked at with the person: what they say about each, and the rest of what they require."""

    client_id: UUID
    version: int
    needs: tuple[Need, ...] = ()
    impairments: tuple[Impairment, ...] = ()
    mobility: tuple[str, ...] = ()
    other_requirements: tuple[str, ...] = ()


def months_later(day: date, months: int) -> date:
    """Return the same day some months later or (negative) earlier; the last of a short month for one it lacks."""
    month = day.month - 1 + months
    year, month = day.year + month // MONTHS, month % MONTHS + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def due_on(client: ClientRecord, months: int) -> date:
    """Return when the needs are to be looked at again; what was never looked at counts from the first day."""
    return months_later(client.needs_reviewed_on or client.created_at.astimezone().date(), months)


def is_due(client: ClientRecord, months: int, today: date) -> bool:
    """Say whether the needs are to be looked at now; those of a person who died never are."""
    return not client.is_deceased and due_on(client, months) <= today


def check(command: ReviewNeeds, kept: tuple[Need, ...]) -> None:
    """Refuse what cannot be kept; needs are added and taken away on the details page, not here.

    Raises:
        ValueError: one plain sentence for the worker.
    """
    if [(need.code, need.text) for need in command.needs] != [(need.code, need.text) for need in kept]:
        raise ValueError("The needs on this page are not those on record. Open the page again.")
    lines = (*command.mobility, *command.other_requirements)
    if (
        len(command.impairments) > IMPAIRMENTS
        or max(len(command.mobility), len(command.other_requirements)) > MOST_LINES
    ):
        raise ValueError(f"Keep what matters: {IMPAIRMENTS} impairments, {MOST_LINES} lines each.")
    if any(not each.text for each in command.impairments):
        raise ValueError("Say which impairment it is.")
    details = (need.detail for need in command.needs)
    texts = (*lines, *details, *(part for each in command.impairments for part in (each.text, each.detail)))
    if any(len(text) > WORDS_LENGTH for text in texts):
        raise ValueError(f"Use {NEED_TEXT_LENGTH} characters or fewer a line.")
