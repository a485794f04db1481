"""What a row was understood as stands first, and what was typed beside it only where that says something else."""

from __future__ import annotations

from datetime import date

import pytest

from linkdesk.exchange.intake.cells import DateOrder
from linkdesk.exchange.intake.rows import Reader
from linkdesk.exchange.intake.rules import Outcome
from linkdesk.exchange.intake.rules import RowReport
from linkdesk.exchange.intake.rules import Target
from linkdesk.exchange.intake.shown import ALL_KEPT
from linkdesk.exchange.intake.shown import understood

TODAY = date(2026, 11, 25)
COLUMNS = (
    *(Target.FULL_NAME, Target.BIRTH_DATE, Target.NHS_NUMBER, Target.MOBILE, Target.POSTCODE),
    *(Target.REASON, Target.HOME_PHONE),
)


def read(*row: str, columns: tuple[Target, ...] = COLUMNS) -> dict[str, tuple[tuple[str, ...], str]]:
    reader = Reader(dict(enumerate(columns)), DateOrder.DAY_FIRST, TODAY)
    return {each.label: (each.parts, each.aside) for each in understood(reader, row)}


def test_what_was_typed_another_way_stands_beside_it() -> None:
    said = read(
        "QUILL, Ada (Mrs)", "03/05/1961", "9990000018", "7700900123", "ls14ap", "Lonely", "0113 496 0001 (home)"
    )
    assert said == {
        "Name": (("Mrs Ada Quill",), "In the file: QUILL, Ada (Mrs)"),
        "Date of birth": (("3 May 1961",), "In the file: 03/05/1961"),
        "NHS number": (("999 000 0018",), ""),
        "Phone": (("07700 900 123", "0113 496 0001"), "In the file: 7700900123 0113 496 0001 (home)"),
        "Postcode": (("LS1 4AP",), ""),
        "Reason": (("Lonely",), ""),
    }


def test_what_was_typed_the_same_way_stands_alone() -> None:
    said = read("Ada Quill", "3  May 1961", "999 000 0018", "07700900123", "LS1 4AP", "Lonely")
    assert {aside for _parts, aside in said.values()} == {""}
    in_parts = (Target.FAMILY_NAME, Target.BIRTH_DATE, Target.GIVEN_NAME)
    assert read("Quill", "3 May 1961", "Ada", columns=in_parts)["Name"] == (("Ada Quill",), "")


def test_what_is_not_given_says_so_and_a_long_reason_is_kept_whole() -> None:
    said = read("Ada Quill", "3 May 1961", "not known", "", "", "Lonely since the move. " * 20)
    assert said["NHS number"] == ((), "In the file: not known")
    assert said["Phone"] == said["Postcode"] == ((), "")
    assert said["Reason"][0][0].endswith("…")
    assert said["Reason"][1] == ALL_KEPT


@pytest.mark.parametrize("row", [(), ("Ada Quill", "31/2/1984")])
def test_a_row_with_faults_is_shown_as_it_stands(row: tuple[str, ...]) -> None:
    assert read(*row) == {}


def test_a_list_leaves_out_what_the_row_does_not_hold() -> None:
    reader = Reader(dict(enumerate(COLUMNS)), DateOrder.DAY_FIRST, TODAY)
    report = RowReport(2, Outcome.ALIKE, details=understood(reader, ("Ada Quill", "3 May 1961")))
    assert [each.label for each in report.given] == ["Name", "Date of birth"]
