"""What a person allows as rows."""

from __future__ import annotations

from tests.exchange.tables.samples import rows


def test_a_decision_says_who_decided_and_leads_to_who_speaks_for_them() -> None:
    no, yes = rows("permissions")
    (speaker,) = rows("representatives")
    assert (no["recipient_kind"], no["recipient_name"], no["answer"]) == ("service", "Hill Road Choir", "refused")
    assert (no["capacity"], no["capacity_support"]) == ("has_not", "Pictures, a quiet room")
    assert (no["decided_by"], no["representative_id"]) == ("representative", speaker["id"])
    assert (yes["answer"], yes["parts"], yes["representative_id"]) == ("given", "needs, answers, plan", None)
    assert (speaker["kind"], speaker["evidence"]) == ("attorney", "The registered power")


def test_sharing_without_permission_has_its_ground_and_decider() -> None:
    (row,) = rows("shared_without_permission")
    assert (row["recipient_name"], row["ground"], row["told"]) == ("Council", "serious_harm", False)
    assert (row["decider"], row["not_told_because"]) == ("Lina Invented", "It would raise the risk")
