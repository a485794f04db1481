"""The fields of Open Referral are those of its schemas."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from linkdesk.exchange.open_referral import fields

UK_ONLY = {("accessibility", "accessibility"), ("service_area", "service_area"), ("taxonomy_term", "term")}


def test_every_list_has_its_holder() -> None:
    for held, holders in fields.LINKED.items():
        for holder in holders:
            assert fields.list_of(holder, held) in fields.fields()[holder]
    assert set(fields.TABLES) == set(fields.fields())


def test_they_are_those_of_the_uk_profile(published: Path) -> None:
    found: dict[tuple[str, str], tuple[str, bool]] = {}

    def walk(schema: dict[str, Any]) -> None:
        kind = schema.get("name") or schema.get("title")
        for name, each in schema.get("properties", {}).items():
            found[str(kind), name] = (each.get("type", ""), name in schema.get("required", ()))
            walk(each.get("items", each))

    for name in ("service", "organization", "service_at_location"):
        walk(json.loads((published / "schema-uk" / f"{name}.json").read_text("utf-8")))
    found.pop(("service_at_location", "service"), None)
    types = {"array": "list"}
    ours = {
        (kind, each.name): (each.type, each.must_uk)
        for kind, known in fields.fields().items()
        for each in known.values()
        if each.is_uk
    }
    assert ours == {key: (types.get(kind, kind), must) for key, (kind, must) in found.items()}
    full = {(kind, each.name) for kind, known in fields.fields().items() for each in known.values() if each.is_full}
    assert set(ours) - full == UK_ONLY
