"""What matters to somebody when they go to a service, read off their record and what they said in a talk; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linkdesk.assessments.library import BARRIERS
from linkdesk.assessments.library import MY_LIFE
from linkdesk.clients import needs
from linkdesk.clients.languages import name as language_name
from linkdesk.clients.rules import age
from linkdesk.connections.fitting.rules import Person
from linkdesk.connections.fitting.rules import Point
from linkdesk.connections.fitting.rules import Told
from linkdesk.connections.rules import BARRIER_WORDS
from linkdesk.connections.rules import Barrier

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterator
    from collections.abc import Mapping
    from datetime import date

    from linkdesk.assessments.rules import AssessmentRecord
    from linkdesk.clients.rules import ClientRecord
    from linkdesk.connections.rules import BarrierRecord

ANSWERS: Mapping[str, Mapping[str, Mapping[str, Point]]] = {
    BARRIERS: {
        "hard": {
            "cost": Point.COST,
            "far": Point.FAR,
            "english": Point.LANGUAGE,
            "steps": Point.STEPS,
            "toilet": Point.TOILET,
            "dark": Point.DARK,
            "alone": Point.ALONE,
            "people": Point.QUIET,
            "online": Point.ONLINE,
        },
        "easier": {
            "free": Point.COST,
            "near": Point.FAR,
            "with": Point.ALONE,
            "see": Point.ALONE,
            "lift": Point.BUS,
            "small": Point.QUIET,
            "quiet": Point.QUIET,
            "interpret": Point.LANGUAGE,
        },
    },
    MY_LIFE: {
        "body-what": {"walk": Point.FAR, "stairs": Point.STEPS, "hearing": Point.HEARING},
        "about-how": {"wheels": Point.STEPS, "bus": Point.BUS},
        "about-hard": {"far": Point.FAR, "alone": Point.ALONE},
        "digital-have": {"none": Point.ONLINE},
    },
}
"""What an answer says matters, by form, question and option; a test holds each against the form."""
MET: Mapping[Barrier, Point] = {
    Barrier.NERVES: Point.ALONE,
    Barrier.TRAVEL: Point.BUS,
    Barrier.COST: Point.COST,
    Barrier.ACCESS: Point.STEPS,
    Barrier.LANGUAGE: Point.LANGUAGE,
    Barrier.FORMS: Point.ONLINE,
}
"""What stood in the way of an earlier service, where nobody solved it."""
RECORDED: tuple[tuple[re.Pattern[str], Point], ...] = (
    (re.compile(r"wheelchair|walking frame|rollator|scooter|\bsteps?\b|\bstairs?\b", re.IGNORECASE), Point.STEPS),
    (re.compile(r"\bhearing\b|\bdeaf|lip.?read|\bbsl\b|sign language", re.IGNORECASE), Point.HEARING),
    (re.compile(r"quiet|low noise|noise intolerance", re.IGNORECASE), Point.QUIET),
    (re.compile(r"\btoilets?\b|continence", re.IGNORECASE), Point.TOILET),
    (re.compile(r"walking stick|short distances|cannot walk far", re.IGNORECASE), Point.FAR),
)


def person(
    client: ClientRecord, talks: Collection[AssessmentRecord], met: Collection[BarrierRecord], today: date
) -> Person:
    """Return who looks for a service. Of each form the newest finished talk counts; `talks` come newest first."""
    told = (*_recorded(client), *_answered(talks), *_met(met))
    spoken = client.language and not client.language.casefold().startswith("en")
    needed = spoken and (client.interpreter_needed or any(each.point is Point.LANGUAGE for each in told))
    return Person(
        age(client.birth_date, today), language_name(client.language).partition(",")[0] if needed else "", tuple(told)
    )


def _recorded(client: ClientRecord) -> Iterator[Told]:
    lines = (
        *(needs.plain(each) for each in client.needs),
        *client.mobility,
        *client.other_requirements,
        *(each.text for each in client.impairments),
    )
    for line in lines:
        yield from (Told(point, f"On record: {line}") for found, point in RECORDED if found.search(line))
    if client.interpreter_needed:
        yield Told(Point.LANGUAGE, "On record: an interpreter is needed")


def _answered(talks: Collection[AssessmentRecord]) -> Iterator[Told]:
    seen: set[str] = set()
    for talk in talks:
        if talk.completed_at is None or talk.form_url not in ANSWERS or talk.form_url in seen:
            continue
        seen.add(talk.form_url)
        for answer in talk.answers:
            meant = ANSWERS[talk.form_url].get(answer.link_id, {})
            for option in answer.chosen:
                if option.key in meant:
                    yield Told(meant[option.key], f"They said “{option.text}”")


def _met(met: Collection[BarrierRecord]) -> Iterator[Told]:
    for each in met:
        if not each.solved and each.barrier in MET:
            yield Told(MET[each.barrier], f"In the way before: {BARRIER_WORDS[each.barrier].lower()}")
