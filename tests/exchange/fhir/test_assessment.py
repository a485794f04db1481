"""An assessment in FHIR."""

from __future__ import annotations

from datetime import date

from linkdesk.assessments.rules import Setting
from linkdesk.exchange.fhir import assessment
from tests.data import exchange_dossier as sample

CLIENT = sample.identity("client")
MATTERS_FORM = "urn:linkdesk:form:what-matters-to-you"


def test_the_response_has_the_shape_of_the_form() -> None:
    shape = sample.outlines(MATTERS_FORM, "1")
    made = assessment.response(sample.what_matters(CLIENT), sample.SENDER, shape)
    assert [item["linkId"] for item in made["item"]] == ["part-what-matters", "part-strengths", "part-hopes"]
    assert [item["linkId"] for item in made["item"][0]["item"]] == ["matters", "matters-words"]
    assert made["status"] == "in-progress"
    assert made["questionnaire"] == f"{MATTERS_FORM}|1"


def test_skipped_not_known_and_not_reached_are_three_things() -> None:
    made = assessment.response(sample.what_matters(CLIENT), sample.SENDER, {})
    by_link = {item["linkId"]: item for item in made["item"]}
    assert by_link["good-at"]["extension"][0]["valueCode"] == "asked-declined"
    assert by_link["feel-good"]["extension"][0]["valueCode"] == "asked-unknown"
    assert by_link["hopes"].keys() == {"linkId", "text"}


def test_chosen_options_travel_with_their_codes() -> None:
    made = assessment.response(sample.what_matters(CLIENT), sample.SENDER, {})
    home, second = made["item"][0]["answer"]
    assert home == {"valueCoding": {"system": "urn:linkdesk:answers", "code": "home", "display": "My home"}}
    assert second["valueCoding"]["code"] == "family"


def test_each_sort_of_answer_has_its_own_type_and_displays_are_left_out() -> None:
    items = assessment.response(sample.own_form(CLIENT), sample.SENDER, {})["item"]
    assert [item["answer"][0] for item in items] == [
        {"valueBoolean": False},
        {"valueDate": "2020-01-31"},
        {"valueString": "Someone else"},
        {"valueDecimal": 2.5},
    ]


def test_nought_is_an_answer() -> None:
    items = assessment.response(sample.ons4(CLIENT), sample.SENDER, {})["item"]
    assert [item["answer"][0]["valueInteger"] for item in items] == [3, 0, 7, 10]


def test_each_score_is_an_observation_of_a_finished_talk() -> None:
    made = assessment.observations(sample.ons4(CLIENT), sample.SENDER)
    assert [(each["code"]["text"], each["valueInteger"]) for each in made] == [
        ("satisfied", 3),
        ("worthwhile", 0),
        ("happy", 7),
        ("anxious", 10),
    ]
    assert made[0]["effectiveDateTime"] == "2026-10-01T09:35:15Z"
    assert made[0]["derivedFrom"][0]["reference"].startswith("QuestionnaireResponse/")
    assert assessment.observations(sample.ons4(CLIENT, completed_at=None), sample.SENDER) == []


def test_a_paper_form_is_of_the_day_on_it_and_not_of_the_day_it_was_typed_in() -> None:
    paper = sample.ons4(CLIENT, paper_on=date(2026, 9, 1), setting=Setting.PAPER)
    assert assessment.response(paper, sample.SENDER, {})["authored"] == "2026-09-01"
    assert {each["effectiveDateTime"] for each in assessment.observations(paper, sample.SENDER)} == {"2026-09-01"}


def test_a_score_with_a_fraction_keeps_it() -> None:
    made = assessment.observations(sample.own_form(CLIENT), sample.SENDER)
    assert made[0]["valueQuantity"] == {"value": 2.5}


def test_the_outline_names_groups_only() -> None:
    items = [
        {
            "linkId": "a",
            "type": "group",
            "text": "A",
            "item": [
                {"linkId": "b", "type": "string", "item": [{"linkId": "b-help", "type": "display"}]},
                {"linkId": "c", "type": "group", "item": [{"linkId": "d", "type": "string"}]},
            ],
        }
    ]
    around = assessment.outline({"item": items})
    assert around == {"b": (("a", "A"),), "b-help": (("a", "A"),), "d": (("a", "A"), ("c", ""))}
