"""What is chosen when two records become one, what is remembered for the way back, what must be decided there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from typing import Any
from uuid import UUID

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linkdesk.record.audit import Change

MERGE, UNDO = "merge_clients", "undo_merge"
"""The verbs under which the audit keeps both."""
TECHNICAL = frozenset({"version", "updated_at"})
"""Columns that count each save; they go on counting and are never put back."""


class Pick(StrEnum):
    """Whose value is kept for one detail."""

    KEPT = "kept"
    OTHER = "other"
    BOTH = "both"


@dataclass(frozen=True)
class Detail:
    """One detail in which two records differ, in words, and what may be picked; `usual` is what most would pick."""

    name: str
    label: str
    kept: str
    other: str
    usual: Pick
    both: bool = False


@dataclass(frozen=True)
class MergeClients:
    """Make one record of two: `other_id` goes, `client_id` stays; a detail that is not in `picks` stays as it is."""

    client_id: UUID
    version: int
    other_id: UUID
    other_version: int
    picks: Mapping[str, Pick]


@dataclass(frozen=True)
class UndoMerge:
    """Take two records apart again; `whose` says for each row that was added since whether it goes to the other."""

    client_id: UUID
    merge_id: UUID
    whose: Mapping[str, bool]


@dataclass(frozen=True)
class MergeRecord:
    """One merge: who went, when, who did it, and whether it was undone."""

    id: UUID
    client_id: UUID
    gone_id: UUID
    gone_name: str
    at: datetime
    worker_id: UUID
    undone_at: datetime | None
    is_newest: bool


@dataclass(frozen=True)
class Later:
    """A row that was added since a merge: `key` is its table and id, `words` say what it is."""

    key: str
    words: str
    at: datetime


def usual(kept: Any, other: Any) -> Pick:
    """Return what most would pick: what the record that stays says, or else what only the other one knows."""
    return Pick.KEPT if kept or not other else Pick.OTHER


def picked(kept: Any, other: Any, pick: Pick) -> Any:
    """Return the value that counts; of two lists both means each part once, those that stay first."""
    if pick is Pick.BOTH and isinstance(kept, list) and isinstance(other, list):
        return [*kept, *(part for part in other if part not in kept)]
    return other if pick is Pick.OTHER else kept


def put_below(newer: str, older: str, most: int | None) -> str:
    """Return the newer text with the older one below it, where that says more and fits."""
    if not older or older in newer:
        return newer
    both = f"{newer}\n\n{older}" if newer else older
    return both if most is None or len(both) <= most else newer


def folded(changes: Iterable[Change]) -> dict[str, dict[str, tuple[str, dict[str, tuple[Any, Any]]]]]:
    """Return what happened to each row in all: by table and id the action, and each column before and after."""
    found: dict[str, dict[str, tuple[str, dict[str, tuple[Any, Any]]]]] = {}
    for change in changes:
        action, values = found.setdefault(change.table, {}).get(change.row_id, (change.action, {}))
        for name, (old, new) in change.values.items():
            first = values[name][0] if name in values else old
            values[name] = (first, new)
        found[change.table][change.row_id] = ("delete" if change.action == "delete" else action, values)
    return found
