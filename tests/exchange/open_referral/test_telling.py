"""What was changed here, written over what a source said."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from linkdesk.exchange.open_referral.telling import is_withheld
from linkdesk.exchange.open_referral.telling import told
from linkdesk.services.feeds.said import NOTHING
from linkdesk.services.feeds.said import said_of
from linkdesk.services.rules import Often
from linkdesk.services.rules import ServiceRecord
from linkdesk.services.rules import Status
from linkdesk.services.rules import Term
from linkdesk.services.rules import Times
from tests.exchange.open_referral.bodies import sloppy
from tests.services.feeds.samples import CHOIR

OTHER: dict[str, Any] = {
    "name": "Larks",
    "organization": "Blue Testham",
    "description": "We hum.",
    "phone": "01632 960 099",
    "email": "larks@example.org",
    "url": "example.org/larks",
    "status": Status.INACTIVE,
    "times": (Times(("SA",), Often.MONTHLY, "14:00", "15:30", "Not in May"),),
    "location": "Hall",
    "address_1": "2 Park Lane",
    "city": "Otherham",
    "postal_code": "LS1 4BP",
    "transportation": "Bus 7",
    "accessibility": ("Lift", "Hearing loop"),
    "amount": "3",
    "cost": "With tea",
    "contact_name": "Ann Wren",
    "contact_title": "Helps",
    "contact_phone": "01632 960 031",
    "eligibility_description": "Anyone",
    "application_process": "Ring",
    "wait_time": "2 weeks",
    "languages": ("Welsh", "Urdu"),
    "alert": "Closed in May",
    "minimum_age": 20,
    "maximum_age": 80,
    "latitude": 51.5,
    "longitude": -1.0,
    "terms": (Term("Music", "music", "esd"), Term("Humming")),
}
"""Another word for each part that a source can speak about."""


def record(parts: dict[str, Any], *, agreed: bool = True) -> ServiceRecord:
    return ServiceRecord(id=UUID(int=7), version=1, contact_agreed=agreed, **parts)


def test_there_is_another_word_for_every_part() -> None:
    assert set(OTHER) == set(NOTHING)


@settings(max_examples=60)
@given(
    st.sampled_from([CHOIR, {"id": "x", "name": "Bare"}, None]),
    st.sets(st.sampled_from(sorted(OTHER))),
    st.sets(st.sampled_from(sorted(set(NOTHING) - {"name", "status"}))),
)
def test_what_stands_here_is_what_is_told_and_the_rest_stays(body: Any, other: set[str], emptied: set[str]) -> None:
    kept = copy.deepcopy(body)
    parts = said_of(body).parts if body else {**NOTHING, "name": "Typed here"}
    parts = {**parts, **{name: OTHER[name] for name in other}, **{name: NOTHING[name] for name in emptied}}
    if (parts["latitude"] is None) != (parts["longitude"] is None):
        parts |= {"latitude": None, "longitude": None}
    found = told(record(parts), body)
    assert said_of(found).parts == parts
    assert body == kept
    if body is CHOIR:
        for name in ("alternate_name", "accreditations", "funding"):
            assert found[name] == CHOIR[name]


@settings(max_examples=60)
@given(sloppy())
def test_words_of_a_source_stay_letter_for_letter_where_nothing_was_changed(body: dict[str, Any]) -> None:
    assert told(record(said_of(body).parts, agreed=False), body) == body
    other = {**said_of(body).parts, **OTHER}
    assert said_of(told(record(other), body)).parts["name"] == "Larks"


@pytest.mark.parametrize("agreed", [True, False])
def test_who_a_source_publishes_stays_and_whom_we_wrote_is_told_only_if_they_agreed(agreed: bool) -> None:  # noqa: FBT001
    as_it_came = record(said_of(CHOIR).parts, agreed=agreed)
    assert told(as_it_came, CHOIR)["contacts"] == CHOIR["contacts"]
    assert not is_withheld(as_it_came, CHOIR)
    ours = replace(as_it_came, contact_name="Ann Wren", contact_phone="01632 960 031")
    text = str(told(ours, CHOIR))
    assert ("Ann Wren" in text, "960 031" in text) == (agreed, agreed)
    assert "Bo Lark" not in text  # somebody here knows that it is another person now
    assert is_withheld(ours, CHOIR) is not agreed
    assert is_withheld(record({**NOTHING, "contact_name": "Ann"}, agreed=agreed), None) is not agreed
    gone = replace(as_it_came, contact_name="", contact_title="", contact_phone="", contact_agreed=False)
    assert told(gone, CHOIR)["contacts"] == []
    assert not is_withheld(gone, CHOIR)


def test_further_times_and_lines_of_a_source_stay() -> None:
    many = {"id": "m", "name": "Many"}
    many["schedules"] = [{"id": str(n), "freq": "WEEKLY", "byday": "MO", "opens_at": f"0{n}:00"} for n in range(1, 6)]  # type: ignore[assignment]
    parts = {**said_of(many).parts, "times": OTHER["times"]}
    found = told(record(parts), many)
    assert [each.get("opens_at") for each in found["schedules"]] == ["14:00", "04:00", "05:00"]
