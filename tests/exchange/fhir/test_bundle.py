"""The transaction of one client, and what other people's validators say of it."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from linkdesk.exchange.fhir import bundle
from linkdesk.exchange.fhir import check
from linkdesk.plans.rules import GoalRecord
from linkdesk.record.errors import RuleBroken
from tests.data import exchange_dossier as sample

if TYPE_CHECKING:
    from tests.exchange.conftest import Resource
    from tests.exchange.conftest import Validate


def made(number: int = 0, **changes: Any) -> Resource:
    (only,) = bundle.bundles(sample.dossier(number, **changes), sample.SENDER, sample.outlines)
    return only


def test_one_transaction_with_what_is_referred_to_first() -> None:
    kinds = [resource["resourceType"] for resource in bundle.resources(made())]
    assert kinds[:4] == ["Organization", "Practitioner", "PractitionerRole", "Patient"]
    assert kinds.count("Flag") == 2
    assert kinds.count("QuestionnaireResponse") == 3
    assert kinds.count("Observation") == 7
    assert kinds.count("Goal") == 4
    assert kinds.count("CarePlan") == 2
    assert check.faults([made()]) == ()


def test_the_same_record_makes_the_same_bytes() -> None:
    assert json.dumps(made(3)) == json.dumps(made(3))


def test_a_long_record_is_parted_and_every_part_can_be_read_alone() -> None:
    dossier = sample.dossier()
    months = tuple(sample.ons4(dossier.client.id, month) for month in range(24))
    parts = bundle.bundles(replace(dossier, assessments=months), sample.SENDER, sample.outlines)
    assert len(parts) == 3
    assert max(len(part["entry"]) for part in parts) <= 50
    assert check.faults(parts) == ()
    for part in parts:
        assert sum(resource["resourceType"] == "Patient" for resource in bundle.resources(part)) == 1
    sent = {resource["id"] for part in parts for resource in bundle.resources(part)}
    assert {str(month.id) for month in months} <= sent


def test_what_cannot_fit_is_refused_not_cut() -> None:
    dossier = sample.dossier()
    goals = tuple(GoalRecord(sample.identity("many", n), n, f"Goal {n}") for n in range(1, 50))
    long = replace(dossier, plans=(sample.plan(dossier.client.id, goals=goals),))
    with pytest.raises(RuleBroken, match="too long"):
        bundle.bundles(long, sample.SENDER, sample.outlines)


@pytest.mark.parametrize("number", range(12))
def test_two_validators_find_nothing(number: int, schema_faults: Validate, fhirkit_faults: Validate) -> None:
    whole = made(number)
    assert schema_faults(whole) == []
    assert fhirkit_faults(whole) == []
    assert [fault for each in bundle.resources(whole) for fault in fhirkit_faults(each)] == []


def of(whole: Resource, kind: str) -> Resource:
    found: Resource = next(each for each in bundle.resources(whole) if each["resourceType"] == kind)
    return found


def test_planted_faults_are_found(schema_faults: Validate, fhirkit_faults: Validate) -> None:
    """Positive control: a validator that says yes to everything would pass the tests above."""
    plants: list[tuple[str, dict[str, Any], str]] = [
        ("Patient", {"birthDate": "31/12/1950"}, "both"),
        ("Patient", {"nickname": "Mo"}, "both"),
        ("CarePlan", {"intent": None}, "fhirkit"),
        ("Observation", {"status": "finished"}, "schema"),
        ("Observation", {"valueString": "three"}, "fhirkit"),
        ("Goal", {"subject": "Patient/1"}, "fhirkit"),
        ("QuestionnaireResponse", {"item": {}}, "both"),
    ]
    for kind, change, who in plants:
        whole = copy.deepcopy(made())
        of(whole, kind).update(change)
        found = {
            "schema": bool(schema_faults(whole)),
            "fhirkit": bool(fhirkit_faults(of(whole, kind))),
        }
        expected = ["schema", "fhirkit"] if who == "both" else [who]
        assert all(found[name] for name in expected), (kind, change, found)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=30))
def test_whatever_was_typed_stays_valid(text: str, schema_faults: Validate, fhirkit_faults: Validate) -> None:
    whole = made(0, given_name=f"A{text}", preferred_name=text, town=text, email=text)
    assert schema_faults(whole) == []
    assert fhirkit_faults(whole) == []


def test_invented_people_are_marked_in_every_resource() -> None:
    (whole,) = bundle.bundles(sample.dossier(), replace(sample.SENDER, practice=True), sample.outlines)
    assert all(each["meta"]["security"][0]["code"] == "HTEST" for each in bundle.resources(whole))
