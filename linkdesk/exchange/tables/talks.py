"""What came of the talks: assessments, who was here, answers, scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.assessments.measures.rules import conducted
from linkdesk.exchange.tables.table import Table
from linkdesk.exchange.tables.table import columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linkdesk.assessments.rules import AssessmentRecord
    from linkdesk.exchange.rules import Dossier
    from linkdesk.exchange.tables.table import Row


def _assessments(dossier: Dossier) -> Iterator[Row]:
    for each in dossier.assessments:
        yield (
            each.id,
            each.client_id,
            each.form_url,
            each.form_version,
            each.title,
            each.language,
            each.unchecked_words,
            each.started_at,
            each.completed_at,
            each.setting,
            each.paper_on,
            each.entered_by or None,
            each.entered_at if each.paper_on else None,
            each.follows_id,
            each.reading.stopped_at if each.reading else None,
            each.reading.read_at if each.reading else None,
        )


def _presence(dossier: Dossier) -> Iterator[Row]:
    for each in dossier.assessments:
        here = each.presence
        if here is not None and not here.is_open:
            yield (each.id, here.interpreter, here.reference, here.is_adult, here.seen_alone)


def _present(dossier: Dossier) -> Iterator[Row]:
    for each in dossier.assessments:
        for place, one in enumerate(each.presence.people if each.presence else (), start=1):
            yield (each.id, place, one.name, one.role)


def _answers(dossier: Dossier) -> Iterator[Row]:
    for each in dossier.assessments:
        yield from _answers_of(each)


def _answers_of(assessment: AssessmentRecord) -> Iterator[Row]:
    for place, answer in enumerate(assessment.answers, start=1):
        yield (
            assessment.id,
            place,
            answer.link_id,
            answer.section,
            answer.question_shown,
            answer.value_text if answer.answered else None,
            answer.skipped,
            answer.unknown,
            answer.meaning or None,
            answer.meaning_by or None,
        )


def _scores(dossier: Dossier) -> Iterator[Row]:
    for each in dossier.assessments:
        for score in each.scores:
            yield (each.id, score.name, score.value, score.low, score.high, score.high_is_good)


def _how(dossier: Dossier) -> Iterator[Row]:
    for each in dossier.assessments:
        how = conducted(each)
        yield (each.id, how.mode, how.pictures, how.help_given)


def _not_asked(dossier: Dossier) -> Iterator[Row]:
    for each in dossier.not_asked:
        yield (
            each.id,
            dossier.client.id,
            each.form_url,
            each.title,
            each.reason,
            each.words,
            each.happened_on,
        )


def _held_scores(dossier: Dossier) -> Iterator[Row]:
    for each in dossier.held_scores:
        yield (
            each.id,
            dossier.client.id,
            each.name,
            each.value,
            each.low,
            each.high,
            each.taken_on,
            each.by_whom,
        )


def _no_totals(dossier: Dossier) -> Iterator[Row]:
    for each in dossier.assessments:
        for name, missing in each.no_totals.items():
            yield from ((each.id, name, place, question) for place, question in enumerate(missing, start=1))


def _sorts(dossier: Dossier) -> Iterator[Row]:
    for each in dossier.sorts:
        comes_first = each.first.key if each.first else None
        yield (each.id, each.day, each.on_paper, comes_first, each.words or None)


TABLES = (
    Table(
        "assessments",
        columns(
            id="string",
            client_id="string",
            form="string",
            form_version="string",
            title="string",
            language="string",
            unchecked_words="boolean",
            started_at="datetime",
            completed_at="datetime",
            held_by="string",
            paper_on="date",
            entered_by="string",
            entered_at="datetime",
            follows_id="string",
            stopped_at="datetime",
            read_at="datetime",
        ),
        ("id",),
        (("client_id", "clients"),),
        _assessments,
    ),
    Table(
        "presence",
        columns(
            assessment_id="string",
            interpreter="string",
            interpreter_reference="string",
            interpreter_is_adult="boolean",
            seen_alone="boolean",
        ),
        ("assessment_id",),
        (("assessment_id", "assessments"),),
        _presence,
    ),
    Table(
        "present",
        columns(assessment_id="string", place="integer", name="string", role="string"),
        ("assessment_id", "place"),
        (("assessment_id", "assessments"),),
        _present,
    ),
    Table(
        "answers",
        columns(
            assessment_id="string",
            place="integer",
            question_id="string",
            section="string",
            question="string",
            answer="string",
            skipped="boolean",
            not_known="boolean",
            meaning_in_english="string",
            meaning_said_by="string",
        ),
        ("assessment_id", "place"),
        (("assessment_id", "assessments"),),
        _answers,
    ),
    Table(
        "scores",
        columns(
            assessment_id="string",
            name="string",
            value="number",
            lowest="number",
            highest="number",
            high_is_good="boolean",
        ),
        ("assessment_id", "name"),
        (("assessment_id", "assessments"),),
        _scores,
    ),
    Table(
        "no_totals",
        columns(assessment_id="string", name="string", place="integer", question_without_answer="string"),
        ("assessment_id", "name", "place"),
        (("assessment_id", "assessments"),),
        _no_totals,
    ),
    Table(
        "sorts",
        columns(assessment_id="string", sorted_on="date", on_paper="boolean", comes_first="string", own_words="string"),
        ("assessment_id",),
        (("assessment_id", "assessments"),),
        _sorts,
    ),
    Table(
        "how",
        columns(assessment_id="string", mode="string", pictures_shown="boolean", help_given="string"),
        ("assessment_id",),
        (("assessment_id", "assessments"),),
        _how,
    ),
    Table(
        "not_asked",
        columns(
            id="string",
            client_id="string",
            form="string",
            title="string",
            reason="string",
            words="string",
            happened_on="date",
        ),
        ("id",),
        (("client_id", "clients"),),
        _not_asked,
    ),
    Table(
        "held_scores",
        columns(
            id="string",
            client_id="string",
            name="string",
            value="number",
            lowest="number",
            highest="number",
            taken_on="date",
            held_by="string",
        ),
        ("id",),
        (("client_id", "clients"),),
        _held_scores,
    ),
)
