"""The search page asks again what it was asked; what cannot be right is left out."""

from __future__ import annotations

from linkdesk.services.finding.asking import asked_of
from linkdesk.services.finding.asking import fields_of
from linkdesk.services.finding.asking import words_of
from linkdesk.services.finding.queries import Asked
from linkdesk.services.finding.rules import Understood


def test_fields_ask_the_same_again() -> None:
    given = {"find": "walk", "where": "LS1", "day": "TU", "part": "morning", "age": "70", "within": "3", "free": "1"}
    asked = asked_of({**given, "near": "1", "access": "1", "language": "Urdu"})
    assert asked_of(fields_of(asked)) == asked
    assert fields_of(Asked()) == {}
    assert Asked(near=True).is_empty
    assert not asked.is_empty


def test_what_cannot_be_right_is_left_out() -> None:
    wrong = {"day": "XX", "part": "noon", "age": "9999", "within": "2", "find": "x" * 500}
    assert asked_of(wrong) == Asked(what="x" * 200)
    assert asked_of({"age": "²"}) == asked_of({"age": "-1"}) == asked_of({"age": "99999999999"}) == Asked()


def test_what_was_read_is_said() -> None:
    read = Understood(
        days=frozenset({"TU", "SA"}), part="evening", free=True, access=True, languages=("polish",),
        places=("testham",), age=70, postcode="LS1", slips=(("gardning", "gardening"),),
    )  # fmt: skip
    assert words_of(read) == (
        *("“gardening” for “gardning”", "on Tuesday or Saturday", "evening", "free", "step-free", "in Polish"),
        *("in Testham", "near LS1", "for age 70"),
    )
