"""What an entry keeps of a service, for which age and part of the day it is, postcodes, and slips of the finger."""

from __future__ import annotations

import pytest

from linkdesk.services.finding import rules
from linkdesk.services.rules import Assurance
from linkdesk.services.rules import Often
from linkdesk.services.rules import Term
from linkdesk.services.rules import Times
from tests.services.test_rules import record


def test_an_entry_holds_what_is_said_and_nothing_private() -> None:
    made = rules.entry(record())
    assert {"testham", "garden", "hearing", "urdu", "ls1", "tuesday"} <= made.words
    assert not {"ravi", "aunt", "ola", "greenfield", "01632"} & made.words - {"ola"} or "ola" in made.texts["rest"]
    assert {"daytu", "dayth", "daysa", "partmorning", "stepfree", "lgpolish", "lgurdu"} <= set(
        made.texts["marks"].split()
    )
    assert rules.FREE not in made.texts["marks"]
    assert made.texts["topic"].split().count("tpgardening") >= 1
    assert made.places == {"testham"}
    assert made.postcode == "LS14AP"
    assert not made.unused
    assert rules.entry(record(amount="0")).texts["marks"].count(rules.FREE) == 1
    assert rules.entry(record(assurance=Assurance.DO_NOT_USE)).unused


@pytest.mark.parametrize(
    ("opens", "closes", "parts"),
    [
        ("10:00", "12:00", {"morning"}),
        ("09:30", "16:30", {"morning", "afternoon"}),
        ("11:30", "12:30", {"morning", "afternoon"}),
        ("16:30", "17:15", {"afternoon"}),
        ("19:00", "", {"evening"}),
        ("", "", set()),
    ],
)
def test_parts_of_the_day(opens: str, closes: str, parts: set[str]) -> None:
    assert rules.parts(Times(("MO",), Often.WEEKLY, opens, closes)) == parts


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("Over 60s", 60, None),
        ("Ages 8 to 17", 8, 17),
        ("For 18-30", 18, 30),
        ("50+", 50, None),
        ("Men of 18 and over", 18, None),
        ("Under 18s", None, 17),
        ("Parents with children under 5", None, None),
        ("Adults", None, None),
    ],
)
def test_ages_are_read_from_words(text: str, least: int | None, most: int | None) -> None:
    assert rules.ages(text) == (least, most)


def test_ages_and_postcodes_are_heard_in_a_question() -> None:
    assert rules.age_asked("youth club 14 year old")[0] == 14
    assert rules.age_asked("football over 50")[0] == 50
    assert rules.age_asked("over 400") == (None, "over 400")
    assert rules.postcode_asked(("lunch", "ls1", "4ap")) == ("LS14AP", ("lunch",))
    assert rules.postcode_asked(("lunch", "ls1")) == ("LS1", ("lunch",))
    assert rules.postcode_asked(("lunch",)) == ("", ("lunch",))


def test_halves_of_postcodes() -> None:
    assert rules.outward("ls1 4ap") == rules.outward("LS1") == "LS1"
    assert rules.area("KX12 1AA") == "KX"
    assert rules.area("") == ""
    assert rules.is_postcode("KX12")
    assert rules.is_postcode("ls1 4ap")
    assert not rules.is_postcode("Testham")


def test_slips_of_the_finger() -> None:
    there = ["gardening", "garden", "choir", "chair", "swimming", "bereavement"]
    assert rules.nearest("gardning", there) == ("gardening",)
    assert rules.nearest("chior", there) == ("choir",)
    assert rules.nearest("bereavment", there) == ("bereavement",)
    assert rules.nearest("zzzzzzz", there) == ()
    assert rules.distance("ab", "ba", 2) == 1
    assert rules.distance("abc", "abc", 1) == 0
    assert rules.distance("abcdef", "zzzzzz", 1) == 2


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(100.0, 1.0), (0.0, 0.0), (-1.55, 53.8), (None, -1.55), (53.8, None), (float("nan"), -1.55)],
)
def test_only_coordinates_in_the_country_count(latitude: float | None, longitude: float | None) -> None:
    assert rules.at(record(latitude=latitude, longitude=longitude)) is None
    there = rules.at(record(latitude=53.8, longitude=-1.55))
    assert there is not None
    assert there[0] == pytest.approx(429_700, abs=1000)


def test_the_age_in_years_counts_before_words() -> None:
    assert rules.ages_of(record(minimum_age=18, eligibility_description="Over 60s")) == (18, None)
    assert rules.ages_of(record(eligibility_description="Over 60s")) == (60, None)


def test_terms_of_a_list_are_words_and_topics() -> None:
    made = rules.entry(record(name="Hub", description="", terms=(Term("Befriending"),)))
    assert "befriending" in made.words
    assert "tploneliness" in made.texts["topic"].split()
