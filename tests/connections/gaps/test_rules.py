"""Needs from words, areas from postcodes, and counts that say nothing about one person."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkdesk.connections.gaps import rules
from linkdesk.connections.gaps.rules import GapRecord
from linkdesk.connections.gaps.rules import Missing
from linkdesk.connections.gaps.rules import Need

DAY = date(2026, 3, 2)


def gap(person: int, need: Need = Need.COMPANY, area: str = "LS1", back: date | None = None) -> GapRecord:
    who = uuid.UUID(int=person)
    return GapRecord(uuid.uuid4(), who, need, Missing.NONE, "", area, DAY, who, taken_back_on=back)


@pytest.mark.parametrize(
    ("words", "need"),
    [
        ("I am lonely and alone since my wife died", Need.COMPANY),
        ("Help with debt and bills", Need.MONEY),
        ("Walking group", Need.MOVING),
        ("learn English", Need.LANGUAGE),
        ("money", Need.MONEY),
        ("a club", Need.GROUP),
        ("zzz", None),
        ("", None),
    ],
)
def test_words_lead_to_the_likely_need(words: str, need: Need | None) -> None:
    assert rules.need_of(words) is need


def test_each_need_and_reason_has_words() -> None:
    assert set(rules.NEED_WORDS) == set(Need)
    assert set(rules.MISSING_WORDS) == set(Missing)


def test_the_area_is_the_outward_code_alone() -> None:
    assert [rules.area_of(each) for each in ("LS1 4AP", "sw1a 1aa", "", "LS1")] == ["LS1", "SW1A", "", ""]


def test_small_figures_are_not_shown() -> None:
    table = rules.table({"Money": 12, "Food": 4, "Work": 1}, 15)
    assert [(row.name, row.words, row.shown) for row in table.rows] == [
        ("Money", "12", 12),
        ("Food", "Fewer than 5", None),
        ("Work", "Fewer than 5", None),
    ]
    assert table.total == "About 15"


def test_months_stand_in_their_order() -> None:
    table = rules.table({"2026-03": 5, "2026-01": 7, "2026-02": 9}, 21, by_name=True)
    assert [row.words for row in table.rows] == ["7", "9", "5"]
    assert rules.month_words(table.rows[0].name) == "January 2026"


def test_where_one_hidden_figure_could_be_worked_out_a_second_is_hidden() -> None:
    table = rules.table({"Money": 12, "Food": 6, "Work": 2}, 20)
    assert [row.words for row in table.rows] == ["12", "Not shown", "Fewer than 5"]
    assert rules.table({"Work": 2}, 2).total == "Fewer than 5"
    assert rules.table({}, 0) == rules.Table((), "0")


@given(st.dictionaries(st.sampled_from(["a", "b", "c", "d", "e"]), st.integers(0, 40)))
def test_no_hidden_figure_can_be_worked_out(counts: dict[str, int]) -> None:
    """Where each person has one need, the total less what is shown never leaves one way alone for what is hidden."""
    people = sum(counts.values())
    table = rules.table(counts, people)
    hidden = [row for row in table.rows if row.shown is None]
    shown = [row.shown for row in table.rows if row.shown is not None]
    assert all(figure >= rules.SMALLEST for figure in shown)
    assert len(hidden) != 1 or len(table.rows) == 1
    assert {row.name for row in table.rows} == {name for name, count in counts.items() if count}
    if hidden:
        assert table.total == rules.FEWER or table.total.startswith("About")


def test_somebody_is_counted_once_in_a_row_and_not_when_it_was_taken_back() -> None:
    gaps = [gap(1), gap(1), gap(2), gap(3, area=""), gap(4, back=DAY), gap(2, Need.MONEY)]
    counted = {by: {name: len(people) for name, people in names.items()} for by, names in rules.tally(gaps).items()}
    assert counted == {
        "need": {"Company and somebody to talk to": 3, "Money, bills and benefits": 1},
        "missing": {"There is none": 3},
        "area": {"LS1": 2, "Not known": 1},
        "month": {"2026-03": 3},
    }
    assert rules.gap_list(gaps)["need"].total == "Fewer than 5"
    assert rules.gap_list([])["area"].rows == ()
