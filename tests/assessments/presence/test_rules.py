"""Who was here: one line that says it, who may be offered as interpreter, and what cannot be."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from linkdesk.assessments.presence import rules
from linkdesk.assessments.presence.rules import Interpreter
from linkdesk.assessments.presence.rules import PresenceWords
from linkdesk.assessments.presence.rules import Present
from linkdesk.clients.circle.rules import PersonRecord
from linkdesk.clients.rules import Need
from tests.data import people

TODAY = date(2026, 11, 25)


def known(name: str, relationship: str, **more: object) -> PersonRecord:
    given: dict[str, Any] = {
        "id": uuid.uuid5(uuid.NAMESPACE_OID, f"{name} {relationship}"),
        "client_id": uuid.UUID(int=1),
        "version": 1,
        **more,
    }
    return PersonRecord(name=name, relationship=relationship, **given)


LILY = known("Lily Sample", "daughter, 12")
ANA = known("Ana Sample", "sister")
ROSE = known("Rose Sample", "mother")
SAM = (Present("Sam", "carer"),)
FAMILY = PresenceWords(interpreter=Interpreter.FAMILY, reference="Ana Sample, sister", is_adult=True)


def test_it_is_said_in_one_line() -> None:
    assert rules.ONLY_US.sentence == "No interpreter. Seen alone."
    assert rules.TO_BE_SAID.sentence == "Who was here is not recorded."
    phone = PresenceWords(interpreter=Interpreter.TELEPHONE, reference="123", seen_alone=True)
    assert phone.sentence == "With an interpreter on the phone, ref 123. Seen alone."
    named = PresenceWords(interpreter=Interpreter.PROFESSIONAL, reference="Jo Sample", people=SAM)
    assert named.sentence == "With a professional interpreter: Jo Sample. Also here: Sam, carer."
    family = replace(FAMILY, seen_alone=False)
    assert family.sentence == "Interpreted by somebody they know: Ana Sample, sister. Not seen alone."


@pytest.mark.parametrize(
    ("changes", "may"),
    [
        ({"language": "en", "interpreter_needed": False}, False),
        ({"language": "en-GB", "interpreter_needed": False}, False),
        ({"language": "en", "interpreter_needed": True}, True),
        ({"language": "pl", "interpreter_needed": False}, True),
        ({"language": "en", "interpreter_needed": False, "needs": (Need(None, "BSL Interpreter"),)}, True),
        ({"language": "en", "interpreter_needed": False, "needs": (Need(None, "Uses British sign language"),)}, True),
        ({"language": "en", "interpreter_needed": False, "needs": (Need(None, "Large print"),)}, False),
    ],
)
def test_the_record_hints_that_an_interpreter_is_needed(changes: dict[str, object], *, may: bool) -> None:
    assert rules.may_need_interpreter(people.client(1, **changes)) is may


def test_a_child_is_never_offered_as_interpreter() -> None:
    grandchild, gone = known("Max", "grandson"), known("Old Friend", "friend", ended_on=TODAY)
    young = known("Kit", "son", note="Aged 11")
    assert rules.offered((LILY, ANA, ROSE, grandchild, young, gone), TODAY) == (ANA, ROSE)


def test_whoever_interprets_is_of_age_by_the_record_or_by_a_tick() -> None:
    rules.check(FAMILY, (ANA,), TODAY)
    rules.check(replace(FAMILY, reference="Rose Sample, mother", is_adult=False), (ROSE,), TODAY)
    rules.check(replace(FAMILY, reference="Bo Other, uncle, 50", is_adult=False), (ANA,), TODAY)
    with pytest.raises(ValueError, match="18 or older"):
        rules.check(replace(FAMILY, is_adult=False), (ANA,), TODAY)
    with pytest.raises(ValueError, match="18 or older"):
        rules.check(replace(FAMILY, reference="Bo Other", is_adult=False), (ANA,), TODAY)


@pytest.mark.parametrize(
    "reference", ["Lily Sample", "lily  sample", "Lily Sample, an aunt", "Bo, daughter, 9", "Max, grandson"]
)
def test_a_child_does_not_interpret_whatever_is_ticked(reference: str) -> None:
    with pytest.raises(ValueError, match="A child must not interpret"):
        rules.check(replace(FAMILY, reference=reference), (LILY, ANA), TODAY)


def test_two_of_one_name_are_told_apart_by_who_they_are() -> None:
    rules.check(replace(FAMILY, reference="Lily Sample, aunt"), (LILY, known("Lily Sample", "aunt")), TODAY)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (PresenceWords(), "Say whether somebody interprets"),
        (replace(FAMILY, reference=""), "Write who interprets"),
        (replace(FAMILY, reference="x" * 151), "too long"),
        (replace(FAMILY, seen_alone=True), "Choose No"),
        (replace(rules.ONLY_US, people=(Present("Sam"),)), "Choose No"),
        (PresenceWords(interpreter=Interpreter.NOBODY, people=(Present(""),)), "Write a name"),
        (PresenceWords(interpreter=Interpreter.NOBODY, people=(Present("Sam", "x" * 71),)), "70 characters"),
        (PresenceWords(interpreter=Interpreter.NOBODY, people=(Present("Sam"),) * 11), "room for 10"),
    ],
)
def test_what_cannot_be_is_refused(words: PresenceWords, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        rules.check(words, (ANA,), TODAY)


def test_an_animal_and_a_professional_are_not_offered_as_interpreter() -> None:
    circle = (
        known("Mittens", "Cat"),
        known("Rex", "guide dog"),
        known("Ms Practice", "Social worker"),
        known("Ira Sample", "dog walker"),
        known("Kim Sample", "interpreter"),
        ANA,
    )
    assert [each.name for each in rules.offered(circle, TODAY)] == ["Ira Sample", "Kim Sample", "Ana Sample"]


@pytest.mark.parametrize(
    ("reference", "fault"),
    [
        ("Sam Sample, support worker", ""),
        ("", "Write who interprets."),
        ("Lily Sample", "A child must not interpret"),
        ("Bo, daughter, 9", "A child must not interpret"),
    ],
)
def test_who_is_paid_and_interprets_has_a_name_and_is_no_child(reference: str, fault: str) -> None:
    paid = PresenceWords(interpreter=Interpreter.PAID, reference=reference)
    found = rules.family_fault(paid, (LILY, ANA), TODAY)
    assert found.startswith(fault)
    assert bool(found) is bool(fault)
    with pytest.raises(ValueError, match="Choose No"):
        rules.check(replace(paid, reference="Sam Sample", seen_alone=True), (ANA,), TODAY)


@pytest.mark.parametrize(
    ("role", "kind"),
    [
        ("Support worker, Hill Road Homes", Interpreter.PAID),
        ("care worker", Interpreter.PAID),
        ("Personal assistant", Interpreter.PAID),
        ("unpaid carer", Interpreter.FAMILY),
        ("sister", Interpreter.FAMILY),
        ("BSL interpreter", Interpreter.PROFESSIONAL),
    ],
)
def test_who_is_paid_to_support_is_no_family(role: str, kind: Interpreter) -> None:
    somebody = known("Sam Sample", role)
    assert rules.kind_of(somebody) is kind
    assert rules.offered((somebody,), TODAY) == (somebody,)


def test_a_childs_age_after_the_name_is_said_to_be_why() -> None:
    son = PresenceWords(interpreter=Interpreter.FAMILY, reference="Son Bilal, 12", is_adult=True)
    assert "“12”" in rules.family_fault(son, (), TODAY)
