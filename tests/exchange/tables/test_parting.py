"""Ends of meetings and reminders as rows."""

from __future__ import annotations

from dataclasses import replace

from tests.data.exchange_dossier import dossier
from tests.exchange.tables.samples import rows


def test_an_end_names_its_plan_and_a_reminder_its_meeting() -> None:
    (ended,) = rows("partings", dossier())
    (reminder,) = rows("reminders", dossier())
    assert ended["plan_id"] == rows("plans", dossier())[1]["id"]
    assert (ended["words"], ended["next_time"], ended["safe"]) == ("We agreed to ring the choir.", "14:30", "yes")
    assert (reminder["parting_id"], reminder["words"], reminder["done_on"]) == (ended["id"], "Ask about the bus", None)


def test_without_the_plans_no_row_points_to_one() -> None:
    without = replace(dossier(), plans=())
    assert rows("partings", without) == rows("reminders", without) == []
