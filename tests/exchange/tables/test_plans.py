"""Plans as rows."""

from __future__ import annotations

from tests.data.exchange_dossier import dossier
from tests.exchange.tables.samples import rows


def test_each_version_has_its_goals_and_each_goal_its_steps() -> None:
    plans, goals, steps = (rows(name, dossier()) for name in ("plans", "goals", "steps"))
    assert [row["number"] for row in plans] == [1, 2]
    assert [(row["number"], row["importance"]) for row in goals] == [(1, 9), (2, None)] * 2
    first = [row for row in steps if row["goal_id"] == goals[0]["id"]]
    assert [(row["place"], row["what"]) for row in first] == [(1, "Go to the walking group"), (2, "=Ring the group")]
    lines = {(row["kind"], row["place"]): row["words"] for row in rows("plan_lines", dossier())}
    assert lines == {("what-matters", 1): "My cat", ("what-matters", 2): "Tea", ("strength", 1): "I can cook"}


def test_a_translation_stands_with_who_typed_it_and_when() -> None:
    (row,) = rows("own_translations", dossier())
    assert (row["language"], row["words"], row["translator"], str(row["day"])) == (
        "pl",
        "=Mój kot",
        "Ola Nowak",
        "2026-11-20",
    )
