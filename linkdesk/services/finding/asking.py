"""What the search page asks, from the fields of its address; what cannot be right is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.services.finding.queries import MILES
from linkdesk.services.finding.queries import Asked
from linkdesk.services.finding.rules import OLDEST
from linkdesk.services.finding.rules import PART_WORDS
from linkdesk.services.rules import DAYS
from linkdesk.settings import Limits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linkdesk.services.finding.rules import Understood

LINE = Limits().line
FIELDS = ("find", "where", "day", "part", "age", "language", "within", "free", "access", "near", "unused")


def asked_of(given: Mapping[str, str]) -> Asked:
    """Return what is asked."""
    day, part = given.get("day", ""), given.get("part", "")
    return Asked(
        what=given.get("find", "")[:LINE],
        where=given.get("where", "")[:LINE],
        day=day if day in DAYS else "",
        part=part if part in PART_WORDS else "",
        age=_number(given.get("age", ""), OLDEST),
        free=bool(given.get("free")),
        access=bool(given.get("access")),
        language=given.get("language", "")[:LINE],
        within=within if (within := _number(given.get("within", ""), max(MILES))) in MILES else None,
        near=bool(given.get("near")),
        unused=bool(given.get("unused")),
    )


def fields_of(asked: Asked) -> dict[str, str]:
    """Return the fields that ask the same again, without those that ask nothing."""
    told = {
        "find": asked.what,
        "where": asked.where,
        "day": asked.day,
        "part": asked.part,
        "age": str(asked.age or ""),
        "language": asked.language,
        "within": str(asked.within or ""),
        **{name: "1" if getattr(asked, name) else "" for name in ("free", "access", "near", "unused")},
    }
    return {name: value for name, value in told.items() if value}


def words_of(understood: Understood) -> tuple[str, ...]:
    """Return what typed words were read as, besides what is looked for, each in a few words for the worker."""
    days = [f"on {' or '.join(DAYS[day] for day in DAYS if day in understood.days)}"] if understood.days else []
    places = [f"in {' '.join(each.capitalize() for each in understood.places)}"] if understood.places else []
    return (
        *(f"“{meant}” for “{typed}”" for typed, meant in understood.slips),
        *days,
        *([PART_WORDS[understood.part].lower()] if understood.part else []),
        *(["free"] if understood.free else []),
        *(["step-free"] if understood.access else []),
        *(f"in {each.capitalize()}" for each in understood.languages),
        *places,
        *([f"near {understood.postcode}"] if understood.postcode else []),
        *([f"for age {understood.age}"] if understood.age else []),
    )


def _number(text: str, most: int) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text[:4]) <= most else None
