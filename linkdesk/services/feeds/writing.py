"""Writing what a source says into our own tables, inside an open unit of work: new services by the pile, others one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import func
from sqlalchemy import select

from linkdesk.record.base import Base
from linkdesk.services.feeds.joining import words_of
from linkdesk.services.feeds.said import EXTRAS
from linkdesk.services.models import COUNTRY
from linkdesk.services.models import CURRENCY
from linkdesk.services.models import LocalAccessibility
from linkdesk.services.models import LocalAddress
from linkdesk.services.models import LocalContact
from linkdesk.services.models import LocalCostOption
from linkdesk.services.models import LocalLanguage
from linkdesk.services.models import LocalLocation
from linkdesk.services.models import LocalPhone
from linkdesk.services.models import LocalSchedule
from linkdesk.services.models import LocalService
from linkdesk.services.models import LocalServiceAtLocation
from linkdesk.services.models import LocalTaxonomyTerm
from linkdesk.services.rules import FREQ
from linkdesk.services.rules import Assurance
from linkdesk.services.service import write_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Work
    from linkdesk.services.rules import ServiceRecord
    from linkdesk.services.service import Organizations

ORDER = (
    *(LocalLocation, LocalService, LocalAddress, LocalServiceAtLocation, LocalAccessibility, LocalContact),
    *(LocalPhone, LocalSchedule, LocalCostOption, LocalLanguage, LocalTaxonomyTerm),
)
"""In which order rows can be written: each after those that it points to."""
_PLACE = ("location", "address_1", "city", "postal_code", "transportation", "accessibility", "latitude")


class Pile:
    """Rows of new services, written together: one by one they would take ten times as long."""

    def __init__(self, work: Work, organizations: Organizations) -> None:
        self._work, self._organizations = work, organizations
        self._rows: dict[Any, list[Any]] = {table: [] for table in ORDER}

    def add(self, parts: dict[str, Any]) -> UUID:
        """Take a service and return the id that it will have."""
        service_id = self._add(
            LocalService,
            organization_id=self._organizations.of(parts["organization"]),
            **{name: parts[name] for name in ("name", "description", "url", "email", "status", "alert", "wait_time")},
            **{name: parts[name] for name in ("eligibility_description", "application_process")},
            **{name: parts[name] for name in ("minimum_age", "maximum_age")},
            **dict.fromkeys(("first_visit", "quiet_times", "worker_notes", "assured_with", "do_not_use_reason"), ""),
            last_modified=self._work.now,
            assurance=Assurance.NOT_CHECKED,
        )
        self._around(service_id, parts)
        if any(parts[name] not in {"", None, ()} for name in _PLACE):
            self._place(service_id, parts)
        return service_id

    def write(self) -> None:
        """Write what lies here."""
        for rows in self._rows.values():
            self._work.session.add_all(rows)
            self._work.session.flush()
            rows.clear()

    def _around(self, service_id: UUID, parts: dict[str, Any]) -> None:
        mine = {"service_id": service_id}
        if parts["phone"]:
            self._add(LocalPhone, **mine, contact_id=None, number=parts["phone"])
        if parts["contact_name"] or parts["contact_title"] or parts["contact_phone"]:
            named = {"name": parts["contact_name"], "title": parts["contact_title"], "agreed_on": None}
            contact = self._add(LocalContact, **mine, **named)
            if parts["contact_phone"]:
                self._add(LocalPhone, **mine, contact_id=contact, number=parts["contact_phone"])
        if parts["cost"] or parts["amount"]:
            price = {"option": parts["cost"], "amount": parts["amount"], "currency": CURRENCY}
            self._add(LocalCostOption, **mine, **price)
        for place, times in enumerate(parts["times"]):
            freq, interval = FREQ[times.often]
            clock = {"opens_at": times.opens_at, "closes_at": times.closes_at, "notes": times.notes}
            rule = {"freq": freq, "interval": interval, "byday": ",".join(times.days)}
            self._add(LocalSchedule, **mine, position=place, **rule, **clock)
        for place, name in enumerate(parts["languages"]):
            self._add(LocalLanguage, **mine, position=place, name=name)
        for place, term in enumerate(parts["terms"]):
            self._add(LocalTaxonomyTerm, **mine, position=place, **_term(term))

    def _place(self, service_id: UUID, parts: dict[str, Any]) -> None:
        location = self._add(
            LocalLocation,
            name=parts["location"],
            location_type="physical",
            transportation=parts["transportation"],
            landmarks="",
            parking="",
            steps=None,
            latitude=parts["latitude"],
            longitude=parts["longitude"],
        )
        self._add(LocalServiceAtLocation, service_id=service_id, location_id=location)
        address = {name: parts[name] for name in ("address_1", "city", "postal_code")}
        if any(address.values()):
            kind = {"country": COUNTRY, "address_type": "physical"}
            self._add(LocalAddress, location_id=location, **address, **kind)
        for place, line in enumerate(parts["accessibility"]):
            self._add(LocalAccessibility, location_id=location, position=place, description=line)

    def _add(self, table: Any, **values: Any) -> UUID:
        row = table(id=self._work.new_id(), **values)
        self._rows[table].append(row)
        made: UUID = row.id
        return made


def write_parts(work: Work, record: ServiceRecord, parts: dict[str, Any], organizations: Organizations) -> int:
    """Write the parts of a service that is here and return its version afterwards."""
    row = work.session.get_one(LocalService, record.id)
    write_words(work, row, words_of(record, parts), organizations)
    row.minimum_age, row.maximum_age = parts["minimum_age"], parts["maximum_age"]
    if any(getattr(record, name) != parts[name] for name in EXTRAS if name.endswith("itude")):
        _on_the_map(work, row.id, parts)
    if record.terms != parts["terms"]:
        for old in work.session.scalars(select(LocalTaxonomyTerm).where(LocalTaxonomyTerm.service_id == row.id)):
            work.session.delete(old)
        work.session.flush()
        for place, term in enumerate(parts["terms"]):
            work.session.add(LocalTaxonomyTerm(id=work.new_id(), service_id=row.id, position=place, **_term(term)))
    work.session.flush()
    return row.version


def _on_the_map(work: Work, service_id: UUID, parts: dict[str, Any]) -> None:
    at = LocalServiceAtLocation
    query = select(at).where(at.service_id == service_id).order_by(at.created_at, at.id)
    first = work.session.scalars(query).first()
    if first is None:
        location = LocalLocation(
            id=work.new_id(), name="", location_type="physical", transportation="", landmarks="", parking=""
        )
        work.session.add(location)
        work.session.flush()
        work.session.add(at(id=work.new_id(), service_id=service_id, location_id=location.id))
    else:
        location = work.session.get_one(LocalLocation, first.location_id)
    location.latitude, location.longitude = parts["latitude"], parts["longitude"]


def _term(term: Any) -> dict[str, str]:
    return {"term": term.term, "code": term.code, "taxonomy": term.taxonomy}


def is_used(session: Session, service_id: UUID) -> bool:
    """Say whether something else of the record points to a service, so that it cannot go."""
    for column in _pointing():
        if session.scalar(select(func.count()).select_from(column.table).where(column == service_id)):
            return True
    return False


def _pointing() -> Iterator[Any]:
    own = {table.__tablename__ for table in ORDER}
    for table in Base.metadata.tables.values():
        for key in table.foreign_keys:
            if key.column.table is LocalService.__table__ and table.name not in own:
                yield key.parent


def take_away(work: Work, service_id: UUID) -> None:
    """Delete a service with all rows around it, each with its entry in the audit."""
    session = work.session
    at = list(session.scalars(select(LocalServiceAtLocation).filter_by(service_id=service_id)))
    places = [each.location_id for each in at]
    elsewhere = set(
        session.scalars(
            select(LocalServiceAtLocation.location_id).where(
                LocalServiceAtLocation.location_id.in_(places), LocalServiceAtLocation.service_id != service_id
            )
        )
    )
    for table in reversed(ORDER):
        for row in session.scalars(_mine(table, service_id, [each for each in places if each not in elsewhere])):
            session.delete(row)
        session.flush()


def _mine(table: Any, service_id: UUID, places: list[UUID]) -> Any:
    if table is LocalService:
        return select(table).where(table.id == service_id)
    if table is LocalLocation:
        return select(table).where(table.id.in_(places))
    return select(table).where(
        table.service_id == service_id if "service_id" in table.__table__.c else table.location_id.in_(places)
    )
