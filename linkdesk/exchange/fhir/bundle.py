"""The FHIR R4 transaction of one client: PUT with our own ids, what is referred to first, at most 50 entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.exchange.fhir import assessment as assessments
from linkdesk.exchange.fhir import measures
from linkdesk.exchange.fhir import patient
from linkdesk.exchange.fhir import plan as plans
from linkdesk.exchange.fhir import team
from linkdesk.record.errors import RuleBroken

if TYPE_CHECKING:
    from linkdesk.exchange.fhir.names import Resource
    from linkdesk.exchange.rules import Dossier
    from linkdesk.exchange.rules import Outlines
    from linkdesk.exchange.rules import Sender

MOST_ENTRIES = 50
"""The least that the servers we know accept in one transaction (Medplum)."""


def bundles(dossier: Dossier, sender: Sender, outlines: Outlines) -> tuple[Resource, ...]:
    """Return the client's transactions, to be sent in this order; most clients need one.

    Every part carries the patient, the organisation and the worker, so each can be read alone. What belongs
    together (a plan and its goals, a conversation and its scores) is never parted.

    Args:
        dossier: what leaves about the client.
        sender: who sends it.
        outlines: gives for the address and version of a form the groups around each question.
    """
    base = [
        team.organisation(sender),
        team.practitioner(sender),
        team.role(sender),
        patient.patient(dossier.client, sender),
    ]
    parts: list[list[Resource]] = [list(base)]
    for group in _groups(dossier, sender, outlines):
        if len(base) + len(group) > MOST_ENTRIES:
            raise RuleBroken("A plan or an assessment is too long for a FHIR file. Nothing was written.")
        if len(parts[-1]) + len(group) > MOST_ENTRIES:
            parts.append(list(base))
        parts[-1].extend(group)
    return tuple({"resourceType": "Bundle", "type": "transaction", "entry": _entries(part)} for part in parts)


def resources(bundle: Resource) -> list[Resource]:
    """Return the resources of a bundle, in its order."""
    return [entry["resource"] for entry in bundle["entry"]]


def _groups(dossier: Dossier, sender: Sender, outlines: Outlines) -> list[list[Resource]]:
    groups = [[flag] for flag in patient.flags(dossier.client, sender)]
    for record in sorted(dossier.assessments, key=lambda each: (each.started_at, str(each.id))):
        shape = outlines(record.form_url, record.form_version)
        groups.append([assessments.response(record, sender, shape), *assessments.observations(record, sender)])
    client_id = dossier.client.id
    groups += [[measures.not_asked(each, client_id, sender)] for each in dossier.not_asked]
    groups += [[measures.held(each, client_id, sender)] for each in dossier.held_scores]
    earlier = None
    for plan in sorted(dossier.plans, key=lambda each: (each.number, str(each.id))):
        groups.append([*plans.goals(plan, sender), plans.care_plan(plan, sender, earlier)])
        earlier = plan.id
    return groups


def _entries(part: list[Resource]) -> list[Resource]:
    return [
        {
            "fullUrl": f"urn:uuid:{resource['id']}",
            "resource": resource,
            "request": {"method": "PUT", "url": f"{resource['resourceType']}/{resource['id']}"},
        }
        for resource in part
    ]
