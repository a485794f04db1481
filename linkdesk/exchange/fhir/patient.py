"""A client in FHIR: Patient, and one Flag for each need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.clients import languages
from linkdesk.clients import needs
from linkdesk.clients import person
from linkdesk.clients.person import AddressKind
from linkdesk.clients.person import EmailKind
from linkdesk.clients.person import NhsStatus
from linkdesk.clients.person import StatedGender
from linkdesk.clients.rules import NO_NHS_REASON_WORDS
from linkdesk.clients.rules import PhoneKind
from linkdesk.exchange import codes
from linkdesk.exchange.fhir import names

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

    from linkdesk.clients.rules import ClientRecord
    from linkdesk.clients.rules import Need
    from linkdesk.exchange.fhir.names import Resource
    from linkdesk.exchange.rules import Sender

ETHNIC_WORDS = {
    "A": "White - British",
    "B": "White - Irish",
    "C": "White - Any other White background",
    "D": "Mixed - White and Black Caribbean",
    "E": "Mixed - White and Black African",
    "F": "Mixed - White and Asian",
    "G": "Mixed - Any other mixed background",
    "H": "Asian or Asian British - Indian",
    "J": "Asian or Asian British - Pakistani",
    "K": "Asian or Asian British - Bangladeshi",
    "L": "Asian or Asian British - Any other Asian background",
    "M": "Black or Black British - Caribbean",
    "N": "Black or Black British - African",
    "P": "Black or Black British - Any other Black background",
    "R": "Other Ethnic Groups - Chinese",
    "S": "Other Ethnic Groups - Any other ethnic group",
    "Z": "Not stated",
    "99": "Not known",
}
MARITAL_WORDS = {
    "S": "Single",
    "M": "Married/Civil Partner",
    "D": "Divorced/Person whose Civil Partnership has been dissolved",
    "W": "Widowed/Surviving Civil Partner",
    "P": "Separated",
    "N": "Not disclosed",
    "8": "Not applicable",
    "9": "Not known",
}
"""The displays of UK Core, for a code must be sent with its own words; people read those of `clients.person`."""

_GENDER = {
    StatedGender.MALE: "male",
    StatedGender.FEMALE: "female",
    StatedGender.INDETERMINATE: "other",
    StatedGender.NOT_KNOWN: "unknown",
}
"""As ConceptMap-UKCore-AdministrativeGender maps the stated gender; the sex of a person is never sent."""
_EMAIL_USE: dict[EmailKind | None, str] = {EmailKind.HOME: "home", EmailKind.WORK: "work", EmailKind.OTHER: ""}
_PHONE_USE = {PhoneKind.MOBILE: "mobile", PhoneKind.HOME: "home", PhoneKind.WORK: "work", PhoneKind.OTHER: ""}


def patient(client: ClientRecord, sender: Sender) -> Resource:
    """Return the client as a Patient of the sender's organisation."""
    body = {
        "extension": _extensions(client),
        "identifier": _identifiers(client),
        "active": True,
        "name": _names(client),
        "telecom": _telecom(client),
        "gender": _GENDER[client.gender] if client.gender else "",
        "birthDate": client.birth_date.isoformat(),
        "deceasedDateTime": client.deceased_on.isoformat() if client.deceased_on else "",
        "address": _addresses(client),
        "maritalStatus": _coded(client.marital_status, "PersonMaritalStatusEngland", MARITAL_WORDS),
        "communication": _communication(client),
        "generalPractitioner": [_practice(client)],
        "managingOrganization": names.refer("Organization", sender.organisation_id, sender.organisation_name),
    }
    return names.resource("Patient", client.id, practice=sender.practice, body=body)


def flags(client: ClientRecord, sender: Sender) -> list[Resource]:
    """Return one active Flag for each recorded need."""
    return [_flag(client, need, sender) for need in client.needs]


def _coded(chosen: StrEnum | None, system: str, displays: Mapping[str, str]) -> Resource:
    """Return a word of a list as UK Core codes it; the display is UK Core's own."""
    if chosen is None:
        return {}
    url = f"{names.UK_CORE_CODES}UKCore-{system}"
    return {"coding": [{"system": url, "code": chosen.value, "display": displays[chosen.value]}]}


def _addresses(client: ClientRecord) -> list[Resource]:
    """Return the usual address, then the others; a note on one ("do not post here") goes along as its text."""
    usual = {
        "use": "home" if client.address_lines or client.town or client.postcode else "",
        "text": client.address_note,
        "line": list(client.address_lines),
        "city": client.town,
        "postalCode": client.postcode,
    }
    others = [
        {
            "use": "temp" if each.kind is AddressKind.TEMPORARY else "",
            "type": "postal" if each.kind is AddressKind.CORRESPONDENCE else "",
            "text": each.note,
            "line": list(each.lines),
            "postalCode": each.postcode,
        }
        for each in client.other_addresses
    ]
    return [usual, *others]


