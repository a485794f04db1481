"""The tables of sharing agree with the rules, and say how they merge, leave and are erased."""

from __future__ import annotations

from dataclasses import fields

import pytest
from sqlalchemy import Table
from sqlalchemy import inspect

from linkdesk.clients.sharing import models
from linkdesk.clients.sharing.rules import AddRepresentative
from linkdesk.clients.sharing.rules import Circumstances
from linkdesk.clients.sharing.rules import ShareWithout
from linkdesk.record.base import Base

TABLES = (
    models.SharingDecision,
    models.SharingRepresentative,
    models.SharingOverride,
    models.SharingPassed,
)


@pytest.mark.parametrize("table", TABLES)
def test_each_says_how_it_merges_leaves_and_is_erased(table: type[Base]) -> None:
    mapped = inspect(table).local_table
    assert isinstance(mapped, Table)
    info = mapped.info["client_table"]
    assert all((info.merge, info.export, info.erase))


@pytest.mark.parametrize(
    ("command", "table"),
    [
        (Circumstances, models.SharingDecision),
        (AddRepresentative, models.SharingRepresentative),
        (ShareWithout, models.SharingOverride),
    ],
)
def test_every_field_has_its_column(command: type[Circumstances], table: type[Base]) -> None:
    names = {field.name for field in fields(command)}
    missing = names - {column.name for column in table.__table__.columns}
    assert missing <= {"recipient"}
