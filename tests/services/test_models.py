"""The tables have the names of Open Referral, and no column for a client."""

from __future__ import annotations

from linkdesk.record.base import Base
from linkdesk.services import models
from linkdesk.services.rules import LENGTHS

KERNEL = {"id", "organisation_id", "owner_id", "created_at", "updated_at", "version"}
POSTCODES = {"local_postcode", "local_postcode_file"}
"""Where postcodes are, from a file of the Ordnance Survey: no object of Open Referral."""
HSDS = {
    "local_organization", "local_service", "local_location", "local_address", "local_service_at_location",
    "local_schedule", "local_contact", "local_phone", "local_cost_option", "local_accessibility", "local_language",
}  # fmt: skip


def test_there_is_a_table_for_each_object_and_none_knows_a_client() -> None:
    named = {name for name in Base.metadata.tables if name.startswith("local_")} - POSTCODES
    tables = {name: Base.metadata.tables[name] for name in named}
    assert set(tables) == HSDS
    assert all(set(table.c.keys()) >= KERNEL and "client_id" not in table.c for table in tables.values())


def test_columns_are_as_long_as_the_rules_say() -> None:
    table = models.LocalService.__table__
    lines = ("name", "url", "email", "wait_time", "alert", "quiet_times")
    assert {name: table.c[name].type.length for name in lines} == {  # type: ignore[attr-defined]  # texts
        name: LENGTHS[name] for name in lines
    }
