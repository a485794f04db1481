"""The objects and fields of Open Referral: which type each has, and which of them its UK profile keeps.

Source: Human Services Data Specification 3.0 (openreferral/specification) and Open Referral UK 3.0
(OpenReferralUK/uk-profile), both CC BY-SA 4.0; the list in `fields.csv` was read from their schemas.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REQUIRED = "required"
TABLES = {
    "organization": "organizations",
    "program": "programs",
    "service": "services",
    "attribute": "attributes",
    "service_at_location": "service_at_location",
    "location": "locations",
    "phone": "phones",
    "contact": "contacts",
    "address": "addresses",
    "schedule": "schedules",
    "funding": "funding",
    "service_area": "service_areas",
    "required_document": "required_documents",
    "language": "languages",
    "accessibility": "accessibility",
    "taxonomy_term": "taxonomy_terms",
    "metadata": "metadata",
    "cost_option": "cost_options",
    "organization_identifier": "organization_identifiers",
    "taxonomy": "taxonomies",
}
"""The name of the CSV file of each object, without its ending."""
LINKED = {
    "phone": ("service", "contact", "location", "organization", "service_at_location"),
    "schedule": ("service", "location", "service_at_location"),
    "contact": ("service", "service_at_location", "location", "organization"),
    "language": ("service", "location", "phone"),
    "address": ("location",),
    "accessibility": ("location",),
    "service_area": ("service",),
    "required_document": ("service",),
    "cost_option": ("service",),
    "funding": ("service", "organization"),
    "organization_identifier": ("organization",),
    "program": ("organization",),
}
"""Which objects hold a list of which others, told by a column `…_id` in the table of the others."""


@dataclass(frozen=True)
class Field:
    """A field: its type, what a list or an object holds (or the format of a text), and who has it."""

    name: str
    type: str
    of: str
    is_full: bool
    is_uk: bool
    must_full: bool
    must_uk: bool


@cache
def fields() -> dict[str, dict[str, Field]]:
    """Return every field by its object and name."""
    found: dict[str, dict[str, Field]] = {}
    with Path(__file__).with_name("fields.csv").open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            full, uk = row["full"], row["uk"]
            found.setdefault(row["object"], {})[row["field"]] = Field(
                row["field"], row["type"], row["of"], bool(full), bool(uk), full == REQUIRED, uk == REQUIRED
            )
    return found


def list_of(holder: str, held: str) -> str:
    """Return under which name an object holds a list of others."""
    return next(each.name for each in fields()[holder].values() if each.type == "list" and each.of == held)
