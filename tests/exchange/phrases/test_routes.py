"""The spreadsheet goes out and comes back by the pages of Settings."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from linkdesk.web.handing import SAVE_FILE
from tests.furnished import House

PAGE = "/settings/languages/pl"


def _take(house: House, content: bytes, name: str = "words.xlsx", expect: int = 200) -> str:
    worker = house.worker
    data = {"csrf_token": worker.token(f"{PAGE}/take-in"), "file": (BytesIO(content), name)}
    answer = worker.client.post(f"{PAGE}/take-in", data=data, follow_redirects=True)
    assert answer.status_code == expect, answer.text
    return answer.text


def _changed(content: bytes, **cells: str) -> bytes:
    book = load_workbook(BytesIO(content))
    for row in book.active.iter_rows(min_row=2):
        if row[0].value == "Yes":
            for place, words in cells.items():
                row[{"words": 2, "checker": 3, "day": 4}[place]].value = words
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def test_it_goes_out_is_checked_and_comes_back(house: House) -> None:
    out = house.worker.client.get(f"{PAGE}/spreadsheet")
    assert "LinkDesk words Polish.xlsx" in out.headers["Content-Disposition"]
    back = _changed(out.data, words="Tak", checker="Pat Translator", day="2026-11-30")
    assert "1 sentence changed, 1 of them checked." in _take(house, back)
    page = house.worker.get(PAGE)
    assert "Pat Translator, 30 November 2026" in page.words
    assert "0 sentences changed, 0 of them checked." in _take(house, back)


def test_faults_are_named_and_a_strange_file_changes_nothing(house: House) -> None:
    out = house.worker.client.get(f"{PAGE}/spreadsheet").data
    assert "A checked row needs both a name and a day." in _take(house, _changed(out, words="Tak!", checker="Pat"))
    assert "not a spreadsheet of translations" in _take(house, b"Name,Born\nAnn,1950\n", "x.csv", expect=422)
    assert "Nothing was read from it" in _take(house, b"\x00\x01\x02", "x.bin", expect=422)


def test_in_the_window_it_goes_where_the_worker_chooses(house: House, tmp_path: Path) -> None:
    where = tmp_path / "out.xlsx"
    house.app.extensions[SAVE_FILE] = lambda _name: where
    assert house.worker.client.get(f"{PAGE}/spreadsheet").location == PAGE
    assert where.read_bytes().startswith(b"PK")
    house.app.extensions[SAVE_FILE] = lambda _name: None
    assert house.worker.client.get(f"{PAGE}/spreadsheet").location == PAGE
    house.app.extensions[SAVE_FILE] = lambda _name: tmp_path / "no" / "such" / "folder.xlsx"
    assert "could not be written there" in house.worker.client.get(f"{PAGE}/spreadsheet").text
