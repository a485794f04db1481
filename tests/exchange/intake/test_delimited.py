"""CSV in the encodings and with the separators that it comes with."""

from __future__ import annotations

import codecs
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkdesk.exchange.intake import delimited
from linkdesk.exchange.intake.delimited import read_text
from linkdesk.exchange.intake.grids import Row
from linkdesk.record.checks import plain_text
from linkdesk.record.errors import FileRefused
from linkdesk.settings import Intake

LIMITS = Intake()
WORDS = 'Name;DOB;Notes\r\n"QUILL; Zoë";1/2/84;"two\r\nlines, and ""words"""\r\n\r\nŁuk;3/4/85;x\r\n'
ROWS = (
    Row(1, ("Name", "DOB", "Notes")),
    Row(2, ("QUILL; Zoë", "1/2/84", 'two\nlines, and "words"')),
    Row(4, ("Łuk", "3/4/85", "x")),
)


@pytest.mark.parametrize(
    "data",
    [
        WORDS.encode(),
        WORDS.encode("utf-8-sig"),
        WORDS.encode("utf-16"),
        codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"),
        WORDS.encode("utf-32"),
        WORDS.encode("utf-16-le"),
        WORDS.encode("utf-16-be"),
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16 big", "utf-32", "utf-16 little without mark", "utf-16 big without mark"],
)
def test_the_encoding_is_found(data: bytes) -> None:
    grid = read_text(data, LIMITS)
    assert grid.rows == ROWS
    assert grid.notes == ()


def test_western_european_is_supposed_and_said() -> None:
    grid = read_text("Name,DOB\nZoë “Q” O’Hara,1/2/84\n".encode("cp1252"), LIMITS)
    assert grid.rows[1].cells[0] == "Zoë “Q” O’Hara"
    assert grid.notes == (delimited.WINDOWS,)


@pytest.mark.parametrize("separator", list(delimited.SEPARATORS))
def test_the_separator_is_found(separator: str) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows([("Name", "DOB", "Notes"), ("QUILL, Ada", "1/2/84", "a; b | c\td")])
    grid = read_text(text.getvalue().encode(), LIMITS)
    assert grid.rows[1].cells == ("QUILL, Ada", "1/2/84", "a; b | c\td")


def test_excels_own_word_for_the_separator_is_obeyed_and_not_counted() -> None:
    grid = read_text(b"sep=;\nName;DOB\nA,B,C;1/2/84\n", LIMITS)
    assert grid.rows == (Row(1, ("Name", "DOB")), Row(2, ("A,B,C", "1/2/84")))
    assert delimited.separator_of("sep=%\na,b\n") == ","


def test_one_column_is_one_column() -> None:
    assert read_text(b"Name\nAda\n", LIMITS).rows == (Row(1, ("Name",)), Row(2, ("Ada",)))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'a,b\n"open,c\n', "quotes"),
        (b'a,b\n"x"y,c\n', "quotes"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "no CSV or XLSX"),
        (b"a,b\x00\n", "no CSV or XLSX"),
        (codecs.BOM_UTF16_LE + b"a", "no CSV or XLSX"),
        (b"caf\x81,b\n", "no CSV or XLSX"),
        (b"", "nothing in that file"),
        (b"%PDF-1.7\n\x01", "no CSV or XLSX"),
    ],
)
def test_what_cannot_be_read_whole_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(FileRefused, match=words):
        read_text(data, LIMITS)


cell_texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12).map(plain_text)


@given(st.lists(st.lists(cell_texts, min_size=2, max_size=5).filter(lambda row: bool(row[-1])), min_size=1, max_size=6))
def test_what_was_written_is_what_is_read(rows: list[list[str]]) -> None:
    text = io.StringIO()
    text.write("sep=,\n")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows)
    grid = read_text(text.getvalue().encode(), LIMITS)
    assert [list(row.cells) for row in grid.rows] == rows
