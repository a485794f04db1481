"""Contacts of the practice vault: calls, a visit, a text, and somebody who twice did not come."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import func
from sqlalchemy import select

from linkdesk.clients.models import Client
from linkdesk.contacts.rules import Attendance
from linkdesk.contacts.rules import Next
from linkdesk.contacts.rules import NoteContact
from linkdesk.contacts.rules import Way
from linkdesk.contacts.service import note_contact
from linkdesk.desk.demo_team import FROM
from linkdesk.desk.demo_team import UP_TO
from linkdesk.episodes.models import Episode
from linkdesk.plans.models import Plan
from linkdesk.plans.rules import PlanStatus

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.desk.demo_way import StoryClock
    from linkdesk.record.session import Actor

_AT_LIBRARY: dict[str, Any] = {"way": Way.VENUE, "time": "10:30", "place": "The library"}
_MISSED: dict[str, Any] = {**_AT_LIBRARY, "attendance": Attendance.NOT_COME, "words": ""}
_AT_HOME: dict[str, Any] = {"way": Way.HOME, "time": "14:30", "minutes": 45, "place": "Their flat"}
STORY: tuple[tuple[tuple[int, dict[str, Any]], ...], ...] = (
    ((16, _MISSED), (6, _MISSED)),
    (
        (9, {"minutes": 10, "words": "Rang. The first walk went well. The bus was late: we looked for another one."}),
        (2, {"way": Way.TEXT, "attendance": Attendance.SENT, "words": "Sent the times of the new bus."}),
    ),
    (
        (12, {**_AT_HOME, "present": "A nurse of the surgery", "outcome": Next.BOOKED, "words": "We sorted letters."}),
        (3, {"attendance": Attendance.NO_ANSWER, "words": ""}),
    ),
)
"""What happened with each of the first people whose plan goes on: so many days ago, and what."""


def furnish(session: Session, actor: Actor, clock: StoryClock, clients: int) -> None:
    """Write down contacts with the newest people whose plan is agreed and goes on, in a vault to look around in."""
    if not FROM <= clients <= UP_TO:
        return
    newest = (
        select(Client.id)
        .join(Plan, Plan.client_id == Client.id)
        .join(Episode, Episode.client_id == Client.id)
        .where(Plan.status == PlanStatus.AGREED, Episode.closed_on.is_(None), Client.deceased_on.is_(None))
        .group_by(Client.id)
        .order_by(func.max(Plan.agreed_at).desc(), Client.id)
        .limit(len(STORY))
    )
    end = clock.at
    try:
        for client_id, story in zip(session.scalars(newest).all(), STORY, strict=False):
            for days_ago, said in story:
                clock.at = end - timedelta(days=days_ago)
                on = clock.at.astimezone().date()
                note_contact(session, actor, NoteContact(client_id=client_id, on=on, **said))
    finally:
        clock.at = end
