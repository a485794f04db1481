"""Our own last look: each planted fault that other validators pass is found."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import TYPE_CHECKING
from typing import Any

import pytest

from linkdesk.clients import person
from linkdesk.clients.person import ContactMethod
from linkdesk.clients.person import EthnicCategory
from linkdesk.clients.person import MaritalStatus
from linkdesk.clients.person import NhsStatus
from linkdesk.clients.rules import NO_NHS_REASON_WORDS
from linkdesk.exchange import codes
from linkdesk.exchange.fhir import bundle
from linkdesk.exchange.fhir import check
from linkdesk.exchange.fhir import patient
from tests.data import exchange_dossier as sample

if TYPE_CHECKING:
    from pathlib import Path

Change = Callable[[dict[str, Any]], object]


def sound() -> dict[str, Any]:
    (only,) = bundle.bundles(sample.dossier(), sample.SENDER, sample.outlines)
    return copy.deepcopy(only)


def first(whole: dict[str, Any], kind: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in bundle.resources(whole) if each["resourceType"] == kind)
    return found


def test_a_sound_bundle_has_no_fault() -> None:
    assert check.faults([sound()]) == ()


PLANTS: list[tuple[str, Change]] = [
    ("wrong digit", lambda b: first(b, "Patient")["identifier"][0].update(value="9990000011")),
    ("wrong digit", lambda b: first(b, "Patient")["identifier"][0].pop("value")),
    ("two NHS numbers", lambda b: first(b, "Patient")["identifier"].append(first(b, "Patient")["identifier"][0])),
    ("not a checked one", lambda b: first(b, "CarePlan")["category"][0]["coding"][0].update(code="736366004")),
    (
        "not a checked one",
        lambda b: first(b, "CarePlan")["category"][0]["coding"][0].update(display="Social plan"),
    ),
    ("not a checked one", lambda b: first(b, "Flag")["code"]["coding"][0].pop("display")),
    ("which was not sent before", lambda b: first(b, "Goal")["subject"].update(reference="Patient/1")),
    ("which was not sent before", lambda b: b["entry"].reverse()),
    ("not for export", lambda b: first(b, "Goal").update(resourceType="Communication")),
    ("unknown extension", lambda b: first(b, "Goal")["extension"][0].update(url="urn:linkdesk:extension:risk")),
    ("unknown extension", lambda b: first(b, "Goal")["extension"][0].update(url="https://example.org/x")),
    ("profile of another kind", lambda b: first(b, "Patient")["meta"].update(profile=["https://example.org/P"])),
    ("does not name its resource", lambda b: b["entry"][0]["request"].update(method="POST")),
    ("does not name its resource", lambda b: b["entry"][0].update(fullUrl="urn:uuid:1")),
    ("51 entries", lambda b: b.update(entry=(b["entry"] * 4)[:51])),
]


@pytest.mark.parametrize(("words", "plant"), PLANTS)
def test_a_planted_fault_is_found(words: str, plant: Change) -> None:
    whole = sound()
    plant(whole)
    assert any(words in fault for fault in check.faults([whole])), check.faults([whole])


def test_our_codes_agree_with_uk_core(uk_core: Path) -> None:
    """The codes inside UK Core extensions: no validator checks them."""

    def system(name: str) -> dict[str, str]:
        path = uk_core / "codesystems" / f"CodeSystem-UKCore-{name}.json"
        return {each["code"]: each["display"] for each in json.loads(path.read_text(encoding="utf-8"))["concept"]}

    statuses = {status.value: words for status, words in person.WORDS[NhsStatus].items()}
    assert system("NHSNumberVerificationStatusEngland") == statuses
    assert system("EthnicCategoryEngland") == patient.ETHNIC_WORDS
    assert set(patient.ETHNIC_WORDS) == set(EthnicCategory)
    assert system("PersonMaritalStatusEngland") == patient.MARITAL_WORDS
    assert set(patient.MARITAL_WORDS) == set(MaritalStatus)
    assert set(system("PreferredContactMethod")) == set(ContactMethod)
    reasons = {reason.value: words for reason, words in NO_NHS_REASON_WORDS.items()}
    assert system("NHSNumberUnavailableReason") == reasons


def test_displays_agree_with_the_expansions_of_uk_core(uk_core: Path) -> None:
    """A code that UK Core's value sets know must carry one of the words they use."""
    known: dict[str, set[str]] = {}
    for path in sorted((uk_core / "valuesets").glob("*.json")):
        value_set = json.loads(path.read_text(encoding="utf-8"))
        listed = [*value_set.get("expansion", {}).get("contains", []), *included(value_set)]
        for each in listed:
            if each.get("display"):
                known.setdefault(each["code"], set()).add(each["display"])
    ours = {code: display for code, display in codes.checked().items() if code in known}
    assert len(ours) >= 2
    assert {code: display for code, display in ours.items() if display not in known[code]} == {}


def included(value_set: dict[str, Any]) -> list[dict[str, Any]]:
    return [concept for part in value_set.get("compose", {}).get("include", []) for concept in part.get("concept", [])]
