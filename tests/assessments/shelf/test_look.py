"""A form is looked at page by page, and its hard words are named, before anybody is asked."""

from __future__ import annotations

import pytest

from linkdesk.assessments.parse import parse
from linkdesk.assessments.shelf.look import MOST_FINDINGS
from linkdesk.assessments.shelf.look import hard_words
from linkdesk.assessments.shelf.look import page_of
from linkdesk.easyread.client_words import form_pages
from tests.assessments import forms
from tests.assessments.shelf import made


def test_every_page_is_shown_whatever_its_conditions() -> None:
    gated = forms.item("b", enableWhen=[forms.when("a", "=", answerBoolean=True)])
    form = parse(forms.raw(forms.item("a", "boolean"), gated, forms.item("c")))
    assert [page_of(form, number).here for number in (1, 2, 3)] == [1, 2, 3]
    assert page_of(form, 2).progress().words == "Question 2 of 3"
    assert page_of(form, 2).can_go_back
    assert not page_of(form, 1).can_go_back


@pytest.mark.parametrize(("language", "checked"), [("en-GB", True), ("EN", True), ("cy", False), ("ar", False)])
def test_only_english_is_checked_by_machine(language: str, *, checked: bool) -> None:
    body = made.raw({**made.garden(), "language": language})
    assert hard_words(parse(body), body).checked is checked


def test_hard_words_are_named_with_their_question() -> None:
    body = made.raw(made.garden(text="To what extent would you endorse horticultural involvement henceforth?"))
    found = hard_words(parse(body), body)
    assert any(finding.startswith("“To what extent would you endorse horticultural…”: ") for finding in found.findings)
    assert found.more == 0


def test_a_question_without_words_is_named_by_its_link_id() -> None:
    options = [{"valueString": "Utilise horticultural methodologies henceforth."}]
    long = "Horticulture" * 9
    body = forms.raw(
        {"linkId": "4.2", "type": "choice", "answerOption": options},
        forms.item("x", text=f"{long} to be utilised"),
    )
    pages = [page.name.strip() for page in form_pages("", body.decode())]
    assert pages == ["title", "(4.2)", f"“{long[:50]}…”"]


def test_the_rest_is_counted() -> None:
    hard = [forms.item(f"q{n}", text="Utilise horticultural methodologies, and so on, henceforth.") for n in range(60)]
    body = forms.raw(*hard)
    found = hard_words(parse(body), body)
    assert len(found.findings) == MOST_FINDINGS
    assert found.more >= 60 - MOST_FINDINGS