def _extensions(client: ClientRecord) -> list[Resource]:
    made: list[Resource] = []
    if client.ethnicity:
        ethnic = _coded(client.ethnicity, "EthnicCategoryEngland", ETHNIC_WORDS)
        made.append({"url": f"{names.UK_CORE}Extension-UKCore-EthnicCategory", "valueCodeableConcept": ethnic})
    if client.no_nhs_reason:
        coding = {
            "system": f"{names.UK_CORE_CODES}UKCore-NHSNumberUnavailableReason",
            "code": client.no_nhs_reason.value,
            "display": NO_NHS_REASON_WORDS[client.no_nhs_reason],
        }
        url = f"{names.UK_CORE}Extension-UKCore-NHSNumberUnavailableReason"
        made.append({"url": url, "valueCodeableConcept": {"coding": [coding]}})
    if client.interpreter_needed:
        made.append({"url": f"{names.HL7_EXTENSION}patient-interpreterRequired", "valueBoolean": True})
    return made


def _communication(client: ClientRecord) -> list[Resource]:
    """Return what they speak, preferred, and what they read where something is known about it.

    R4 has no element for the way of a language: HL7's own extension says expressed and received, spoken or written.
    """
    spoken = {
        "extension": [_proficiency("ESP", "RSP")],
        "language": _language(client.language),
        "preferred": True,
    }
    if not client.reading_language and client.does_not_read is None:
        return [spoken]
    read: Resource = {
        "extension": [_proficiency("RWR", poor=bool(client.does_not_read))],
        "language": _language(client.reading_language or languages.read_as(client.language)),
    }
    if client.does_not_read is not None:
        read["extension"].append(names.extension("does-not-read", valueBoolean=client.does_not_read))
    return [spoken, read]


_ABILITIES = {"ESP": "Expressed spoken", "RSP": "Received spoken", "RWR": "Received written"}


def _proficiency(*modes: str, poor: bool = False) -> Resource:
    """Return the ways in which somebody uses a language; who does not read, or only with help, reads it poorly."""
    ability = f"{names.TERMINOLOGY}v3-LanguageAbility"
    level = {"system": f"{ability}Proficiency", "code": "P", "display": "Poor"}
    parts: list[Resource] = [{"url": "level", "valueCoding": level}] if poor else []
    parts += [
        {"url": "type", "valueCoding": {"system": f"{ability}Mode", "code": mode, "display": _ABILITIES[mode]}}
        for mode in modes
    ]
    return {"url": names.PROFICIENCY, "extension": parts}


def _language(tag: str) -> Resource:
    return {"coding": [{"system": names.BCP47, "code": tag}], "text": languages.name(tag)}


def _identifiers(client: ClientRecord) -> list[Resource]:
    ours = {"system": names.OUR_ID + "client", "value": str(client.id)}
    if not client.nhs_number:
        return [ours]
    status = client.nhs_status or NhsStatus.NOT_TRACED
    verification = {
        "url": f"{names.UK_CORE}Extension-UKCore-NHSNumberVerificationStatus",
        "valueCodeableConcept": _coded(
            status, "NHSNumberVerificationStatusEngland", {status.value: person.words(status)}
        ),
    }
    return [{"extension": [verification], "system": names.NHS_NUMBER, "value": client.nhs_number}, ours]


def _names(client: ClientRecord) -> list[Resource]:
    official = {
        "use": "official",
        "family": client.family_name,
        "given": client.given_name.split(),
        "prefix": [client.title],
        "suffix": [client.name_suffix],
    }
    usual = {"use": "usual", "text": client.preferred_name}
    return [official, usual] if client.preferred_name else [official]


def _telecom(client: ClientRecord) -> list[Resource]:
    phones: list[Resource] = [
        {
            "extension": [] if phone.safe_to_leave_message else [names.extension("no-message", valueBoolean=True)],
            "system": "phone",
            "value": phone.number,
            "use": _PHONE_USE[phone.kind],
            "rank": rank,
        }
        for rank, phone in enumerate(client.phones, start=1)
    ]
    uses = {None: "", **_EMAIL_USE}
    mails = [(client.email, client.email_kind)] if client.email else []
    mails += [(each.address, each.kind) for each in client.other_emails]
    emails: list[Resource] = [
        {"system": "email", "value": address, "use": uses[kind], "rank": rank if len(mails) > 1 else None}
        for rank, (address, kind) in enumerate(mails, start=1)
    ]
    return [*phones, *emails]


def _practice(client: ClientRecord) -> Resource:
    """Refer to the GP practice by its ODS code: it is not ours to create on a server."""
    if not client.gp_practice_code:
        return {"display": client.gp_practice_name}
    return {
        "type": "Organization",
        "identifier": {"system": names.ODS_CODE, "value": client.gp_practice_code},
        "display": client.gp_practice_name,
    }


def _flag(client: ClientRecord, need: Need, sender: Sender) -> Resource:
    known = needs.known(need)
    coding = [{"system": codes.SNOMED, "code": known.code, "display": known.text}] if known and known.code else []
    body = {
        "status": "active",
        "category": [{"text": needs.NEED_KIND_WORDS[known.kind] if known else "Need"}],
        "code": {"coding": coding, "text": f"{need.text}: {need.detail}" if need.detail else need.text},
        "subject": names.refer("Patient", client.id),
        "author": names.refer("Organization", sender.organisation_id),
    }
    identity = names.derived_id(client.id, "need", need.code or "", need.text)
    return names.resource("Flag", identity, practice=sender.practice, body=body)
