"""Reading local services: each from all its tables at once, so that page, print and export say the same."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import select

from linkdesk.record.checks import search_key
from linkdesk.record.errors import NotFound
from linkdesk.services import rules
from linkdesk.services.finding import find
from linkdesk.services.models import LocalAccessibility
from linkdesk.services.models import LocalAddress
from linkdesk.services.models import LocalContact
from linkdesk.services.models import LocalCostOption
from linkdesk.services.models import LocalLanguage
from linkdesk.services.models import LocalLocation
from linkdesk.services.models import LocalOrganization
from linkdesk.services.models import LocalPhone
from linkdesk.services.models import LocalSchedule
from linkdesk.services.models import LocalService
from linkdesk.services.models import LocalServiceAtLocation
from linkdesk.services.models import LocalTaxonomyTerm
from linkdesk.services.rules import FREQ
from linkdesk.services.rules import Assurance
from linkdesk.services.rules import Often
from linkdesk.services.rules import ServiceRecord
from linkdesk.services.rules import Term
from linkdesk.services.rules import Times
from linkdesk.services.sheet import sheet_of
from linkdesk.team.queries import workers

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from sqlalchemy import Row
    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from linkdesk.services.sheet import ServiceSheet

KERNEL = frozenset({"organisation_id", "owner_id", "created_at", "updated_at"})
"""Columns of every table that no page of a service shows."""
GONE = "That service is not in the directory. Nothing was changed. Go back to Local services."
_OFTEN = {each: often for often, each in FREQ.items()}


def services(session: Session, search: str = "") -> tuple[ServiceRecord, ...]:
    """Return the services that a search finds, by name; those that are not used stand last."""
    found = find(_records(session), search)
    return tuple(sorted(found, key=lambda each: (bool(each.why_not), search_key(each.name), each.id)))


def to_check(records: Iterable[ServiceRecord], today: date) -> tuple[ServiceRecord, ...]:
    """Return those to ring and check, the longest unchecked first; what is not used needs no call."""
    stale = (each for each in records if each.is_stale(today) and not each.why_not)
    return tuple(sorted(stale, key=lambda each: (each.checked_on is not None, each.checked_on or today)))


def service_record(session: Session, service_id: UUID) -> ServiceRecord:
    """Return one service. Raises NotFound."""
    found = _records(session, service_id)
    if not found:
        raise NotFound(GONE)
    return found[0]


def records_of(session: Session, ids: Sequence[UUID]) -> list[ServiceRecord]:
    """Return several services; for as many as a question may name, not for all of them."""
    return _records(session, *ids) if ids else []


def service_name(session: Session, service_id: UUID | None) -> str:
    """Return the name of a service, empty where there is none of this id."""
    return session.scalar(select(LocalService.name).where(LocalService.id == service_id)) or ""


def reason_of(session: Session, service_id: UUID) -> str:
    """Return why a service is not used; whoever shows it asks first who is looking. Raises NotFound."""
    row = session.get(LocalService, service_id)
    if row is None:
        raise NotFound(GONE)
    return row.do_not_use_reason


def printed(session: Session, service_id: UUID) -> ServiceSheet:
    """Return what of a service may stand on a client's paper.

    Raises:
        NotFound: there is no such service.
        RuleBroken: nobody is sent there now.
    """
    return sheet_of(service_record(session, service_id))


def _records(session: Session, *ids: UUID) -> list[ServiceRecord]:
    query = _columns(LocalService)
    rows = session.execute(query.where(LocalService.id.in_(ids)) if ids else query).all()
    if not rows:
        return []
    read = _Read(session, ids)
    return [read.record(row) for row in rows]


class _Read:
    """All rows around some services, or around all of them, each table read once."""

    def __init__(self, session: Session, ids: tuple[UUID, ...]) -> None:
        def about(table: Any, key: str, *order: Any, of: Any = None) -> dict[UUID, list[Any]]:
            query = _columns(table).order_by(*order, table.created_at, table.id)
            if ids and of is None:
                query = query.where(table.service_id.in_(ids))
            found: defaultdict[UUID, list[Any]] = defaultdict(list)
            for row in session.execute(query if of is None else query.where(of)):
                found[getattr(row, key)].append(row)
            return found

        self.schedules = about(LocalSchedule, "service_id", LocalSchedule.position)
        self.contacts = about(LocalContact, "service_id")
        self.phones = about(LocalPhone, "service_id")
        self.costs = about(LocalCostOption, "service_id")
        self.languages = about(LocalLanguage, "service_id", LocalLanguage.position)
        self.terms = about(LocalTaxonomyTerm, "service_id", LocalTaxonomyTerm.position)
        self.at = about(LocalServiceAtLocation, "service_id")
        here = select(LocalServiceAtLocation.location_id)
        here = here.where(LocalServiceAtLocation.service_id.in_(ids)) if ids else here
        self.locations = about(LocalLocation, "id", of=LocalLocation.id.in_(here))
        self.addresses = about(LocalAddress, "location_id", of=LocalAddress.location_id.in_(here))
        access, place = LocalAccessibility, LocalAccessibility.position
        self.access = about(access, "location_id", place, of=access.location_id.in_(here))
        self.organizations = {each.id: each.name for each in session.execute(_columns(LocalOrganization))}
        self.names = {each.id: each.name for each in workers(session)}

    def record(self, row: Row[Any]) -> ServiceRecord:
        """Return one service; of several places, people or prices the first, which is the one that pages change."""
        at = _first(self.at.get(row.id))
        location = _first(self.locations.get(at.location_id)) if at else None
        address = _first(self.addresses.get(location.id)) if location else None
        contact, cost = _first(self.contacts.get(row.id)), _first(self.costs.get(row.id))
        phones = self.phones.get(row.id, [])
        own = _first([each for each in phones if each.contact_id is None])
        theirs = _first([each for each in phones if contact and each.contact_id == contact.id])
        return ServiceRecord(
            id=row.id,
            version=row.version,
            name=row.name,
            organization=self.organizations.get(row.organization_id, "") if row.organization_id else "",
            description=row.description,
            phone=own.number if own else "",
            email=row.email,
            url=row.url,
            status=row.status,
            times=tuple(_times(each) for each in self.schedules.get(row.id, [])),
            location=location.name if location else "",
            address_1=address.address_1 if address else "",
            city=address.city if address else "",
            postal_code=address.postal_code if address else "",
            transportation=location.transportation if location else "",
            landmarks=location.landmarks if location else "",
            parking=location.parking if location else "",
            steps=location.steps if location else None,
            accessibility=tuple(each.description for each in self.access.get(location.id, [])) if location else (),
            amount=cost.amount if cost else "",
            cost=cost.option if cost else "",
            contact_name=contact.name if contact else "",
            contact_title=contact.title if contact else "",
            contact_phone=theirs.number if theirs else "",
            contact_agreed=bool(contact and contact.agreed_on),
            first_visit=row.first_visit,
            quiet_times=row.quiet_times,
            eligibility_description=row.eligibility_description,
            application_process=row.application_process,
            wait_time=row.wait_time,
            languages=tuple(each.name for each in self.languages.get(row.id, [])),
            alert=row.alert,
            worker_notes=row.worker_notes,
            assurance=Assurance(row.assurance),
            assured_with=row.assured_with,
            assured_date=row.assured_date,
            checked_on=row.checked_on,
            checked_by=self.names.get(row.checked_by, "") if row.checked_by else "",
            minimum_age=row.minimum_age,
            maximum_age=row.maximum_age,
            latitude=location.latitude if location else None,
            longitude=location.longitude if location else None,
            terms=tuple(Term(each.term, each.code, each.taxonomy) for each in self.terms.get(row.id, [])),
        )


def _columns(table: Any) -> Select[Any]:
    """Return the question for what is read of a table: plain rows, for thousands of objects would take seconds."""
    return select(*(column for column in table.__table__.c if column.name not in KERNEL))


def _first(rows: list[Any] | None) -> Any:
    return rows[0] if rows else None


def _times(row: Row[Any]) -> Times:
    often = _OFTEN.get((row.freq, row.interval), Often.WEEKLY)
    days = tuple(day for day in rules.DAYS if day in row.byday.split(","))
    return Times(days, often, row.opens_at, row.closes_at, row.notes)
