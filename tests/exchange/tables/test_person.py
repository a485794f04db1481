"""A person as rows: each detail is a cell."""

from __future__ import annotations

from tests.data import people
from tests.exchange.tables.samples import BY_NAME
from tests.exchange.tables.samples import whole


def test_each_detail_of_a_person_is_a_cell() -> None:
    (row,) = BY_NAME["clients"].rows(whole())
    cells = dict(zip(BY_NAME["clients"].header, row, strict=True))
    for name, value in people.WHOLE.items():
        if not isinstance(value, tuple):
            assert cells[name] == value, name
    assert cells["contact_limits"] == "no-messages, no-post"
    assert [row[3:] for row in BY_NAME["identifiers"].rows(whole())] == [("SC-1234",), ("77",)]
    assert [row[2:4] for row in BY_NAME["addresses"].rows(whole())] == [
        ("temporary", "Flat 2"),
        ("correspondence", "PO Box 9"),
    ]
    assert [row[2:] for row in BY_NAME["requirements"].rows(whole())] == [
        ("impairment", "Hearing", "Left ear"),
        ("mobility", "Uses a stick", ""),
        ("other", "Ground floor", ""),
    ]
