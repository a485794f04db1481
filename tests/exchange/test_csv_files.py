"""CSV that no spreadsheet runs, that reads back as it was, and that describes itself."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from dataclasses import replace
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from time import process_time
from typing import TYPE_CHECKING
from typing import Any

import pytest
from frictionless import Package
from frictionless import system
from hypothesis import given
from hypothesis import strategies as st

from linkdesk.exchange.csv_files import BOM
from linkdesk.exchange.csv_files import TRIGGERS
from linkdesk.exchange.csv_files import cell
from linkdesk.exchange.csv_files import csv_parcel
from linkdesk.exchange.csv_files import guarded
from linkdesk.exchange.csv_files import unguarded
from linkdesk.exchange.rules import Parcel
from linkdesk.exchange.tables.every import TABLES
from tests.data.exchange_dossier import SENDER
from tests.data.exchange_dossier import START
from tests.data.exchange_dossier import dossier

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
RISKY = st.sampled_from([*sorted(TRIGGERS), "'", " =", "\ufeff=", "\u00a0+", "\u200b@", "\x00-", "=cmd|' /C calc'!A0"])


def made(count: int = 3, **changes: Any) -> Parcel:
    return csv_parcel((dossier(number, **changes) for number in range(count)), SENDER, START)


def rows_of(parcel: Parcel, name: str) -> list[dict[str, str]]:
    data = next(each.data for each in parcel.files if each.name == f"{name}.csv")
    return list(csv.DictReader(io.StringIO(data.removeprefix(BOM).decode(), newline="")))


@given(st.one_of(TEXTS, st.builds(str.__add__, RISKY, TEXTS)))
def test_no_cell_begins_like_a_formula_and_the_text_comes_back(text: str) -> None:
    safe = guarded(text)
    assert safe.lstrip(" \u00a0\ufeff\u200b\x00")[:1] not in TRIGGERS
    assert unguarded(safe) == text


@given(TEXTS)
def test_the_file_reads_back_as_it_was_written(text: str) -> None:
    parcel = made(1, preferred_name=text, town=text)
    (row,) = rows_of(parcel, "clients")
    assert unguarded(row["preferred_name"]) == unguarded(row["town"]) == text


def test_formulas_that_were_typed_are_guarded() -> None:
    assert "'=Ring the group" in {row["what"] for row in rows_of(made(1), "steps")}
    (client,) = rows_of(made(1, family_name="=1+1"), "clients")
    assert client["family_name"] == "'=1+1"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (date(2026, 3, 1), "2026-03-01"),
        (datetime(2026, 3, 1, 12, 30, tzinfo=timezone(timedelta(hours=1))), "2026-03-01T11:30:00Z"),
        (7, "7"),
        (7.0, "7"),
        (-2.5, "-2.5"),
        (1234567.25, "1234567.25"),
        ("plain", "plain"),
    ],
)
def test_values_are_written_as_table_schema_reads_them(value: object, written: str) -> None:
    assert cell(value) == written


def test_every_file_begins_with_the_mark_for_excel_and_a_header() -> None:
    for made_file, table in zip(made().files, TABLES, strict=False):
        assert made_file.data.startswith(BOM)
        first = made_file.data.removeprefix(BOM).split(b"\r\n")[0].decode()
        assert next(csv.reader([first])) == list(table.header)


def test_the_description_tells_the_truth_about_the_files() -> None:
    parcel = made()
    package = json.loads(parcel.files[-1].data)
    assert parcel.clients == package["linkdesk"]["clients"] == 3
    by_name = {each.name: each.data for each in parcel.files}
    for resource in package["resources"]:
        data = by_name[resource["path"]]
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
    assert package["linkdesk"]["withheld"][0].startswith("Safeguarding")
    assert package["linkdesk"]["formula_guard"]["prefix"] == "'"


def test_a_practice_file_says_so() -> None:
    parcel = csv_parcel([dossier()], replace(SENDER, practice=True), START)
    assert json.loads(parcel.files[-1].data)["title"].startswith("PRACTICE")


def checked(folder: Path, parcel: Parcel) -> list[str]:
    """Return what somebody else's checker of data packages finds."""
    for each in parcel.files:
        (folder / each.name).write_bytes(each.data)
    with system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.json")).validate()
    return [f"{task.name}: {error.type}" for task in report.tasks for error in task.errors] + [
        error.type for error in report.errors
    ]


def test_another_checker_finds_nothing(tmp_path: Path) -> None:
    assert checked(tmp_path, made()) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "kind"),
    [
        ("clients.csv", b'"1930-01-01"', b'"01/01/1930"', "type-error"),
        ("plans.csv", b'"2026-11-20"', b'"2026-13-20"', "type-error"),
        ("goals.csv", b'"plan_id"', b'"plan"', "incorrect-label"),
    ],
)
def test_a_planted_fault_is_found(tmp_path: Path, name: str, old: bytes, new: bytes, kind: str) -> None:
    """Positive control: the checker sees the files, their types and their headers."""
    parcel = made(1)
    files = tuple(
        replace(each, data=each.data.replace(old, new)) if each.name == name else each for each in parcel.files
    )
    assert files != parcel.files
    found = checked(tmp_path, replace(parcel, files=files))
    assert f"{name.removesuffix('.csv')}: {kind}" in found


def test_many_clients_are_quick() -> None:
    """The floor of the research is 60,000 rows a second of one core; this asks for a tenth, on a busy machine."""
    everyone = [dossier()] * 300
    rows = 300 * sum(len(list(table.rows(everyone[0]))) for table in TABLES)
    start = process_time()
    csv_parcel(everyone, SENDER, START)
    assert rows / (process_time() - start) > 6000
