"""What of a service may stand on a client's paper: a list of what is allowed, never of what is not; pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkdesk.record.errors import RuleBroken

if TYPE_CHECKING:
    from linkdesk.services.rules import ServiceRecord
    from linkdesk.services.rules import Steps
    from linkdesk.services.rules import Times


@dataclass(frozen=True)
class ServiceSheet:
    """All that a service sheet may say of a service. Private notes, who checked it and how safe it is have no place.

    `who` and `who_phone` are there only if that person agreed; `phone` is the number to ring: theirs, or the service's.
    """

    name: str
    description: str = ""
    times: tuple[Times, ...] = ()
    place: tuple[str, ...] = ()
    transportation: str = ""
    landmarks: str = ""
    parking: str = ""
    steps: Steps | None = None
    accessibility: tuple[str, ...] = ()
    amount: str = ""
    cost: str = ""
    who: str = ""
    who_role: str = ""
    phone: str = ""
    first_visit: str = ""
    quiet_times: str = ""
    languages: tuple[str, ...] = ()
    for_whom: str = ""
    how_to_join: str = ""
    wait_time: str = ""


def sheet_of(record: ServiceRecord) -> ServiceSheet:
    """Return what of a service may be printed for a client.

    Raises:
        RuleBroken: it is marked “do not use”, or it does not run now.
    """
    if record.why_not:
        raise RuleBroken(f"{record.why_not} Nothing was printed. Choose another service.")
    may = record.contact_agreed
    return ServiceSheet(
        name=record.name,
        description=record.description,
        times=record.times,
        place=tuple(each for each in (record.location, record.address_1, record.city, record.postal_code) if each),
        transportation=record.transportation,
        landmarks=record.landmarks,
        parking=record.parking,
        steps=record.steps,
        accessibility=record.accessibility,
        amount=record.amount,
        cost=record.cost,
        who=record.contact_name if may else "",
        who_role=record.contact_title if may else "",
        phone=(record.contact_phone if may else "") or record.phone,
        first_visit=record.first_visit,
        quiet_times=record.quiet_times,
        languages=record.languages,
        for_whom=record.eligibility_description,
        how_to_join=record.application_process,
        wait_time=record.wait_time,
    )
