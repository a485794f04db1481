"""Services taken apart into the tables of a data package, as `tables` puts them together again; pure."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from linkdesk.exchange.open_referral.fields import LINKED
from linkdesk.exchange.open_referral.fields import TABLES
from linkdesk.exchange.open_referral.fields import fields
from linkdesk.services.feeds.joining import made_id

Body = dict[str, Any]
OWN = {
    "service": "service_id",
    "location": "location_id",
    "organization": "organization_id",
    "program": "program_id",
} | {
    "taxonomy_term": "taxonomy_term_id",
    "taxonomy": "taxonomy_id",
}
"""By which column an object that others share is named where it stands inside another."""
ABOUT = {"attribute": ("link_id", "link_entity"), "metadata": ("resource_id", "resource_type")}
"""What can belong to any object says so in two columns of its own."""


class Tables:
    """The rows of each table so far."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[str, Body]] = {kind: {} for kind in TABLES}

    def add(self, kind: str, body: Body, **links: str) -> None:
        """Take an object apart: it, what belongs to it, and what it shares with others."""
        row = {**links, **{name: value for name, value in body.items() if _is_cell(kind, name, value)}}
        row |= {name: link for name, link in links.items() if name.endswith("_id")}
        for name, value in body.items():
            field = fields()[kind].get(name)
            if field is not None and field.type == "object" and isinstance(value, dict):
                row[OWN[field.of]] = value["id"]
                self.add(field.of, value)
        self._put(kind, row)
        for name, value in body.items():
            field = fields()[kind].get(name)
            if field is not None and field.type == "list" and not (kind == "organization" and name == "services"):
                for each in value:
                    self.add(field.of, each, **_link(kind, field.of, body["id"]))

    def _put(self, kind: str, row: Body) -> None:
        rows = self._rows[kind]
        before = rows.get(row["id"])
        if (
            before is not None
            and kind not in OWN
            and any(before.get(name, value) != value for name, value in row.items())
        ):
            row = {**row, "id": made_id(row["id"], json.dumps(row, sort_keys=True))}  # one id, two different things
            before = rows.get(row["id"])
        rows[row["id"]] = {**(before or {}), **row}

    def files(self) -> dict[str, bytes]:
        """Return every table that has rows as CSV, by the name of its file, with the description of all."""
        made: dict[str, bytes] = {}
        resources = []
        for kind, rows in self._rows.items():
            if not rows:
                continue
            used = {name for row in rows.values() for name in row}
            columns = [name for name in fields()[kind] if name in used]
            columns += sorted(used - set(columns))
            out = io.StringIO(newline="")
            writer = csv.writer(out)
            writer.writerow(columns)
            writer.writerows([_cell(row.get(name)) for name in columns] for row in rows.values())
            name = f"{TABLES[kind]}.csv"
            made[name] = out.getvalue().encode()
            resources.append(_resource(kind, name, columns))
        package = {"name": "human_services_data", "profile": "tabular-data-package", "version": "3.0.0"}
        made["datapackage.json"] = json.dumps({**package, "resources": resources}, indent=1).encode()
        return made


def _link(holder: str, held: str, its_id: str) -> dict[str, str]:
    if held in ABOUT:
        identity, kind = ABOUT[held]
        return {identity: its_id, kind: holder}
    is_known = holder in LINKED.get(held, ()) or (held, holder) in {
        ("service_at_location", "service"),
        ("location", "organization"),
    }
    return {f"{holder}_id": its_id} if is_known else {}


def _is_cell(kind: str, name: str, value: Any) -> bool:
    """Say whether a value is one of the standard that stands in a cell; what a source added stays in JSON only."""
    return name in fields()[kind] and isinstance(value, str | int | float) and not isinstance(value, bool)


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return repr(value)
    return "" if value is None else str(value)


def _resource(kind: str, path: str, columns: list[str]) -> Body:
    types = {name: field.type for name, field in fields()[kind].items()}
    described = [{"name": name, "type": types.get(name, "string")} for name in columns]
    return {
        "name": kind,
        "path": path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"primaryKey": "id", "fields": described},
    }
