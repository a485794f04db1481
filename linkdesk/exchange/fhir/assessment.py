"""An assessment in FHIR: QuestionnaireResponse with every answer, and an Observation for each score."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING
from typing import Any

from linkdesk.assessments.rules import Kind
from linkdesk.exchange import codes
from linkdesk.exchange.fhir import measures
from linkdesk.exchange.fhir import names

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from linkdesk.assessments.rules import AnswerRecord
    from linkdesk.assessments.rules import AssessmentRecord
    from linkdesk.assessments.rules import ScoreRecord
    from linkdesk.exchange.fhir.names import Resource
    from linkdesk.exchange.rules import Outline
    from linkdesk.exchange.rules import Sender

SKIPPED = "asked-declined"
UNKNOWN = "asked-unknown"


def outline(questionnaire: Mapping[str, Any]) -> Outline:
    """Return which groups stand around each question of a Questionnaire: a response must have the same shape."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}

    def walk(items: list[Resource], around: tuple[tuple[str, str], ...]) -> None:
        for item in items:
            group = item["type"] == "group"
            if not group:
                found[item["linkId"]] = around
            walk(item.get("item", []), (*around, (item["linkId"], item.get("text", ""))) if group else around)

    walk(questionnaire.get("item", []), ())
    return found


def response(assessment: AssessmentRecord, sender: Sender, groups: Outline) -> Resource:
    """Return the whole conversation; skipped and not known are said, not left out."""
    body = {
        "extension": measures.how(assessment),
        "questionnaire": _canonical(assessment.form_url, assessment.form_version),
        "language": assessment.language,
        "status": "completed" if assessment.completed_at else "in-progress",
        "subject": names.refer("Patient", assessment.client_id),
        "authored": _given(assessment),
        "author": measures.author(assessment, sender),
        "source": names.refer("Patient", assessment.client_id),
        "item": _items(assessment.answers, groups),
    }
    return names.resource("QuestionnaireResponse", assessment.id, practice=sender.practice, body=body)


def observations(assessment: AssessmentRecord, sender: Sender) -> list[Resource]:
    """Return one Observation for each score, derived from the response; only of a finished conversation."""
    if assessment.completed_at is None:
        return []
    return [_observation(assessment, score, sender) for score in assessment.scores]


def _canonical(url: str, version: str) -> str:
    """Return the address of a form with its version; others write versions with spaces, which no address may have."""
    return "%20".join(f"{url}|{version}".split())


def moment(at: datetime) -> str:
    """Return a time as FHIR writes it: to the second, in UTC."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _given(assessment: AssessmentRecord) -> str:
    """Return when the answers were given: of a paper form the day on it, as nobody knows the hour."""
    if assessment.paper_on is not None:
        return assessment.paper_on.isoformat()
    return moment(assessment.completed_at or assessment.started_at)


def _items(answers: tuple[AnswerRecord, ...], groups: Outline) -> list[Resource]:
    top: list[Resource] = []
    for answer in answers:
        if answer.kind is Kind.DISPLAY:
            continue
        level = top
        for link_id, words in groups.get(answer.link_id, ()):
            if not level or level[-1]["linkId"] != link_id:
                level.append({"linkId": link_id, "text": words, "item": []})
            level = level[-1]["item"]
        level.append(_item(answer))
    return top


def _item(answer: AnswerRecord) -> Resource:
    item: Resource = {"linkId": answer.link_id, "text": answer.question_shown}
    if answer.skipped or answer.unknown:
        reason = SKIPPED if answer.skipped else UNKNOWN
        item["extension"] = [{"url": f"{names.HL7_EXTENSION}data-absent-reason", "valueCode": reason}]
    elif answer.answered:
        item["answer"] = _answers(answer)
    return item


_VALUE_NAMES = {
    Kind.SCALE: "valueInteger",
    Kind.WHOLE: "valueInteger",
    Kind.DECIMAL: "valueDecimal",
    Kind.BOOLEAN: "valueBoolean",
    Kind.DATE: "valueDate",
}


def _answers(answer: AnswerRecord) -> list[Resource]:
    if answer.kind in (Kind.CHOICE, Kind.MULTI):
        return [
            {"valueCoding": codes.coding(option.system, option.code, option.text)}
            if option.code
            else {"valueString": option.text}
            for option in answer.chosen
        ]
    return [{_VALUE_NAMES.get(answer.kind, "valueString"): answer.value}]


def _observation(assessment: AssessmentRecord, score: ScoreRecord, sender: Sender) -> Resource:
    body = {
        "status": "final",
        "category": [measures.survey()],
        "code": {"text": score.name},
        "subject": names.refer("Patient", assessment.client_id),
        "effectiveDateTime": _given(assessment),
        "performer": [names.refer("Patient", assessment.client_id)],
        **measures.number(score.value),
        "referenceRange": [
            {
                "low": {"value": score.low},
                "high": {"value": score.high},
                "text": f"{score.lower_words or score.low} to {score.upper_words or score.high}",
            }
        ],
        "derivedFrom": [names.refer("QuestionnaireResponse", assessment.id)],
    }
    identity = names.derived_id(assessment.id, "score", score.name)
    return names.resource("Observation", identity, practice=sender.practice, body=body)
