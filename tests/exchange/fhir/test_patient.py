"""A client in FHIR."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from linkdesk.clients.person import StatedGender
from linkdesk.clients.rules import Need
from linkdesk.clients.rules import NoNhsReason
from linkdesk.clients.rules import Phone
from linkdesk.clients.rules import PhoneKind
from linkdesk.exchange.fhir import names
from linkdesk.exchange.fhir import patient
from tests.data import people
from tests.data.exchange_dossier import SENDER

ENGLAND = "https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland"


def test_the_nhs_number_is_said_to_be_untraced() -> None:
    number = patient.patient(people.client(0), SENDER)["identifier"][0]
    assert number["value"] == people.nhs_number(0)
    coding = number["extension"][0]["valueCodeableConcept"]["coding"][0]
    assert (coding["system"], coding["code"], coding["display"]) == (ENGLAND, "02", "Number present but not traced")


def test_without_a_number_the_reason_is_said() -> None:
    made = patient.patient(people.client(0, nhs_number="", no_nhs_reason=NoNhsReason.DEVOLVED), SENDER)
    assert [each["system"] for each in made["identifier"]] == ["urn:linkdesk:id:client"]
    assert made["extension"][0]["valueCodeableConcept"]["coding"][0]["code"] == "devolved-nation"


def test_names_official_and_usual() -> None:
    official, usual = patient.patient(people.client(0, given_name="Maryam Ann"), SENDER)["name"]
    assert official == {"use": "official", "family": "O’Testly", "given": ["Maryam", "Ann"], "prefix": ["Dr"]}
    assert usual == {"use": "usual", "text": "Mo"}
    assert len(patient.patient(people.client(1), SENDER)["name"]) == 1


def test_a_phone_where_no_message_is_safe_says_so() -> None:
    phones = (Phone("01632 960001"), Phone("01632 960002", PhoneKind.OTHER, safe_to_leave_message=False))
    safe, unsafe, email = patient.patient(people.client(0, phones=phones), SENDER)["telecom"]
    assert safe == {"system": "phone", "value": "01632 960001", "use": "mobile", "rank": 1}
    assert unsafe["extension"] == [{"url": "urn:linkdesk:extension:no-message", "valueBoolean": True}]
    assert "use" not in unsafe
    assert email == {"system": "email", "value": "person@example.org"}


def test_blank_details_are_left_out() -> None:
    bare = people.client(
        1, phones=(), email="", address_lines=(), town="", postcode="", gp_practice_name="", gp_practice_code=""
    )
    made = patient.patient(bare, SENDER)
    assert made.keys().isdisjoint({"telecom", "address", "generalPractitioner", "extension"})


def test_the_gp_practice_is_named_by_its_code_not_made_anew() -> None:
    practice = patient.patient(people.client(0), SENDER)["generalPractitioner"][0]
    assert practice["identifier"]["value"] == "Y99999"
    assert "reference" not in practice
    only_name = patient.patient(people.client(0, gp_practice_code=""), SENDER)["generalPractitioner"]
    assert only_name == [{"display": "The Invented Practice"}]


def test_language_and_interpreter() -> None:
    made = patient.patient(people.client(0), SENDER)
    (spoken,) = made["communication"]
    assert spoken["language"] == {"coding": [{"system": "urn:ietf:bcp:47", "code": "pl"}], "text": "Polish"}
    assert spoken["preferred"] is True
    assert made["extension"][0]["valueBoolean"] is True


def ways(communication: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Return how a language is used, and how well."""
    proficiency, *_ = (each for each in communication["extension"] if each["url"] == names.PROFICIENCY)
    found: dict[str, list[str]] = {"type": [], "level": []}
    for part in proficiency["extension"]:
        found[part["url"]].append(part["valueCoding"]["code"])
    return found["type"], found["level"]


def test_what_they_read_stands_beside_what_they_speak() -> None:
    client = people.client(1, language="pa", reading_language="pa-Arab", does_not_read=None)
    spoken, read = patient.patient(client, SENDER)["communication"]
    assert (ways(spoken), ways(read)) == ((["ESP", "RSP"], []), (["RWR"], []))
    assert read["language"]["coding"][0]["code"] == "pa-Arab"
    assert "preferred" not in read


@pytest.mark.parametrize(("does_not_read", "level"), [(True, ["P"]), (False, [])])
def test_whether_they_read_is_said_of_the_language_they_would_read(does_not_read: bool, level: list[str]) -> None:  # noqa: FBT001 - a value of the record
    client = people.client(1, language="yue", reading_language="", does_not_read=does_not_read)
    _spoken, read = patient.patient(client, SENDER)["communication"]
    assert read["language"]["coding"][0]["code"] == "zh-Hant"
    assert ways(read) == (["RWR"], level)
    ours = [each["valueBoolean"] for each in read["extension"] if each["url"] != names.PROFICIENCY]
    assert ours == [does_not_read]


def test_each_need_is_a_flag_with_a_code_only_from_the_list() -> None:
    bad_digit = Need(None, "Requires information in aphasia-accessible format")
    client = people.client(0, needs=(people.EASY_READ, bad_digit, Need("1", "Not in the list")))
    coded, uncoded, unknown = patient.flags(client, SENDER)
    assert coded["code"]["coding"][0]["code"] == "796161000000101"
    assert coded["category"] == [{"text": "How information should be given"}]
    for flag, text in ((uncoded, bad_digit.text), (unknown, "Not in the list")):
        assert flag["code"] == {"text": text}
    assert len({flag["id"] for flag in patient.flags(client, SENDER)}) == 3


def test_the_whole_person_is_there_as_uk_core_codes_it() -> None:
    made = patient.patient(people.client(3, deceased_on=date(2026, 5, 3)), SENDER)
    assert (made["gender"], made["deceasedDateTime"]) == ("other", "2026-05-03")
    assert made["name"][0]["suffix"] == ["OBE"]
    marital, ethnic = made["maritalStatus"]["coding"][0], made["extension"][0]["valueCodeableConcept"]["coding"][0]
    assert (marital["code"], marital["display"]) == ("W", "Widowed/Surviving Civil Partner")
    assert (ethnic["code"], ethnic["display"]) == ("D", "Mixed - White and Black Caribbean")
    verified = made["identifier"][0]["extension"][0]["valueCodeableConcept"]["coding"][0]
    assert (verified["code"], verified["display"]) == ("01", "Number present and verified")
    usual, temporary, post = made["address"]
    assert (usual["use"], usual["text"]) == ("home", "Ring the lower bell")
    assert (temporary["use"], temporary["line"]) == ("temp", ["Flat 2", "3 Made Up Lane"])
    assert (post["type"], "use" in post) == ("postal", False)
    assert [(each["value"], each["use"], each["rank"]) for each in made["telecom"][1:]] == [
        ("person@example.org", "home", 1),
        ("desk@example.org", "work", 2),
    ]


def test_only_the_stated_gender_is_sent_and_no_sex() -> None:
    assert [patient.patient(people.client(1, gender=each), SENDER).get("gender") for each in (None, *StatedGender)] == [
        None,
        "male",
        "female",
        "other",
        "unknown",
    ]
    assert "sex" not in str(patient.patient(people.client(3), SENDER)).lower()


def test_the_detail_of_a_need_goes_with_its_words() -> None:
    client = people.client(0, needs=(Need(people.EASY_READ.code, people.EASY_READ.text, "with big pictures"),))
    (flag,) = patient.flags(client, SENDER)
    assert flag["code"]["text"] == "Requires information in Easyread: with big pictures"
    assert flag["code"]["coding"][0]["display"] == "Requires information in Easyread"
