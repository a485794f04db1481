"""The list of everything that can be printed for one client, with a sentence each and why one cannot be now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkdesk.plans.queries import current_plan
from linkdesk.printing.rules import ClientItem
from linkdesk.printing.rules import Item
from linkdesk.printing.short.queries import services
from linkdesk.printing.short.rules import SHORT
from linkdesk.printing.short.rules import TYPED
from linkdesk.record.errors import NotFound

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.clients.rules import ClientRecord

PLAN_WORDS = {
    Item.PLAN: ("The plan", "What matters, goals, steps and when you meet again."),
    Item.STEPS: ("The steps", "One page for the fridge, with boxes to tick."),
}
CLIENT_WORDS = {
    ClientItem.APPOINTMENT: ("Card for the next visit", "When, where, with whom, and what to bring."),
    ClientItem.CALLING_CARD: (
        "Calling card",
        "Who you are and when you answer. It does not name the client.",
    ),
    ClientItem.WHAT_HAPPENS: ("What will happen", "What working with a link worker is like."),
    ClientItem.LEAFLET: ("How we use your information", "What we keep, whom we tell, what they can ask for."),
    ClientItem.CONSENT: ("May we share?", "The form to say yes or no on paper."),
    ClientItem.CARDS: ("Picture cards", "The cards of the picture sort, to cut out."),
    ClientItem.CANNOT_REACH: ("Letter: we could not reach you", "Asks them to phone by a day."),
    ClientItem.CLOSING: ("Letter: our work is finished", "What you worked on, and how to come back."),
    ClientItem.SERVICE: ("Service sheet", "A local service: what, when, where, cost, whom to ask, what to say."),
    ClientItem.INTRODUCTION: ("Letter to a service", "In their own words, only what they agreed to share with it."),
}
"""What each print is called for a worker, and what it is for."""

GROUPS = (
    (
        "Cards and leaflets",
        (ClientItem.APPOINTMENT, ClientItem.SERVICE, ClientItem.CALLING_CARD, ClientItem.WHAT_HAPPENS),
    ),
    ("Information and sharing", (ClientItem.LEAFLET, ClientItem.CONSENT, ClientItem.CARDS)),
    ("Letters", (ClientItem.CANNOT_REACH, ClientItem.CLOSING, ClientItem.INTRODUCTION)),
)
NO_SERVICE = "They have not said yes to sharing with a service yet."


@dataclass(frozen=True)
class PrintLine:
    """One print: its name, what it is for, where it is shown, or why not; `item` and `plan_id` say which."""

    name: str
    words: str
    item: str
    plan_id: UUID | None = None
    has_words: bool = False
    why_not: str = ""


def lines_of(session: Session, client: ClientRecord) -> tuple[tuple[str, tuple[PrintLine, ...]], ...]:
    """Return every print for a client in groups; none for somebody who died, for whom nothing is printed."""
    if client.is_deceased:
        return ()
    try:
        plan_id = current_plan(session, client.id).id
        plan = tuple(PrintLine(*PLAN_WORDS[item], item.value, plan_id) for item in Item)
    except NotFound:
        plan = (PrintLine(*PLAN_WORDS[Item.PLAN], Item.PLAN.value, why_not="There is no plan yet."),)
    return (("Plan", plan), *((name, tuple(_line(session, client, item) for item in items)) for name, items in GROUPS))


def _line(session: Session, client: ClientRecord, item: ClientItem) -> PrintLine:
    blocked = item is ClientItem.INTRODUCTION and not services(session, client.id)
    why = NO_SERVICE if blocked else ""
    return PrintLine(
        *CLIENT_WORDS[item], item.value, has_words=item in TYPED and item in SHORT and not blocked, why_not=why
    )
