"""Names that FHIR needs: systems, profiles, our own extensions, references."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING
from typing import Any

if TYPE_CHECKING:
    from collections.abc import Iterable

_ODD_SPACE = re.compile(r"[^\S \r\n\t]")
"""White space that FHIR does not allow in a string, such as the no-break space that word processors paste."""

Resource = dict[str, Any]
"""One FHIR resource as plain JSON values."""

NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number"
ODS_CODE = "https://fhir.nhs.uk/Id/ods-organization-code"
BCP47 = "urn:ietf:bcp:47"
OUR_ID = "urn:linkdesk:id:"
EXTENSION = "urn:linkdesk:extension:"
UK_CORE = "https://fhir.hl7.org.uk/StructureDefinition/"
UK_CORE_CODES = "https://fhir.hl7.org.uk/CodeSystem/"
HL7_EXTENSION = "http://hl7.org/fhir/StructureDefinition/"
PROFICIENCY = f"{HL7_EXTENSION}patient-proficiency"
TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/"

UK_CORE_PROFILED = frozenset(
    {
        "Patient",
        "Organization",
        "Practitioner",
        "PractitionerRole",
        "QuestionnaireResponse",
        "Observation",
        "CarePlan",
        "Flag",
    }
)
"""Resources that claim a UK Core profile; there is none for Goal."""

OUR_EXTENSIONS = {
    "no-message": ("Patient.telecom", "boolean"),
    "does-not-read": ("Patient.communication", "boolean"),
    "pictures-shown": ("QuestionnaireResponse", "boolean"),
    "help-given": ("QuestionnaireResponse", "string"),
    "goal-importance": ("Goal", "integer"),
    "goal-need": ("Goal", "string"),
    "step-confidence": ("CarePlan.activity.detail", "integer"),
    "step-if-hard": ("CarePlan.activity.detail", "string"),
    "step-when": ("CarePlan.activity.detail", "string"),
    "agreed-how": ("CarePlan", "code"),
    "agreed-name": ("CarePlan", "string"),
    "agreed-by": ("CarePlan", "code"),
    "agreed-relation": ("CarePlan", "string"),
    "agreed-authority": ("CarePlan", "code"),
    "not-agreed-because": ("CarePlan", "string"),
    "witness": ("CarePlan", "string"),
    "not-signed-because": ("CarePlan", "string"),
}
"""Every extension of our own: where it stands and its type; `docs/exchange.md` says what each means."""


def resource(kind: str, identity: uuid.UUID, *, practice: bool, body: Resource) -> Resource:
    """Return a resource with id, profile claim and, for invented people, the mark for test data; blanks left out."""
    meta: Resource = {}
    if kind in UK_CORE_PROFILED:
        meta["profile"] = [f"{UK_CORE}UKCore-{kind}"]
    if practice:
        meta["security"] = [{"system": f"{TERMINOLOGY}v3-ActReason", "code": "HTEST", "display": "test health data"}]
    whole = {"resourceType": kind, "id": str(identity), "meta": meta, **body}
    return {name: value for name, value in ((n, kept(v)) for n, v in whole.items()) if not _blank(value)}


def kept(value: Any) -> Any:
    """Return a value without blank parts: PRSB asks that blank fields are left out of what is sent."""
    if isinstance(value, dict):
        pairs = ((name, kept(part)) for name, part in value.items())
        return {name: part for name, part in pairs if not _blank(part)}
    if isinstance(value, list | tuple):
        return [part for part in (kept(part) for part in value) if not _blank(part)]
    return _ODD_SPACE.sub(" ", value).strip() if isinstance(value, str) else value


def _blank(value: Any) -> bool:
    return value is None or value in ("", [], {})


def refer(kind: str, identity: uuid.UUID, display: str = "") -> Resource:
    """Return a reference to one of our resources; ids never change, so it holds on every server."""
    return {"reference": f"{kind}/{identity}", "display": display}


def derived_id(parent: uuid.UUID, *parts: str) -> uuid.UUID:
    """Return the id of something that has no row of its own: always the same for the same parent and parts."""
    return uuid.uuid5(parent, "\n".join(parts))


def extension(name: str, **value: Any) -> Resource:
    """Return one of our own extensions, like `extension("step-confidence", valueInteger=8)`."""
    kind = OUR_EXTENSIONS[name][1]
    if set(value) != {f"value{kind.title()}"}:
        raise ValueError(f"the extension {name} holds a {kind}")
    return {"url": EXTENSION + name, **value}


def references(value: Any) -> Iterable[str]:
    """Yield every literal reference inside a resource."""
    if isinstance(value, dict):
        if isinstance(value.get("reference"), str):
            yield value["reference"]
        for part in value.values():
            yield from references(part)
    elif isinstance(value, list):
        for part in value:
            yield from references(part)
