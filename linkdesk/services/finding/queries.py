"""Finding services: what fits all that was asked, best first, then what fits in part; with how far away each is."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from math import hypot
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import text

from linkdesk.services.finding import rules
from linkdesk.services.finding.models import WORDS_TABLE
from linkdesk.services.finding.models import LocalPostcode
from linkdesk.services.finding.models import ServiceSearch
from linkdesk.services.finding.models import ServiceWord
from linkdesk.services.finding.reading import understand
from linkdesk.services.finding.rules import Understood
from linkdesk.services.finding.rules import Unit
from linkdesk.services.finding.words import split
from linkdesk.services.queries import records

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.services.rules import ServiceRecord

ROWS = 25
IN_PART = 10
"""So many that fit in part are shown below those that fit."""
FEW = 5
"""Where so many fit, none that fits in part is shown."""
METRES_A_MILE = 1609.344
HALF_AS_GOOD = 8000
"""Metres at which a service is worth half of one next door, when the best stand first."""
MILES = (1, 3, 5, 10)


@dataclass(frozen=True)
class Asked:
    """What is asked: typed words, and what was chosen beside them. Ages in years, `within` in miles."""

    what: str = ""
    where: str = ""
    day: str = ""
    part: str = ""
    age: int | None = None
    free: bool = False
    access: bool = False
    language: str = ""
    within: int | None = None
    near: bool = False
    unused: bool = False
    topics: frozenset[str] = frozenset()
    """Topics of `words.csv` that somebody needs, where no words are typed."""

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is asked."""
        return self == Asked(near=self.near, unused=self.unused)


@dataclass(frozen=True)
class Origin:
    """From where it is measured: a point of the National Grid in metres, or else the first half of a postcode."""

    name: str
    outward: str = ""
    easting: int | None = None
    northing: int | None = None


@dataclass(frozen=True)
class Hit:
    """One service that was found; `miles` is None where nobody knows; `whole` says that it fits all that was asked."""

    record: ServiceRecord
    whole: bool = True
    miles: float | None = None
    same_outward: bool = False


@dataclass(frozen=True)
class Found:
    """A page of what was found: how many fit all of it, and how many that are not used would."""

    hits: tuple[Hit, ...]
    total: int
    unused: int
    understood: Understood
    origin: Origin | None
    unknown_place: bool = False

    @property
    def whole(self) -> tuple[Hit, ...]:
        """Those that fit all that was asked."""
        return tuple(each for each in self.hits if each.whole)

    @property
    def in_part(self) -> tuple[Hit, ...]:
        """Those that fit a part of it."""
        return tuple(each for each in self.hits if not each.whole)


def find(session: Session, asked: Asked, first: int = 0, most: int = ROWS) -> Found:
    """Return a page of the services that fit, best first, or nearest first; few are followed by what fits in part."""
    understood = understand(session, asked.what)
    if asked.topics:
        understood = replace(understood, units=(*understood.units, Unit(topics=asked.topics)))
    origin, unknown = _origin(session, asked, understood)
    question = _Question(session, asked, understood, origin)
    tiers = question.tiers()
    total, rows = question.ask(tiers[0], first, most)
    whole = len(rows)
    if total < FEW and first == 0:
        for tier in tiers[1:]:
            seen = {row.number for row in rows}
            more = question.ask(tier, 0, IN_PART + len(rows))[1]
            rows += [row for row in more if row.number not in seen][: IN_PART + whole - len(rows)]
            if len(rows) >= FEW + whole:
                break
    unused = 0 if asked.unused else question.count_unused(tiers[0])
    read = {each.id: each for each in records(session, [row.service_id for row in rows])}
    hits = tuple(
        Hit(read[row.service_id], place < whole, *question.away(row))
        for place, row in enumerate(rows)
        if row.service_id in read
    )
    return Found(hits, total, unused, understood, origin, unknown)


