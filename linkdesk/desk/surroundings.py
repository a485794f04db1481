"""What the practice vault says around its invented people: their own words, the people around them, risks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from typing import Any
from uuid import UUID

from linkdesk.clients.about.rules import SaveAbout
from linkdesk.clients.about.service import save_about
from linkdesk.clients.circle.rules import AddPerson
from linkdesk.clients.circle.rules import Closeness
from linkdesk.clients.circle.service import add_person
from linkdesk.clients.keepsafe.rules import SetKeepSafe
from linkdesk.clients.keepsafe.service import set_keep_safe
from linkdesk.clients.risks.rules import NoteRisk
from linkdesk.clients.risks.rules import RiskKind
from linkdesk.clients.risks.service import note_none_known
from linkdesk.clients.risks.service import note_risk

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

SAFE_LINES = ("Do not leave messages", "See alone", "Visit in pairs. Phone before you come")
RISKS = (
    (RiskKind.HOME_VISIT, "Dog or other animal", "A friendly dog that jumps up. Ask them to shut the kitchen door."),
    (RiskKind.PERSON, "Falls", "Fell twice this year. Walks with a stick."),
    (RiskKind.LONE_WORKING, "Violence or threats to staff", "Shouted at a worker once. Meet at the library."),
    (RiskKind.FROM_OTHERS, "Money taken or misused", "A neighbour borrows money and does not give it back."),
)
WORDS = (
    {
        "most_important": "My garden and my cat. I want to go on living in my own home.",
        "people": "My sister. She phones on Sundays.",
        "do_and_dont": "Please give me time to answer. Please do not speak to others about me when I am there.",
        "household": "Lives alone",
        "accommodation": "Rents from the council",
        "transport": "Bus pass. No buses after six",
    },
    {
        "most_important": "My grandchildren, and to be useful to somebody.",
        "communication": "Speak to my left side. I hear better there.",
        "wellness": "On a good day I walk to the shop. On a bad day I stay in bed and do not answer the phone.",
        "do_and_dont": "Talk to me, not to my daughter.",
        "supported_by": "Their daughter",
        "household": "Lives with family",
        "digital": "A simple mobile. No internet",
    },
)
PEOPLE: tuple[dict[str, Any], ...] = (
    {"name": "Ana Invented", "relationship": "Sister", "closeness": Closeness.VERY_CLOSE, "next_of_kin": True},
    {"name": "Tomasz Madeup", "relationship": "Neighbour", "closeness": Closeness.CLOSE, "emergency_contact": True},
    {"name": "Ms Practice", "relationship": "Social worker", "role": "Social worker", "organisation": "The council"},
    {"name": "Mittens", "relationship": "Cat", "closeness": Closeness.VERY_CLOSE},
    {"name": "Gwen Pretend", "relationship": "Friend from the choir", "closeness": Closeness.CLOSE},
)
EVERY_SECOND, EVERY_THIRD, EVERY_FIFTH = 2, 3, 5


def surround(session: Session, actor: Actor, client_id: UUID, number: int, day: date) -> None:
    """Give invented person `number` what is known around them; the same for each run."""
    if number % EVERY_FIFTH == 1:
        set_keep_safe(session, actor, SetKeepSafe(client_id, 1, SAFE_LINES[number % len(SAFE_LINES)]))
    if number % EVERY_THIRD == 1:
        note_risk(session, actor, NoteRisk(client_id, *RISKS[number % len(RISKS)], started_on=day))
    elif number % EVERY_THIRD:
        note_none_known(session, actor, client_id)
    if number % EVERY_SECOND:
        for person in PEOPLE[: 2 + number % (len(PEOPLE) - 1)]:
            add_person(session, actor, AddPerson(client_id=client_id, **person))
        words = WORDS[number // EVERY_SECOND % len(WORDS)]
        save_about(session, actor, SaveAbout(client_id=client_id, version=0, **words))
