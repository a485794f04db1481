"""Invented plans for the tests of prints: a usual one, an empty one, a very long one and a hostile one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from datetime import date
from datetime import datetime
from uuid import UUID

from linkdesk.clients.sharing.rules import DecidedBy
from linkdesk.clients.sharing.rules import Part
from linkdesk.clients.sharing.rules import RecipientKind
from linkdesk.plans.phones import PhoneLine
from linkdesk.plans.rules import AgreedHow
from linkdesk.plans.rules import GoalRecord
from linkdesk.plans.rules import PlanLine
from linkdesk.plans.rules import PlanRecord
from linkdesk.plans.rules import PlanStatus
from linkdesk.plans.rules import SharedLine
from linkdesk.plans.rules import StepRecord
from linkdesk.plans.rules import Who
from linkdesk.printing.rules import PrintClient
from linkdesk.settings import Limits

ID = UUID("00000000-0000-4000-8000-00000000abcd")
SAM = PrintClient(called="Sam", full_name="Sam Sample")

GARDEN = GoalRecord(
    id=ID,
    number=1,
    title="Meet people at a garden group",
    importance=9,
    picture="friends",
    need="I feel lonely in the week.",
    steps=(
        StepRecord(
            ID, "Amina will phone the group.", Who.WORKER, due=date(2026, 11, 27), confidence=9, picture="phone"
        ),
        StepRecord(
            ID,
            "We will go together the first time.",
            due=date(2026, 12, 1),
            when_text="10 o’clock in the morning",
            confidence=7,
            if_hard="I can leave when I want to.",
            place="The garden behind the church",
            picture="handshake",
        ),
    ),
)
BILLS = GoalRecord(
    id=ID,
    number=2,
    title="Get help with my bills",
    importance=7,
    picture="bills",
    steps=(
        StepRecord(
            ID,
            "Go to Citizens Advice in the library.",
            Who.OTHER,
            "My sister Joy",
            "Any Monday, 9 to 12 o’clock",
            confidence=6,
            picture="place",
        ),
    ),
)
WALK = GoalRecord(
    id=ID,
    number=3,
    title="Walk each day",
    picture="walk",
    steps=(
        StepRecord(ID, "Walk to the park and back.", when_text="After lunch", confidence=8, picture="park"),
        StepRecord(ID, "Ask Pat to come with me.", when_text="On Sundays", picture=None),
    ),
)
SLEEP = GoalRecord(id=ID, number=4, title="Sleep better", importance=5, picture="sleep")

PLAN = PlanRecord(
    id=ID,
    client_id=ID,
    number=2,
    status=PlanStatus.AGREED,
    what_matters=(PlanLine("I feel lonely in the week.", "lonely"), PlanLine("I love growing things.", "garden")),
    strengths=(PlanLine("I make people laugh."),),
    goals=(GARDEN, BILLS, WALK, SLEEP),
    if_harder="I will phone Amina. I will try one small step.",
    phones=(PhoneLine("My sister Joy", "01632 960 123", "After 6 in the evening"), PhoneLine("Samaritans", "116 123")),
    achieved=(PlanLine("I went to the library on my own."),),
    shared=(
        SharedLine(RecipientKind.GP, "", (Part.NEEDS, Part.PLAN)),
        SharedLine(RecipientKind.SERVICE, "A choir", ()),
    ),
    review_date=date(2027, 1, 12),
    review_place="The library, 2 o’clock in the afternoon",
    agreed_on=date(2026, 11, 22),
    agreed_how=AgreedHow.DRAWN,
    agreed_name="Sam Sample",
    signature=(((0, 0), (20, 40), (40, 0)), ((100, 20),)),
    worker_name="Amina Testworker",
    worker_phone="01632 960 001",
    organisation_name="Hill Road Link Workers",
    updated_at=datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
)
EMPTY = PlanRecord(id=ID, client_id=ID, number=1, status=PlanStatus.DRAFT)

LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 3
MANY = " ".join(["We will talk about this with care."] * 30)


LINE = Limits().line
"""Signs that a field of one line takes: nothing longer can be on record."""


def very_long() -> PlanRecord:
    """Return a plan whose words are longer than a line and whose texts are as long as their fields take."""
    step = StepRecord(ID, LONG, Who.OTHER, LONG, MANY[:LINE], date(2027, 9, 30), 10, MANY[: 2 * LINE], "bus", LONG)
    return replace(
        PLAN,
        what_matters=(PlanLine(LONG, "home"), PlanLine(MANY, "talk")),
        goals=(replace(GARDEN, title=LONG, need=LONG, steps=(step, step)),),
        phones=(PhoneLine(LONG[:100], "01632 960 123", LONG[:100]),),
        achieved=(PlanLine(LONG), PlanLine(MANY)),
        if_harder=f"{LONG}\n\n{MANY}",
        worker_name=LONG[:100],
        review_place=LONG,
    )


def with_everywhere(text: str) -> PlanRecord:
    """Return a plan with one text in every field that a person types."""
    step = StepRecord(ID, text, Who.OTHER, text, text, date(2027, 9, 30), 10, text, "bus", text)
    return replace(
        PLAN,
        what_matters=(PlanLine(text, "home"),),
        strengths=(PlanLine(text),),
        goals=(replace(GARDEN, title=text, need=text, steps=(step,)),),
        if_harder=text,
        phones=(PhoneLine(text, "01632 960 123", text),),
        achieved=(PlanLine(text),),
        agreed_by=DecidedBy.REPRESENTATIVE,
        agreed_relation=text,
        not_agreed_because=text,
        review_place=text,
        agreed_name=text,
        worker_name=text,
        worker_phone=text,
        organisation_name=text,
    )
