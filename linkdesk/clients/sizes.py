"""How large the words on the screen must be for a client: the recorded needs speak of prints only."""

from __future__ import annotations

LARGE_FROM = ((24, "larger"), (20, "large"))
"""From which print size on the screen is larger too; the recorded needs name 20, 24 and 28 points."""


def screen_size(points: int) -> str:
    """Return the size of words on the screen ("", "large", "larger") for a client who needs prints in `points`."""
    return next((size for least, size in LARGE_FROM if points >= least), "")
