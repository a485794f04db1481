"""Reading the service of this vault."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import select

from linkdesk.organisation import rules
from linkdesk.organisation.models import OrganisationRow
from linkdesk.organisation.national import national_numbers
from linkdesk.organisation.rules import ExtraNumber
from linkdesk.organisation.rules import HelpNow
from linkdesk.organisation.rules import Organisation
from linkdesk.organisation.rules import OwnKey
from linkdesk.organisation.rules import OwnNumber
from linkdesk.record.errors import NotFound

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session


def find_organisation(session: Session, organisation_id: UUID) -> Organisation | None:
    """Return the service, or None before first start is done."""
    row = session.scalars(select(OrganisationRow).where(OrganisationRow.id == organisation_id)).one_or_none()
    return None if row is None else _record(row)


def organisation(session: Session, organisation_id: UUID) -> Organisation:
    """Return the service.

    Raises:
        NotFound: first start is not done.
    """
    found = find_organisation(session, organisation_id)
    if found is None:
        raise NotFound("Your service has no name yet. Nothing was changed. Fill in the start page first.")
    return found


def help_now(session: Session, organisation_id: UUID) -> HelpNow:
    """Return the vault's own copy of the help page, which wins over the plain file."""
    return rules.help_now(find_organisation(session, organisation_id), national_numbers())


def _record(row: OrganisationRow) -> Organisation:
    return Organisation(
        id=row.id,
        name=row.name,
        phone=row.phone,
        email=row.email,
        address_lines=tuple(row.address_lines),
        out_of_hours=row.out_of_hours,
        privacy_contact=row.privacy_contact,
        curtain_minutes=row.curtain_minutes,
        needs_review_months=row.needs_review_months,
        practice=row.practice,
        own_numbers={OwnKey(key): OwnNumber(**_dated(number)) for key, number in row.own_numbers.items()},
        extra_numbers=tuple(ExtraNumber(**_dated(number)) for number in row.extra_numbers),
        hidden_numbers=frozenset(row.hidden_numbers),
        version=row.version,
    )


def _dated(kept: dict[str, Any]) -> dict[str, Any]:
    """Return what JSON kept with its dates as dates."""
    dates = {name: kept.get(name) for name in ("checked", "written")}
    return {**kept, **{name: date.fromisoformat(day) if day else None for name, day in dates.items()}}
