"""The sentences of the service sheet: what it is, when, where, how to get there, cost, whom to ask, what to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.languages.sentences import Sentence
from linkdesk.printing.short.blocks import GAP
from linkdesk.printing.short.blocks import Kind
from linkdesk.printing.short.blocks import Line
from linkdesk.printing.short.blocks import Part
from linkdesk.printing.short.blocks import Row
from linkdesk.printing.short.blocks import own_rows
from linkdesk.printing.short.rules import clock_words
from linkdesk.services.rules import Often
from linkdesk.services.rules import Steps
from linkdesk.services.rules import is_free
from linkdesk.web.squares import call
from linkdesk.web.squares import square

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from linkdesk.printing.leaflet import LeafletPaper
    from linkdesk.services.rules import Times
    from linkdesk.services.sheet import ServiceSheet

DAYS = {
    "MO": Sentence("Monday"),
    "TU": Sentence("Tuesday"),
    "WE": Sentence("Wednesday"),
    "TH": Sentence("Thursday"),
    "FR": Sentence("Friday"),
    "SA": Sentence("Saturday"),
    "SU": Sentence("Sunday"),
}
OFTEN = {
    Often.WEEKLY: Sentence("Every week"),
    Often.FORTNIGHTLY: Sentence("Every 2 weeks"),
    Often.MONTHLY: Sentence("Once a month"),
}
STEPS = {
    Steps.FREE: ("wheelchair", Sentence("You can get in without steps.")),
    Steps.STEPS: ("stairs", Sentence("There are steps at the door.")),
}
"""Each with its picture."""


def sheet_parts(paper: LeafletPaper, sheet: ServiceSheet) -> tuple[Part, ...]:
    """Return what a service sheet says, from top to bottom; parts of which nothing is known are left out.

    When, where and the cost have a line to write on where they are not known.
    """
    parts = (
        Part(tuple(_what(sheet))),
        Part((*_when(sheet.times), _where(sheet)), Sentence("When and where")),
        Part(tuple(_way(sheet)), Sentence("How to get there")),
        Part((_cost(sheet),), Sentence("What it costs")),
        Part(tuple(_who(sheet)), Sentence("Who to ask for")),
        Part(tuple(_say(paper, sheet)), Sentence("What you can say on the phone")),
        Part(tuple(_first(sheet)), Sentence("Your first visit")),
        Part(tuple(_more(paper, sheet)), Sentence("Good to know")),
    )
    return tuple(part for part in parts if part.rows)


def _what(sheet: ServiceSheet) -> Iterator[Row]:
    about = (Line(line, Kind.OWN) for line in sheet.description.splitlines() if line.strip())
    yield Row("group", (Line(sheet.name, Kind.OWN, strong=True), *about))


def _when(times: Iterable[Times]) -> Iterator[Row]:
    known = tuple(times)
    for each in known:
        if each.days:
            days = (Line(DAYS[day], strong=True) for day in each.days)
            yield Row("calendar", (*days, Line(OFTEN[each.often])))
        opens, closes = clock_words(each.opens_at), clock_words(each.closes_at)
        clock = (
            *((Line(Sentence("From %(time)s", time=opens), strong=True),) if opens else ()),
            *((Line(Sentence("To %(time)s", time=closes), strong=True),) if closes else ()),
            *((Line(each.notes, Kind.OWN),) if each.notes else ()),
        )
        if clock:
            yield Row("clock", clock)
    if not known:
        yield Row("calendar", (Line(Sentence("When:")), GAP))


def _where(sheet: ServiceSheet) -> Row:
    lines = tuple(Line(each, Kind.OWN, strong=True) for each in sheet.place)
    return Row("place", lines or (Line(Sentence("Where:")), GAP))


def _way(sheet: ServiceSheet) -> Iterator[Row]:
    yield from own_rows("bus", sheet.transportation)
    yield from own_rows("signpost", sheet.landmarks)
    yield from own_rows("car", sheet.parking)
    access = tuple(Line(each, Kind.OWN) for each in sheet.accessibility)
    if sheet.steps:
        picture, words = STEPS[sheet.steps]
        yield Row(picture, (Line(words), *access))
    elif access:
        yield Row("wheelchair", access)


def _cost(sheet: ServiceSheet) -> Row:
    free = Line(Sentence("It is free."), strong=True)
    price = (free,) if is_free(sheet.amount) else (Line(f"£{sheet.amount}", Kind.NUMBER, strong=True),)
    known = (*(price if sheet.amount else ()), *((Line(sheet.cost, Kind.OWN),) if sheet.cost else ()))
    return Row("money", known or (GAP,))


def _who(sheet: ServiceSheet) -> Iterator[Row]:
    if sheet.who:
        role = (Line(sheet.who_role, Kind.OWN),) if sheet.who_role else ()
        yield Row("person", (Line(Sentence("Ask for:")), Line(sheet.who, Kind.OWN, strong=True), *role))
    if sheet.phone:
        lines = (Line(Sentence("Phone:")), Line(sheet.phone, Kind.NUMBER, strong=True))
        yield Row("phone", lines, square(call(sheet.phone)))


def _say(paper: LeafletPaper, sheet: ServiceSheet) -> Iterator[Row]:
    """Return a few words for the phone, in the name that the person likes; they say nothing of why."""
    if not sheet.phone:
        return
    if paper.said.say:
        yield from own_rows("say", paper.said.say)
        return
    hello = Sentence("Hello. My name is %(name)s.", name=paper.client.called)
    wants = Sentence("I want to know more about %(name)s.", name=sheet.name)
    asks = (Sentence("Can I come for a first visit?"), Sentence("Who will meet me?"))
    yield Row("say", (Line(hello, Kind.BOTH), Line(wants, Kind.BOTH)))  # the group may answer in English only
    yield Row("question", tuple(Line(each, Kind.BOTH) for each in asks))


def _first(sheet: ServiceSheet) -> Iterator[Row]:
    yield from own_rows("hello", sheet.first_visit)
    if sheet.quiet_times:
        yield Row("calm", (Line(Sentence("When it is quiet:")), Line(sheet.quiet_times, Kind.OWN)))


def _more(paper: LeafletPaper, sheet: ServiceSheet) -> Iterator[Row]:
    yield from own_rows("people", sheet.for_whom)
    yield from own_rows("door", sheet.how_to_join)
    if sheet.wait_time:
        yield Row("wait", (Line(Sentence("How long you wait:")), Line(sheet.wait_time, Kind.OWN)))
    if sheet.languages:
        spoken = (Line(each, Kind.OWN) for each in sheet.languages)
        yield Row("talk", (Line(Sentence("Languages they speak there:")), *spoken))
    yield from own_rows("information", paper.said.words)
