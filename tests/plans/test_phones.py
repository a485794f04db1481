"""Important phone numbers: one on a line, however it is typed."""

from __future__ import annotations

import pytest

from linkdesk.plans.phones import PhoneLine
from linkdesk.plans.phones import read_phones
from linkdesk.plans.phones import with_pictures


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("My sister, 01632 960 001, after six", PhoneLine("My sister", "01632 960 001", "after six")),
        ("Samaritans 116 123", PhoneLine("Samaritans", "116 123")),
        ("Doctor out of hours: 111", PhoneLine("Doctor out of hours", "111")),
        ("Ann at number 7 – +44 1632 960001 – evenings", PhoneLine("Ann at number 7", "01632 960001", "evenings")),
        ("  Joy   (07700) 900-123 ", PhoneLine("Joy", "07700 900 123")),
        ("أختي 01632 960 001 مساءً", PhoneLine("أختي", "01632 960 001", "مساءً")),
    ],
)
def test_a_line_is_name_number_and_when(typed: str, read: PhoneLine) -> None:
    assert read_phones(f"\n{typed}\n\n") == (read,)
    assert read_phones(read.typed) == (read,), "what is shown again reads the same"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("Ann 116 123\nMy sister", "Line 2 has no phone number."),
        ("01632 960 001", "Line 1 has no name."),
        ("Ann 12345678901234567", "Line 1: "),
        ("x" * 101 + " 116 123", "Line 1 is too long."),
        ("\n".join(f"Friend {each} 116 123" for each in range(21)), "at most 20 lines"),
    ],
)
def test_what_cannot_be_read_is_named_by_its_line(typed: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        read_phones(typed)


def test_nothing_typed_is_nothing() -> None:
    assert read_phones(" \n ") == ()


def test_a_number_has_the_picture_that_was_chosen_else_one_that_fits_the_name() -> None:
    sister, other = PhoneLine("My sister", "01632 960 001"), PhoneLine("Zyx", "01632 960 002")
    assert [each.picture for each in with_pictures((sister, other))] == ["family", None]
    chosen = PhoneLine("My sister", "01632 960 001", "old words", "home")
    assert with_pictures((sister,), (chosen,)) == (PhoneLine("My sister", "01632 960 001", picture="home"),)
    bare = PhoneLine("My sister", "01632 960 001")
    assert with_pictures((sister,), (bare,)) == (bare,), "what was agreed with the usual picture keeps it"
