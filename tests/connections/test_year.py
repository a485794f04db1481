"""One invented year of 250 people, walked through day by day; the numbers beside it were worked out by hand.

The scenario is the table `GROUPS` with the days below. Of sixty people who are only told about a group six get there.
Who                         many  what happens
told, and got there            6  told 12 Jan, went 26 Jan, said so 28 Jan, still going 2 Mar and 1 Jun
told, and did not             54  told 12 Jan, asked 26 Jan, did not want it 23 Feb
introduced, and stayed        30  introduced 2 Feb, place 9 Feb, went 16 Feb, still going 16 Mar, 8 Jun, 31 Aug, 23 Nov
introduced, and stopped       20  the same until 16 Mar, stopped 8 Jun
referred, and stayed          25  referred 2 Mar, waiting 9 Mar and 6 Apr, went 4 May, going 1 Jun; then nobody asks
referred, and stopped         15  the same until 4 May, said nothing, stopped 18 May
gone along, and stayed        20  start 6 Apr, visit 13 Apr, noted the day after, still going 11 May and 5 Oct
gone along, and stopped       10  the same until 11 May, stopped 5 Oct
turned away, near             20  referred 4 May, the service said no 11 May, and it is missing (LS1)
turned away, far              10  the same (LS2)
forgotten                     20  told 1 June by name only; nobody ever asks
no bus, near                  12  nothing fits, 7 Sep (LS1)
no bus, far                    3  nothing fits, 7 Sep (LS3)
a mistake                      5  told 5 Oct and taken back; for 3 of them company is missing, for 1 found
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC
from datetime import date
from datetime import datetime
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import func
from sqlalchemy import select

from linkdesk.clients.models import Client
from linkdesk.clients.service import add_client
from linkdesk.connections import queries
from linkdesk.connections import rules
from linkdesk.connections import service
from linkdesk.connections.gaps import rules as gap_rules
from linkdesk.connections.gaps.queries import gaps_between
from linkdesk.connections.gaps.queries import gaps_of
from linkdesk.connections.gaps.rules import Missing
from linkdesk.connections.gaps.rules import Need
from linkdesk.connections.gaps.rules import NoteGap
from linkdesk.connections.gaps.rules import TakeBackGap
from linkdesk.connections.gaps.service import note_gap
from linkdesk.connections.gaps.service import take_back_gap
from linkdesk.connections.models import Connection
from linkdesk.connections.models import ConnectionEvent
from linkdesk.connections.record import Outcome
from linkdesk.connections.record import outcome
from linkdesk.connections.rules import KeepWords
from linkdesk.connections.rules import Kind
from linkdesk.connections.rules import NoteState
from linkdesk.connections.rules import StartConnection
from linkdesk.connections.rules import TakeBack
from linkdesk.record.audit import verify
from tests.connections.samples import garden
from tests.connections.samples import say_yes
from tests.data import people

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor
    from tests.conftest import FakeClock

GROUPS = {
    "told and there": (6, "LS1 4AP"),
    "told and not": (54, "LS1 4AP"),
    "introduced stayed": (30, "LS1 4AP"),
    "introduced stopped": (20, "LS1 4AP"),
    "referred stayed": (25, "LS1 4AP"),
    "referred stopped": (15, "LS1 4AP"),
    "along stayed": (20, "LS1 4AP"),
    "along stopped": (10, "LS1 4AP"),
    "away near": (20, "LS1 4AP"),
    "away far": (10, "LS2 7AA"),
    "forgotten": (20, "LS1 4AP"),
    "no bus near": (12, "LS1 4AP"),
    "no bus far": (3, "LS3 1AA"),
    "mistake": (5, "LS1 4AP"),
}

BY_HAND_MORNING: dict[tuple[int, int], dict[str, int]] = {
    (1, 25): {},
    (1, 26): {"heard": 60},
    (2, 8): {},
    (2, 9): {"heard": 104},
    (2, 18): {"heard": 54, "first": 50},
    (3, 2): {"going": 6},
    (4, 6): {"wait": 40},
    (4, 14): {"visit": 30},
    (5, 4): {"wait": 40},
    (5, 11): {"going": 30, "heard": 30, "first": 15},
}
"""What is to be asked on a morning, before anybody pressed anything that day."""
BY_HAND_EVENING: dict[tuple[int, int], tuple[dict[str, int], dict[str, int]]] = {
    (3, 31): ({"waiting": 40, "going": 56, "refused": 54}, {}),
    (6, 30): ({"sent": 20, "going": 91, "stopped": 35, "refused": 84}, {"heard": 20}),
    (9, 30): ({"sent": 20, "going": 91, "stopped": 35, "refused": 84}, {"heard": 20, "going": 61}),
    (12, 31): (
        {"sent": 20, "going": 81, "stopped": 45, "refused": 84, "taken back": 5},
        {"heard": 20, "going": 51},
    ),
}
"""How many connections stand where at the end of a quarter, and what is to be asked then."""
GARDEN_BY_HAND = Outcome(connected=140, got_there=86, stayed=86, refused_there=0, wait=14)
ADVICE_BY_HAND = Outcome(connected=70, got_there=40, stayed=25, refused_there=30, wait=63)
GAPS_BY_HAND = {
    "need": [
        ("Money, bills and benefits", "30"),
        ("Getting about", "Not shown"),
        ("Company and somebody to talk to", "Fewer than 5"),
    ],
    "missing": [("It is full, or the wait is too long", "30"), ("There is none", "17")],
    "area": [("LS1", "34"), ("LS2", "Not shown"), ("LS3", "Fewer than 5")],
    "month": [("2026-05", "30"), ("2026-09", "Not shown"), ("2026-10", "Fewer than 5")],
}
GAP_TOTAL_BY_HAND = "About 45"
"""Forty-seven people."""
EVENTS_BY_HAND = 901
"""Lines, all of them: 6 x 4 + 54 x 3 + 30 x 7 + 20 x 5 + 25 x 5 + 15 x 5 + 20 x 4 + 10 x 4 + 30 x 2 + 20 + 5."""


class Year:
    """The people, the services and the clock of the year."""

    def __init__(self, session: Session, actor: Actor, clock: FakeClock) -> None:
        self.session, self.actor, self.clock = session, actor, clock
        self.day(1, 5)
        self.services = {
            "garden": garden(session, actor, name="Garden"),
            "advice": garden(session, actor, name="Advice"),
        }
        self.people = {
            name: [
                add_client(session, actor, people.new_client(given_name=f"{name} {number}", postcode=postcode))
                for number in range(many)
            ]
            for name, (many, postcode) in GROUPS.items()
        }
        self.made: dict[uuid.UUID, uuid.UUID] = {}

    def day(self, month: int, day: int) -> date:
        """Let it be ten in the morning of this day."""
        self.clock.time = datetime(2026, month, day, 10, 0, tzinfo=UTC)
        return date(2026, month, day)

    def of(self, *begins: str) -> list[uuid.UUID]:
        """Return the people of all groups whose names begin so."""
        return [who for name, group in self.people.items() if name.startswith(begins) for who in group]

    def start(self, kind: Kind, to: str, *begins: str, **more: Any) -> None:
        """Bring people to a service of the directory, or to one by its name."""
        today = self.clock.time.date()
        where: dict[str, Any] = {"service_id": self.services[to]} if to in self.services else {"service_name": to}
        for who in self.of(*begins):
            if kind in rules.NEEDS_YES:
                say_yes(self.session, self.actor, who, to.capitalize())
            command = StartConnection(client_id=who, kind=kind, on=today, **where, **more)
            self.made[who] = service.start_connection(self.session, self.actor, command)

    def press(self, button: str, *begins: str, on: date | None = None) -> None:
        """Press a button for people."""
        for who in self.of(*begins):
            seen = queries.connection_record(self.session, who, self.made[who]).seen
            command = NoteState(who, self.made[who], seen, button, on or self.clock.time.date())
            service.note_state(self.session, self.actor, command)

    def say(self, *begins: str) -> None:
        """Write down what people say of the first visit."""
        for who in self.of(*begins):
            kept = queries.connection_record(self.session, who, self.made[who])
            command = KeepWords(who, kept.id, kept.version, feedback="They were kind.")
            service.keep_words(self.session, self.actor, command)

    def miss(self, need: Need, missing: Missing, who: list[uuid.UUID]) -> None:
        """Note that a need has no fitting service."""
        for each in who:
            note_gap(self.session, self.actor, NoteGap(each, need, missing))

    def asked(self) -> dict[str, int]:
        """Count what is to be asked on the day it is."""
        lines = queries.due_lines(self.session, select(Client.id), self.clock.time.date(), most=500)
        return dict(Counter(line.reminder.ask.value for line in lines))

    def stands(self) -> dict[str, int]:
        """Count where connections stand."""
        found = self.session.execute(select(Connection.state, func.count()).group_by(Connection.state))
        return {str(state) if state else "taken back": many for state, many in found}


DAYS: dict[tuple[int, int], Callable[[Year], None]] = {}


def on(month: int, day: int) -> Callable[[Callable[[Year], None]], Callable[[Year], None]]:
    """Say on which day something happens."""

    def keep(what: Callable[[Year], None]) -> Callable[[Year], None]:
        DAYS[month, day] = what
        return what

    return keep


@on(1, 12)
def _(year: Year) -> None:
    year.start(Kind.SIGNPOST, "garden", "told")


@on(1, 26)
def _(year: Year) -> None:
    year.press("attended", "told and there")
    year.press("asked", "told and not")


@on(1, 28)
def _(year: Year) -> None:
    year.say("told and there")


@on(2, 2)
def _(year: Year) -> None:
    year.start(Kind.INTRODUCE, "garden", "introduced")


@on(2, 9)
def _(year: Year) -> None:
    year.press("accepted", "introduced")


@on(2, 16)
def _(year: Year) -> None:
    year.press("attended", "introduced")


@on(2, 18)
def _(year: Year) -> None:
    year.say("introduced")


@on(2, 23)
def _(year: Year) -> None:
    year.press("not-them", "told and not")


@on(3, 2)
def _(year: Year) -> None:
    year.press("going", "told and there")
    year.start(Kind.REFER, "advice", "referred")


@on(3, 9)
def _(year: Year) -> None:
    year.press("waiting", "referred")


@on(3, 16)
def _(year: Year) -> None:
    year.press("going", "introduced")


@on(4, 6)
def _(year: Year) -> None:
    year.press("asked", "referred")
    year.start(Kind.ACCOMPANY, "garden", "along", visit_on=date(2026, 4, 13), visit_time="10:00")


@on(4, 14)
def _(year: Year) -> None:
    year.press("attended", "along", on=date(2026, 4, 13))


@on(4, 15)
def _(year: Year) -> None:
    year.say("along")


@on(5, 4)
def _(year: Year) -> None:
    year.press("attended", "referred")
    year.start(Kind.REFER, "advice", "away")


@on(5, 6)
def _(year: Year) -> None:
    year.say("referred stayed")


@on(5, 11)
def _(year: Year) -> None:
    year.press("going", "along")
    year.press("not-there", "away")
    year.miss(Need.MONEY, Missing.FULL, year.of("away"))


@on(5, 18)
def _(year: Year) -> None:
    year.press("stopped", "referred stopped")


@on(6, 1)
def _(year: Year) -> None:
    year.press("going", "told and there", "referred stayed")
    year.start(Kind.SIGNPOST, "Hill Choir", "forgotten")


@on(6, 8)
def _(year: Year) -> None:
    year.press("going", "introduced stayed")
    year.press("stopped", "introduced stopped")


@on(8, 31)
def _(year: Year) -> None:
    year.press("going", "introduced stayed")


@on(9, 7)
def _(year: Year) -> None:
    year.miss(Need.TRANSPORT, Missing.NONE, year.of("no bus"))


@on(10, 5)
def _(year: Year) -> None:
    year.press("going", "along stayed")
    year.press("stopped", "along stopped")
    year.start(Kind.SIGNPOST, "garden", "mistake")
    for who in year.of("mistake"):
        kept = queries.connection_record(year.session, who, year.made[who])
        service.take_back(year.session, year.actor, TakeBack(who, kept.id, kept.events[0].id))
    wanting = year.of("mistake")[:3]
    year.miss(Need.COMPANY, Missing.NONE, wanting)
    (found,) = gaps_of(year.session, wanting[0])
    take_back_gap(year.session, year.actor, TakeBackGap(wanting[0], found.id))


@on(11, 23)
def _(year: Year) -> None:
    year.press("going", "introduced stayed")


def test_the_year_is_as_it_was_worked_out_by_hand(session: Session, actor: Actor, clock: FakeClock) -> None:
    year = Year(session, actor, clock)
    assert session.scalar(select(func.count()).select_from(Client)) == 250
    for month, day in sorted({*DAYS, *BY_HAND_MORNING, *BY_HAND_EVENING}):
        year.day(month, day)
        if (month, day) in BY_HAND_MORNING:
            assert year.asked() == BY_HAND_MORNING[month, day], f"the morning of {day}/{month}"
        if (month, day) in DAYS:
            DAYS[month, day](year)
        if (month, day) in BY_HAND_EVENING:
            assert (year.stands(), year.asked()) == BY_HAND_EVENING[month, day], f"the evening of {day}/{month}"
    assert outcome(queries.of_service(session, year.services["garden"])) == GARDEN_BY_HAND
    assert outcome(queries.of_service(session, year.services["advice"])) == ADVICE_BY_HAND
    tables = gap_rules.gap_list(gaps_between(session, date(2026, 1, 1), date(2026, 12, 31)))
    assert {by: [(row.name, row.words) for row in table.rows] for by, table in tables.items()} == GAPS_BY_HAND
    assert {table.total for table in tables.values()} == {GAP_TOTAL_BY_HAND}
    assert session.scalar(select(func.count()).select_from(ConnectionEvent)) == EVENTS_BY_HAND
    for who, made in year.made.items():
        kept = queries.connection_record(session, who, made)
        assert rules.stands(kept.events) == (kept.state, kept.since)
    assert not verify(session, b"k" * 32).faults
