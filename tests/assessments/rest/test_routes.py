"""A break and stopping for today: what was said is kept, and the talk goes on at the same question."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from flask import url_for

from linkdesk.assessments import queries
from linkdesk.assessments.library import ONS4
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import finish_assessment
from linkdesk.assessments.service import start_assessment
from linkdesk.organisation.languages.rules import SwitchLanguage
from linkdesk.organisation.languages.service import switch_language
from linkdesk.record.errors import DiskFull
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from tests.pages import check
from tests.pages import parse

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from linkdesk.assessments.flow import Talk
    from linkdesk.vault.lock import Vault


def _url(talk: UUID, rest: str = "") -> str:
    return f"/assessments/{talk}{rest}"


def _talk(talk: UUID) -> Talk:
    session().rollback()
    return queries.talk(session(), talk)


def _turn(site: FlaskClient, talk: UUID) -> None:
    assert site.post(_url(talk, "/turn")).location == _url(talk, "/talk")


@pytest.mark.parametrize(("go", "leads_to"), [("break", "/break"), ("stop", "/stopped")])
def test_the_answer_on_the_page_is_kept_and_the_talk_stays_there(
    site: FlaskClient, talking: UUID, go: str, leads_to: str
) -> None:
    _turn(site, talking)
    site.post(_url(talking, "/question/1"), data={"go": "next"})
    rested = site.post(_url(talking, "/question/2"), data={"go": go, "answer": "My cat"})
    assert rested.location == _url(talking, leads_to)
    page = site.get(rested.location)
    assert page.status_code == 200
    assert "What you said is kept safe." in page.text
    assert "<textarea" not in page.text
    assert "take the screen back" in page.text
    found = _talk(talking)
    assert (found.values["matters-words"], found.here, found.finished) == ("My cat", 2, False)
    assert site.get(_url(talking, "/talk")).location == _url(talking, "/question/2")
    assert "My cat" in site.get(_url(talking, "/question/2")).text


def test_pages_that_are_no_part_of_the_talk_have_the_same_head(
    site: FlaskClient, talking: UUID, person: UUID, vault: Vault
) -> None:
    switch_language(session(), current_actor(), SwitchLanguage("ur", 0, on=True))
    worker = site.get("/help-now").text
    assert "Have a break" not in worker
    _turn(site, talking)
    pause, stop, leave = (_url(talking, rest) for rest in ("/break", "/stop", "/leave"))
    wrong = site.get(f"/clients/{person}")
    refused = site.post(_url(talking, "/question/99"), data={"go": "next"})
    for page, here in (
        (site.get("/help-now"), "/help-now"),
        (wrong, f"/clients/{person}"),
        (refused, _url(talking, "/talk")),
    ):
        check(parse(page.text), here)
        for words in (f'href="{pause}"', f'action="{stop}"', f'href="{leave}"', 'value="ur"', f'value="{here}"'):
            assert words in page.text
    assert "Go back" in site.get("/help-now").text
    chosen = site.post(_url(talking, "/language"), data={"tag": "ur", "here": "/help-now"})
    assert chosen.location == "/help-now"
    assert '<html lang="ur" dir="rtl"' in site.get("/help-now").text
    vault.curtain()
    assert pause not in site.get("/help-now").text


def test_a_store_that_cannot_be_read_still_leaves_the_way_to_rest(
    site: FlaskClient, talking: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    _turn(site, talking)

    def broken(*_given: object) -> None:
        raise DiskFull

    monkeypatch.setattr("linkdesk.assessments.frame.languages_on", broken)
    page = site.get("/help-now")
    assert (page.status_code, _url(talking, "/break") in page.text) == (200, True)


@pytest.mark.parametrize("go", ["break", "stop"])
def test_a_question_left_for_a_rest_counts_as_neither_skipped_nor_answered(
    site: FlaskClient, talking: UUID, go: str
) -> None:
    _turn(site, talking)
    site.post(_url(talking, "/question/1"), data={"go": go})
    found = _talk(talking)
    assert (found.skipped, found.unknown, found.values) == (frozenset(), frozenset(), {"matters": None})


@pytest.mark.parametrize(("go", "leads_to"), [("break", "/break"), ("stop", "/stopped")])
def test_an_answer_that_does_not_fit_holds_nobody_up_and_what_was_kept_last_stays(
    site: FlaskClient, talking: UUID, go: str, leads_to: str
) -> None:
    _turn(site, talking)
    site.post(_url(talking, "/question/1"), data={"go": "next"})
    site.put(_url(talking, "/question/2"), json={"answer": "x" * 4000})
    rested = site.post(_url(talking, "/question/2"), data={"go": go, "answer": "x" * 4001})
    assert rested.location == _url(talking, leads_to)
    assert _talk(talking).values["matters-words"] == "x" * 4000
    refused = site.post(_url(talking, "/question/2"), data={"go": "next", "answer": "x" * 4001})
    assert refused.status_code == 422
    assert "There is room for 4,000 letters." in refused.text
    assert "x" * 4001 in refused.text


def test_a_page_of_words_only_can_be_left_for_a_rest(site: FlaskClient, person: UUID) -> None:
    talk = start_assessment(session(), current_actor(), StartAssessment(person, ONS4, Setting.CLIENT))
    _turn(site, talk)
    assert site.post(_url(talk, "/question/1"), data={"go": "stop"}).location == _url(talk, "/stopped")
    assert _talk(talk).here == 1


def test_the_checking_page_offers_both_and_back(site: FlaskClient, talking: UUID) -> None:
    _turn(site, talking)
    last = _talk(talking).last_asked
    site.post(_url(talking, f"/page/{last}"))
    site.post(_url(talking, f"/question/{last}"), data={"go": "next"})
    page = site.get(_url(talking, "/answers")).text
    assert _url(talking, "/break") in page
    assert _url(talking, "/stop") in page
    back = site.post(_url(talking, f"/page/{last}?then=back"))
    assert back.location == _url(talking, f"/question/{last}")
    assert site.post(_url(talking, "/stop")).location == _url(talking, "/stopped")


def test_after_a_break_while_changing_one_answer_the_change_leads_back_to_checking(
    site: FlaskClient, app: Flask, talking: UUID
) -> None:
    _turn(site, talking)
    site.post(_url(talking, "/page/3"))
    rested = site.post(_url(talking, "/question/3?then=check"), data={"go": "break"})
    assert rested.location == _url(talking, "/break?then=check")
    with app.test_request_context():
        back = url_for("assessments.question", assessment_id=talking, number=3, then="check")
    assert f'href="{back}"' in site.get(rested.location).text


@pytest.mark.parametrize("page", ["/break", "/stopped"])
def test_a_finished_talk_has_no_rest(site: FlaskClient, talking: UUID, page: str) -> None:
    _turn(site, talking)
    finish_assessment(session(), current_actor(), talking)
    assert site.get(_url(talking, page), follow_redirects=True).request.path == _url(talking, "/thanks")


@pytest.mark.parametrize("page", ["/break", "/stopped"])
def test_another_talk_has_no_rest_while_a_client_has_the_screen(
    site: FlaskClient, person: UUID, talking: UUID, page: str
) -> None:
    other = start_assessment(session(), current_actor(), StartAssessment(person, ONS4, Setting.WORKER))
    _turn(site, talking)
    assert site.get(_url(other, page)).status_code == 403
    assert site.post(_url(other, "/stop")).status_code == 403


def test_the_worker_who_writes_sees_the_banner_there(site: FlaskClient, talking: UUID, vault: Vault) -> None:
    assert vault.client_mode is None
    page = site.get(_url(talking, "/break")).text
    assert "Maryam" in page
    assert "For the link worker" not in page


@pytest.mark.parametrize("elsewhere", ["/caseload", "/no-such-page", "/settings"])
def test_a_page_that_is_closed_to_the_client_says_so_in_easy_words(
    site: FlaskClient, talking: UUID, elsewhere: str
) -> None:
    _turn(site, talking)
    page = site.get(elsewhere)
    assert page.status_code in {403, 404}
    assert "This page is not open now" in page.text
    assert "What you said before is kept safe." in page.text
    assert f'href="{_url(talking, "/talk")}"' in page.text
    assert "client has the screen" not in page.text
    assert "Today" not in page.text


def test_a_press_that_did_not_work_gives_the_words_back(
    site: FlaskClient, talking: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    _turn(site, talking)
    site.post(_url(talking, "/question/1"), data={"go": "next"})

    def full(*_what: object) -> None:
        raise DiskFull

    monkeypatch.setattr("linkdesk.assessments.service.give_answer", full)
    refused = site.post(_url(talking, "/question/2"), data={"go": "next", "answer": "My <b>cat</b>"})
    assert refused.status_code == 507
    assert "We could not keep your last answer." in refused.text
    assert '<input type="hidden" name="answer" value="My &lt;b&gt;cat&lt;/b&gt;">' in refused.text
    monkeypatch.undo()
    assert site.post(_url(talking, "/question/2"), data={"go": "next", "answer": "My cat"}).status_code == 303


def test_the_worker_reads_the_reason(site: FlaskClient, talking: UUID) -> None:
    page = site.get("/no-such-page")
    assert "This page is not open now" not in page.text
    assert "Go to Today" in page.text
