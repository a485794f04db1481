"""Flat CSV that opens safely in a spreadsheet, with a datapackage.json that says what each column is."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import unicodedata
from datetime import UTC
from datetime import date
from datetime import datetime
from typing import TYPE_CHECKING
from typing import Any

from linkdesk.exchange import rules
from linkdesk.exchange.rules import ExportKind
from linkdesk.exchange.rules import FileMade
from linkdesk.exchange.rules import Note
from linkdesk.exchange.rules import Parcel
from linkdesk.exchange.tables.every import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linkdesk.exchange.rules import Dossier
    from linkdesk.exchange.rules import Sender
    from linkdesk.exchange.tables.table import Table

BOM = b"\xef\xbb\xbf"
"""Without it Excel reads UTF-8 as another alphabet."""

TRIGGERS = frozenset("=+-@\t\r\n＝＋－＠")
"""A spreadsheet takes a cell that begins with one of these for a formula (OWASP, CSV injection)."""

GUARD = "'"
GUARD_RULE = "A text that would be read as a formula, or that begins with ', has one ' put before it. Take one ' off."


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; `unguarded` gives the same text back."""
    return GUARD + text if _is_risky(text) else text


def unguarded(text: str) -> str:
    """Return the text as it was before `guarded`."""
    return text.removeprefix(GUARD)


def _is_risky(text: str) -> bool:
    """Look behind white space and invisible signs too: some programs drop them before they look."""
    if text[:1] in TRIGGERS or text.startswith(GUARD):
        return bool(text)
    seen = next((sign for sign in text if not (sign.isspace() or unicodedata.category(sign) in ("Cc", "Cf"))), "")
    return seen in TRIGGERS if seen else False


def csv_parcel(dossiers: Iterable[Dossier], sender: Sender, made_at: datetime, note: Note | None = None) -> Parcel:
    """Return every table as CSV with the description of all."""
    note = note or Note()
    streams = [io.StringIO(newline="") for _table in TABLES]
    writers = [csv.writer(stream, quoting=csv.QUOTE_ALL) for stream in streams]
    for table, writer in zip(TABLES, writers, strict=True):
        writer.writerow(table.header)
    clients = 0
    for clients, dossier in enumerate(dossiers, start=1):  # noqa: B007 - the count is wanted after the loop
        for table, writer in zip(TABLES, writers, strict=True):
            writer.writerows([cell(value) for value in row] for row in table.rows(dossier))
    files = [
        FileMade(f"{table.name}.csv", BOM + stream.getvalue().encode())
        for table, stream in zip(TABLES, streams, strict=True)
    ]
    described = FileMade("datapackage.json", _json(_package(files, sender, made_at, clients, note)))
    return Parcel(ExportKind.CSV, (*files, described), clients, note.withheld, note.for_whom)


def cell(value: Any) -> str:
    """Return a value as Table Schema writes it; nothing is an empty cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return str(int(value)) if float(value).is_integer() else repr(value)
    return guarded(str(value))


def _package(files: list[FileMade], sender: Sender, made_at: datetime, clients: int, note: Note) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": "linkdesk-export",
        "title": rules.PRACTICE if sender.practice else "Records of a social prescribing link worker",
        "created": made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "contributors": [{"title": sender.organisation_name, "role": "publisher"}],
        "linkdesk": {
            "clients": clients,
            "not_encrypted": rules.NOT_ENCRYPTED,
            "for": note.for_whom,
            "withheld": list(note.withheld),
            "formula_guard": {"prefix": GUARD, "rule": GUARD_RULE, "triggers": sorted(TRIGGERS)},
        },
        "resources": [_resource(table, made) for table, made in zip(TABLES, files, strict=True)],
    }


def _resource(table: Table, made: FileMade) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": made.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(made.data),
        "hash": f"sha256:{hashlib.sha256(made.data).hexdigest()}",
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\r\n", "header": True},
        "schema": {
            "fields": [{"name": name, "type": kind} for name, kind in table.columns],
            "primaryKey": list(table.key),
            "missingValues": [""],
            "foreignKeys": [
                {"fields": [column], "reference": {"resource": parent, "fields": ["id"]}}
                for column, parent in table.parents
            ],
        },
    }


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()
