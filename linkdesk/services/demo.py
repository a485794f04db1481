"""Local services of the practice vault, all invented: checked, not checked, long ago, and one that is not used."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from linkdesk.services.rules import AddService
from linkdesk.services.rules import Assurance
from linkdesk.services.rules import Assure
from linkdesk.services.rules import Often
from linkdesk.services.rules import Steps
from linkdesk.services.rules import Times
from linkdesk.services.service import add_service
from linkdesk.services.service import assure

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Protocol

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

    class MovedClock(Protocol):
        """A clock that the story moves."""

        at: datetime


LONG_AGO = timedelta(days=260)
TOWN = "Practice Town"

GARDEN = AddService(
    name="Practice Garden Group",
    organization="Practice Green Spaces",
    description="We grow flowers and food together.\nYou can help, or sit and talk.",
    phone="01632 960 040",
    times=(
        Times(("TU",), Often.WEEKLY, "10:00", "12:00", "Not when it rains hard."),
        Times(("SA",), Often.MONTHLY, "14:00", "16:00", "The first Saturday."),
    ),
    location="Practice Park",
    address_1="1 Park Lane",
    city=TOWN,
    postal_code="ZZ99 1AA",
    transportation="Bus 12 stops at the gate of the park.",
    landmarks="Go past the water to the green door.",
    parking="You can park in Park Lane.",
    steps=Steps.FREE,
    accessibility=("There is a toilet for wheelchairs.",),
    amount="0",
    cost="You pay for your tea.",
    contact_name="Ola Practice",
    contact_title="Runs the group",
    contact_phone="01632 960 041",
    contact_agreed=True,
    first_visit="Ola meets you at the gate.\nYou see the garden and have a hot drink.",
    quiet_times="The first half hour.",
    eligibility_description="All adults can come.",
    application_process="Phone Ola before your first visit.",
    wait_time="No wait",
    languages=("Polish",),
    worker_notes="Ola likes to know the day before who comes.",
    checked=True,
)
ADVICE = AddService(
    name="Practice Money Advice",
    organization="Practice Advice Centre",
    description="They help you with bills and letters.\nWhat you say stays private.",
    phone="01632 960 042",
    times=(Times(("MO", "WE", "FR"), Often.WEEKLY, "09:30", "16:30"),),
    location="Practice Town Hall",
    address_1="2 High Street",
    city=TOWN,
    transportation="All buses stop at the town hall.",
    landmarks="The door is next to the bank.",
    steps=Steps.FREE,
    accessibility=("There is a hearing loop.",),
    amount="0",
    application_process="Phone to get a time.",
    first_visit="Bring your letters. Someone reads them with you.",
    wait_time="About 2 weeks",
    languages=("Urdu", "Punjabi"),
    alert="Two advisers are on leave until the new year.",
    checked=True,
)
COFFEE = AddService(
    name="Practice Library Coffee Morning",
    description="Meet people and have a hot drink.",
    phone="01632 960 043",
    times=(Times(("TH",), Often.WEEKLY, "10:30", "12:00"),),
    location="Practice Library",
    address_1="3 High Street",
    city=TOWN,
    transportation="Bus 4 and bus 12 stop near it.",
    steps=Steps.STEPS,
    accessibility=("Ring the bell. They bring a ramp.",),
    amount="1",
    cost="For your drink.",
    contact_name="Sam Practice",
    contact_title="Volunteer",
    worker_notes="Sam has not said yet if the name may be printed.",
    checked=True,
)
WALKS = AddService(
    name="Practice Walking Group",
    description="A slow walk of one hour.",
    phone="01632 960 044",
    times=(Times(("WE",), Often.FORTNIGHTLY, "11:00", "12:00"),),
    location="Practice Park",
    landmarks="Meet at the gate.",
    city=TOWN,
    amount="0",
    checked=True,
)
CHOIR = AddService(name="Practice Choir", description="Sing with other people.", times=(Times(("FR",)),))
LUNCH = AddService(name="Practice Lunch Club", description="A hot meal with other people.", location="Practice Hall")
SERVICES = (GARDEN, ADVICE, COFFEE, CHOIR)
WHY = "Practice: they asked people for money at the door."


def furnish(session: Session, actor: Actor, clock: MovedClock) -> None:
    """Put the services into the directory of the practice vault; one was checked long ago."""
    now = clock.at
    clock.at = now - LONG_AGO
    add_service(session, actor, WALKS)
    clock.at = now
    made = {each.name: add_service(session, actor, each) for each in SERVICES}
    seen = "Insurance until next summer. Safeguarding policy."
    assure(session, actor, Assure(made[GARDEN.name], 1, Assurance.CHECKED, seen))
    never = add_service(session, actor, LUNCH)
    assure(session, actor, Assure(never, 1, Assurance.DO_NOT_USE, reason=WHY))
