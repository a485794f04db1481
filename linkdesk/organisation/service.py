"""The writing verbs of the organisation room."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING
from typing import Any

from linkdesk.organisation import rules
from linkdesk.organisation.models import OrganisationRow
from linkdesk.organisation.national import national_numbers
from linkdesk.record.drafts import drop_draft
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work
from linkdesk.settings import Locks

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.organisation.rules import ChangeHelpNumbers
    from linkdesk.organisation.rules import ChangeOrganisation
    from linkdesk.organisation.rules import ExtraNumber
    from linkdesk.organisation.rules import OwnKey
    from linkdesk.organisation.rules import OwnNumber
    from linkdesk.organisation.rules import StartOrganisation
    from linkdesk.record.session import Actor

_MINUTE = 60
NEW = "new"


def start_organisation(session: Session, actor: Actor, command: StartOrganisation, locks: Locks | None = None) -> UUID:
    """Keep the service of a new vault and return its id, which is the actor's organisation.

    Raises:
        RuleBroken: the words cannot be right, or the vault has its service already; nothing was changed.
    """
    command = _checked(rules.tidied_start, command)
    with unit_of_work(session, actor, "start_organisation") as work:
        if session.get(OrganisationRow, actor.organisation_id) is not None:
            raise RuleBroken("This vault has its service already. Nothing was changed. Change it in Settings.")
        row = OrganisationRow(
            id=actor.organisation_id,
            name=command.name,
            phone=command.phone,
            email="",
            address_lines=[],
            out_of_hours="",
            privacy_contact="",
            curtain_minutes=(locks or Locks()).curtain_after // _MINUTE,
            practice=command.practice,
            own_numbers=_columns(command.own_numbers),
            extra_numbers=[],
            hidden_numbers=[],
        )
        work.session.add(row)
        return row.id


def change_organisation(
    session: Session, actor: Actor, command: ChangeOrganisation, locks: Locks | None = None
) -> UUID:
    """Keep what the service changed about itself and return its id.

    Raises:
        NotFound: first start is not done.
        Stale: someone saved the page after it was opened.
        RuleBroken: the words cannot be right; nothing was changed.
    """
    bounds = locks or Locks()
    least, most = bounds.curtain_least // _MINUTE, bounds.curtain_most // _MINUTE
    command = _checked(lambda given: rules.tidied_change(given, least, most), command)
    with unit_of_work(session, actor, "change_organisation") as work:
        row = _row(session, actor, command.version)
        row.name = command.name
        row.phone = command.phone
        row.email = command.email
        row.address_lines = list(command.address_lines)
        row.out_of_hours = command.out_of_hours
        row.privacy_contact = command.privacy_contact
        row.curtain_minutes = command.curtain_minutes
        row.needs_review_months = command.needs_review_months
        drop_draft(work.session, actor, rules.SERVICE_DRAFT, NEW)
        return row.id


def change_help_numbers(session: Session, actor: Actor, command: ChangeHelpNumbers) -> UUID:
    """Keep the service's own help numbers and return its id; 999 cannot be taken away.

    Raises:
        NotFound: first start is not done.
        Stale: someone saved the page after it was opened.
        RuleBroken: a number cannot be right; nothing was changed.
    """
    numbers = _checked(rules.tidied_numbers, command.own_numbers)
    extra = _checked(rules.tidied_extra, command.extra_numbers)
    hidden = _checked(lambda keys: rules.tidied_hidden(keys, national_numbers()), command.hidden_numbers)
    with unit_of_work(session, actor, "change_help_numbers") as work:
        row = _row(session, actor, command.version)
        row.own_numbers = _columns(numbers)
        row.extra_numbers = [_plain(number) for number in extra]
        row.hidden_numbers = sorted(hidden)
        drop_draft(work.session, actor, rules.NUMBERS_DRAFT, NEW)
        return row.id


def forget_draft(session: Session, actor: Actor, form: str) -> None:
    """Throw away what was typed on a settings form and not saved."""
    with unit_of_work(session, actor, "forget_draft") as work:
        drop_draft(work.session, actor, form, NEW)


def _row(session: Session, actor: Actor, version: int) -> OrganisationRow:
    row = session.get(OrganisationRow, actor.organisation_id)
    if row is None:
        raise NotFound
    if row.version != version:
        raise Stale
    return row


def _checked(check: Any, given: Any) -> Any:
    try:
        return check(given)
    except ValueError as refusal:
        raise RuleBroken(f"{refusal} Nothing was changed.") from None


def _columns(numbers: dict[OwnKey, OwnNumber]) -> dict[str, dict[str, str | None]]:
    return {str(key): _plain(number) for key, number in numbers.items()}


def _plain(number: OwnNumber | ExtraNumber) -> dict[str, str | None]:
    """Return a number as JSON keeps it."""
    dates = {"checked": number.checked, "written": number.written}
    return {**asdict(number), **{name: day.isoformat() if day else None for name, day in dates.items()}}
