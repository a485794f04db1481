"""Who stands where in the picture, and what nobody can be."""

from __future__ import annotations

import math
import uuid
from dataclasses import replace
from itertools import combinations

import pytest

from linkdesk.clients.circle import rules
from linkdesk.clients.circle.rules import CirclePage
from linkdesk.clients.circle.rules import Closeness
from linkdesk.clients.circle.rules import PersonRecord
from linkdesk.clients.circle.rules import PersonWords


def person(name: str, closeness: Closeness = Closeness.CLOSE) -> PersonRecord:
    return PersonRecord(id=uuid.uuid4(), client_id=uuid.UUID(int=5), version=1, name=name, closeness=closeness)


def test_the_closest_stand_first_and_each_between_the_rings_of_their_closeness() -> None:
    people = tuple(person(f"{closeness} {n}", closeness) for closeness in reversed(Closeness) for n in (2, 1))
    found = rules.spots(people)
    assert [spot.number for spot in found] == [1, 2, 3, 4, 5, 6]
    assert [spot.person.name for spot in found[:2]] == ["very-close 1", "very-close 2"]
    inner = {Closeness.VERY_CLOSE: 42, Closeness.CLOSE: 130, Closeness.IN_MY_LIFE: 205}
    for spot in found:
        far = math.hypot(spot.x - 300, spot.y - 300)
        assert inner[spot.person.closeness] + 17 <= far <= rules.RINGS[spot.person.closeness] - 17


@pytest.mark.parametrize(("closeness", "most"), [("very-close", 8), ("close", 14), ("in-my-life", 20)])
def test_nobody_covers_another_in_a_usual_circle(closeness: str, most: int) -> None:
    found = rules.spots(tuple(person(f"{n:02}", Closeness(closeness)) for n in range(most)))
    assert min(math.dist((a.x, a.y), (b.x, b.y)) for a, b in combinations(found, 2)) > 2 * 17


def test_everybody_stands_inside_the_picture() -> None:
    found = rules.spots(tuple(person(f"{n}", Closeness.IN_MY_LIFE) for n in range(rules.PEOPLE)))
    assert all(17 <= at <= rules.SIDE - 17 for spot in found for at in (spot.x, spot.y))
    assert rules.spots(()) == ()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ana Maria Invented", "Ana"),
        ("Wolfeschlegel", "Wolfeschl…"),
        ("Wolfeschle", "Wolfeschle"),
        ("", ""),
        ("Ms. Practice", "Practice"),
        ("Dr", "Dr"),
    ],
)
def test_the_picture_has_the_first_name(name: str, shown: str) -> None:
    assert rules.short(name) == shown


def test_rings_are_drawn_from_the_widest() -> None:
    assert CirclePage((), ()).rings == ((280, "In my life"), (205, "Close"), (130, "Very close"))


def test_what_they_are_besides_is_in_words() -> None:
    assert person("Ana").roles == ()
    kin = replace(person("Ana"), next_of_kin=True, carer=True, emergency_contact=True)
    assert kin.roles == ("Next of kin", "Carer", "Phone in an emergency")
    assert kin.closeness_words == "Close"


def test_nobody_without_a_name_and_nothing_too_long() -> None:
    rules.check(PersonWords(name="x" * 70, note="x" * 150))
    with pytest.raises(ValueError, match="Enter a name"):
        rules.check(PersonWords(name=""))
    for name, most in rules.LENGTHS.items():
        with pytest.raises(ValueError, match=f"The {name} is too long. Use {most}"):
            rules.check(PersonWords(**{"name": "Ana", name: "x" * (most + 1)}))  # type: ignore[arg-type]  # one of them


def test_differences_are_in_words() -> None:
    kept = PersonWords(name="Ana", closeness=Closeness.CLOSE)
    typed = PersonWords(name="Ana", closeness=Closeness.VERY_CLOSE, phone="01632 960001", carer=True)
    assert [(each.name, each.kept, each.typed) for each in rules.differences(kept, typed)] == [
        ("Closeness", "Close", "Very close"),
        ("Phone", "Nothing", "01632 960001"),
        ("Carer", "No", "Yes"),
    ]
