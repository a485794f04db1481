"""The pages of paper forms: from Settings to the file, in the formats and languages that are there."""

from __future__ import annotations

import pytest

from linkdesk.assessments import library
from linkdesk.printing.blank.paper import PACK
from linkdesk.printing.pages import count_pages
from tests.furnished import House
from tests.printing.blank.test_paper import fields

pytestmark = pytest.mark.prints


def test_every_form_is_on_the_list_and_says_what_is_not_on_paper(house: House) -> None:
    worker = house.worker
    assert "/paper-forms" in [one.get("href") for one in worker.get("/settings").every("a")]
    page = worker.get("/paper-forms")
    for form in library.forms():
        assert form.title in page.words
    assert "not on the paper: ask when the person is alone" in page.words
    links = [one.get("href") or "" for one in page.every("a")]
    assert f"/paper-forms/show?form={PACK}" in links


def test_a_form_is_shown_and_saved_to_fill_in_on_a_screen(house: House) -> None:
    worker = house.worker
    path = f"/paper-forms/show?form={library.ONS4}&format=standard&size=14&language=&fillable=yes"
    page = worker.get(path)
    sources = [one.get("src") or "" for one in page.every("img") if "/page/" in (one.get("src") or "")]
    action = next(f.get("action") or "" for f in page.every("form") if "/save" in (f.get("action") or ""))
    saved = worker.client.post(action, data={"csrf_token": worker.token("/paper-forms")})
    assert count_pages(saved.data) == len(sources) > 0
    assert fields(saved.data)
    assert "Form 20" in saved.headers["Content-Disposition"]
    assert worker.client.get(sources[0]).mimetype == "image/png"
    usual = worker.get("/paper-forms/show")
    assert "Nothing of anybody’s record is on it." in usual.words


def test_what_is_not_there_is_refused(house: House) -> None:
    worker = house.worker
    worker.get("/paper-forms/show?form=urn:nobody", expect=404)
    worker.get("/paper-forms/show?form=plan&format=docx&size=16", expect=422)
    worker.get("/paper-forms/show?form=plan&format=standard&size=15", expect=422)
    assert worker.client.get("/paper-forms/page/99.png?form=plan").status_code == 404
