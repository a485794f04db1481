"""Names as they sound and as they are misspelt."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkdesk.clients.finding import sounds

LETTERS = st.text("abcdeo", min_size=1, max_size=9)


@pytest.mark.parametrize(
    "same",
    [
        ("stephen", "steven"),
        ("mohammed", "muhammad", "mohamed", "mohamad"),
        ("lukasz", "lucas", "lukas"),
        ("catherine", "kathryn", "katherine"),
        ("sean", "shaun"),
        ("hussain", "hussein", "husain"),
        ("yusuf", "yousef"),
        ("sara", "sarah"),
        ("jon", "john"),
        ("aisha", "ayesha"),
        ("macdonald", "mcdonald"),
        ("vaughan", "vaughn"),
        ("philip", "phillip"),
        ("geoffrey", "jeffrey"),
        ("knight", "night"),
        ("wright", "rite"),
    ],
)
def test_names_that_sound_alike_share_a_key(same: tuple[str, ...]) -> None:
    assert len({sounds.sound(name) for name in same}) == 1
    assert sounds.sound(same[0])


def test_other_names_have_another_key_and_numbers_none() -> None:
    keys = [sounds.sound(name) for name in ("anna", "maria", "peter", "zola", "olive", "gethin")]
    assert len(set(keys)) == len(keys)
    assert sounds.sound("07700900123") == sounds.sound("lee") == sounds.sound("") == ""


def test_how_many_letters_may_be_off_depends_on_the_length() -> None:
    assert [sounds.slips_allowed(word) for word in ("tom", "anna", "robert", "stephen", "0770090012")] == [
        0,
        1,
        1,
        2,
        0,
    ]


def slow_distance(one: str, other: str) -> int:
    """The definition itself (optimal string alignment), by recursion."""
    if not one or not other:
        return len(one) + len(other)
    least = min(
        slow_distance(one[1:], other) + 1,
        slow_distance(one, other[1:]) + 1,
        slow_distance(one[1:], other[1:]) + (one[0] != other[0]),
    )
    if len(one) > 1 and len(other) > 1 and one[0] == other[1] and one[1] == other[0]:
        least = min(least, slow_distance(one[2:], other[2:]) + 1)
    return least


@given(st.text("abc", max_size=5), st.text("abc", max_size=5), st.integers(0, 3))
def test_the_distance_is_the_number_of_slips(one: str, other: str, most: int) -> None:
    assert sounds.distance(one, other, most) == min(slow_distance(one, other), most + 1)


@given(LETTERS, LETTERS)
def test_words_within_the_allowed_slips_always_share_a_remainder(one: str, other: str) -> None:
    """So the index finds every slip; a scan of all names is never needed."""
    if sounds.slips(one, other) is not None:
        assert sounds.remainders(one) & sounds.remainders(other)


def test_every_single_slip_of_a_name_is_found() -> None:
    name = "stephen"
    made = {name[:at] + letter + name[at + cut :] for at, cut, letter in product(range(8), (0, 1), ("x", ""))}
    made |= {name[:at] + name[at + 1] + name[at] + name[at + 2 :] for at in range(6)}
    assert len(made) > 25
    for slip in made:
        assert (sounds.slips(slip, name) or 0) <= 1, slip
        assert sounds.remainders(slip) & sounds.remainders(name), slip


def test_names_too_different_are_not_slips() -> None:
    assert sounds.slips("anna", "otto") is None
    assert sounds.slips("tom", "tim") is None
    assert sounds.slips("stephen", "stephanie") is None
    assert sounds.slips("stephen", "stephen") == 0
