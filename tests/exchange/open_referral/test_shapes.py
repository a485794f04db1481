"""Which shape an entry has."""

from __future__ import annotations

from typing import Any

import pytest

from linkdesk.exchange.open_referral.shapes import NotThereError
from linkdesk.exchange.open_referral.shapes import read
from linkdesk.services.feeds.rules import Kind
from tests.services.feeds.samples import CHOIR

PLACE = CHOIR["service_at_locations"][0]["location"]


def test_services_places_and_pairs() -> None:
    assert [(each.kind, each.body) for each in read(CHOIR)] == [(Kind.SERVICE, CHOIR)]
    assert [each.kind for each in read({"name": "Only", "status": "active"})] == [Kind.SERVICE]
    assert [(each.kind, each.body) for each in read(PLACE)] == [(Kind.LOCATION, PLACE)]
    pair = {"id": "at9", "location": PLACE, "service": CHOIR}
    (turned,) = read(pair)
    assert turned.body["service_at_locations"] == [*CHOIR["service_at_locations"], {"id": "at9", "location": PLACE}]


def test_an_organisation_and_its_services() -> None:
    bare = {key: value for key, value in CHOIR.items() if key != "organization"}
    whole = {"id": "org-1", "name": "Green Testham", "legal_status": "Charity", "services": [bare, "odd", CHOIR]}
    first, second, third = read(whole)
    assert (first.kind, "services" in first.body) == (Kind.ORGANIZATION, False)
    assert second.body == {**bare, "organization": first.body}
    assert third.body == CHOIR
    assert [each.kind for each in read({"id": "o", "name": "Only a name"})] == [Kind.ORGANIZATION]


@pytest.mark.parametrize("entry", [None, 3, "service", [], {}, {"uptime": 3}])
def test_anything_else_is_said(entry: Any) -> None:
    with pytest.raises(NotThereError):
        list(read(entry))
