"""What was said before, what is said now, and what stands here."""

from __future__ import annotations

import json

from linkdesk.services.feeds import joining
from linkdesk.services.feeds.said import said_of
from tests.services.feeds.samples import CHOIR


def test_a_short_answer_takes_nothing_away_and_an_empty_list_does() -> None:
    assert joining.newer(CHOIR, {"id": "choir-1", "name": "Choir"}) == {**CHOIR, "name": "Choir"}
    assert joining.newer(CHOIR, {**CHOIR, "phones": []})["phones"] == []
    thin = {"service_at_locations": [{"id": "at1", "location": {"id": "place-1", "name": "The Library"}}]}
    place = joining.newer(CHOIR, thin)["service_at_locations"][0]["location"]
    assert (place["name"], place["transportation"]) == ("The Library", "Bus 12")


def test_two_descriptions_in_one_file_hold_the_things_of_both() -> None:
    one = {"id": 1, "phones": [{"id": "a"}, {"number": "x"}], "fees": "2"}
    other = {"id": 1, "phones": [{"id": "a", "number": "1"}, {"id": "b"}]}
    assert joining.together(one, other) == {
        "id": 1, "fees": "2", "phones": [{"number": "x"}, {"id": "a", "number": "1"}, {"id": "b"}],
    }  # fmt: skip
    assert joining.together(CHOIR, CHOIR) == CHOIR


def test_parts_go_through_the_store() -> None:
    parts = said_of(CHOIR).parts
    assert joining.read(json.loads(json.dumps(joining.written(parts)))) == parts


def test_what_has_no_id_gets_the_same_each_time() -> None:
    assert joining.id_of({"id": " x "}) == ("x", True)
    made, own = joining.id_of({"name": "Choir"}, "service", "Choir", "LS1 4AP")
    assert not own
    assert joining.id_of({"id": "y" * 300}, "service") == (joining.made_id("service", "y" * 200), False)
    assert joining.id_of({}, "service", "CHOIR", "ls1 4ap") == (made, False)


def test_a_number_stays_and_half_a_point_on_the_map_is_none() -> None:
    base = said_of(CHOIR).parts
    theirs = {**base, "phone": "", "latitude": 50.0, "wait_time": "A week", "email": ""}
    ours = {**base, "longitude": -2.0, "email": "own@example.org"}
    parts, kept = joining.joined(base, theirs, ours)
    assert (parts["phone"], parts["wait_time"], parts["email"]) == (base["phone"], "A week", "own@example.org")
    assert (parts["latitude"], parts["longitude"]) == (50.0, -2.0)
    assert sorted(kept) == ["email", "phone"]