def _origin(session: Session, asked: Asked, understood: Understood) -> tuple[Origin | None, bool]:
    """Return from where it is measured, and whether a typed place is not known."""
    where = asked.where.strip()
    postcode = understood.postcode or (rules.tight(where) if rules.is_postcode(where) else "")
    if postcode:
        at = session.get(LocalPostcode, postcode)
        out = rules.outward(postcode)
        if at is not None:
            return Origin(_spaced(postcode), out, at.easting, at.northing), False
        return Origin(_spaced(postcode), out, *_middle_of_outward(session, out)), False
    towns = understood.places if not where else tuple(_towns(session, where))
    if not towns:
        return None, bool(where)
    middle = text(
        f"SELECT avg(easting), avg(northing), min(outward) FROM service_search WHERE number IN "  # noqa: S608 - a name of ours
        f"(SELECT rowid FROM {WORDS_TABLE} WHERE {WORDS_TABLE} MATCH :asked LIMIT 500)"
    )
    east, north, out = session.execute(middle, {"asked": " AND ".join(f'place : "{each}"' for each in towns)}).one()
    name = " ".join(each.capitalize() for each in towns)
    return Origin(name, out or "", *((round(east), round(north)) if east else (None, None))), False


def _middle_of_outward(session: Session, outward: str) -> tuple[int | None, int | None]:
    """Return the middle of the postcodes that begin so: about right where the whole is not known."""
    asked = LocalPostcode.postcode.between(f"{outward}0", f"{outward}9ZZ")
    length = func.length(LocalPostcode.postcode) == len(outward) + 3
    where = select(func.avg(LocalPostcode.easting), func.avg(LocalPostcode.northing)).where(asked, length)
    east, north = session.execute(where).one()
    return (round(east), round(north)) if east else (None, None)


def _towns(session: Session, where: str) -> list[str]:
    words = [each for each in split(where) if each not in rules.STOP]
    known = set(session.scalars(select(ServiceWord.word).where(ServiceWord.word.in_(words), ServiceWord.place)))
    every = list(session.scalars(select(ServiceWord.word).where(ServiceWord.place))) if set(words) - known else []
    return [each for word in words for each in ((word,) if word in known else rules.nearest(word, every, 1))]


def _spaced(postcode: str) -> str:
    return f"{postcode[:-3]} {postcode[-3:]}" if rules.outward(postcode) != postcode else postcode


