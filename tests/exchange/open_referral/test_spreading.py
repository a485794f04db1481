"""Services taken apart into tables, and put together again."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings

from linkdesk.exchange.open_referral.fields import fields
from linkdesk.exchange.open_referral.fitting import Fit
from linkdesk.exchange.open_referral.reading import Reading
from linkdesk.exchange.open_referral.spreading import Tables
from tests.exchange.open_referral.bodies import complete
from tests.exchange.open_referral.bodies import faults
from tests.exchange.open_referral.bodies import whole


def test_a_service_with_every_field_goes_round_and_loses_nothing(published: Path) -> None:
    body = complete()
    once_round(body)
    assert faults(published, "service", body, is_uk=False) == []
    uk = Fit(is_uk=True)
    assert faults(published, "service", uk.service(body), is_uk=True) == []
    dropped = {"phones", "eligibility_description", "application_process", "wait_time", "fees_description", "licenses"}
    assert dropped | {"transportation", "required_documents", "program", "metadata"} <= set(uk.left_out)


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(whole())
def test_any_service_goes_round_and_loses_nothing(body: dict[str, Any]) -> None:
    once_round(body)


def once_round(body: dict[str, Any]) -> None:
    fit = Fit(is_uk=False)
    assert fit.service(body) == body
    assert not +fit.left_out
    tables = Tables()
    tables.add("service", body)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, data in tables.files().items():
            packed.writestr(name, data)
    out.seek(0)
    reading = Reading(out)
    found = next(each.body for each in list(reading.objects()) if each.body["id"] == body["id"])
    assert without_links(found) == without_links(body)
    assert reading.left_out == 0


def without_links(value: Any, kind: str = "service") -> Any:
    """Return an object without the columns that say to what it belongs."""
    if isinstance(value, list):
        return [without_links(each, kind) for each in value]
    inner = {}
    for name, each in value.items():
        field = fields()[kind][name]
        if name in {"link_entity", "resource_type"} or (name.endswith("_id") and name not in {"parent_id", "tax_id"}):
            continue
        inner[name] = without_links(each, field.of) if field.type in {"list", "object"} else each
    return inner


def test_one_id_for_two_things_loses_neither_and_what_is_shared_stands_once() -> None:
    tables = Tables()
    place = {"id": "l", "location_type": "physical", "name": "Hall"}
    for name in ("a", "b"):
        at = [{"id": f"at-{name}", "location": place}]
        tables.add(
            "service", {"id": name, "name": name, "phones": [{"id": "p", "number": name}], "service_at_locations": at}
        )
    files = tables.files()
    assert files["locations.csv"].count(b"Hall") == 1
    assert files["phones.csv"].count(b"\r\n") == 3
    assert b"human_services_data" in files["datapackage.json"]
