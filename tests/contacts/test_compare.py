"""Of two texts of one contact only what differs is named."""

from __future__ import annotations

from dataclasses import replace

from linkdesk.clients.compare import Difference
from linkdesk.contacts.compare import differences
from linkdesk.contacts.rules import Way
from tests.contacts.test_rules import contact


def test_what_differs_is_named_in_words() -> None:
    kept = contact(minutes=10)
    assert differences(kept, kept) == ()
    assert differences(kept, replace(kept, way=Way.VIDEO, minutes=None)) == (
        Difference("How", "Phone", "Video"),
        Difference("Minutes", "10", "Nothing"),
    )
