"""The tables of local services, one for each object of Open Referral; what is about no client says nothing of one.

Columns have the names of HSDS 3.0. Where a table has links of its own there (a phone of an organisation, a schedule of
a location) an import adds that column; nothing that stands here moves.
"""

from __future__ import annotations

import uuid
from datetime import date
from datetime import datetime

from sqlalchemy import Date
from sqlalchemy import Float
from sqlalchemy import ForeignKey
from sqlalchemy import Integer
from sqlalchemy import String
from sqlalchemy import Text
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from linkdesk.record.base import Base
from linkdesk.record.base import OwnedRow
from linkdesk.record.base import added
from linkdesk.record.types import Choice
from linkdesk.services import rules
from linkdesk.services.rules import LENGTHS
from linkdesk.services.rules import Assurance
from linkdesk.services.rules import Status
from linkdesk.services.rules import Steps

CURRENCY = "GBP"
COUNTRY = "GB"


class LocalOrganization(OwnedRow, Base):
    """Who runs one service or several; `organization` of HSDS."""

    __tablename__ = "local_organization"

    name: Mapped[str] = mapped_column(String(LENGTHS["organization"]), index=True)


class LocalService(OwnedRow, Base):
    """One service; `service` of HSDS, with what is ours: the first visit, who checked it, how safe it is."""

    __tablename__ = "local_service"

    organization_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(LocalOrganization.id), index=True)
    name: Mapped[str] = mapped_column(String(LENGTHS["name"]), index=True)
    description: Mapped[str] = mapped_column(Text)
    url: Mapped[str] = mapped_column(String(LENGTHS["url"]))
    email: Mapped[str] = mapped_column(String(LENGTHS["email"]))
    status: Mapped[Status] = mapped_column(Choice(Status))
    eligibility_description: Mapped[str] = mapped_column(Text)
    application_process: Mapped[str] = mapped_column(Text)
    wait_time: Mapped[str] = mapped_column(String(LENGTHS["wait_time"]))
    alert: Mapped[str] = mapped_column(String(LENGTHS["alert"]))
    assured_date: Mapped[date | None] = mapped_column(Date)
    last_modified: Mapped[datetime]
    first_visit: Mapped[str] = mapped_column(Text)
    quiet_times: Mapped[str] = mapped_column(String(LENGTHS["quiet_times"]))
    worker_notes: Mapped[str] = mapped_column(Text)
    checked_on: Mapped[date | None] = mapped_column(Date)
    checked_by: Mapped[uuid.UUID | None]
    assurance: Mapped[Assurance] = mapped_column(Choice(Assurance))
    assured_with: Mapped[str] = mapped_column(Text)
    do_not_use_reason: Mapped[str] = mapped_column(Text)
    minimum_age: Mapped[int | None] = mapped_column(Integer, info=added(None))
    maximum_age: Mapped[int | None] = mapped_column(Integer, info=added(None))


class LocalLocation(OwnedRow, Base):
    """A place; `location` of HSDS, with landmarks, parking and steps as people tell them."""

    __tablename__ = "local_location"

    name: Mapped[str] = mapped_column(String(LENGTHS["location"]))
    location_type: Mapped[str] = mapped_column(String(20))
    transportation: Mapped[str] = mapped_column(Text)
    landmarks: Mapped[str] = mapped_column(Text)
    parking: Mapped[str] = mapped_column(String(LENGTHS["parking"]))
    steps: Mapped[Steps | None] = mapped_column(Choice(Steps))
    latitude: Mapped[float | None] = mapped_column(Float, info=added(None))
    longitude: Mapped[float | None] = mapped_column(Float, info=added(None))


class LocalAddress(OwnedRow, Base):
    """The address of a place; `address` of HSDS."""

    __tablename__ = "local_address"

    location_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(LocalLocation.id), index=True)
    address_1: Mapped[str] = mapped_column(String(LENGTHS["address_1"]))
    city: Mapped[str] = mapped_column(String(LENGTHS["city"]))
    postal_code: Mapped[str] = mapped_column(String(LENGTHS["postal_code"]))
    country: Mapped[str] = mapped_column(String(2))
    address_type: Mapped[str] = mapped_column(String(20))


class LocalServiceAtLocation(OwnedRow, Base):
    """That a service is at a place; `service_at_location` of HSDS."""

    __tablename__ = "local_service_at_location"

    service_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(LocalService.id), index=True)
    location_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(LocalLocation.id), index=True)


class LocalSchedule(OwnedRow, Base):
    """A time of the week; `schedule` of HSDS, after RFC 5545."""

    __tablename__ = "local_schedule"

    service_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(LocalService.id), index=True)
    position: Mapped[int]
    freq: Mapped[str] = mapped_column(String(10))
    interval: Mapped[int]
    byday: Mapped[str] = mapped_column(String(rules.DAYS_LENGTH))
    opens_at: Mapped[str] = mapped_column(String(rules.CLOCK_LENGTH))
    closes_at: Mapped[str] = mapped_column(String(rules.CLOCK_LENGTH))
    notes: Mapped[str] = mapped_column(String(rules.LINE_LENGTH))


class LocalContact(OwnedRow, Base):
    """Who to ask for; `contact` of HSDS. Printed only from the day on that they agreed to it."""

    __tablename__ = "local_contact"

    service_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(LocalService.id), index=True)
    name: Mapped[str] = mapped_column(String(LENGTHS["contact_name"]))
    title: Mapped[str] = mapped_column(String(LENGTHS["contact_title"]))
    agreed_on: Mapped[date | None] = mapped_column(Date)


class LocalPhone(OwnedRow, Base):
    """A number of a service, or of somebody to ask for; `phone` of HSDS."""

    __tablename__ = "local_phone"

    service_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(LocalService.id), index=True)
    contact_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(LocalContact.id), index=True)
    number: Mapped[str] = mapped_column(String(LENGTHS["phone"]))


class LocalCostOption(OwnedRow, Base):
    """What it costs; `cost_option` of HSDS. `amount` is in pounds, as digits."""

    __tablename__ = "local_cost_option"

    service_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(LocalService.id), index=True)
    option: Mapped[str] = mapped_column(String(LENGTHS["cost"]))
    amount: Mapped[str] = mapped_column(String(LENGTHS["amount"]))
    currency: Mapped[str] = mapped_column(String(3))


class LocalAccessibility(OwnedRow, Base):
    """One thing about access to a place; `accessibility` of HSDS."""

    __tablename__ = "local_accessibility"

    location_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(LocalLocation.id), index=True)
    position: Mapped[int]
    description: Mapped[str] = mapped_column(String(rules.LINE_LENGTH))


class LocalLanguage(OwnedRow, Base):
    """A language that is spoken there; `language` of HSDS."""

    __tablename__ = "local_language"

    service_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(LocalService.id), index=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(rules.LINE_LENGTH))


class LocalTaxonomyTerm(OwnedRow, Base):
    """What kind of service it is, in the words of a public list; `taxonomy_term` of HSDS with the name of its list."""

    __tablename__ = "local_taxonomy_term"

    service_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(LocalService.id), index=True)
    position: Mapped[int]
    term: Mapped[str] = mapped_column(String(rules.LINE_LENGTH))
    code: Mapped[str] = mapped_column(String(rules.LINE_LENGTH))
    taxonomy: Mapped[str] = mapped_column(String(rules.LINE_LENGTH))
