"""Any file of rows becomes the same grid, or is refused with a sentence."""

from __future__ import annotations

import contextlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkdesk.exchange.intake.grids import Row
from linkdesk.exchange.intake.grids import bounded
from linkdesk.exchange.intake.grids import read_grid
from linkdesk.record.errors import FileRefused
from linkdesk.settings import Intake

LIMITS = Intake()


def test_empty_rows_keep_their_numbers() -> None:
    assert bounded([(1, ["a ", ""]), (2, ["", " "]), (3, ["", "b"])], LIMITS) == (Row(1, ("a",)), Row(3, ("", "b")))


def test_a_cell_holds_what_can_be_seen() -> None:
    """The pages before an import show cells as they are: none may turn its neighbours round or hide a word."""
    read = bounded([(1, ["Ada\u202e\u200b", "\ufeffName", "two\r\nlines", "no\uffffsign\u00ad"])], LIMITS)
    assert read == (Row(1, ("Ada", "Name", "two\nlines", "nosign")),)


@pytest.mark.parametrize(
    ("rows", "limits", "words"),
    [
        ([(7, ["x"] * 101)], LIMITS, "Row 7 has more than 100 columns"),
        ([(7, ["x" * 4001])], LIMITS, "Row 7 has a cell with more than 4000"),
        ([(1, ["x"]), (2, ["y"])], replace(LIMITS, rows=1), "more than 1 rows"),
        ([(1, [" "])], LIMITS, "nothing in that file"),
    ],
)
def test_what_is_too_large_is_refused(rows: list[tuple[int, list[str]]], limits: Intake, words: str) -> None:
    with pytest.raises(FileRefused, match=words):
        bounded(rows, limits)


def test_the_whole_file_is_bounded_first() -> None:
    with pytest.raises(FileRefused, match="larger than 0 KB"):
        read_grid(b"a,b", replace(LIMITS, file_bytes=2))


def test_an_old_or_locked_excel_file_is_named() -> None:
    with pytest.raises(FileRefused, match="old Excel file"):
        read_grid(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), LIMITS)


@given(st.binary(max_size=300) | st.binary(max_size=200).map(lambda data: b"PK\x03\x04" + data))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(FileRefused):  # anything else fails the test
        read_grid(data, LIMITS)
