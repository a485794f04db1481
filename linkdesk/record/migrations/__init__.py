"""Alembic environment and revisions; `HEAD` and `KNOWN` let a start check the schema without loading Alembic."""

from __future__ import annotations

HEAD = "0055"
KNOWN = frozenset(f"{number:04}" for number in range(1, int(HEAD) + 1)) - {
    "0030",
    *(f"{number:04}" for number in range(45, 55)),
}
