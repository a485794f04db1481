"""The pages of a talk, in the worker's and in the client's hands."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from sqlalchemy import func
from sqlalchemy import select

from linkdesk.assessments import queries
from linkdesk.assessments.library import LONELINESS
from linkdesk.assessments.library import ONS4
from linkdesk.assessments.library import WHAT_MATTERS
from linkdesk.assessments.rules import GiveAnswer
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import finish_assessment
from linkdesk.assessments.service import give_answer
from linkdesk.assessments.service import start_assessment
from linkdesk.assessments.service import turn_page
from linkdesk.clients.keepsafe.rules import SetKeepSafe
from linkdesk.clients.keepsafe.service import set_keep_safe
from linkdesk.clients.service import add_client
from linkdesk.record.audit import AuditEntry
from linkdesk.record.audit import ReadEntry
from linkdesk.vault.lock import State
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from tests.data import people

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from linkdesk.assessments.flow import Talk
    from linkdesk.vault.lock import Vault
    from tests.conftest import FakeClock

CODE = "2468"
ALONE = {"form": WHAT_MATTERS, "here": "only-us"}
PASSPHRASE = "gravel-orbit-thimble-lantern-mosaic"


def _url(talk: UUID, rest: str = "") -> str:
    return f"/assessments/{talk}{rest}"


def _talk(talk: UUID) -> Talk:
    session().rollback()
    return queries.talk(session(), talk)


def _press(site: FlaskClient, talk: UUID, number: int, go: str = "next", answer: str | list[str] = "") -> str:
    """Press a button under a question and return where it leads."""
    filled = {"answer": answer} if answer else {}
    response = site.post(_url(talk, f"/question/{number}"), data={"go": go, **filled})
    assert response.status_code == 303
    return response.location


def _turn(site: FlaskClient, talk: UUID) -> None:
    assert site.post(_url(talk, "/turn")).location == _url(talk, "/talk")


def test_starting_offers_each_form_and_asks_for_both_choices(site: FlaskClient, person: UUID) -> None:
    page = site.get(f"/assessments/start/{person}")
    assert page.status_code == 200
    assert "What matters to you" in page.text
    assert "How you feel about your life" in page.text
    refused = site.post(f"/assessments/start/{person}", data={"form": ONS4})
    assert refused.status_code == 422
    assert "Choose who answers on the screen." in refused.text
    assert "<title>Error: " in refused.text


def test_a_worker_writes_the_answers_down(site: FlaskClient, person: UUID, vault: Vault) -> None:
    started = site.post(f"/assessments/start/{person}", data={**ALONE, "setting": "worker"})
    assert started.status_code == 303
    assert vault.client_mode is None
    page = site.get(started.location, follow_redirects=True)
    assert "Question 1 of 12" in page.text
    assert "Maryam" in page.text
    unfinished = site.get(f"/assessments/start/{person}")
    assert "Not finished yet" in unfinished.text


def test_turning_the_screen_needs_a_short_code_first(site: FlaskClient, person: UUID, vault: Vault) -> None:
    site.get("/clients/")
    vault.set_code(None)
    refused = site.post(f"/assessments/start/{person}", data={**ALONE, "setting": "client"})
    assert refused.status_code == 422
    assert "no short code" in refused.text
    assert queries.assessments_of(session(), person) == ()


def test_in_client_mode_only_this_talk_can_be_reached(
    site: FlaskClient, app: Flask, person: UUID, talking: UUID
) -> None:
    other = start_assessment(session(), current_actor(), StartAssessment(person, ONS4, Setting.WORKER))
    _turn(site, talking)
    second_tab = app.test_client()
    for browser in (site, second_tab):
        assert browser.get(_url(talking, "/question/1")).status_code == 200
        for closed in (
            "/",
            "/clients/",
            f"/clients/{person}",
            f"/assessments/start/{person}",
            _url(talking),
            _url(other),
            _url(other, "/talk"),
            _url(other, "/question/1"),
            _url(other, "/leave"),
        ):
            assert browser.get(closed).status_code == 403, closed
        assert browser.put(_url(other, "/question/2"), json={"answer": "3"}).status_code == 403
        assert browser.post(_url(other, "/turn")).status_code == 403
        assert browser.get("/help-now").status_code == 200


def test_client_mode_shows_no_name_and_no_way_out_but_the_code(site: FlaskClient, talking: UUID) -> None:
    _turn(site, talking)
    page = site.get(_url(talking, "/question/1")).text
    assert "O’Testly" not in page
    assert 'aria-label="Places"' not in page
    assert "take the screen back" in page
    assert "Skip this question" in page
    assert "I do not know" in page


def test_each_button_keeps_the_answer_and_leads_on(site: FlaskClient, talking: UUID) -> None:
    _turn(site, talking)
    assert _press(site, talking, 1, answer=["home", "pets"]) == _url(talking, "/question/2")
    assert _press(site, talking, 2, answer="My cat.\r\nMy <b>garden</b>.") == _url(talking, "/question/3")
    assert _press(site, talking, 3, "unknown", ["cooking"]) == _url(talking, "/question/4")
    assert _press(site, talking, 4, "skip", "half a thought") == _url(talking, "/question/5")
    assert _press(site, talking, 5, "back", "To see my sister.") == _url(talking, "/question/4")
    found = _talk(talking)
    assert found.values["matters"] == ("home", "pets")
    assert found.values["matters-words"] == "My cat.\nMy <b>garden</b>."
    assert found.values["hopes"] == "To see my sister."
    assert found.values["feel-good"] == "half a thought", "words are never dropped by a button"
    assert (set(found.unknown), set(found.skipped)) == ({"good-at"}, set())
    assert _press(site, talking, 4, "skip", "") == _url(talking, "/question/5")
    site.post(_url(talking, "/page/4"))
    assert "You skipped this question" in site.get(_url(talking, "/question/4")).text
    assert _talk(talking).values["feel-good"] is None


def test_words_too_long_to_keep_do_not_hold_up_who_skips(site: FlaskClient, talking: UUID) -> None:
    _press(site, talking, 1)
    site.put(_url(talking, "/question/2"), json={"answer": "My cat"})
    assert _press(site, talking, 2, "unknown", "x" * 4001) == _url(talking, "/question/3")
    assert _talk(talking).values["matters-words"] == "My cat"


def test_a_question_that_no_longer_fits_is_not_asked(site: FlaskClient, talking: UUID) -> None:
    assert _press(site, talking, 6, answer=["nothing"]) == _url(talking, "/question/8")
    assert _press(site, talking, 6, answer=["money"]) == _url(talking, "/question/7")


def test_a_wrong_answer_is_shown_again_with_what_to_do(site: FlaskClient, talking: UUID) -> None:
    _press(site, talking, 1)
    long = "x" * 4001
    refused = site.post(_url(talking, "/question/2"), data={"go": "next", "answer": long})
    assert refused.status_code == 422
    assert long in refused.text
    assert "4,000" in refused.text or "4000" in refused.text
    both = site.post(_url(talking, "/question/6"), data={"go": "next", "answer": ["nothing", "money"]})
    assert both.status_code == 422
    assert site.post(_url(talking, "/question/1"), data={"go": "next", "answer": "beer"}).status_code == 422
    assert site.post(_url(talking, "/question/1"), data={"go": "sideways"}).status_code == 422
    assert _talk(talking).values.get("worries") is None


def test_a_talk_stands_on_one_page_and_every_other_leads_there(site: FlaskClient, talking: UUID) -> None:
    _press(site, talking, 1, answer=["home"])
    for elsewhere in ("/talk", "/question/1", "/question/9", "/question/99", "/answers", "/thanks"):
        assert site.get(_url(talking, elsewhere), follow_redirects=True).request.path == _url(talking, "/question/2")


def test_typing_is_kept_without_a_button(site: FlaskClient, talking: UUID) -> None:
    _press(site, talking, 1, "skip")
    kept = site.put(_url(talking, "/question/2"), json={"answer": "My cat"})
    assert kept.status_code == 200
    assert kept.json is not None
    assert kept.json["saved_at"].startswith("2026-11-25T10:00")
    assert _talk(talking).values["matters-words"] == "My cat"
    assert _talk(talking).page == 2
    assert 'data-autosave="' + _url(talking, "/question/2") in site.get(_url(talking, "/question/2")).text


def test_cards_are_kept_as_they_are_ticked_and_unticked(site: FlaskClient, talking: UUID) -> None:
    assert site.put(_url(talking, "/question/1"), json={"answer": "home\npets"}).status_code == 200
    assert _talk(talking).values["matters"] == ("home", "pets")
    assert site.put(_url(talking, "/question/1"), json={}).status_code == 200
    assert _talk(talking).values["matters"] is None


def test_a_late_autosave_never_undoes_what_next_kept(site: FlaskClient, talking: UUID) -> None:
    _press(site, talking, 1, answer=["home", "pets"])
    late = site.put(_url(talking, "/question/1"), json={"answer": "home"})
    assert late.status_code == 409
    assert late.json is not None
    assert "kept" in late.json["error"]
    assert _talk(talking).values["matters"] == ("home", "pets")


@pytest.mark.parametrize("words", [[], "text", {"answer": 3}, {"answer": "beer"}, {"answer": "nothing\nx"}])
def test_an_autosave_that_makes_no_sense_is_refused_in_json(site: FlaskClient, talking: UUID, words: object) -> None:
    refused = site.put(_url(talking, "/question/1"), json=words)
    assert refused.status_code == 422
    assert refused.json is not None
    assert refused.json["error"]
    assert _talk(talking).values == {}


def test_an_autosave_without_the_token_of_the_page_is_refused(app: Flask, talking: UUID) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    assert app.test_client().put(_url(talking, "/question/1"), json={"answer": "home"}).status_code == 400
    assert _talk(talking).values == {}


def _answer_all(site: FlaskClient, talk: UUID) -> None:
    where = _url(talk, "/question/1")
    while "/question/" in where:
        where = _press(site, talk, int(where.rsplit("/", 1)[1]))
    assert where == _url(talk, "/answers")


def test_answers_are_checked_changed_and_finished(site: FlaskClient, talking: UUID, vault: Vault) -> None:
    _turn(site, talking)
    _answer_all(site, talking)
    check = site.get(_url(talking, "/answers"))
    assert check.text.count("No answer yet") == 10
    assert check.text.count("You skipped this question") == 0
    changed = site.post(_url(talking, "/page/6"))
    assert changed.location == _url(talking, "/question/6?then=check")
    assert "Keep this answer" in site.get(changed.location).text
    new = site.post(changed.location, data={"go": "next", "answer": ["money"]})
    assert new.location == _url(talking, "/question/7?then=check")
    done = site.post(new.location, data={"go": "next", "answer": "The rent."})
    assert done.location == _url(talking, "/answers")
    assert "Money and bills" in site.get(done.location).text
    assert site.post(_url(talking, "/answers")).location == _url(talking, "/thanks")
    assert "Thank you" in site.get(_url(talking, "/thanks")).text
    assert site.get(_url(talking, "/question/3")).location == _url(talking, "/thanks")
    assert vault.client_mode is not None


def test_the_code_gives_the_screen_back_and_a_wrong_one_does_not(
    site: FlaskClient, talking: UUID, vault: Vault
) -> None:
    _turn(site, talking)
    wrong = site.post(_url(talking, "/leave"), data={"code": "9753"})
    assert wrong.status_code == 422
    assert "4 more tries" in wrong.text
    assert "9753" not in wrong.text
    assert site.post(_url(talking, "/leave"), data={"code": ""}).status_code == 422
    assert site.get(_url(talking)).status_code == 403
    assert site.post(_url(talking, "/leave"), data={"code": CODE}).location == _url(talking, "/before-they-go")
    assert site.get(_url(talking)).status_code == 200
    assert site.get(_url(talking, "/leave")).location == _url(talking)


def _offered_again(site: FlaskClient, talk: UUID) -> str:
    """Unlock, find the offer on the page that comes, take it; return the page the client finds."""
    unlocked = site.post("/unlock", data={"passphrase": PASSPHRASE})
    assert unlocked.location == _url(talk)
    assert _url(talk, "/turn") in site.get(unlocked.location).text
    _turn(site, talk)
    back = site.get(_url(talk, "/talk"), follow_redirects=True)
    assert back.request.path == _url(talk, "/question/2")
    return back.text


def test_five_wrong_codes_lock_and_after_unlocking_the_talk_goes_on_where_it_was(
    site: FlaskClient, talking: UUID, vault: Vault
) -> None:
    _turn(site, talking)
    _press(site, talking, 1, answer=["home"])
    site.get(_url(talking, "/question/2"))
    site.put(_url(talking, "/question/2"), json={"answer": "My cat"})
    for _ in range(5):
        last = site.post(_url(talking, "/leave"), data={"code": "9753"})
    assert vault.state is State.LOCKED
    assert last.location == "/unlock"
    assert "LinkDesk is locked now. Your work is saved." in site.get("/unlock").text
    assert site.get(_url(talking, "/question/2")).location == "/unlock"
    assert "My cat" in _offered_again(site, talking)


def test_five_wrong_codes_under_the_curtain_lead_back_to_the_same_question(
    site: FlaskClient, talking: UUID, vault: Vault
) -> None:
    _turn(site, talking)
    _press(site, talking, 1, answer=["home"])
    site.get(_url(talking, "/question/2"))
    site.post("/cover")
    for _ in range(5):
        last = site.post("/curtain", data={"code": "9753"})
    assert vault.state is State.LOCKED
    assert last.location == "/unlock"
    _offered_again(site, talking)


def test_a_full_lock_by_time_leads_back_to_the_same_question(
    site: FlaskClient, talking: UUID, vault: Vault, clock: FakeClock
) -> None:
    _turn(site, talking)
    _press(site, talking, 1, answer=["home"])
    site.get(_url(talking, "/question/2"))
    clock.pass_time(vault.settings.locks.full_lock_after + 1)
    assert site.get(_url(talking, "/question/2")).location == "/unlock"
    _offered_again(site, talking)


def test_a_slow_reader_keeps_the_screen_for_twenty_minutes_and_then_finds_the_same_question(
    site: FlaskClient, talking: UUID, vault: Vault, clock: FakeClock
) -> None:
    _turn(site, talking)
    _press(site, talking, 1, answer=["home"])
    clock.pass_time(19 * 60 + 50)
    vault.tick()
    assert site.get(_url(talking, "/question/2")).status_code == 200
    clock.pass_time(20 * 60 + 1)
    vault.tick()
    assert vault.state is State.CURTAINED
    assert site.get(_url(talking, "/question/2")).location == "/curtain"
    lifted = site.post("/curtain", data={"code": CODE})
    assert lifted.location == _url(talking, "/talk")
    assert site.get(lifted.location).location == _url(talking, "/question/2")


def test_looking_changes_nothing_but_the_one_reading_that_is_owed(
    site: FlaskClient, talking: UUID, person: UUID
) -> None:
    def counted() -> tuple[int, int]:
        session().rollback()
        written = session().scalar(select(func.count()).select_from(AuditEntry)) or 0
        return written, session().scalar(select(func.count()).select_from(ReadEntry)) or 0

    before = counted()
    for path in ("/talk", "/question/1", "/question/3", "/answers", "/leave", "/thanks"):
        site.get(_url(talking, path))
    site.get(f"/assessments/start/{person}")
    read = counted()
    assert read == (before[0], before[1] + 1), "a page with the client's banner is a reading"
    site.get(_url(talking))
    assert counted() == (read[0], read[1] + 1)


def test_what_came_of_it_is_shown_in_the_clients_own_words(site: FlaskClient, person: UUID) -> None:
    ons = start_assessment(session(), current_actor(), StartAssessment(person, ONS4, Setting.WORKER))
    assert _press(site, ons, 1) == _url(ons, "/question/2")
    _press(site, ons, 2, answer="0")
    _press(site, ons, 3, "unknown")
    _press(site, ons, 4, "skip")
    _press(site, ons, 5, answer="9")
    assert site.post(_url(ons, "/answers")).location == _url(ons)
    page = site.get(_url(ons)).text
    assert "0 out of 10, low" in page
    assert "9 out of 10, high" in page
    assert "The client does not know" in page
    assert "Skipped" in page
    assert "Nothing to compare yet" not in page, "there was no talk before"
    assert "Office for National Statistics" in page
    assert site.post(_url(ons, "/turn")).status_code == 422


def test_typed_html_stays_words(site: FlaskClient, talking: UUID) -> None:
    _press(site, talking, 1)
    _press(site, talking, 2, answer="<script>alert(1)</script>")
    page = site.get(_url(talking)).text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_no_title_carries_a_name(site: FlaskClient, talking: UUID, person: UUID) -> None:
    for path in (_url(talking), _url(talking, "/question/1"), f"/assessments/start/{person}"):
        title = site.get(path).text.split("<title>")[1].split("</title>")[0]
        assert title.endswith("– LinkDesk")
        assert "Maryam" not in title
        assert "Testly" not in title


def test_what_is_not_there_is_not_found(site: FlaskClient, talking: UUID) -> None:
    nobody = uuid.uuid4()
    for path in (_url(nobody), _url(nobody, "/talk"), f"/assessments/start/{nobody}", "/assessments/not-an-id"):
        assert site.get(path).status_code == 404
    assert site.post(_url(talking, "/question/99"), data={"go": "next"}).status_code == 404
    assert site.post(_url(talking, "/page/99")).status_code == 404


def test_a_closed_page_leads_the_client_back_to_the_questions(site: FlaskClient, talking: UUID) -> None:
    _turn(site, talking)
    closed = site.get("/")
    assert closed.status_code == 403
    assert f'href="{_url(talking, "/talk")}"' in closed.text
    assert 'href="/"' not in closed.text


def test_starting_in_client_mode_turns_the_screen_at_once(site: FlaskClient, person: UUID, vault: Vault) -> None:
    site.get("/clients/")
    started = site.post(f"/assessments/start/{person}", data={**ALONE, "setting": "client"})
    assert started.status_code == 303
    assert vault.client_mode is not None
    assert started.location == _url(vault.client_mode.assessment_id, "/talk")


def test_words_are_as_large_as_the_client_needs_and_the_worker_gets_their_own_size_back(site: FlaskClient) -> None:
    reader = add_client(session(), current_actor(), people.new_client(1, needs=(people.LARGE_24,)))
    talk = start_assessment(session(), current_actor(), StartAssessment(reader, WHAT_MATTERS, Setting.CLIENT))
    site.post("/look", data={"size": "large", "theme": "", "here": "/"})
    _turn(site, talk)
    assert 'data-size="larger"' in site.get(_url(talk, "/question/1")).text
    site.post(_url(talk, "/leave"), data={"code": CODE})
    assert 'data-size="large"' in site.get(_url(talk)).text


def test_size_and_colours_of_client_and_worker_never_meet(site: FlaskClient, talking: UUID, vault: Vault) -> None:
    def look(size: str, theme: str) -> None:
        site.post("/look", data={"size": size, "theme": theme, "here": "/"})

    def html(page: str) -> str:
        return page[page.index("<html") : page.index("<head")]

    look("large", "cream")
    _turn(site, talking)
    assert "data-" not in html(site.get(_url(talking, "/question/1")).text), "the worker's look is not the client's"
    look("larger", "dark")
    assert 'data-theme="dark" data-size="larger"' in html(site.get(_url(talking, "/question/1")).text)
    site.post(_url(talking, "/leave"), data={"code": CODE})
    assert 'data-theme="cream" data-size="large"' in html(site.get(_url(talking)).text)
    _turn(site, talking)
    assert "data-" not in html(site.get(_url(talking, "/question/1")).text), "nor is an earlier client's"
    look("larger", "dark")
    vault.lock()
    site.post("/unlock", data={"passphrase": PASSPHRASE})
    assert 'data-theme="cream" data-size="large"' in html(site.get(_url(talking)).text)


def test_first_scores_stand_without_a_column_for_what_nobody_asked(site: FlaskClient, person: UUID) -> None:
    talk = start_assessment(session(), current_actor(), StartAssessment(person, ONS4, Setting.WORKER))
    _press(site, talk, 1)
    _press(site, talk, 2, answer="6")
    _press(site, talk, 3, go="unknown")
    page = site.get(_url(talk)).text
    assert "6 out of 10" in page
    assert ">Before<" not in page
    assert ">Change<" not in page
    assert page.count('<th scope="row"') == 2
    assert ">I do not know</td>" in page
    assert "Open Government Licence" in page


def test_the_curtain_key_has_its_form_in_client_mode(site: FlaskClient, talking: UUID, vault: Vault) -> None:
    _turn(site, talking)
    assert 'action="/cover" data-cover hidden' in site.get(_url(talking, "/question/1")).text
    assert site.post("/cover").status_code == 303
    assert vault.state is State.CURTAINED


def test_after_the_curtain_the_worker_finds_the_page_and_the_words_they_typed(site: FlaskClient, vault: Vault) -> None:
    site.get("/clients/new")
    kept = site.put("/drafts/client/new", json={"given_name": "Avery"})
    assert kept.status_code == 200
    site.post("/cover")
    lifted = site.post("/curtain", data={"code": CODE})
    assert lifted.location == "/clients/new"
    assert 'value="Avery"' in site.get(lifted.location).text
    vault.lock()
    assert site.post("/unlock", data={"passphrase": PASSPHRASE}).location == "/clients/new"


def test_a_talk_that_is_not_finished_does_not_say_that_there_is_no_total(site: FlaskClient, person: UUID) -> None:
    talk = start_assessment(session(), current_actor(), StartAssessment(person, ONS4, Setting.WORKER))
    give_answer(session(), current_actor(), GiveAnswer(talk, "satisfied", 4))
    page = site.get(f"/assessments/{talk}").text
    assert "Scores</h2>" in page
    assert "there is no total" not in page
    finish_assessment(session(), current_actor(), talk)
    assert "there is no total" in site.get(f"/assessments/{talk}").text


def test_a_total_stands_without_a_face_and_says_what_its_ends_mean(site: FlaskClient, person: UUID) -> None:
    talk = start_assessment(session(), current_actor(), StartAssessment(person, LONELINESS, Setting.WORKER))
    for link_id in ("companionship", "left-out", "isolated"):
        give_answer(session(), current_actor(), GiveAnswer(talk, link_id, "some"))
    finish_assessment(session(), current_actor(), talk)
    page = site.get(f"/assessments/{talk}").text
    assert "6 on a row from 3 to 9" in page
    assert "3 is least lonely, 9 is most lonely." in page
    assert "there is no total" not in page
    assert "vendor/pictures/colour/1F" not in page.split("Scores</h2>")[1].split("Answers</h2>")[0]


def test_without_every_answer_the_page_says_why_there_is_no_total(site: FlaskClient, person: UUID) -> None:
    talk = start_assessment(session(), current_actor(), StartAssessment(person, LONELINESS, Setting.WORKER))
    give_answer(session(), current_actor(), GiveAnswer(talk, "companionship", "some"))
    finish_assessment(session(), current_actor(), talk)
    page = site.get(f"/assessments/{talk}").text
    assert "No total: not every question has an answer" in page
    assert "these have no answer that counts: How often do you feel left out? How often do you feel isolated" in page


def test_a_worker_who_writes_is_not_told_that_someone_is_beside(site: FlaskClient, person: UUID) -> None:
    """The words of a page must not hide those of the window around it: the switch shows what it is."""
    set_keep_safe(session(), current_actor(), SetKeepSafe(person, 1, "See alone"))
    command = StartAssessment(person, WHAT_MATTERS, Setting.WORKER)
    talk = start_assessment(session(), current_actor(), command)
    pages = [site.get(f"/assessments/{talk}/talk", follow_redirects=True).text]
    turn_page(session(), current_actor(), talk, queries.talk(session(), talk).last_page)
    pages.append(site.get(f"/assessments/{talk}/answers").text)
    for page in pages:
        assert 'data-beside="off"' in page
        assert "See alone" in page
