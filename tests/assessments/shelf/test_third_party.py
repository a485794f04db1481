"""Forms that others wrote, brought in and answered on their pages as a client does: what was typed is on record."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from linkdesk.assessments import answers
from linkdesk.assessments import queries
from linkdesk.assessments.presence.forms import ONLY_US
from linkdesk.assessments.rules import Kind
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.shelf import service
from linkdesk.assessments.shelf.queries import form_on_shelf
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from tests.exchange.fhir.test_third_party import DATA
from tests.exchange.fhir.test_third_party import FILES
from tests.exchange.fhir.test_third_party import PATTERNS
from tests.exchange.fhir.test_third_party import REFUSED
from tests.pages import check
from tests.pages import parse

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

    from linkdesk.assessments.questionnaire import Question
    from linkdesk.assessments.rules import AnswerValue

pytestmark = pytest.mark.skipif(
    DATA is None, reason="LINKDESK_TESTDATA names no folder, so the 40 forms of others are not read"
)
BY_TURNS = PATTERNS[-1]
"""Skips each third question; of the others each kind is answered."""


def _posted(question: Question, value: AnswerValue) -> dict[str, str | list[str]]:
    """Return what the page of a question sends."""
    if value is None:
        return {"go": "skip"} if question.asks else {"go": "next"}
    boxes = answers.boxes(question, value)
    if question.kind is Kind.DATE:
        return {
            "go": "next",
            **{f"answer-{part}": box for part, box in zip(("day", "month", "year"), boxes, strict=True)},
        }
    return {"go": "next", "answer": list(boxes)}


@pytest.mark.parametrize("path", [path for path in FILES if path.name not in REFUSED], ids=lambda path: path.name)
def test_it_is_brought_in_answered_page_by_page_and_kept(path: Path, site: FlaskClient, person: UUID) -> None:
    form_id = service.bring_in(session(), current_actor(), path.read_bytes())
    service.use(session(), current_actor(), form_id)
    form = form_on_shelf(session(), form_id)
    begun = site.post(
        f"/assessments/start/{person}", data={"form": form.url, "setting": Setting.WORKER, "here": ONLY_US}
    )
    talk = UUID(begun.location.split("/")[2])
    given: dict[str, AnswerValue] = {}
    page = site.get(begun.location, follow_redirects=True)
    while "/question/" in page.request.path:
        check(parse(page.text), page.request.path)
        question = form.at(int(page.request.path.rsplit("/", 1)[1]))
        assert question is not None
        assert question.link_id not in given, "each page comes once"
        value = BY_TURNS(question) if question.asks else None
        given[question.link_id] = value
        page = site.post(page.request.path, data=_posted(question, value), follow_redirects=True)
        assert page.status_code == 200, page.text
    assert page.request.path.endswith("/answers")
    assert site.post(page.request.path).status_code == 303
    session().rollback()
    record = queries.assessment_record(session(), talk)
    assert record.completed_at is not None
    asked = {question.link_id for question in form.questions if question.asks}
    assert {each.link_id: each.value for each in record.answers} == {
        link_id: value for link_id, value in given.items() if link_id in asked
    }
    assert any(value is not None for value in given.values())
