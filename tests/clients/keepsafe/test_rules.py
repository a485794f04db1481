"""The keep-safe line is one short line of ready phrases and own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkdesk.clients.keepsafe import rules


@pytest.mark.parametrize(
    ("chosen", "own", "line"),
    [
        ((), "", ""),
        ((), " . ", ""),
        (("See alone", "Do not leave messages"), "", "Do not leave messages. See alone"),
        (("See alone",), "Phone\n before  noon.", "See alone. Phone before noon"),
        (("Not one of ours",), "Ask for Dr. Ng", "Ask for Dr. Ng"),
    ],
)
def test_phrases_come_first_in_their_order(chosen: tuple[str, ...], own: str, line: str) -> None:
    assert rules.line_of(chosen, own) == line


@given(st.sets(st.sampled_from(rules.PHRASES)), st.text(alphabet="ab. ", max_size=20))
def test_a_line_comes_apart_and_together_again(chosen: set[str], own: str) -> None:
    line = rules.line_of(tuple(chosen), own)
    assert rules.line_of(*rules.parts_of(line)) == line


def test_all_ready_phrases_leave_room_for_own_words() -> None:
    assert len(rules.line_of(rules.PHRASES, "")) < rules.KEEP_SAFE_LENGTH
    assert rules.parts_of("") == ((), "")


def test_a_line_that_nobody_takes_in_is_refused() -> None:
    rules.check("x" * 200)
    with pytest.raises(ValueError, match="The line has 201 characters"):
        rules.check("x" * 201)


def test_a_list_shows_the_beginning() -> None:
    assert rules.mark("See alone") == "See alone"
    assert rules.mark("x" * 40) == "x" * 40
    assert rules.mark("x" * 38 + " yz") == "x" * 38 + "…"


@pytest.mark.parametrize(
    ("line", "added", "ended", "after"),
    [
        ("", ("Do not ring", "Do not leave messages"), (), "Do not leave messages. Do not ring"),
        ("See alone. Ask for Dr. Ng.", ("Do not ring",), (), "See alone. Ask for Dr. Ng. Do not ring"),
        ("See alone. Do not ring. Ask for Dr. Ng", (), ("Do not ring",), "See alone. Ask for Dr. Ng"),
        ("Please do not ring before noon", ("Do not ring",), (), "Please do not ring before noon"),
        ("x" * 195, ("Do not ring",), (), "x" * 195),
        ("Typed  as it was. .", (), (), "Typed  as it was. ."),
    ],
)
def test_the_line_follows_what_is_ticked_elsewhere(
    line: str, added: tuple[str, ...], ended: tuple[str, ...], after: str
) -> None:
    assert rules.follow(line, added, ended) == after
