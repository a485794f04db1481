"""Values of any column as JSON and back, so that a row can be put back exactly as it was."""

from __future__ import annotations

import base64
from datetime import date
from datetime import datetime
from typing import TYPE_CHECKING
from typing import Any
from uuid import UUID

from sqlalchemy import JSON
from sqlalchemy import Date
from sqlalchemy import LargeBinary
from sqlalchemy import Uuid

from linkdesk.record.types import Choice
from linkdesk.record.types import UtcTime

if TYPE_CHECKING:
    from sqlalchemy import Column


def pack(value: Any) -> Any:
    """Return a value as JSON can hold it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return str(value) if isinstance(value, UUID) else value


def unpack(column: Column[Any], value: Any) -> Any:
    """Return a packed value as its column takes it."""
    kind = column.type
    if value is None or isinstance(kind, JSON):
        return value
    if isinstance(kind, Choice):
        return kind.words(value)
    readers: tuple[tuple[type[Any], Any], ...] = (
        (UtcTime, datetime.fromisoformat),
        (Date, date.fromisoformat),
        (Uuid, UUID),
        (LargeBinary, base64.b64decode),
    )
    return next((read(value) for known, read in readers if isinstance(kind, known)), value)
