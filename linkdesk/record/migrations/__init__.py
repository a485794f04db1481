"""Alembic environment and revisions; `HEAD` and `KNOWN` let a start check the schema without loading Alembic."""

from __future__ import annotations

HEAD = "0055"
LEFT_OUT = frozenset({30, 47, 48, 49, 50, 51, 53, 54})
"""Numbers under which there is no revision."""
KNOWN = frozenset(f"{number:04}" for number in range(1, int(HEAD) + 1) if number not in LEFT_OUT)
