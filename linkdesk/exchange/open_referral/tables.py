"""A package of tables put together: services, organisations and places whose parts stand in several of them; pure."""

from __future__ import annotations

import math
from typing import Any

from linkdesk.exchange.open_referral.fields import LINKED
from linkdesk.exchange.open_referral.fields import TABLES
from linkdesk.exchange.open_referral.fields import fields
from linkdesk.exchange.open_referral.fields import list_of
from linkdesk.services.feeds.rules import Kind
from linkdesk.services.feeds.staging import Read

Row = dict[str, Any]


class Package:
    """Tables by their name, without ending; `orphans` counts rows whose parent is in no table."""

    def __init__(self, tables: dict[str, list[Row]]) -> None:
        self.orphans = 0
        self._rows = {kind: [typed(kind, row) for row in tables.get(name, ())] for kind, name in TABLES.items()}
        self._by_id = {kind: {row.get("id"): row for row in rows} for kind, rows in self._rows.items()}
        self._bare = {kind: [_bare(kind, row) for row in rows] for kind, rows in self._rows.items()}
        self._own = {kind: {row.get("id"): row for row in rows} for kind, rows in self._bare.items()}

    def objects(self) -> list[Read]:
        """Return every service with all that belongs to it, then organisations and places that have none."""
        self._attributes()
        for kind, holders in LINKED.items():
            for row, bare in zip(self._rows[kind], self._bare[kind], strict=True):
                self._hang(kind, row, bare, holders)
        self._places()
        found, used = [], set()
        for row, bare in zip(self._rows["service"], self._bare["service"], strict=True):
            notes = []
            for kind in ("organization", "program"):
                wanted = row.get(f"{kind}_id")
                if wanted in self._own[kind]:
                    bare[kind] = self._own[kind][wanted]
                    used.add((kind, wanted))
                elif wanted:
                    notes.append(f"Its {kind} {wanted} is in no table.")
            found.append(Read(Kind.SERVICE, bare, tuple(notes)))
        others = (each for each in self._bare["organization"] if ("organization", each.get("id")) not in used)
        found.extend(Read(Kind.ORGANIZATION, each) for each in others)
        at = {row.get("location_id") for row in self._rows["service_at_location"]}
        found.extend(Read(Kind.LOCATION, each) for each in self._bare["location"] if each.get("id") not in at)
        return found

    def _attributes(self) -> None:
        for row, bare in zip(self._rows["attribute"], self._bare["attribute"], strict=True):
            term = self._own["taxonomy_term"].get(row.get("taxonomy_term_id"))
            if term is not None:
                listed = self._own["taxonomy"].get(self._by_id["taxonomy_term"][term["id"]].get("taxonomy_id"))
                bare["taxonomy_term"] = {**term, "taxonomy_detail": listed} if listed else term
            self._to_any("attributes", str(row.get("link_id")), bare)
        for row, bare in zip(self._rows["metadata"], self._bare["metadata"], strict=True):
            self._to_any("metadata", str(row.get("resource_id")), bare)

    def _to_any(self, name: str, link: str, bare: Row) -> None:
        holders = [rows[link] for kind, rows in self._own.items() if link in rows and name in fields()[kind]]
        for each in holders:
            each.setdefault(name, []).append(bare)
        self.orphans += not holders

    def _hang(self, kind: str, row: Row, bare: Row, holders: tuple[str, ...]) -> None:
        links = [(holder, row.get(f"{holder}_id")) for holder in holders]
        there = [(holder, self._own[holder][link]) for holder, link in links if link in self._own[holder]]
        for holder, parent in there:
            parent.setdefault(list_of(holder, kind), []).append(bare)
        is_named = kind == "program" and any(each.get("program_id") == row.get("id") for each in self._rows["service"])
        self.orphans += not there and not is_named

    def _places(self) -> None:
        for row in self._rows["location"]:
            holder = self._own["organization"].get(row.get("organization_id"))
            if holder is not None:
                holder.setdefault("locations", []).append(self._own["location"][row.get("id")])
        for row, bare in zip(self._rows["service_at_location"], self._bare["service_at_location"], strict=True):
            service = self._own["service"].get(row.get("service_id"))
            location = self._own["location"].get(row.get("location_id"))
            if location is not None:
                bare["location"] = location
            if service is None or (location is None and row.get("location_id")):
                self.orphans += 1
            if service is not None:
                service.setdefault("service_at_locations", []).append(bare)


def typed(kind: str, row: Row) -> Row:
    """Return a row of texts with numbers where the standard has them; what is no number stays as it was written."""
    known = fields()[kind]
    return {
        name: _number(value) if name in known and known[name].type == "number" else value for name, value in row.items()
    }


def _number(text: Any) -> Any:
    try:
        found = float(text)
    except (TypeError, ValueError):
        return text
    if not math.isfinite(found):
        return text
    return int(found) if found.is_integer() and "." not in str(text) else found


def _bare(kind: str, row: Row) -> Row:
    """Return a row without the columns that only say to what it belongs."""
    links = {f"{holder}_id" for holder in LINKED.get(kind, ())}
    links |= {"service_at_location": {"service_id", "location_id"}, "location": {"organization_id"}}.get(kind, set())
    links |= {"attribute": {"link_id", "taxonomy_term_id"}, "metadata": {"resource_id"}}.get(kind, set())
    return {name: value for name, value in row.items() if name not in links}
