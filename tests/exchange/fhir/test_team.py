"""Our side in FHIR."""

from __future__ import annotations

from dataclasses import replace

from linkdesk.exchange.fhir import team
from tests.data.exchange_dossier import SENDER


def test_the_organisation_has_its_ods_code_where_it_has_one() -> None:
    with_code = team.organisation(SENDER)["identifier"]
    assert with_code[0] == {"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "Y99998"}
    without = team.organisation(replace(SENDER, ods_code=""))["identifier"]
    assert [each["system"] for each in without] == ["urn:linkdesk:id:organisation"]


def test_the_role_joins_worker_and_organisation_in_words_only() -> None:
    role = team.role(SENDER)
    assert role["practitioner"]["reference"] == f"Practitioner/{team.practitioner(SENDER)['id']}"
    assert role["organization"]["reference"] == f"Organization/{team.organisation(SENDER)['id']}"
    assert role["code"] == [{"text": "Social prescribing link worker"}]
    assert role["id"] == team.role(SENDER)["id"] != team.practitioner(SENDER)["id"]
