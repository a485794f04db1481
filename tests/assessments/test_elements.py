"""Every value of a node is checked before it is used."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkdesk.assessments import elements
from linkdesk.record.errors import FileRefused

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@given(ANY_JSON)
def test_any_value_is_taken_or_refused_but_never_crashes(value: object) -> None:
    parent = {"x": value, "url": value, "extension": value}
    for read in (
        lambda: elements.text(parent, "x", 20),
        lambda: elements.nodes(parent, "x", 3),
        lambda: elements.flag(parent, "x"),
        lambda: elements.number(value),
        lambda: elements.extensions(parent, 3),
        lambda: elements.control(parent, 3),
        lambda: elements.picture(parent, 3),
        lambda: elements.node(value, "it"),
    ):
        try:
            read()
        except FileRefused as error:
            assert "Nothing was read" in error.sentence  # noqa: PT017 - both outcomes are right here


def test_text_is_trimmed_and_missing_is_empty() -> None:
    assert elements.text({"x": "  two words\n"}, "x", 20) == "two words"
    assert elements.text({}, "x", 20) == ""


def test_a_number_is_never_true_or_endless() -> None:
    assert elements.number(0) == 0
    for wrong in (True, "1", None, float("inf"), float("nan"), 10**13):
        with pytest.raises(FileRefused):
            elements.number(wrong)


def test_unknown_extensions_are_grouped_and_left_alone() -> None:
    found = elements.extensions({"extension": [{"url": "urn:a"}, {"url": "urn:a", "valueUri": "file:///x"}]}, 5)
    assert len(found["urn:a"]) == 2


def test_the_first_code_of_nothing_is_nothing() -> None:
    assert elements.first_code({}, 5) == ""
    assert elements.control({}, 5) == ""
    assert elements.picture({}, 5) is None
