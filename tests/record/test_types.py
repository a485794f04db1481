"""Values come back from the store as they went in."""

from __future__ import annotations

import enum
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from typing import Any
from typing import cast

import pytest
from sqlalchemy.dialects.sqlite.pysqlite import dialect as sqlite_dialect

from linkdesk.record.types import Choice
from linkdesk.record.types import UtcTime

DIALECT = cast("Any", sqlite_dialect)()


class Colour(enum.StrEnum):
    RED = "red"


def test_a_time_is_kept_in_utc() -> None:
    local = datetime(2026, 6, 1, 13, 30, 0, 5, tzinfo=timezone(timedelta(hours=1)))
    kept = UtcTime().process_bind_param(local, DIALECT)
    assert kept == datetime(2026, 6, 1, 12, 30, 0, 5)  # noqa: DTZ001 - what the store holds has no zone
    assert UtcTime().process_result_value(kept, DIALECT) == local
    assert cast("datetime", UtcTime().process_result_value(kept, DIALECT)).tzinfo is UTC


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        UtcTime().process_bind_param(datetime(2026, 6, 1), DIALECT)  # noqa: DTZ001 - the fault under test


def test_nothing_stays_nothing() -> None:
    assert UtcTime().process_bind_param(None, DIALECT) is None
    assert UtcTime().process_result_value(None, DIALECT) is None
    assert Choice(Colour).process_bind_param(None, DIALECT) is None
    assert Choice(Colour).process_result_value(None, DIALECT) is None


def test_a_choice_is_kept_as_its_word() -> None:
    assert Choice(Colour).process_bind_param(Colour.RED, DIALECT) == "red"
    assert Choice(Colour).process_result_value("red", DIALECT) is Colour.RED
    with pytest.raises(ValueError, match="blue"):
        Choice(Colour).process_bind_param("blue", DIALECT)
