"""Plain words out of what others wrote."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkdesk.record import checks
from linkdesk.services.feeds import plain
from linkdesk.services.feeds.plain import Notes

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [(" a\x00b ", "ab"), (12, "12"), (12.0, "12"), (2.5, "2.5"), (True, ""), (None, ""), ({"a": 1}, ""),
     (["a", 2, ["x"]], "a, 2"), (float("nan"), ""), (float("inf"), "")],
)  # fmt: skip
def test_words_of_any_value(value: object, text: str) -> None:
    assert plain.words(value) == text


@given(ANY_JSON)
def test_nothing_raises(value: object) -> None:
    notes = Notes()
    assert len(plain.line(value, 10, notes, "It")) <= 10
    plain.checked(value, checks.postcode, notes, "It")
    plain.number(value, 0, 9, notes, "It")
    assert all(isinstance(each, dict) for each in plain.objects(value, notes, "it"))


def test_what_cannot_be_right_is_said_once() -> None:
    notes = Notes()
    assert plain.number("100", -90, 90, notes, "The latitude") is None
    assert plain.number(100, -90, 90, notes, "The latitude") is None
    assert plain.number("'12'", 0, 150, notes, "Age") == 12
    assert plain.cut("one two three", 8, notes, "It") == "one two…"
    assert plain.objects(["x", {}], notes, "phones") == [{}]
    assert len(notes.said) == 3
    for number in range(40):
        notes.add(str(number))
    assert (len(notes.said), notes.said[-1]) == (plain.MOST_NOTES, "And 32 more things.")
    assert plain.mapping([]) == {}
