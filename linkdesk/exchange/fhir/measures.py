"""Measures in FHIR: how a talk ran, a measure that was not asked and why, the total of a form held elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.assessments.measures.rules import MODE_WORDS
from linkdesk.assessments.measures.rules import Mode
from linkdesk.assessments.measures.rules import NotAskedReason
from linkdesk.assessments.measures.rules import conducted
from linkdesk.exchange.fhir import names

if TYPE_CHECKING:
    from uuid import UUID

    from linkdesk.assessments.measures.rules import HeldScoreRecord
    from linkdesk.assessments.measures.rules import NotAskedRecord
    from linkdesk.assessments.rules import AssessmentRecord
    from linkdesk.exchange.fhir.names import Resource
    from linkdesk.exchange.rules import Sender

COMPLETION = f"{names.HL7_EXTENSION}questionnaireresponse-completionMode"
_COMPLETED = {
    Mode.CLIENT: ("ELECTRONIC", "electronic data"),
    Mode.WORKER: ("VERBAL", "verbal"),
    Mode.PAPER: ("WRITTEN", "written"),
    Mode.PHONE: ("VERBAL", "verbal"),
}
"""HL7's three codes for how somebody gave their answers; the words beside them tell a call from a visit."""

_ABSENT = {"asked-declined": "Asked But Declined", "not-asked": "Not Asked"}
HELD_ELSEWHERE = "Total of a form that is held elsewhere"


def how(assessment: AssessmentRecord) -> list[Resource]:
    """Return how a talk ran: R4 has no element for it, HL7 an extension for the mode and none for pictures and help."""
    ran = conducted(assessment)
    code, display = _COMPLETED[ran.mode]
    coding = {"system": f"{names.TERMINOLOGY}v3-ParticipationMode", "code": code, "display": display}
    found = [
        {"url": COMPLETION, "valueCodeableConcept": {"coding": [coding], "text": MODE_WORDS[ran.mode]}},
        names.extension("pictures-shown", valueBoolean=ran.pictures),
    ]
    return [*found, names.extension("help-given", valueString=ran.help_given)] if ran.help_given else found


def author(assessment: AssessmentRecord, sender: Sender) -> Resource:
    """Return who recorded the answers: the person on the screen, else the worker where it is the one who sends."""
    if conducted(assessment).mode is Mode.CLIENT:
        return names.refer("Patient", assessment.client_id)
    if assessment.worker_id not in (None, sender.worker_id):
        return {}
    return names.refer("Practitioner", sender.worker_id, sender.worker_name)


def survey() -> Resource:
    """Return the category of every score."""
    return {"coding": [{"system": f"{names.TERMINOLOGY}observation-category", "code": "survey", "display": "Survey"}]}


def number(value: float) -> Resource:
    """Return a score as the value of an Observation: a whole one is an integer."""
    whole = float(value).is_integer()
    return {"valueInteger": int(value)} if whole else {"valueQuantity": {"value": value}}


def not_asked(record: NotAskedRecord, client_id: UUID, sender: Sender) -> Resource:
    """Return a measure that was not asked: an Observation without a value, and the reason why there is none."""
    code = "asked-declined" if record.reason is NotAskedReason.NO else "not-asked"
    coding = {"system": f"{names.TERMINOLOGY}data-absent-reason", "code": code, "display": _ABSENT[code]}
    body = {
        "status": "final",
        "category": [survey()],
        "code": {"text": record.title},
        "subject": names.refer("Patient", client_id),
        "effectiveDateTime": record.happened_on.isoformat(),
        "dataAbsentReason": {"coding": [coding], "text": record.reason_words},
        "note": [{"text": record.words}],
    }
    return names.resource("Observation", record.id, practice=sender.practice, body=body)


def held(record: HeldScoreRecord, client_id: UUID, sender: Sender) -> Resource:
    """Return the total of a form that somebody else holds, with both ends of its row; who holds it is in words."""
    body = {
        "status": "final",
        "category": [survey()],
        "code": {"text": record.name},
        "subject": names.refer("Patient", client_id),
        "effectiveDateTime": record.taken_on.isoformat(),
        "performer": [{"display": record.by_whom}],
        **number(record.value),
        "method": {"text": HELD_ELSEWHERE},
        "referenceRange": [
            {
                "low": {"value": record.low},
                "high": {"value": record.high},
                "text": f"{record.low:g} to {record.high:g}",
            }
        ],
    }
    return names.resource("Observation", record.id, practice=sender.practice, body=body)
