"""What is usual, what is picked, what is folded for the way back."""

from __future__ import annotations

from typing import Any

import pytest

from linkdesk.clients.merging import rules
from linkdesk.clients.merging.rules import Pick
from linkdesk.record.audit import Change


@pytest.mark.parametrize(
    ("kept", "other", "pick"),
    [
        ("a", "b", Pick.KEPT),
        ("", "b", Pick.OTHER),
        (None, "b", Pick.OTHER),
        ([], ["b"], Pick.OTHER),
        ("", "", Pick.KEPT),
    ],
)
def test_the_usual_pick_is_what_stays_or_what_only_the_other_knows(kept: Any, other: Any, pick: Pick) -> None:
    assert rules.usual(kept, other) is pick


def test_what_is_picked_counts_and_both_means_each_part_once() -> None:
    assert rules.picked(["a", "b"], ["b", "c"], Pick.BOTH) == ["a", "b", "c"]
    assert rules.picked("a", "b", Pick.BOTH) == rules.picked("a", "b", Pick.KEPT) == "a"
    assert rules.picked("a", "b", Pick.OTHER) == "b"


def test_what_only_the_older_says_is_put_below_where_it_fits() -> None:
    assert rules.put_below("new", "old", None) == "new\n\nold"
    assert rules.put_below("", "old", 3) == "old"
    assert rules.put_below("new", "old", 5) == rules.put_below("new", "", None) == "new"
    assert rules.put_below("the old garden", "old", None) == "the old garden"


def test_changes_of_one_row_are_folded_to_the_first_and_the_last() -> None:
    def change(action: str, **values: tuple[Any, Any]) -> Change:
        return Change("plan", "1", None, action, values, b"")

    found = rules.folded([change("update", number=(1, 90)), change("update", number=(90, 2), title=("a", "b"))])
    assert found == {"plan": {"1": ("update", {"number": (1, 2), "title": ("a", "b")})}}
    found = rules.folded([change("update", number=(1, 90)), change("delete", number=(90, None), title=("a", None))])
    assert found == {"plan": {"1": ("delete", {"number": (1, None), "title": ("a", None)})}}
