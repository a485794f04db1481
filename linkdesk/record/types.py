"""Column types every room shares: UTC time, a choice from a list, JSON."""

from __future__ import annotations

import enum
from datetime import UTC
from datetime import datetime
from typing import Any
from typing import Generic
from typing import TypeVar

from sqlalchemy import JSON
from sqlalchemy import DateTime
from sqlalchemy import Dialect
from sqlalchemy import String
from sqlalchemy.types import TypeDecorator

ChosenT = TypeVar("ChosenT", bound=enum.StrEnum)

CHOICE_LENGTH = 40

Json = JSON
"""Nested plain values; PostgreSQL and SQLite both keep them."""


class UtcTime(TypeDecorator[datetime]):
    """An aware time, kept in UTC to the microsecond; a naive one is refused."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Turn any aware time into UTC for the store. Raises ValueError for a naive one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be kept")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Give the zone back."""
        return None if value is None else value.replace(tzinfo=UTC)


class Choice(TypeDecorator[ChosenT], Generic[ChosenT]):
    """One word of a `StrEnum`, kept as its text so that the file reads well in any tool."""

    impl = String(CHOICE_LENGTH)
    cache_ok = True

    def __init__(self, words: type[ChosenT]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: ChosenT | str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Keep the word. Raises ValueError for one that is not in the list."""
        return None if value is None else str(self.words(value))

    def process_result_value(self, value: Any | None, dialect: Dialect) -> ChosenT | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Give the enum member back."""
        return None if value is None else self.words(value)
