"""Our side in FHIR: the organisation, the worker, and the worker's role in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.exchange.fhir import names

if TYPE_CHECKING:
    from linkdesk.exchange.fhir.names import Resource
    from linkdesk.exchange.rules import Sender

ROLE_WORDS = "Social prescribing link worker"
"""Words only: UK Core's job roles have no code for a link worker, and the nearest one is another job."""


def organisation(sender: Sender) -> Resource:
    """Return the organisation that offers the service."""
    identifiers = [{"system": names.OUR_ID + "organisation", "value": str(sender.organisation_id)}]
    if sender.ods_code:
        identifiers.insert(0, {"system": names.ODS_CODE, "value": sender.ods_code})
    body = {"identifier": identifiers, "active": True, "name": sender.organisation_name}
    return names.resource("Organization", sender.organisation_id, practice=sender.practice, body=body)


def practitioner(sender: Sender) -> Resource:
    """Return the worker who makes the file."""
    body = {
        "identifier": [{"system": names.OUR_ID + "worker", "value": str(sender.worker_id)}],
        "active": True,
        "name": [{"text": sender.worker_name}],
    }
    return names.resource("Practitioner", sender.worker_id, practice=sender.practice, body=body)


def role(sender: Sender) -> Resource:
    """Return the worker's role in the organisation."""
    body = {
        "active": True,
        "practitioner": names.refer("Practitioner", sender.worker_id, sender.worker_name),
        "organization": names.refer("Organization", sender.organisation_id, sender.organisation_name),
        "code": [{"text": ROLE_WORDS}],
    }
    identity = names.derived_id(sender.organisation_id, "role", str(sender.worker_id))
    return names.resource("PractitionerRole", identity, practice=sender.practice, body=body)
