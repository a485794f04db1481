"""Every kind of value survives the way through JSON."""

from __future__ import annotations

import json
import uuid
from datetime import UTC
from datetime import date
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import JSON
from sqlalchemy import Column
from sqlalchemy import Date
from sqlalchemy import Integer
from sqlalchemy import LargeBinary
from sqlalchemy import String
from sqlalchemy import Uuid

from linkdesk.clients.merging.packing import pack
from linkdesk.clients.merging.packing import unpack
from linkdesk.clients.rules import PrintFormat
from linkdesk.record.types import Choice
from linkdesk.record.types import UtcTime


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (UtcTime(), datetime(2026, 11, 24, 9, 30, 1, 5, tzinfo=UTC)),
        (Date(), date(1984, 2, 29)),
        (Uuid(), uuid.UUID(int=7)),
        (LargeBinary(), b"\x00\xff"),
        (Choice(PrintFormat), PrintFormat.EASY_READ),
        (JSON(), [{"a": ["b", 1, None]}]),
        (String(9), "Łukasz"),
        (Integer(), 5),
        (Integer(), None),
    ],
)
def test_a_value_comes_back_as_it_was(kind: Any, value: Any) -> None:
    column: Column[Any] = Column("x", kind)
    back = unpack(column, json.loads(json.dumps(pack(value))))
    assert back == value
    assert type(back) is type(value)
