"""A package of tables put together."""

from __future__ import annotations

from linkdesk.exchange.open_referral.tables import Package
from linkdesk.exchange.open_referral.tables import typed
from linkdesk.services.feeds.rules import Kind


def test_parts_find_what_they_belong_to_and_the_lost_are_counted() -> None:
    package = Package(
        {
            "services": [{"id": "s", "name": "Choir", "organization_id": "none"}, {"id": "t", "name": "Walk"}],
            "organizations": [{"id": "o", "name": "Alone"}],
            "locations": [{"id": "l", "name": "Hall"}, {"id": "m", "name": "Empty hall", "organization_id": "o"}],
            "service_at_location": [{"id": "a", "service_id": "s", "location_id": "l"}, {"id": "b", "service_id": "x"}],
            "phones": [{"id": "p", "service_id": "s", "location_id": "l", "number": "1"}, {"id": "q", "number": "2"}],
            "attributes": [{"id": "t1", "link_id": "s", "taxonomy_term_id": "m1"}, {"id": "t2", "link_id": "zz"}],
            "taxonomy_terms": [{"id": "m1", "name": "Music", "taxonomy_id": "x1"}],
            "taxonomies": [{"id": "x1", "name": "Kinds"}],
        }
    )
    objects = package.objects()
    assert [(each.kind, each.body["id"]) for each in objects] == [
        (Kind.SERVICE, "s"), (Kind.SERVICE, "t"), (Kind.ORGANIZATION, "o"), (Kind.LOCATION, "m"),
    ]  # fmt: skip
    choir = objects[0].body
    assert choir["phones"] == choir["service_at_locations"][0]["location"]["phones"] == [{"id": "p", "number": "1"}]
    assert choir["attributes"][0]["taxonomy_term"]["taxonomy_detail"]["name"] == "Kinds"
    assert objects[0].notes == ("Its organization none is in no table.",)
    assert objects[2].body["locations"][0]["name"] == "Empty hall"
    assert package.orphans == 3


def test_numbers_are_numbers_and_what_is_none_stays() -> None:
    row = {"minimum_age": "12", "maximum_age": "old", "name": "7"}
    assert typed("service", row) == {"minimum_age": 12, "maximum_age": "old", "name": "7"}
    assert typed("location", {"latitude": "53.80", "longitude": "nan"}) == {"latitude": 53.8, "longitude": "nan"}
