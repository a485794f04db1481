"""What the record offers for each card and letter, and the words that a worker typed over it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from linkdesk.clients.sharing.queries import standings
from linkdesk.clients.sharing.rules import Part
from linkdesk.clients.sharing.rules import RecipientKind
from linkdesk.clients.sharing.rules import verdict
from linkdesk.organisation.queries import organisation
from linkdesk.plans.queries import current_plan
from linkdesk.plans.rules import PlanStatus
from linkdesk.printing.parting.queries import next_meetings
from linkdesk.printing.rules import ClientItem
from linkdesk.printing.short.rules import ANSWER_DAYS
from linkdesk.printing.short.rules import LINE
from linkdesk.printing.short.rules import ROWS
from linkdesk.printing.short.rules import TEXT
from linkdesk.printing.short.rules import Said
from linkdesk.printing.short.rules import draft_name
from linkdesk.printing.short.rules import typed_over
from linkdesk.record.drafts import load_draft
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.session import doors_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.clients.rules import ClientRecord
    from linkdesk.plans.rules import PlanRecord
    from linkdesk.record.session import Actor

NOBODY = (
    "They have not said yes to sharing with a service. Nothing was printed. Ask them on the page Sharing, then print."
)


def said_of(
    session: Session, actor: Actor, item: ClientItem, client: ClientRecord, service_id: UUID | None = None
) -> Said:
    """Return what a card or letter of this client says now, or a sheet about this service.

    Raises:
        RuleBroken: a letter to a service without a yes to sharing with one.
    """
    draft = load_draft(session, actor, draft_name(item, service_id), str(client.id)) if item in ROWS else None
    return said_with(session, actor, item, client, draft.fields if draft else {})


def said_with(
    session: Session, actor: Actor, item: ClientItem, client: ClientRecord, fields: Mapping[str, str]
) -> Said:
    """Return the same with these words typed over it.

    Raises:
        RuleBroken: a letter to a service without a yes to sharing with one.
    """
    today = doors_of(session).clock.now().astimezone().date()
    if item is ClientItem.APPOINTMENT:
        offered = _next_visit(session, client.id, today)
    elif item is ClientItem.CALLING_CARD:
        offered = Said(hours=organisation(session, actor.organisation_id).out_of_hours)
    elif item is ClientItem.CANNOT_REACH:
        offered = Said(day=today + timedelta(days=ANSWER_DAYS))
    elif item is ClientItem.CLOSING:
        offered = Said(did=_goals(session, client.id))
    elif item is ClientItem.INTRODUCTION:
        return _introduction(session, client, fields, today)
    else:
        offered = Said()
    return typed_over(item, offered, fields, today) if item in ROWS and fields else offered


def services(session: Session, client_id: UUID) -> dict[str, tuple[Part, ...]]:
    """Return the services that the client said yes to by name, each with the parts of the record they may have."""
    found = ((each, verdict(each)) for each in standings(session, client_id))
    return {
        each.recipient.name: said.parts
        for each, said in found
        if each.recipient.kind is RecipientKind.SERVICE and each.override is None and said.allowed
    }


def _introduction(session: Session, client: ClientRecord, fields: Mapping[str, str], today: date) -> Said:
    """Return a letter that says no more than the client said yes to for this very service."""
    allowed = services(session, client.id)
    if not allowed:
        raise RuleBroken(NOBODY)
    to = fields.get("to", "") if fields.get("to", "") in allowed else next(iter(allowed))
    parts = allowed[to]
    phones = [phone.number for phone in client.phones if phone.safe_to_leave_message]
    offered = Said(
        to=to,
        want=_goals(session, client.id) if Part.PLAN in parts else "",
        helps=_needs(client) if Part.NEEDS in parts else "",
        phone=phones[0] if phones else "",
    )
    return typed_over(ClientItem.INTRODUCTION, offered, {**fields, "to": to}, today)


def _needs(client: ClientRecord) -> str:
    lines = (f"{need.text}. {need.detail}" if need.detail else need.text for need in client.needs)
    return "\n".join(lines)[:TEXT]


def _goals(session: Session, client_id: UUID) -> str:
    """Return the goals of the agreed plan in the client's own words, one a line."""
    plan = _plan(session, client_id)
    if plan is None or plan.status is not PlanStatus.AGREED:
        return ""
    return "\n".join(goal.title for goal in plan.goals)[:TEXT]


def _next_visit(session: Session, client_id: UUID, today: date) -> Said:
    """Return the next meeting that is on record."""
    found = next_meetings(session, (client_id,), today).get(client_id)
    return Said(found.day, found.time, found.place[:LINE]) if found else Said()


def _plan(session: Session, client_id: UUID) -> PlanRecord | None:
    try:
        return current_plan(session, client_id)
    except NotFound:
        return None
