"""Local services as a plain spreadsheet."""

from __future__ import annotations

import csv
import io
from dataclasses import fields
from dataclasses import replace

from linkdesk.exchange.open_referral import sheet
from linkdesk.services.rules import ServiceRecord
from tests.exchange.open_referral.test_telling import OTHER
from tests.exchange.open_referral.test_telling import record

NEVER = {
    *("id", "version", "worker_notes", "assurance", "assured_with", "assured_date", "checked_on", "checked_by"),
    *("contact_agreed", "latitude", "longitude"),
}
"""What stands in no spreadsheet."""
TOGETHER = {"amount": "cost_words", "cost": "cost_words", "minimum_age": "ages", "maximum_age": "ages"}
ONE = replace(record(OTHER), worker_notes="Private", first_visit="Ann waits.", name="=1+1")


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_every_part_has_a_column_or_is_left_out_on_purpose() -> None:
    told = {TOGETHER.get(each.name, each.name) for each in fields(ServiceRecord)} - NEVER
    assert told == set(sheet.COLUMNS)
    assert len(set(sheet.headings())) == len(sheet.COLUMNS)


def test_a_line_says_what_the_page_says_and_no_cell_is_a_formula() -> None:
    (line,) = read(sheet.written([sheet.cells(ONE, with_person=True)]))
    assert line["Name"] == "'=1+1"
    assert line["When"] == "Once a month: Saturday, 14:00 to 15:30. Not in May"
    assert (line["Cost"], line["Ages"], line["Access"]) == ("£3, With tea", "20 to 80", "Lift; Hearing loop")
    assert (line["Kind of service"], line["Does it run?"]) == ("Music; Humming", "It does not run now")
    assert (line["Who to ask for"], line["First visit"]) == ("Ann Wren", "Ann waits.")
    assert "Private" not in line.values()


def test_who_did_not_agree_is_not_in_it() -> None:
    (line,) = read(sheet.written([sheet.cells(replace(ONE, first_visit=""), with_person=False)]))
    assert (line["Who to ask for"], line["Their role"], line["Their phone number"]) == ("", "", "")
    assert read(sheet.written([])) == []
