"""How a talk ran, what was not asked, and totals held elsewhere, in FHIR."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from typing import Any

import pytest

from linkdesk.assessments.measures.rules import MODE_WORDS
from linkdesk.assessments.measures.rules import HeldScoreRecord
from linkdesk.assessments.measures.rules import HowRecord
from linkdesk.assessments.measures.rules import Mode
from linkdesk.assessments.measures.rules import NotAskedReason
from linkdesk.assessments.measures.rules import NotAskedRecord
from linkdesk.assessments.rules import Setting
from linkdesk.clients.sharing.rules import Part
from linkdesk.clients.sharing.rules import Verdict
from linkdesk.exchange.audience import Audience
from linkdesk.exchange.audience import ForWhom
from linkdesk.exchange.audience import Leave
from linkdesk.exchange.audience import limited
from linkdesk.exchange.fhir import assessment
from linkdesk.exchange.fhir import bundle
from linkdesk.exchange.fhir import measures
from tests.data import exchange_dossier as sample

if TYPE_CHECKING:
    from tests.exchange.conftest import Validate

CLIENT = sample.identity("client")


def response(**changes: Any) -> dict[str, Any]:
    return assessment.response(sample.ons4(CLIENT, **changes), sample.SENDER, {})


def said(made: dict[str, Any]) -> dict[str, Any]:
    """Return the extensions of a response by the last word of their address."""
    return {
        each["url"].rpartition(":")[2].rpartition("-")[2]: next(v for k, v in each.items() if k.startswith("value"))
        for each in made["extension"]
    }


@pytest.mark.parametrize(
    ("mode", "code", "recorded_by"),
    [
        (Mode.CLIENT, "ELECTRONIC", "Patient"),
        (Mode.WORKER, "VERBAL", "Practitioner"),
        (Mode.PAPER, "WRITTEN", "Practitioner"),
        (Mode.PHONE, "VERBAL", "Practitioner"),
    ],
)
def test_each_mode_has_its_code_its_words_and_who_recorded(mode: Mode, code: str, recorded_by: str) -> None:
    made = response(how=HowRecord(mode=mode, pictures=True))
    concept = said(made)["completionMode"]
    assert (concept["coding"][0]["code"], concept["text"]) == (code, MODE_WORDS[mode])
    assert made["author"]["reference"].startswith(f"{recorded_by}/")
    assert made["source"]["reference"].startswith("Patient/")


def test_what_nobody_put_right_is_told_by_the_talk_itself() -> None:
    assert said(response(setting=Setting.PAPER))["completionMode"]["coding"][0]["code"] == "WRITTEN"
    assert said(response(setting=Setting.CLIENT))["shown"] is True


def test_the_worker_is_named_only_of_their_own_talk() -> None:
    theirs = {"setting": Setting.WORKER, "worker_id": sample.identity("another worker")}
    assert response(setting=Setting.WORKER)["author"]["display"] == "Lina Invented"
    assert "author" not in response(**theirs)


def test_help_is_said_where_there_was_some() -> None:
    helped = HowRecord(mode=Mode.PHONE, pictures=False, help_given="Ana read it")
    assert said(response(how=helped))["given"] == "Ana read it"
    assert said(response(how=helped))["shown"] is False
    assert "given" not in said(response(how=replace(helped, help_given="")))


@pytest.mark.parametrize("reason", list(NotAskedReason))
def test_a_measure_that_was_not_asked_has_a_reason_and_no_value(
    reason: NotAskedReason, schema_faults: Validate, fhirkit_faults: Validate
) -> None:
    record = NotAskedRecord(sample.identity("no"), "urn:x", "How you feel", reason, "Own words", date(2026, 10, 2))
    made = measures.not_asked(record, CLIENT, sample.SENDER)
    code = made["dataAbsentReason"]["coding"][0]["code"]
    assert code == ("asked-declined" if reason is NotAskedReason.NO else "not-asked")
    assert made["dataAbsentReason"]["text"] == record.reason_words
    assert (made["code"], made["note"]) == ({"text": "How you feel"}, [{"text": "Own words"}])
    assert not [name for name in made if name.startswith("value")]
    assert schema_faults(made) == []
    assert fhirkit_faults(made) == []


@pytest.mark.parametrize(
    ("value", "sent"),
    [(21, {"valueInteger": 21}), (21.5, {"valueQuantity": {"value": 21.5}}), (0, {"valueInteger": 0})],
)
def test_a_total_held_elsewhere_says_who_holds_it_and_both_ends(
    value: float, sent: dict[str, Any], schema_faults: Validate, fhirkit_faults: Validate
) -> None:
    record = HeldScoreRecord(sample.identity("held"), "A scale", value, 0, 35, date(2026, 9, 3), "The practice")
    made = measures.held(record, CLIENT, sample.SENDER)
    assert {name: part for name, part in made.items() if name.startswith("value")} == sent
    assert made["performer"] == [{"display": "The practice"}]
    assert made["referenceRange"][0] == {"low": {"value": 0}, "high": {"value": 35}, "text": "0 to 35"}
    assert made["method"] == {"text": measures.HELD_ELSEWHERE}
    assert schema_faults(made) == []
    assert fhirkit_faults(made) == []


@pytest.mark.parametrize(("kind", "absent"), [(ForWhom.OWN_SERVICE, 1), (ForWhom.PERSON, 1), (ForWhom.GP, 0)])
def test_others_get_them_without_the_words_of_workers_or_not_at_all(kind: ForWhom, absent: int) -> None:
    whole = sample.dossier()
    verdict = Verdict(allowed=True, sentence="Yes.", parts=tuple(Part))
    (only,) = bundle.bundles(
        limited(whole, Leave(Audience(kind), {whole.client.id: verdict})), sample.SENDER, sample.outlines
    )
    found = [each for each in bundle.resources(only) if "dataAbsentReason" in each]
    ours = kind is ForWhom.OWN_SERVICE
    assert len(found) == absent
    assert [each.get("note") is not None for each in found] == [ours] * absent
    assert ("help-given" in str(only)) is ours
    assert (measures.HELD_ELSEWHERE in str(only)) is bool(absent)
    assert "completionMode" in str(only)
