"""Who may be the same person: each sign, and how often it is right on invented people."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from datetime import timedelta

import pytest

from linkdesk.clients.finding import likeness
from linkdesk.clients.finding.likeness import Known
from linkdesk.clients.finding.likeness import Sign
from linkdesk.desk import people as invented
from tests.data import people

BORN = date(1984, 3, 12)
ANN = Known("stephen", "brook", frozenset({"steve"}), BORN, "", frozenset({"01632960001"}))


@pytest.mark.parametrize(
    ("changes", "sign"),
    [
        ({}, Sign.NAME_AND_BIRTH),
        ({"given": "mary"}, Sign.FAMILY_AND_BIRTH),
        ({"given": "steven"}, Sign.FAMILY_AND_BIRTH),
        ({"given": "steven", "family": "brooke"}, Sign.ALIKE_AND_BIRTH),
        ({"given": "steve", "family": "brooks"}, Sign.ALIKE_AND_BIRTH),
        ({"given": "stephen john", "family": "brook hill"}, Sign.ALIKE_AND_BIRTH),
        ({"given": "brook", "family": "stephen"}, Sign.TURNED_AND_BIRTH),
        ({"family": "hazelgrove"}, Sign.FIRST_AND_BIRTH),
        ({"birth_date": date(1984, 12, 3)}, Sign.ALIKE_AND_TURNED_BIRTH),
        ({"given": "steven", "birth_date": date(1984, 12, 3)}, Sign.ALIKE_AND_TURNED_BIRTH),
        ({"birth_date": date(1994, 3, 12)}, Sign.ALIKE_AND_NEAR_BIRTH),
        ({"birth_date": date(1948, 3, 12), "phones": frozenset()}, Sign.ALIKE_AND_NEAR_BIRTH),
        ({"birth_date": date(1984, 3, 11)}, Sign.ALIKE_AND_NEAR_BIRTH),
        ({"given": "mary", "family": "else", "birth_date": date(1984, 7, 30)}, Sign.PHONE_AND_YEAR),
        ({"given": "mary", "family": "else"}, Sign.PHONE_AND_YEAR),
        ({"given": "mary", "family": "else", "phones": frozenset()}, None),
        ({"birth_date": date(1961, 7, 30)}, None),
        ({"birth_date": None}, None),
    ],
)
def test_each_sign(changes: dict[str, object], sign: Sign | None) -> None:
    other = replace(ANN, **changes)  # type: ignore[arg-type]  # the values of the table above
    assert likeness.sign(ANN, other) is sign
    assert likeness.sign(other, ANN) is sign
    assert sign is None or likeness.SIGN_WORDS[sign]


def test_the_same_number_is_said_whatever_else_differs_and_two_numbers_speak_against_it() -> None:
    one, other = (replace(ANN, nhs_number=people.nhs_number(number)) for number in (1, 2))
    assert likeness.sign(one, replace(other, nhs_number=one.nhs_number, family="else", birth_date=None)) is Sign.NUMBER
    assert likeness.sign(one, other) is Sign.NAME_AND_BIRTH
    assert likeness.sign(one, replace(other, given="mary")) is None


def test_a_record_is_read_folded() -> None:
    found = likeness.known(people.client(2, preferred_name="Lu", alias="O’Neil"))
    assert (found.given, found.family, found.called) == ("lukasz", "otestly", frozenset({"lu", "oneil"}))
    assert found.phones == {"01632960002"}


def test_dates_turned_and_near() -> None:
    assert likeness.turned(date(1984, 3, 12)) == date(1984, 12, 3)
    assert likeness.turned(date(1984, 3, 13)) is likeness.turned(date(1984, 3, 3)) is None
    found = likeness.near(date(1984, 3, 31))
    assert {date(1948, 3, 31), date(1985, 3, 31), date(1984, 3, 30), date(1984, 4, 1), date(1984, 3, 1)} <= found
    assert date(1984, 3, 31) not in found
    assert date(1961, 3, 31) not in found


def slip(source: random.Random, name: str) -> str:
    """Misspell a name: a letter left out, doubled, changed, or two changed round."""
    at = source.randrange(1, len(name) - 1)
    return source.choice(
        (
            name[:at] + name[at + 1 :],
            name[:at] + name[at] + name[at:],
            name[:at] + source.choice("aeiourstn") + name[at + 1 :],
            name[:at] + name[at + 1] + name[at] + name[at + 2 :],
        )
    )


def twin(source: random.Random, person: Known) -> Known:
    """Return the same person as somebody else typed them from a letter or from the phone."""
    born = person.birth_date
    assert born is not None
    kinds = (
        lambda: replace(person, given=slip(source, person.given)),
        lambda: replace(person, family=slip(source, person.family)),
        lambda: replace(person, given=slip(source, person.given), family=slip(source, person.family)),
        lambda: replace(person, birth_date=likeness.turned(born) or born),
        lambda: replace(person, birth_date=source.choice(sorted(likeness.near(born)))),
        lambda: replace(person, given=person.family, family=person.given),
        lambda: replace(person, family="married name"),
        lambda: replace(person, given="else", family="other", birth_date=born.replace(day=1, month=1)),
    )
    kept = replace(source.choice(kinds)(), nhs_number="")
    return kept if source.random() < 0.5 else replace(kept, phones=frozenset())


def test_few_duplicates_are_missed_and_few_strangers_are_taken_for_one() -> None:
    """1,000 people, 400 typed twice, 400 new ones; the figures stand in docs/measured.md."""
    source = random.Random(11)  # noqa: S311 - invented people
    crowd = [likeness.known(person) for person in invented.people(1400, 5, date(2026, 11, 25))]
    spread = [replace(each, birth_date=date(1930, 1, 1) + timedelta(days=source.randrange(26000))) for each in crowd]
    known, strangers = spread[:1000], spread[1000:]
    twins = [(person, twin(source, person)) for person in known[:400]]
    right = sum(likeness.sign(typed, person) is not None for person, typed in twins)
    wrong = sum(
        any(likeness.sign(typed, each) for each in known) for typed in (replace(s, nhs_number="") for s in strangers)
    )
    recall, precision = right / 400, right / (right + wrong)
    print(f"recall {recall:.3f}, precision {precision:.3f}, false alarms {wrong} of 400")  # noqa: T201 - for docs/measured.md
    assert recall >= 0.9, recall
    assert precision >= 0.97, precision


def test_the_short_way_among_many_finds_what_comparing_each_with_each_finds() -> None:
    source = random.Random(7)  # noqa: S311 - names for a test, no secret
    words = (
        "stephen steven brown browne mohammed muhammad ana anna ann lee li smith smyth rhian rian ravensdale ravensdail"
    )
    words += " jo al 12 eszter"
    some = words.split()
    names = [
        Known(
            source.choice(some),
            f"{source.choice(some)}{source.choice(('', ' brown'))}",
            frozenset(source.choice(((), ("al",)))),
            None,
        )
        for _ in range(60)
    ]
    each = tuple(
        tuple(other for other, their in enumerate(names) if other != place and likeness.names_alike(one, their))
        for place, one in enumerate(names)
    )
    assert any(each)
    assert likeness.alike_among(names) == each
    assert likeness.alike_among([]) == ()
