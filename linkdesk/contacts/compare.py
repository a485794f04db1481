"""What is on record about a contact beside what was typed, for a page that was saved by somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.clients.compare import Difference
from linkdesk.contacts.queries import PARTS
from linkdesk.contacts.queries import part_words

if TYPE_CHECKING:
    from linkdesk.contacts.rules import ContactDetails


def differences(kept: ContactDetails, typed: ContactDetails) -> tuple[Difference, ...]:
    """Return every part of a contact in which the two differ, in the order of the page."""
    pairs = ((name, getattr(kept, name), getattr(typed, name)) for name in PARTS)
    return tuple(
        Difference(PARTS[name], part_words(name, old), part_words(name, new)) for name, old, new in pairs if old != new
    )
