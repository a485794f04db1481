"""Plans as rows."""

from __future__ import annotations

from linkdesk.plans.progress.rules import StepStatus
from tests.data.exchange_dossier import dossier
from tests.exchange.tables.samples import rows


def test_each_version_has_its_goals_and_each_goal_its_steps() -> None:
    plans, goals, steps = (rows(name, dossier()) for name in ("plans", "goals", "steps"))
    assert [row["number"] for row in plans] == [1, 2]
    assert [(row["number"], row["importance"]) for row in goals] == [(1, 9), (2, None)] * 2
    first = [row for row in steps if row["goal_id"] == goals[0]["id"]]
    assert [(row["place"], row["what"]) for row in first] == [(1, "Go to the walking group"), (2, "=Ring the group")]
    lines = {(row["kind"], row["place"]): row["words"] for row in rows("plan_lines", dossier())}
    assert lines == {
        ("what-matters", 1): "My cat",
        ("what-matters", 2): "Tea",
        ("strength", 1): "I can cook",
        ("achieved", 1): "I rang the group",
    }


def test_steps_say_where_and_what_became_of_them_and_goals_what_came() -> None:
    made = dossier()
    plan = made.plans[0]
    walk = rows("steps", made)[0]
    assert (walk["place_words"], walk["status"]) == ("The park", StepStatus.DONE)
    marks = [row for row in rows("step_marks", made) if row["step_id"] == walk["id"]]
    assert [(row["number"], row["status"], row["why"]) for row in marks] == [
        (1, "changed", "=It rained"),
        (2, "done", ""),
    ]
    outcome, *_ = rows("goal_outcomes", made)
    assert (outcome["result"], outcome["words"]) == ("partly", "@I met two people")
    assert rows("goals", made)[0]["need"] == "Alone at home"
    phones = [
        (row["name"], row["phone"], row["when_words"]) for row in rows("plan_phones", made) if row["plan_id"] == plan.id
    ]
    assert phones == [("My sister", "01632 960 123", "after six"), ("Helpline", "116 123", "")]
    (share, *_more) = rows("plan_shares", made)
    assert (share["with_whom"], share["parts"]) == ("gp", "plan; needs")


def test_a_translation_stands_with_who_typed_it_and_when() -> None:
    (row,) = rows("own_translations", dossier())
    assert (row["language"], row["words"], row["translator"], str(row["day"])) == (
        "pl",
        "=Mój kot",
        "Ola Nowak",
        "2026-11-20",
    )
