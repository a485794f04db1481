"""Why a service fits a person, what may stop them, and what to ask there; from what they need and said; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from linkdesk.connections.fitting.wanted import offered
from linkdesk.services.finding.rules import ages_of
from linkdesk.services.finding.rules import parts
from linkdesk.services.rules import Steps
from linkdesk.services.rules import is_free

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Iterator

    from linkdesk.connections.fitting.wanted import Wanted
    from linkdesk.services.finding.queries import Hit
    from linkdesk.services.rules import ServiceRecord

FAR = 10.0
FAR_FOR_THEM = 2.0
"""Miles in a straight line from which a service is said to be far; the second for who said that far is hard."""
NEAR = 1.0
_FULL = re.compile(r"\b(full|no (?:more )?places?|not taking|closed to new)\b", re.IGNORECASE)
_WAITING = re.compile(r"\b(wait(?:ing)? list|list is|weeks?|months?|long wait)\b", re.IGNORECASE)
_NO_WAIT = re.compile(r"\bno (?:wait|waiting)|\bnone\b|\bcome any ?time\b", re.IGNORECASE)
_NOT_FULL = re.compile(r"\bnot full\b", re.IGNORECASE)
_ONLINE = re.compile(
    r"\b(online only|on zoom|by zoom|video call|apply online|website only|online form)\b", re.IGNORECASE
)
_TOILET = re.compile(r"\btoilets?\b", re.IGNORECASE)
_HEARING = re.compile(r"\b(hearing loop|loop|sign language|bsl)\b", re.IGNORECASE)


class Point(StrEnum):
    """What matters to somebody when they go to a service."""

    STEPS = "steps"
    TOILET = "toilet"
    HEARING = "hearing"
    COST = "cost"
    FAR = "far"
    BUS = "bus"
    DARK = "dark"
    LANGUAGE = "language"
    ALONE = "alone"
    QUIET = "quiet"
    ONLINE = "online"


@dataclass(frozen=True)
class Told:
    """Something that matters to a person, and the words that say so: their own, or those on record."""

    point: Point
    words: str


@dataclass(frozen=True)
class Person:
    """Who looks for a service. `language` is its English name where they need it spoken, else empty."""

    age: int
    language: str = ""
    told: tuple[Told, ...] = ()

    def why(self, *points: Point) -> str:
        """Return the words that say that one of these points matters; empty where none does."""
        return next((each.words for point in points for each in self.told if each.point is point), "")


@dataclass(frozen=True)
class Line:
    """One sentence about a service, and the words of the person or the record it is because of."""

    sentence: str
    because: str = ""


@dataclass(frozen=True)
class Fit:
    """A service for a person: why it fits, what may stop them, what to ask there; `never` says it is not for them."""

    hit: Hit
    fits: tuple[Line, ...] = ()
    stops: tuple[Line, ...] = ()
    asks: tuple[Line, ...] = ()
    never: bool = False

    @property
    def record(self) -> ServiceRecord:
        """The service."""
        return self.hit.record


def fit(hit: Hit, person: Person, wanted: Wanted) -> Fit:
    """Return how a service fits a person who looks for something."""
    never = tuple(_never(hit.record, person))
    return Fit(
        hit,
        fits=tuple(_fits(hit, person, wanted)),
        stops=(*never, *_stops(hit, person)),
        asks=tuple(_asks(hit.record, person)),
        never=bool(never),
    )


def in_order(fits: Iterable[Fit]) -> tuple[Fit, ...]:
    """Return what fits: first what nothing stops, then what something may stop, last what is not for them."""
    return tuple(sorted(fits, key=lambda each: (each.never, not each.hit.whole, bool(each.stops))))


def without_the_person(fit: Fit) -> Fit:
    """Return what may be read while someone is beside the worker: the service, and nothing of the person."""
    here = (Line(fit.record.why_not),) if fit.record.why_not else ()
    full = tuple(_full(fit.record))
    return Fit(fit.hit, stops=(*here, *full), never=bool(here))


def _never(service: ServiceRecord, person: Person) -> Iterator[Line]:
    if service.why_not:
        yield Line(service.why_not)
    least, most = ages_of(service)
    if least is not None and person.age < least:
        yield Line(f"It is for people of {least} or over.", f"They are {person.age}")
    if most is not None and person.age > most:
        yield Line(f"It is for people up to {most}.", f"They are {person.age}")


def _stops(hit: Hit, person: Person) -> Iterator[Line]:
    service = hit.record
    yield from _full(service)
    if service.steps is Steps.STEPS and (why := person.why(Point.STEPS)):
        yield Line("There are steps.", why)
    if (why := person.why(Point.COST)) and service.amount and not is_free(service.amount):
        yield Line(f"It costs {service.cost_words}.", why)
    why = person.why(Point.FAR, Point.BUS)
    if hit.miles is not None and hit.miles > (FAR_FOR_THEM if why else FAR):
        yield Line(f"It is {hit.miles:.0f} miles away.", why)
    if in_the_evening(service):
        if why := person.why(Point.DARK):
            yield Line("It is in the evening.", why)
        elif not service.transportation:
            yield Line("It is in the evening, and no bus is written down.", person.why(Point.BUS, Point.FAR))
    if person.language and not _speaks(service.languages, person.language):
        yield Line(f"Nobody there is known to speak {person.language}.", person.why(Point.LANGUAGE))
    elif not person.language and (why := person.why(Point.LANGUAGE)) and not service.languages:
        yield Line("It is in English.", why)
    if (why := person.why(Point.ONLINE)) and _ONLINE.search(f"{service.application_process} {service.description}"):
        yield Line("It is done online.", why)


def in_the_evening(service: ServiceRecord) -> bool:
    """Say whether it is in the evening only; what has no time is not."""
    found = [when for each in service.times if (when := parts(each))]
    return bool(found) and all(each == {"evening"} for each in found)


def _full(service: ServiceRecord) -> Iterator[Line]:
    for words in (service.wait_time, service.alert):
        if _NO_WAIT.search(words) or _NOT_FULL.search(words):
            continue
        if _FULL.search(words):
            yield Line(f"It may be full: “{words}”")
        elif words == service.wait_time and words and (_WAITING.search(words) or words[0].isdigit()):
            yield Line(f"There is a wait: “{words}”")


def _fits(hit: Hit, person: Person, wanted: Wanted) -> Iterator[Line]:
    service = hit.record
    says = f"{service.name}. {service.description}. {service.eligibility_description}"
    says = f"{says}. {'. '.join(each.term for each in service.terms)}"
    if wanted.topics and (words := offered(says, wanted.topics)):
        yield Line(f"It offers “{words}”.")
    if hit.miles is not None and hit.miles <= (FAR_FOR_THEM if person.why(Point.FAR) else NEAR):
        yield Line("It is near.", person.why(Point.FAR))
    elif hit.miles is None and hit.same_outward:
        yield Line("It is in the same postcode area.", person.why(Point.FAR))
    if service.steps is Steps.FREE and (why := person.why(Point.STEPS)):
        yield Line("No steps.", why)
    if service.amount and is_free(service.amount) and (why := person.why(Point.COST)):
        yield Line("It is free.", why)
    if person.language and _speaks(service.languages, person.language):
        yield Line(f"{person.language} is spoken there.", person.why(Point.LANGUAGE))
    yield from _helps(service, person)


def _helps(service: ServiceRecord, person: Person) -> Iterator[Line]:
    access = " ".join(service.accessibility)
    if (why := person.why(Point.TOILET)) and _TOILET.search(access):
        yield Line("There is a toilet.", why)
    if (why := person.why(Point.HEARING)) and _HEARING.search(access):
        yield Line("There is help with hearing.", why)
    if service.quiet_times and (why := person.why(Point.QUIET)):
        yield Line("It is known when it is quiet.", why)
    if service.first_visit and (why := person.why(Point.ALONE)):
        yield Line("Somebody knows what the first visit is like.", why)


def _asks(service: ServiceRecord, person: Person) -> Iterator[Line]:
    if service.steps is None and (why := person.why(Point.STEPS)):
        yield Line("Are there steps?", why)
    if not service.cost_words and (why := person.why(Point.COST)):
        yield Line("What does it cost?", why)
    access = " ".join(service.accessibility)
    if (why := person.why(Point.TOILET)) and not _TOILET.search(access):
        yield Line("Is there a toilet?", why)
    if (why := person.why(Point.HEARING)) and not _HEARING.search(access):
        yield Line("Is there help with hearing?", why)


def _speaks(languages: Collection[str], wanted: str) -> bool:
    return any(wanted.casefold() in each.casefold() for each in languages)
