"""Prints and copies as rows."""

from __future__ import annotations

from dataclasses import replace

from tests.data.exchange_dossier import dossier
from tests.exchange.tables.samples import rows


def test_a_print_names_its_plan_and_what_waits_has_not_left() -> None:
    plan, waiting = rows("prints", dossier())
    assert (plan["item"], plan["plan_number"], plan["way"], plan["safe"]) == ("plan", 2, "printed", "yes")
    assert plan["plan_id"] == rows("plans", dossier())[1]["id"]
    assert (waiting["item"], waiting["plan_id"], waiting["way"], waiting["left_at"]) == (
        "leaflet",
        None,
        "waiting",
        None,
    )


def test_a_copy_says_what_became_of_it() -> None:
    (copy,) = rows("copies_given", dossier())
    assert (copy["how"], copy["format"], copy["language"]) == ("read-aloud", None, "ur")


def test_without_the_plans_no_row_points_to_one() -> None:
    without = replace(dossier(), plans=())
    assert [row["plan_id"] for row in rows("prints", without)] == [None, None]
    assert rows("copies_given", without) == []
