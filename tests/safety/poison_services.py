"""Hostile words in every field of a local service, and of one that is not used."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from linkdesk.services import rules
from linkdesk.services.queries import service_record
from linkdesk.services.rules import LENGTHS
from linkdesk.services.rules import AddService
from linkdesk.services.rules import Assurance
from linkdesk.services.rules import Assure
from linkdesk.services.rules import Often
from linkdesk.services.rules import Times
from linkdesk.services.service import add_service
from linkdesk.services.service import assure

if TYPE_CHECKING:
    import uuid

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor
    from tests.safety.ink import Ink

TABLES = {
    "organization": "local_organization.name",
    "location": "local_location.name",
    "transportation": "local_location.transportation",
    "landmarks": "local_location.landmarks",
    "parking": "local_location.parking",
    "address_1": "local_address.address_1",
    "city": "local_address.city",
    "cost": "local_cost_option.option",
    "contact_name": "local_contact.name",
    "contact_title": "local_contact.title",
}
"""Where a part of a service lies that is not in its own row."""
SOUND = ("phone", "contact_phone", "postal_code", "amount", "url", "email")
"""Digits and addresses, which are checked."""


def write_services(session: Session, actor: Actor, ink: Ink) -> list[uuid.UUID]:
    """Write a service that is used, with a word in every field, and one that is not; return their ids."""
    texts: dict[str, Any] = {}
    for name, most in LENGTHS.items():
        if name not in SOUND:
            write = ink.text if name in rules.TEXTS else ink
            texts[name] = write(TABLES.get(name, f"local_service.{name}"), most)
    lines: dict[str, Any] = {
        "accessibility": (ink("local_accessibility.description", rules.LINE_LENGTH),),
        "languages": (ink("local_language.name", rules.LINE_LENGTH),),
    }
    times = Times(("TU",), Often.WEEKLY, "10:00", "12:00", ink("local_schedule.notes", rules.LINE_LENGTH))
    used = add_service(
        session, actor, AddService(**texts, **lines, times=(times,), phone="01632 960 010", contact_agreed=True)
    )
    seen = ink.text("local_service.assured_with", rules.TEXT_LENGTH)
    assure(session, actor, Assure(used, service_record(session, used).version, Assurance.CHECKED, seen))
    other = add_service(session, actor, AddService(name=texts["name"]))
    why = ink.text("local_service.do_not_use_reason", rules.TEXT_LENGTH)
    never = Assure(other, service_record(session, other).version, Assurance.DO_NOT_USE, reason=why)
    assure(session, actor, never)
    return [used, other]
