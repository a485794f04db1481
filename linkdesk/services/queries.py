"""Reading local services: each from all its tables at once, so that page, print and export say the same."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import func
from sqlalchemy import or_
from sqlalchemy import select

from linkdesk.organisation.rules import STALE_AFTER_DAYS
from linkdesk.record.checks import search_key
from linkdesk.record.errors import NotFound
from linkdesk.services import rules
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
from linkdesk.services.rules import Status
from linkdesk.services.rules import Term
from linkdesk.services.rules import Times
from linkdesk.services.sheet import sheet_of
from linkdesk.team.queries import workers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from sqlalchemy import ColumnElement
    from sqlalchemy import Row
    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from linkdesk.services.sheet import ServiceSheet

KERNEL = frozenset({"organisation_id", "owner_id", "created_at", "updated_at"})
"""Columns of every table that no page of a service shows."""
GONE = "That service is not in the directory. Nothing was changed. Go back to Local services."
_OFTEN = {each: often for often, each in FREQ.items()}


def services(session: Session) -> tuple[ServiceRecord, ...]:
    """Return all services, by name; those that are not used stand last."""
    every = _records(session)
    return tuple(sorted(every, key=lambda each: (bool(each.why_not), search_key(each.name), each.id)))


def records(session: Session, service_ids: Sequence[UUID]) -> tuple[ServiceRecord, ...]:
    """Return these services, in any order; those that are not there are left out."""
    return tuple(_records(session, service_ids)) if service_ids else ()


def to_check(session: Session, today: date, first: int = 0, most: int | None = None) -> tuple[ServiceRecord, ...]:
    """Return those to ring and check, the longest unchecked first; what is not used needs no call."""
    order = (LocalService.checked_on.is_not(None), LocalService.checked_on, LocalService.name, LocalService.id)
    asked = select(LocalService.id).where(*_stale(today)).order_by(*order).offset(first).limit(most)
    ids = list(session.scalars(asked))
    read = {each.id: each for each in records(session, ids)}
    return tuple(read[each] for each in ids)


def count_to_check(session: Session, today: date) -> int:
    """Return how many there are to ring and check."""
    return session.scalar(select(func.count(LocalService.id)).where(*_stale(today))) or 0


def languages(session: Session) -> tuple[str, ...]:
    """Return the languages that are spoken in some service, by name."""
    return tuple(sorted(session.scalars(select(LocalLanguage.name).distinct()), key=search_key))


def _stale(today: date) -> tuple[ColumnElement[bool], ...]:
    """Return the same that `ServiceRecord.is_stale` and `why_not` say, as the database asks it."""
    old = LocalService.checked_on < today - timedelta(days=STALE_AFTER_DAYS)
    used = LocalService.assurance != Assurance.DO_NOT_USE, LocalService.status == Status.ACTIVE
    return (or_(LocalService.checked_on.is_(None), old), *used)


def service_record(session: Session, service_id: UUID) -> ServiceRecord:
    """Return one service. Raises NotFound."""
    found = _records(session, [service_id])
    if not found:
        raise NotFound(GONE)
    return found[0]


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


def _records(session: Session, service_ids: Sequence[UUID] | None = None) -> list[ServiceRecord]:
    only = LocalService.id.in_(service_ids) if service_ids else LocalService.id.is_not(None)
    rows = session.execute(_columns(LocalService).where(only)).all()
    if not rows:
        return []
    read = _Read(session, service_ids, rows)
    return [read.record(row) for row in rows]


class _Read:
    """All rows around some services, or around all of them, each table read once."""

    def __init__(self, session: Session, service_ids: Sequence[UUID] | None, rows: Sequence[Row[Any]]) -> None:
        def about(table: Any, key: str, *order: Any, ids: set[UUID] | None) -> dict[UUID, list[Any]]:
            found: defaultdict[UUID, list[Any]] = defaultdict(list)
            query = _columns(table).order_by(*order, table.created_at, table.id)
            query = query if ids is None else query.where(getattr(table, key).in_(ids))
            for row in session.execute(query) if ids is None or ids else ():
                found[getattr(row, key)].append(row)
            return found

        mine = None if service_ids is None else set(service_ids)
        self.schedules = about(LocalSchedule, "service_id", LocalSchedule.position, ids=mine)
        self.contacts = about(LocalContact, "service_id", ids=mine)
        self.phones = about(LocalPhone, "service_id", ids=mine)
        self.costs = about(LocalCostOption, "service_id", ids=mine)
        self.languages = about(LocalLanguage, "service_id", LocalLanguage.position, ids=mine)
        self.terms = about(LocalTaxonomyTerm, "service_id", LocalTaxonomyTerm.position, ids=mine)
        self.at = about(LocalServiceAtLocation, "service_id", ids=mine)
        here = None if mine is None else {each.location_id for several in self.at.values() for each in several}
        self.locations = about(LocalLocation, "id", ids=here)
        self.addresses = about(LocalAddress, "location_id", ids=here)
        self.access = about(LocalAccessibility, "location_id", LocalAccessibility.position, ids=here)
        who = None if mine is None else {row.organization_id for row in rows if row.organization_id}
        organizations = about(LocalOrganization, "id", ids=who)
        self.organizations = {each: found[0].name for each, found in organizations.items()}
        self.names = {each.id: each.name for each in workers(session)} if any(row.checked_by for row in rows) else {}

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
