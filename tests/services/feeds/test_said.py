"""What a source says, in our parts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkdesk.services import rules
from linkdesk.services.feeds.said import EXTRAS
from linkdesk.services.feeds.said import NOTHING
from linkdesk.services.feeds.said import WORDS
from linkdesk.services.feeds.said import said_of
from linkdesk.services.rules import Often
from linkdesk.services.rules import ServiceWords
from linkdesk.services.rules import Status
from linkdesk.services.rules import Times
from tests.services.feeds.samples import CHOIR
from tests.services.feeds.test_plain import ANY_JSON


def place(**location: Any) -> dict[str, Any]:
    return {**CHOIR, "service_at_locations": [{"location": location}]}


def test_every_part_has_its_home() -> None:
    said = said_of(CHOIR)
    assert set(said.parts) == {*WORDS, *EXTRAS} == set(NOTHING)
    assert said.notes == ()
    assert said.parts["organization"] == "Green Testham"
    assert said.parts["times"] == (Times(("TU",), Often.WEEKLY, "10:00"),)
    assert (said.parts["amount"], said.parts["cost"]) == ("2.50", "Each time")
    assert (said.parts["accessibility"], said.parts["languages"]) == (("Hearing loop",), ("Welsh",))
    assert rules.tidied(words(said.parts)) == words(said.parts)


def words(parts: dict[str, Any]) -> ServiceWords:
    return replace(ServiceWords(name=parts["name"]), **{name: parts[name] for name in WORDS})


@pytest.mark.parametrize(
    ("body", "part", "value", "note"),
    [
        (place(latitude=100, longitude=1), "latitude", None, "The latitude 100 cannot be right and is left out."),
        (place(addresses=[{"country": "US"}]), "city", "", "The country of the address is US."),
        (place(addresses=[{"postal_code": "ABC 1234"}]), "postal_code", "", "The postcode “ABC 1234”"),
        (place(addresses=[{"address_type": "postal"}]), "city", "", "The only address is one for letters"),
        ({**CHOIR, "minimum_age": "twelve"}, "minimum_age", None, "The lowest age twelve cannot be right"),
        ({**CHOIR, "minimum_age": 60, "maximum_age": 20}, "maximum_age", None, "The lowest age, 60, is above"),
        ({**CHOIR, "status": "Open"}, "status", Status.ACTIVE, "Whether it runs is “open”"),
        ({**CHOIR, "name": None, "alternate_name": ""}, "name", "Service without a name", "It has no name."),
        ({**CHOIR, "phones": "01632 960 020"}, "phone", "", "“phones” is no list"),
        ({**CHOIR, "phones": [{"number": "ask for Bo"}]}, "phone", "", "The phone number “ask for Bo”"),
        ({**CHOIR, "url": "see Facebook"}, "url", "", "The website “see Facebook”"),
        ({**CHOIR, "description": "word " * 400}, "name", "Testham Choir", "The description is longer than 1000"),
        ({**CHOIR, "schedules": [{"byday": "MO", "opens_at": "12:00", "closes_at": "09:00"}]}, "times",
         (Times(("MO",), opens_at="12:00"),), "A time ends at 09:00"),
        ({**CHOIR, "schedules": [{"notes": str(n)} for n in range(5)]}, "languages", ("Welsh",), "It has 5 times"),
    ],
)  # fmt: skip
def test_sloppy_data_is_taken_with_a_word_about_it(body: dict[str, Any], part: str, value: Any, note: str) -> None:
    said = said_of(body)
    assert said.parts[part] == value
    assert any(each.startswith(note) for each in said.notes), said.notes


def test_a_number_is_found_wherever_it_stands_but_never_one_of_a_person() -> None:
    bare: dict[str, Any] = {**CHOIR, "phones": [], "organization": {"phones": [{"number": '"+44 1632 960030"'}]}}
    assert said_of(bare).parts["phone"] == "01632 960030"
    fax = [{"number": "01632 960040", "type": "fax"}, {"number": "01632 960041", "type": "voice"}]
    assert said_of({**CHOIR, "phones": fax}).parts["phone"] == "01632 960041"
    alone = said_of({**CHOIR, "phones": []}).parts
    assert (alone["phone"], alone["contact_phone"]) == ("", "01632 960021")


@given(st.dictionaries(st.sampled_from(sorted(CHOIR)), ANY_JSON, max_size=8))
def test_whatever_stands_there_becomes_sound_words(body: dict[str, Any]) -> None:
    parts = said_of(body).parts
    assert rules.tidied(words(parts)) == words(parts)
