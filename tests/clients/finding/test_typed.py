"""A half-typed form is read as far as it can be."""

from __future__ import annotations

from datetime import date

from linkdesk.clients.finding.likeness import Known
from linkdesk.clients.finding.typed import known
from tests.data import people


def test_what_is_right_counts_and_the_rest_is_left_out() -> None:
    number = people.nhs_number(4)
    words: dict[str, object] = {
        "given_name": "Łukasz",
        "family_name": "O’Testly",
        "preferred_name": "Lu",
        "birth_date-day": "3",
        "birth_date-month": "May",
        "birth_date-year": "1984",
        "nhs_number": f"{number[:3]} {number[3:]}",
        "phone_1": "01632 960 001",
        "phone_1_kind": "mobile",
        "phone_2": "0163",
    }
    phones = frozenset({"01632960001"})
    assert known(words) == Known("lukasz", "otestly", frozenset({"lu"}), date(1984, 5, 3), number, phones)
    broken = {
        "birth_date-day": "31",
        "birth_date-month": "2",
        "birth_date-year": "19",
        "nhs_number": "12",
        "given_name": 5,
    }
    assert known(broken) == known({}) == Known("", "", frozenset(), None)
