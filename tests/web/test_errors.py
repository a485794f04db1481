"""Every refusal is a page with one plain sentence; what was typed comes back."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest
from werkzeug.exceptions import HTTPException

from linkdesk.web.errors import SENTENCES
from linkdesk.web.errors import TITLES
from tests.pages import parse
from tests.web.demo import make_demo

if TYPE_CHECKING:
    from flask.testing import FlaskClient

TYPED = {
    "what_matters": "I love <b>growing</b> things.\nAnd birds.",
    "csrf_token": "t",
    "version": "3",
    "passphrase": "s3",
}


def _refusing(code: int) -> FlaskClient:
    """Return a client of an application whose one page ends in that status."""

    class Refusal(HTTPException):
        """What the web server raises."""

    Refusal.code = code
    app = make_demo()

    def refuse() -> str:
        raise Refusal

    app.add_url_rule("/refuse", view_func=refuse)
    return app.test_client()


@pytest.mark.parametrize("status", SENTENCES)
def test_each_status_has_a_page_with_a_sentence(status: HTTPStatus) -> None:
    answer = _refusing(status).get("/refuse")
    assert answer.status_code == status
    page = parse(answer.text)
    assert page.findtext(".//h1") == TITLES[status]
    assert SENTENCES[status] in "".join(page.itertext())


@pytest.mark.parametrize(("code", "shown"), [(418, 400), (503, 500), (501, 500), (415, 400)])
def test_status_without_a_page_borrows_one(code: int, shown: int) -> None:
    assert _refusing(code).get("/refuse").status_code == shown


def test_our_own_refusal_speaks_its_sentence(client: FlaskClient) -> None:
    answer = client.get("/fails/missing")
    assert answer.status_code == 404
    assert "That record is not here." in answer.text


def test_script_gets_the_sentence_as_json(open_client: FlaskClient) -> None:
    answer = open_client.post("/fails/full", json={})
    assert answer.status_code == 507
    assert answer.json is not None
    assert answer.json["error"].startswith("The disk is full")


def test_typed_words_come_back_when_the_disk_is_full(open_client: FlaskClient) -> None:
    answer = open_client.post("/fails/full", data=TYPED)
    assert answer.status_code == 507
    page = parse(answer.text)
    form = page.find(".//form")
    assert form is not None
    assert form.get("action") == "/fails/full"
    boxes = {box.get("name"): (box.text or "").removeprefix("\n") for box in form.iter("textarea")}
    assert boxes == {"what_matters": TYPED["what_matters"]}
    assert {box.get("name"): box.get("value") for box in form.iter("input")}["version"] == "3"
    assert form.find(".//button") is not None


def test_words_can_be_sent_again_when_other_work_is_done(open_client: FlaskClient) -> None:
    answer = open_client.post("/fails/busy", data=TYPED)
    assert answer.status_code == 503
    page = parse(answer.text)
    assert page.findtext(".//h1") == "Busy just now"
    assert "window" not in "".join(page.itertext()), "no other window need be open"
    assert "I love" in answer.text
    assert "Try again</button>" in answer.text
    assert "Open the page as it is now" not in answer.text


def test_secrets_and_tokens_never_come_back(open_client: FlaskClient) -> None:
    page = open_client.post("/fails/full", data=TYPED).text
    assert "s3" not in page
    assert 'value="t"' not in page


def test_stale_words_come_back_with_a_way_to_compare_but_not_to_overwrite(open_client: FlaskClient) -> None:
    answer = open_client.post("/fails/stale", data=TYPED)
    assert answer.status_code == 409
    assert "I love &lt;b&gt;growing&lt;/b&gt; things." in answer.text
    assert "Open the page as it is now" in answer.text
    assert "Try again</button>" not in answer.text


def test_missing_token_keeps_the_words_and_can_be_sent_again(client: FlaskClient) -> None:
    answer = client.post("/form", data={"given_name": "Ann"})
    assert answer.status_code == 400
    assert 'value="Ann"' in answer.text
    assert "Try again</button>" in answer.text


def test_fault_shows_no_trace_and_logs_no_words(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    app = make_demo(WTF_CSRF_ENABLED=False)

    def fault() -> str:
        raise ValueError("Samira Testperson")

    app.add_url_rule("/fault", view_func=fault, methods=["POST"])
    with caplog.at_level(logging.ERROR):
        answer = app.test_client().post("/fault", data={"note": "Samira"})
    assert answer.status_code == 500
    assert "Traceback" not in answer.text
    assert "ValueError" in caplog.text
    assert "Samira" not in caplog.text
