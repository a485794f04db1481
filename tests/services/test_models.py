"""The tables have the names of Open Referral, and no column for a client."""

from __future__ import annotations

from linkdesk.record.base import Base
from linkdesk.services import models
from linkdesk.services.feeds import models as feeds  # noqa: F401 - loads their tables
from linkdesk.services.rules import LENGTHS

KERNEL = {"id", "organisation_id", "owner_id", "created_at", "updated_at", "version"}
POSTCODES = {"local_postcode", "local_postcode_file"}
"""Where postcodes are, from a file of the Ordnance Survey: no object of Open Referral."""
HSDS = {
    "local_organization", "local_service", "local_location", "local_address", "local_service_at_location",
    "local_schedule", "local_contact", "local_phone", "local_cost_option", "local_accessibility", "local_language",
    "local_taxonomy_term",
}  # fmt: skip
FEEDS = {"local_source", "local_source_row", "local_said"}
"""What others publish, beside what is ours: not audited."""


def test_there_is_a_table_for_each_object_and_none_knows_a_client() -> None:
    names = {name for name in Base.metadata.tables if name.startswith("local_")} - POSTCODES
    tables = {name: Base.metadata.tables[name] for name in names}
    assert set(tables) == HSDS | FEEDS
    assert all(set(tables[name].c.keys()) >= KERNEL for name in HSDS)
    assert all(tables[name].info["unaudited"] for name in FEEDS)
    assert not [name for name, table in tables.items() if "client_id" in table.c]


def test_columns_are_as_long_as_the_rules_say() -> None:
    table = models.LocalService.__table__
    lines = ("name", "url", "email", "wait_time", "alert", "quiet_times")
    assert {name: table.c[name].type.length for name in lines} == {  # type: ignore[attr-defined]  # texts
        name: LENGTHS[name] for name in lines
    }
