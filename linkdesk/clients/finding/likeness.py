"""Who may be the same person as one that is typed in: pure, from strong signs to weak ones, with few false alarms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from enum import IntEnum
from typing import TYPE_CHECKING

from linkdesk.clients import rules
from linkdesk.clients.finding import sounds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linkdesk.clients.rules import ClientDetails

_LATEST_MONTH = 12
_ISO_PLACES = (0, 1, 2, 3, 5, 6, 8, 9)
_DIGITS = "0123456789"
_MOST_DIGITS_OFF = 2


class Sign(IntEnum):
    """Why two may be one person, the strongest first."""

    NUMBER = 0
    NAME_AND_BIRTH = 1
    FAMILY_AND_BIRTH = 2
    ALIKE_AND_BIRTH = 3
    TURNED_AND_BIRTH = 4
    ALIKE_AND_TURNED_BIRTH = 5
    ALIKE_AND_NEAR_BIRTH = 6
    PHONE_AND_YEAR = 7
    FIRST_AND_BIRTH = 8


SIGN_WORDS = {
    Sign.NUMBER: "the same NHS number",
    Sign.NAME_AND_BIRTH: "the same name and date of birth",
    Sign.FAMILY_AND_BIRTH: "the same family name and date of birth",
    Sign.ALIKE_AND_BIRTH: "a similar name and the same date of birth",
    Sign.TURNED_AND_BIRTH: "first and family name the other way round, the same date of birth",
    Sign.ALIKE_AND_TURNED_BIRTH: "a similar name, day and month of birth the other way round",
    Sign.ALIKE_AND_NEAR_BIRTH: "a similar name, one digit of the date of birth differs",
    Sign.PHONE_AND_YEAR: "the same phone and year of birth",
    Sign.FIRST_AND_BIRTH: "the same first name and date of birth",
}


@dataclass(frozen=True)
class Known:
    """A person as far as likeness looks, all folded."""

    given: str
    family: str
    called: frozenset[str]
    birth_date: date | None
    nhs_number: str = ""
    phones: frozenset[str] = frozenset()


def known(details: ClientDetails) -> Known:
    """Return what likeness looks at."""
    return Known(
        given=rules.folded(details.given_name),
        family=rules.folded(details.family_name),
        called=frozenset({rules.folded(details.preferred_name), rules.folded(details.alias)} - {""}),
        birth_date=details.birth_date,
        nhs_number=details.nhs_number,
        phones=frozenset(number for phone in details.phones if (number := rules.digits(phone.number))),
    )


def sign(one: Known, other: Known) -> Sign | None:
    """Return the strongest sign that two are one person, or None.

    Two different NHS numbers speak against it: then only the very same name and date of birth is said.
    """
    if one.nhs_number and one.nhs_number == other.nhs_number:
        return Sign.NUMBER
    found = _sign_of_birth(one, other)
    if one.nhs_number and other.nhs_number and found is not Sign.NAME_AND_BIRTH:
        return None
    return found


def _sign_of_birth(one: Known, other: Known) -> Sign | None:
    if one.birth_date is None or other.birth_date is None:
        return None
    if one.birth_date == other.birth_date:
        found = _sign_same_birth(one, other)
        if found is not None:
            return found
    elif turned(one.birth_date) == other.birth_date:
        if _alike(one, other):
            return Sign.ALIKE_AND_TURNED_BIRTH
    elif _is_near(one.birth_date, other.birth_date) and _alike(one, other):
        return Sign.ALIKE_AND_NEAR_BIRTH
    if one.phones & other.phones and one.birth_date.year == other.birth_date.year:
        return Sign.PHONE_AND_YEAR
    return None


def _sign_same_birth(one: Known, other: Known) -> Sign | None:
    if one.family == other.family:
        return Sign.NAME_AND_BIRTH if one.given == other.given else Sign.FAMILY_AND_BIRTH
    if _alike(one, other):
        return Sign.ALIKE_AND_BIRTH
    if _words_alike(one.given, other.family) and _words_alike(one.family, other.given):
        return Sign.TURNED_AND_BIRTH
    return Sign.FIRST_AND_BIRTH if one.given == other.given else None


def names_alike(one: Known, other: Known) -> bool:
    """Tell whether two names are the same or sound alike, also with first and family name the other way round."""
    turned_round = _words_alike(one.given, other.family) and _words_alike(one.family, other.given)
    return _alike(one, other) or turned_round


def alike_among(names: Sequence[Known]) -> tuple[tuple[int, ...], ...]:
    """Return for each name the places of the others that are the same or sound alike.

    Only names that share a key of a word are compared: comparing each of some hundred with each takes seconds.
    """
    places: dict[str, set[int]] = {}
    for place, one in enumerate(names):
        for key in _keys(f"{one.given} {one.family}"):
            places.setdefault(key, set()).add(place)
    found = []
    for place, one in enumerate(names):
        near = {other for key in _keys(one.family) for other in places[key]} - {place}
        found.append(tuple(other for other in sorted(near) if names_alike(one, names[other])))
    return tuple(found)


def _keys(words: str) -> set[str]:
    """Return keys of which two words share one whenever they are the same, sound alike or differ by a slip."""
    keys = {f"={sounds.sound(word)}" for word in words.split()} - {"="}
    return keys | {rest for word in words.split() for rest in sounds.remainders(word)}


def _alike(one: Known, other: Known) -> bool:
    """Tell whether both names are the same, sound alike, or differ by a slip; a called name counts as a first name."""
    called = one.called & (other.called | {other.given}) or other.called & {one.given}
    first = _words_alike(one.given, other.given) or bool(called)
    return first and _words_alike(one.family, other.family)


def _words_alike(one: str, other: str) -> bool:
    """Tell whether two names share a word (double-barrelled names, middle names), or almost do."""
    if one == other:
        return bool(one)
    left, right = one.split(), other.split()
    if set(left) & set(right):
        return True
    return any(_word_alike(a, b) for a in left for b in right)


def _word_alike(one: str, other: str) -> bool:
    off = sounds.slips(one, other)
    if off == 1:
        return True
    key = sounds.sound(one)
    return bool(key) and one[0] == other[0] and key == sounds.sound(other)


def turned(day: date) -> date | None:
    """Return the date with day and month the other way round, where that is another date."""
    if day.day > _LATEST_MONTH or day.day == day.month:
        return None
    return day.replace(day=day.month, month=day.day)


def _is_near(one: date, other: date) -> bool:
    """Tell whether a date is near another; the set of all that are is made only where it can be so."""
    off = sum(a != b for a, b in zip(one.isoformat(), other.isoformat(), strict=True))
    return (off <= _MOST_DIGITS_OFF or abs((one - other).days) == 1) and other in near(one)


def near(day: date) -> frozenset[date]:
    """Return the dates that differ in one digit, in two neighbouring digits of the year changed round, or by a day."""
    text = day.isoformat()
    made = {text[:at] + digit + text[at + 1 :] for at in _ISO_PLACES for digit in _DIGITS}
    made |= {text[:at] + text[at + 1] + text[at] + text[at + 2 :] for at in range(3)}
    found = {read for each in made if (read := _read(each)) is not None}
    return frozenset(found | {day + timedelta(days=off) for off in (-1, 1)}) - {day}


def _read(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
