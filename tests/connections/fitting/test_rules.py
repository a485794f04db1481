"""Why a service fits a person and what may stop them; each stopper with the words that it is because of."""

from __future__ import annotations

import uuid
from dataclasses import fields
from dataclasses import replace
from typing import Any

import pytest

from linkdesk.connections.fitting import rules
from linkdesk.connections.fitting.rules import Person
from linkdesk.connections.fitting.rules import Point
from linkdesk.connections.fitting.rules import Told
from linkdesk.connections.fitting.wanted import Wanted
from linkdesk.connections.fitting.wanted import wanted
from linkdesk.services.finding.queries import Hit
from linkdesk.services.rules import AddService
from linkdesk.services.rules import Assurance
from linkdesk.services.rules import ServiceRecord
from linkdesk.services.rules import Status
from linkdesk.services.rules import Steps
from linkdesk.services.rules import Times
from tests.services.samples import GARDEN

KEPT = {each.name: getattr(GARDEN, each.name) for each in fields(AddService) if each.name != "checked"}
SERVICE = replace(ServiceRecord(id=uuid.uuid4(), version=1, **KEPT), alert="")
EVENING = (Times(days=("TU",), opens_at="18:00", closes_at="20:00"),)


def service(**more: Any) -> ServiceRecord:
    return replace(SERVICE, **more)


def person(*points: Point, language: str = "") -> Person:
    return Person(45, language, tuple(Told(each, f"They said {each}") for each in points))


def stops(hit: Hit, who: Person) -> dict[str, str]:
    return {each.sentence: each.because for each in rules.fit(hit, who, Wanted()).stops}


@pytest.mark.parametrize(
    ("more", "who", "sentence", "because"),
    [
        ({"steps": Steps.STEPS}, person(Point.STEPS), "There are steps.", "They said steps"),
        ({}, person(Point.COST), "It costs £2.50, Each time, with tea.", "They said cost"),
        ({"times": EVENING}, person(Point.DARK), "It is in the evening.", "They said dark"),
        (
            {"times": EVENING, "transportation": ""},
            person(Point.BUS),
            "It is in the evening, and no bus is written down.",
            "They said bus",
        ),
        (
            {},
            person(Point.LANGUAGE, language="Welsh"),
            "Nobody there is known to speak Welsh.",
            "They said language",
        ),
        ({"languages": ()}, person(Point.LANGUAGE), "It is in English.", "They said language"),
        ({"wait_time": "Full until May"}, person(), "It may be full: “Full until May”", ""),
        ({"wait_time": "6 weeks"}, person(), "There is a wait: “6 weeks”", ""),
        ({"alert": "No places before June"}, person(), "It may be full: “No places before June”", ""),
        ({"minimum_age": 60}, person(), "It is for people of 60 or over.", "They are 45"),
        ({"eligibility_description": "Ages 16 to 25"}, person(), "It is for people up to 25.", "They are 45"),
        ({"assurance": Assurance.DO_NOT_USE}, person(), "This service is marked “do not use”.", ""),
        ({"status": Status.DEFUNCT}, person(), "This service is marked “closed for good”.", ""),
        ({"application_process": "Apply online."}, person(Point.ONLINE), "It is done online.", "They said online"),
    ],
)
def test_what_may_stop_them(more: dict[str, Any], who: Person, sentence: str, because: str) -> None:
    assert stops(Hit(service(**more)), who) == {sentence: because}
    assert stops(Hit(service()), person()) == {}, "the same service stops nobody to whom it does not matter"


def test_far_is_sooner_for_who_said_so() -> None:
    assert stops(Hit(service(), miles=4.0), person()) == {}
    assert stops(Hit(service(), miles=4.0), person(Point.FAR)) == {"It is 4 miles away.": "They said far"}
    assert stops(Hit(service(), miles=12.4), person()) == {"It is 12 miles away.": ""}


@pytest.mark.parametrize("words", ["No wait", "none", "", "Not full", "No waiting list", "Come any time"])
def test_no_wait_is_no_wait(words: str) -> None:
    assert stops(Hit(service(wait_time=words)), person()) == {}


def test_only_what_ends_in_the_day_has_a_bus() -> None:
    both = (*EVENING, Times(days=("MO",), opens_at="10:00", closes_at="12:00"))
    assert not rules.in_the_evening(service(times=both)), "they can go on Monday morning"
    assert not rules.in_the_evening(service(times=()))


def test_what_fits_says_why() -> None:
    told = (Point.STEPS, Point.LANGUAGE, Point.HEARING, Point.TOILET, Point.QUIET, Point.ALONE)
    who = person(*told, language="Polish")
    found = rules.fit(Hit(service(amount="0"), miles=0.4), who, wanted("I like gardening"))
    said = {each.sentence: each.because for each in found.fits}
    assert said["No steps."] == "They said steps"
    assert said["Polish is spoken there."] == "They said language"
    assert {"There is help with hearing.", "There is a toilet.", "It is near."} <= set(said)
    assert next(iter(said)) == "It offers “garden”."
    assert found.stops == ()
    assert not found.never


def test_what_nobody_knows_is_asked_and_stops_nobody() -> None:
    unknown = service(steps=None, amount="", cost="", accessibility=())
    found = rules.fit(Hit(unknown), person(Point.STEPS, Point.COST, Point.TOILET, Point.HEARING), Wanted())
    assert [each.sentence for each in found.asks] == [
        "Are there steps?",
        "What does it cost?",
        "Is there a toilet?",
        "Is there help with hearing?",
    ]
    assert found.stops == ()


def test_what_stops_nobody_stands_first_and_what_is_not_for_them_last() -> None:
    hits = [
        Hit(service(name="Not used", assurance=Assurance.DO_NOT_USE)),
        Hit(service(name="In part"), whole=False),
        Hit(service(name="Steps", steps=Steps.STEPS)),
        Hit(service(name="Good")),
    ]
    ordered = rules.in_order(rules.fit(each, person(Point.STEPS), Wanted()) for each in hits)
    assert [each.record.name for each in ordered] == ["Good", "Steps", "In part", "Not used"]


def test_nothing_of_the_person_is_left_for_who_is_beside() -> None:
    found = rules.fit(
        Hit(service(steps=Steps.STEPS, minimum_age=60, wait_time="Full")), person(Point.STEPS, Point.ALONE), Wanted()
    )
    left = rules.without_the_person(found)
    assert [each.sentence for each in left.stops] == ["It may be full: “Full”"]
    assert (left.fits, left.asks, left.never) == ((), (), False)
