"""What is known of a file or an address that services came from; pure."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

NAME_LENGTH = 120
ORIGIN_LENGTH = 400
HSDS_ID_LENGTH = 200
DIGEST_LENGTH = 64


class Format(StrEnum):
    """How services were written down where they came from."""

    ORUK = "oruk-3.0"
    HSDS = "hsds-3.0"
    PACKAGE = "hsds-csv"
    SHEET = "spreadsheet"


class State(StrEnum):
    """Where an import stands."""

    LOOKED_AT = "looked-at"
    DONE = "done"
    UNDONE = "undone"


class Kind(StrEnum):
    """Which object of Open Referral a row is."""

    SERVICE = "service"
    ORGANIZATION = "organization"
    LOCATION = "location"


class Outcome(StrEnum):
    """What an import does to a row, or did."""

    NEW = "new"
    JOINED = "joined"
    CHANGED = "changed"
    SAME = "same"
    GONE = "gone"
    STAYED = "stayed"


PILE = 200
"""So many objects are in memory at a time."""
Tick = Callable[[int, int], None]
"""Told how many of how many are done, 0 where nobody knows; raises to stop the work."""