class _Question:
    """What the index is asked: words in FTS5, the rest in columns."""

    def __init__(self, session: Session, asked: Asked, understood: Understood, origin: Origin | None) -> None:
        self._session, self._asked, self._understood, self._origin = session, asked, understood, origin
        self._with: dict[str, Any] = {"unused": asked.unused, "age": asked.age or understood.age}
        self._where = ["s.unused <= :unused"]
        if self._with["age"]:
            self._where += ["(s.minimum_age IS NULL OR s.minimum_age <= :age)"]
            self._where += ["(s.maximum_age IS NULL OR s.maximum_age >= :age)"]
        self._measured = origin is not None and origin.easting is not None
        if origin is not None:
            self._with |= {"east": origin.easting, "north": origin.northing, "out": origin.outward}
            self._with |= {"area": f"{rules.area(origin.outward)}[0-9]*", "half": HALF_AS_GOOD**2}
        if asked.within and self._measured:
            self._where += [f"{_SQUARED} <= :far"]
            self._with["far"] = (asked.within * METRES_A_MILE) ** 2
        elif asked.within and origin is not None:
            self._where += ["s.outward = :out"]

    def tiers(self) -> list[str]:
        """Return what is asked in turn: all of it, then without what stands beside, then any of it."""
        chosen = self._chosen()
        units = [_unit(each) for each in self._understood.units]
        beside = _beside(self._understood)
        asked = [[*chosen, *units, *beside]]
        if units and beside:
            asked.append([*chosen, *units])
        if len(units) > 1:
            either = f"({' OR '.join(units)})"
            asked += [[*chosen, either, *beside], *([[*chosen, either]] if beside else [])]
        return [" AND ".join(each) for each in asked]

    def _chosen(self) -> list[str]:
        asked = self._asked
        found = [f"marks : day{asked.day.lower()}"] if asked.day else []
        found += [f"marks : part{asked.part}"] if asked.part else []
        found += [f"marks : {rules.FREE}"] if asked.free else []
        found += [f"marks : {rules.STEP_FREE}"] if asked.access else []
        return found + ([f'marks : "{rules.mark_of_language(asked.language)}"'] if asked.language else [])

    def ask(self, match: str, first: int, most: int) -> tuple[int, list[Any]]:
        """Return how many fit, and a page of them."""
        worth = f"bm25({WORDS_TABLE}, {', '.join(map(str, rules.WEIGHTS))})" if match else "-1.0"
        asked = f"""SELECT s.number, s.service_id, s.easting, s.northing, s.outward
            {self._from(match)} ORDER BY {self._order(worth, match)} LIMIT :most OFFSET :first"""
        rows = list(self._session.execute(_typed(asked), {**self._with, "match": match, "most": most, "first": first}))
        return (len(rows) if not first and len(rows) < most else self._count(match)), rows

    def count_unused(self, match: str) -> int:
        """Return how many fit that are not used."""
        return self._count(match, "s.unused = 1")

    def _count(self, match: str, unused: str = "s.unused <= :unused") -> int:
        asked = f"SELECT count(*) {self._from(match)}".replace("s.unused <= :unused", unused)
        return int(self._session.scalar(text(asked), {**self._with, "match": match}) or 0)

    def _from(self, match: str) -> str:
        where = " AND ".join([*([f"{WORDS_TABLE} MATCH :match"] if match else []), *self._where])
        joined = (
            f"{WORDS_TABLE} JOIN service_search s ON s.number = {WORDS_TABLE}.rowid" if match else "service_search s"
        )
        return f"FROM {joined} WHERE {where}"

    def _order(self, worth: str, match: str) -> str:
        if self._origin is None:
            return f"s.unused, {worth}, s.name_key, s.number" if match else "s.unused, s.name_key, s.number"
        if self._measured and (self._asked.near or not match):
            return f"s.unused, s.easting IS NULL, {_SQUARED}, {worth}, s.name_key, s.number"
        if self._measured:
            return f"s.unused, {worth} * {_NEARNESS}, s.name_key, s.number"
        if self._asked.near or not match:
            return f"s.unused, {_BY_OUTWARD} DESC, {worth}, s.name_key, s.number"
        return f"s.unused, {worth} * {_BY_OUTWARD}, s.name_key, s.number"

    def away(self, row: Any) -> tuple[float | None, bool]:
        """Return how many miles away it is in a straight line, and whether it is in the same postcode district."""
        origin = self._origin
        if origin is None:
            return None, False
        same = bool(origin.outward) and row.outward == origin.outward
        if origin.easting is None or origin.northing is None or row.easting is None:
            return None, same
        return hypot(row.easting - origin.easting, row.northing - origin.northing) / METRES_A_MILE, same


_SQUARED = "((s.easting - :east) * (s.easting - :east) + (s.northing - :north) * (s.northing - :north))"
_NEARNESS = f"coalesce(1.0 / (1.0 + 1.0 * {_SQUARED} / :half), 0.25)"
_BY_OUTWARD = "CASE WHEN s.outward = :out THEN 1.0 WHEN s.outward GLOB :area THEN 0.5 ELSE 0.25 END"


def _typed(asked: str) -> Any:
    """Return the question with the types of what it answers: ids come as ids."""
    return text(asked).columns(ServiceSearch.number, ServiceSearch.service_id)


def _unit(unit: Unit) -> str:
    words = [f'"{each}"' for each in unit.words]
    topics = [f"topic : {rules.mark_of_topic(each)}" for each in sorted(unit.topics)]
    return f"({' OR '.join([*words, *topics])})"


def _beside(understood: Understood) -> list[str]:
    found = (
        [f"({' OR '.join(f'marks : day{day.lower()}' for day in sorted(understood.days))})"] if understood.days else []
    )
    found += [f"marks : part{understood.part}"] if understood.part else []
    found += [f"marks : {rules.FREE}"] if understood.free else []
    found += [f'(marks : {rules.STEP_FREE} OR "wheelchair")'] if understood.access else []
    found += [f'(marks : {rules.mark_of_language(each)} OR "{each}")' for each in understood.languages]
    return found + [f'place : "{each}"' for each in understood.places]
