"""The worker reads what the client wrote, before anything else, and says so."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from linkdesk.assessments import queries
from linkdesk.assessments.library import MY_LIFE
from linkdesk.assessments.library import ONS4
from linkdesk.assessments.presence.rules import ONLY_US
from linkdesk.assessments.presence.rules import Interpreter
from linkdesk.assessments.presence.rules import PresenceWords
from linkdesk.assessments.presence.rules import Present
from linkdesk.assessments.rules import GiveAnswer
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import finish_assessment
from linkdesk.assessments.service import give_answer
from linkdesk.assessments.service import start_assessment
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from tests.assessments.sort import samples

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from linkdesk.vault.lock import Vault
    from tests.conftest import FakeClock

CODE = "2468"
NOT_YET = "Read before they go: not read yet"


def _url(talk: UUID, rest: str = "") -> str:
    return f"/assessments/{talk}{rest}"


def _take_back(site: FlaskClient, talk: UUID) -> str:
    back = site.post(_url(talk, "/leave"), data={"code": CODE})
    assert back.status_code == 303
    return back.location


def _version(text: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', text)
    assert found is not None
    return found[1]


def test_taking_the_screen_back_leads_to_what_was_written(site: FlaskClient, talking: UUID) -> None:
    site.post(_url(talking, "/turn"))
    site.post(_url(talking, "/question/1"), data={"go": "next", "answer": ["home"]})
    site.post(_url(talking, "/question/2"), data={"go": "stop", "answer": "I cannot <go> on."})
    assert _take_back(site, talking) == _url(talking, "/before-they-go")
    page = site.get(_url(talking, "/before-they-go"))
    assert "I cannot &lt;go&gt; on." in page.text
    assert page.text.index("Most worth talking about") < page.text.index("In their own words")
    assert "LinkDesk never scores risk" in page.text
    assert "does not mean that the person is safe" in page.text
    assert "They stopped for today." in page.text
    shown = site.get(_url(talking)).text
    assert NOT_YET in shown
    assert "The client stopped for today on" in shown
    said = site.post(_url(talking, "/before-they-go"), data={"version": _version(page.text)})
    assert said.location == _url(talking)
    shown = site.get(_url(talking)).text
    assert NOT_YET not in shown
    assert "Robin Tester" in shown
    again = site.get(_url(talking, "/before-they-go")).text
    assert "Read by Robin Tester on" in again
    assert "I have read this" not in again


def test_a_lock_in_between_leaves_it_to_be_read(site: FlaskClient, talking: UUID, vault: Vault) -> None:
    site.post(_url(talking, "/turn"))
    vault.lock()
    vault.unlock("gravel-orbit-thimble-lantern-mosaic")
    assert vault.client_mode is None
    assert NOT_YET in site.get(_url(talking)).text


def test_what_was_answered_and_then_put_away_is_seen_by_the_worker(site: FlaskClient, person: UUID) -> None:
    def finished(*given: GiveAnswer) -> UUID:
        start = StartAssessment(person, MY_LIFE, Setting.CLIENT, presence=ONLY_US)
        talk = start_assessment(session(), current_actor(), start)
        for each in given:
            give_answer(session(), current_actor(), replace(each, assessment_id=talk))
        finish_assessment(session(), current_actor(), talk)
        return talk

    none = UUID(int=0)
    talk = finished(
        GiveAnswer(none, "areas", ("safety",)),
        GiveAnswer(none, "safety-help", "Zvestrik <b>"),
        GiveAnswer(none, "safety-where", skipped=True),
        GiveAnswer(none, "areas", ("money",)),
    )
    other = finished(GiveAnswer(none, "areas", ("money",)), GiveAnswer(none, "money-help", "Kept words"))
    for path in ("", "/before-they-go"):
        page = site.get(_url(talk, path)).text
        assert "Answered, then put away" in page
        assert "Zvestrik &lt;b&gt;" in page
        assert "Where do you not feel safe?" not in page, "what was only skipped says nothing"
        assert "Answered, then put away" not in site.get(_url(other, path)).text
    assert "Zvestrik" not in {each.value_text for each in queries.assessment_record(session(), talk).answers}
    site.post("/beside", data={"beside": "on", "here": "/"})
    assert "Zvestrik" not in site.get(_url(talk)).text


def test_a_page_of_before_confirms_nothing_and_shows_what_came(
    site: FlaskClient, talking: UUID, clock: FakeClock
) -> None:
    site.post(_url(talking, "/turn"))
    _take_back(site, talking)
    old = _version(site.get(_url(talking, "/before-they-go")).text)
    clock.pass_time(60)
    site.post(_url(talking, "/turn"))
    site.post(_url(talking, "/question/1"), data={"go": "next", "answer": ["safe"]})
    _take_back(site, talking)
    refused = site.post(_url(talking, "/before-they-go"), data={"version": old})
    assert refused.status_code == 409
    assert "Read it once more" in refused.text
    assert "Being safe" in refused.text
    assert site.post(_url(talking, "/before-they-go"), data={"version": _version(refused.text)}).status_code == 303


def test_a_broken_page_is_refused(site: FlaskClient, talking: UUID) -> None:
    site.post(_url(talking, "/turn"))
    _take_back(site, talking)
    assert site.post(_url(talking, "/before-they-go"), data={"version": "x"}).status_code == 422
    session().rollback()
    reading = queries.assessment_record(session(), talking).reading
    assert reading is not None
    assert reading.is_due


def test_what_the_worker_wrote_down_needs_no_confirming(site: FlaskClient, person: UUID) -> None:
    talk = start_assessment(session(), current_actor(), StartAssessment(person, ONS4, Setting.WORKER))
    page = site.get(_url(talk, "/before-they-go"))
    assert page.status_code == 200
    assert "I have read this" not in page.text
    assert "Nothing was written in words." in page.text
    assert "Ask the person how they are." in page.text
    assert NOT_YET not in site.get(_url(talk)).text
    assert site.post(_url(talk, "/before-they-go"), data={"version": "1"}).status_code == 404
    assert site.post(_url(talk, "/stop")).status_code == 303, "a worker who writes stops without a trace"


def test_it_is_put_away_while_someone_is_beside(site: FlaskClient, talking: UUID) -> None:
    site.post(_url(talking, "/turn"))
    site.post(_url(talking, "/question/1"), data={"go": "next"})
    site.post(_url(talking, "/question/2"), data={"go": "next", "answer": "Zvestrik"})
    _take_back(site, talking)
    site.post("/beside", data={"beside": "on", "here": "/"})
    assert "Zvestrik" not in site.get(_url(talking, "/before-they-go")).text


@pytest.mark.parametrize(
    ("here", "covered"),
    [
        (PresenceWords(interpreter=Interpreter.FAMILY, reference="Sam Sample", is_adult=True), True),
        (PresenceWords(interpreter=Interpreter.NOBODY, seen_alone=False), True),
        (PresenceWords(interpreter=Interpreter.NOBODY, people=(Present("Sam Sample"),), seen_alone=False), True),
        (ONLY_US, False),
    ],
)
def test_with_others_on_record_the_screen_comes_back_covered_and_one_press_uncovers(
    site: FlaskClient,
    person: UUID,
    here: PresenceWords,
    covered: bool,  # noqa: FBT001 - a case
) -> None:
    start = StartAssessment(person, MY_LIFE, Setting.CLIENT, presence=here)
    talk = start_assessment(session(), current_actor(), start)
    site.post(_url(talk, "/turn"))
    site.post(_url(talk, "/question/3"), data={"go": "next", "answer": "Zvestrik"})
    site.post(_url(talk, "/question/4"), data={"go": "next", "answer": ["money"]})
    page = site.get(_take_back(site, talk)).text
    assert ("Zvestrik" not in page) is covered
    assert ("so “Someone is beside me” is on" in page) is covered
    assert "set aside" not in page, "either covered, or nothing was"
    assert "Does anybody take your money" not in site.get(_url(talk)).text
    if covered:
        off = re.search(r'name="here" value="([^"]+)">\s*<button type="submit" class="govuk-button"', page)
        assert off is not None
        shown = site.post("/beside", data={"beside": "off", "here": off[1]}, follow_redirects=True).text
        assert "set aside" in shown
        assert "Zvestrik" in shown


@pytest.mark.parametrize(("here", "covered"), [(PresenceWords(seen_alone=False), True), (ONLY_US, False)])
def test_after_a_full_lock_in_client_mode_the_page_comes_back_covered_where_others_are_here(
    site: FlaskClient,
    person: UUID,
    vault: Vault,
    here: PresenceWords,
    covered: bool,  # noqa: FBT001 - a case
) -> None:
    start = StartAssessment(person, MY_LIFE, Setting.CLIENT, presence=replace(here, interpreter=Interpreter.NOBODY))
    talk = start_assessment(session(), current_actor(), start)
    site.post(_url(talk, "/turn"))
    site.post(_url(talk, "/question/3"), data={"go": "next", "answer": "Zvestrik"})
    site.get(_url(talk, "/talk"), follow_redirects=True)
    session().rollback()
    vault.lock()
    answer = site.post("/unlock", data={"passphrase": "gravel-orbit-thimble-lantern-mosaic"}, follow_redirects=True)
    assert answer.request.path == _url(talk)
    assert ("so “Someone is beside me” is on" in answer.text) is covered
    assert ("Zvestrik" not in site.get(_url(talk, "/before-they-go")).text) is covered
    site.post("/beside", data={"beside": "off", "here": "/"})
    vault.lock()
    site.post("/unlock", data={"passphrase": "gravel-orbit-thimble-lantern-mosaic"})
    assert "so “Someone is beside me” is on" not in site.get(_url(talk)).text, "said once"


def test_it_offers_to_be_put_away_before_the_words_are_read_over_the_shoulder(site: FlaskClient, talking: UUID) -> None:
    page = site.get(f"/assessments/{talking}/before-they-go")
    assert "Someone is beside me: put this page away" in page.text
    away = site.post("/beside", data={"beside": "on", "here": f"/assessments/{talking}/before-they-go"})
    assert away.location == f"/assessments/{talking}/before-they-go"
    assert "Someone is beside me: put this page away" not in site.get(away.location).text


def test_what_nobody_read_stands_on_today_and_with_the_person(site: FlaskClient, talking: UUID) -> None:
    person = queries.talk(session(), talking).client_id
    link = f'href="{_url(talking, "/before-they-go")}"'
    site.post(_url(talking, "/turn"))
    _take_back(site, talking)
    assert link not in site.get("/").text, "nothing was said, so there is nothing to read"
    site.post(_url(talking, "/turn"))
    site.post(_url(talking, "/question/1"), data={"go": "next", "answer": ["home"]})
    _take_back(site, talking)
    for walked_past in ("/", f"/clients/{person}"):
        assert link in site.get(walked_past).text, walked_past
    site.post("/beside", data={"beside": "on", "here": "/"})
    for seen in ("/", f"/clients/{person}"):
        assert link not in site.get(seen).text, f"{seen}: somebody sees the screen, and that page is put away"
    site.post("/beside", data={"beside": "off", "here": "/"})
    page = site.get(_url(talking, "/before-they-go"))
    site.post(_url(talking, "/before-they-go"), data={"version": _version(page.text)})
    for read in ("/", f"/clients/{person}"):
        assert link not in site.get(read).text, read
    site.post(_url(talking, "/turn"))
    _take_back(site, talking)
    assert link in site.get("/").text, "they had the screen again"


def test_a_picture_sort_that_nobody_read_says_so(site: FlaskClient, person: UUID) -> None:
    sort = samples.start(session(), current_actor(), person)
    page = site.post(_url(sort, "/turn"), follow_redirects=True).request.path
    site.post(page, data={"go": "good"})
    _take_back(site, sort)
    assert "Nobody has read yet what they said at the screen." in site.get(_url(sort, "/sort")).text
