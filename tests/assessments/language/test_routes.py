"""A client reads in their language, changes it on the page, and what was answered in drafts is marked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from linkdesk.application import create_app
from linkdesk.assessments import library
from linkdesk.assessments import queries
from linkdesk.assessments.library import ONS4
from linkdesk.assessments.library import WHAT_MATTERS
from linkdesk.assessments.presence.rules import ONLY_US
from linkdesk.assessments.presence.rules import Interpreter
from linkdesk.assessments.presence.rules import PresenceWords
from linkdesk.assessments.rules import AskAlone
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import ask_alone
from linkdesk.assessments.service import finish_assessment
from linkdesk.assessments.service import start_assessment
from linkdesk.assessments.shelf import service as shelf
from linkdesk.assessments.sort.rules import StartSort
from linkdesk.assessments.sort.service import start_sort
from linkdesk.clients.models import Client
from linkdesk.languages.catalogue import drafts
from linkdesk.organisation.languages.rules import SwitchLanguage
from linkdesk.organisation.languages.service import switch_language
from linkdesk.record.session import unit_of_work
from linkdesk.vault.lock import Vault
from linkdesk.web.database import current_actor
from linkdesk.web.database import db
from linkdesk.web.database import session
from tests.assessments import forms
from tests.assessments.conftest import CODE
from tests.pages import parse

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from linkdesk.assessments.rules import AssessmentRecord
    from linkdesk.settings import Settings

URDU_LETTER = re.compile("[\u0600-\u06ff]")
PASSPHRASE = "gravel-orbit-thimble-lantern-mosaic"
ASKED = "What matters to you?"
ALONGSIDE = '<span class="ld-alongside" lang="en-GB" dir="ltr">'


@pytest.fixture
def urdu(person: UUID) -> UUID:
    """Urdu is on, and it is what the person reads."""
    switch_language(session(), current_actor(), SwitchLanguage("ur", 0, on=True))
    with unit_of_work(session(), current_actor(), "change_client") as work:
        work.session.get_one(Client, person).language = "ur"
    return person


def _url(talk: UUID, rest: str) -> str:
    return f"/assessments/{talk}{rest}"


def _turn(site: FlaskClient, talk: UUID) -> str:
    site.post(_url(talk, "/turn"))
    return site.get(_url(talk, "/talk")).location


def _record(talk: UUID) -> AssessmentRecord:
    session().rollback()
    return queries.assessment_record(session(), talk)


def test_the_screen_turns_in_the_clients_language(site: FlaskClient, urdu: UUID, talking: UUID) -> None:
    assert 'lang="en-GB" dir="ltr"' in site.get(_url(talking, "/question/1")).text.partition("<head>")[0]
    page = site.get(_turn(site, talking)).text
    assert '<html lang="ur" dir="rtl"' in page
    for words in (ASKED, "My home", "Have a break", "Skip this question", "Help now"):
        assert drafts("ur")[words] in page, words
        assert f">{words}<" not in page.replace(f"{ALONGSIDE}{words}<", ""), words
    assert "For the link worker: take the screen back" in page
    assert '<html lang="ur" dir="rtl"' in site.get("/clients").text, "a refusal too"
    assert drafts("ur")["You want someone to listen to you."] in site.get("/help-now").text


def test_words_about_danger_stand_beside_the_english(site: FlaskClient, urdu: UUID, talking: UUID) -> None:
    _turn(site, talking)
    page = site.get("/help-now").text
    assert 'class="ld-alongside" lang="en-GB" dir="ltr">You want someone to listen to you.<' in page
    for words in ("Go back", "Words on this page", "The NHS gives", r"We wrote this down on \d+ [A-Z][a-z]+ 20"):
        assert re.search(f'class="ld-alongside" lang="en-GB" dir="ltr">{words}', page), words


def test_help_and_what_is_kept_safe_never_stand_alone_in_a_draft(site: FlaskClient, urdu: UUID, talking: UUID) -> None:
    here = _turn(site, talking)
    safe = "What you said is kept safe."
    for path, words in ((here, ()), (_url(talking, "/break"), (safe,)), (_url(talking, "/stopped"), (safe,))):
        page = site.get(path).text
        for each in ("Help now", *words):
            assert f"{ALONGSIDE}{each}<" in page, (path, each)
    finish_assessment(session(), current_actor(), talking)
    assert f"{ALONGSIDE}Your answers are kept safe.<" in site.get(_url(talking, "/thanks")).text


def test_another_language_is_chosen_on_the_page(site: FlaskClient, urdu: UUID, talking: UUID) -> None:
    here = _turn(site, talking)
    page = site.get(here).text
    assert 'name="tag" value="ur"' in page
    assert "العربية" not in page, "Arabic is not on"
    answer = site.post(_url(talking, "/language"), data={"tag": "en-GB", "here": here})
    assert answer.location == here
    assert ASKED in site.get(here).text
    assert _record(talking).language == "en-GB"
    site.post(_url(talking, "/language"), data={"tag": "ar", "here": "//evil.example"})
    assert ASKED in site.get(here).text, "a language that is off means English"
    site.post(_url(talking, "/language"), data={"tag": "ur", "here": here})
    assert drafts("ur")[ASKED] in site.get(here).text
    assert _record(talking).language == "ur"


def test_an_answer_in_a_draft_marks_the_talk_and_keeps_the_words_that_were_shown(
    site: FlaskClient, urdu: UUID, talking: UUID
) -> None:
    here = _turn(site, talking)
    assert not _record(talking).unchecked_words
    site.post(here, data={"go": "next", "answer": "home"})
    found = _record(talking)
    assert found.unchecked_words
    assert (found.answers[0].question_shown, found.answers[0].question_said) == (ASKED, drafts("ur")[ASKED])


def test_in_english_nothing_is_marked(site: FlaskClient, person: UUID, talking: UUID) -> None:
    here = _turn(site, talking)
    assert "/language" not in site.get(here).text
    site.post(here, data={"go": "next", "answer": "home"})
    found = _record(talking)
    assert (found.unchecked_words, found.language, found.answers[0].question_said) == (False, "en-GB", "")


def test_a_validated_measure_is_asked_in_english(site: FlaskClient, urdu: UUID) -> None:
    talk = start_assessment(session(), current_actor(), StartAssessment(urdu, ONS4, Setting.CLIENT))
    _turn(site, talk)
    site.post(_url(talk, "/question/1"), data={"go": "next"})
    page = site.get(_url(talk, "/question/2")).text
    assert '<html lang="ur" dir="rtl"' in page
    assert '<span class="ld-english" lang="en-GB" dir="ltr">Overall, how satisfied are you with your life' in page


def _alone(page: str, where: str) -> list[str]:
    """Return the words below a part of a page that stand in Urdu without the English beside them."""
    found = []
    for part in (each for each in parse(page).iter() if where in (each.get("id"), each.get("class"))):
        for each in part.iter():
            own = " ".join(filter(None, (each.text, *(child.tail for child in each)))).strip()
            if URDU_LETTER.search(own) and not any("ld-alongside" in (one.get("class") or "") for one in each.iter()):
                found.append(own)
    return found


def test_on_a_page_of_a_measure_helper_lines_and_buttons_have_the_english_too(site: FlaskClient, urdu: UUID) -> None:
    talk = start_assessment(session(), current_actor(), StartAssessment(urdu, ONS4, Setting.CLIENT))
    _turn(site, talk)
    assert _alone(site.get(_url(talk, "/question/1")).text, "ask") == []
    site.post(_url(talk, "/question/1"), data={"go": "next"})
    refused = site.post(_url(talk, "/question/2"), data={"go": "next", "answer": "99"}).text
    assert drafts("ur")["There is one thing to change"] in refused
    assert _alone(refused, "ask") == []
    for number, given in ((2, {"go": "next", "answer": "7"}), (3, {"go": "skip"}), (4, {"go": "unknown"})):
        page = site.get(_url(talk, f"/question/{number}")).text
        assert drafts("ur")["Skip this question"] in page
        assert drafts("ur")["Have a break"] in page
        assert _alone(page, "ask") == []
        site.post(_url(talk, f"/question/{number}"), data=given)
    site.post(_url(talk, "/question/5"), data={"go": "next", "answer": "3"})
    page = site.get(_url(talk, "/answers")).text
    assert drafts("ur")["You skipped this question"] in page
    assert _alone(page, "ld-check__words") == []


def test_yes_and_no_to_danger_have_the_english_where_answers_are_checked(site: FlaskClient, urdu: UUID) -> None:
    code = {"url": forms.OURS + "talk-about", "valueCode": "yes"}
    data = forms.raw(forms.item("a", "boolean", extension=[code]), forms.item("b", "boolean"), url="urn:danger")
    shelf.use(session(), current_actor(), shelf.bring_in(session(), current_actor(), data))
    talk = start_assessment(session(), current_actor(), StartAssessment(urdu, "urn:danger", Setting.CLIENT))
    _turn(site, talk)
    assert _alone(site.get(_url(talk, "/question/1")).text, "ask") == []
    site.post(_url(talk, "/question/1"), data={"go": "next", "answer": "yes"})
    site.post(_url(talk, "/question/2"), data={"go": "next", "answer": "no"})
    assert _alone(site.get(_url(talk, "/answers")).text, "ld-check__words") == [drafts("ur")["No"]], "of the other one"


def test_a_card_about_danger_has_the_english_beside_it(site: FlaskClient, urdu: UUID) -> None:
    sort = start_sort(session(), current_actor(), StartSort(urdu, Setting.CLIENT, ONLY_US, ("friends", "home", "safe")))
    page = site.get(_turn(site, sort), follow_redirects=True)
    for _plain in range(2):
        assert drafts("ur")["Leave this card out"] in _alone(page.text, "ld-sort")
        page = site.post(page.request.path, data={"go": "good"}, follow_redirects=True)
    assert drafts("ur")["Feeling safe"] in page.text
    assert _alone(page.text, "ld-sort") == []


def test_a_refused_answer_is_told_in_the_language(site: FlaskClient, urdu: UUID, talking: UUID) -> None:
    _turn(site, talking)
    site.post(_url(talking, "/question/1"), data={"go": "next"})
    refused = site.post(_url(talking, "/question/2"), data={"go": "next", "answer": "x" * 200_000})
    assert refused.status_code == 422
    start = drafts("ur")["Use fewer words. There is room for %(count)s letters."].partition("%")[0]
    assert start in refused.text
    assert drafts("ur")["There is one thing to change"] in refused.text


def test_none_of_these_with_another_answer_is_refused_in_the_language(site: FlaskClient, urdu: UUID) -> None:
    form, question, none = next(
        (form, question, option)
        for form in library.forms()
        for question in form.questions
        for option in question.options
        if option.text == "None of these" and not question.gates and not question.tender
    )
    talk = start_assessment(session(), current_actor(), StartAssessment(urdu, form.url, Setting.CLIENT))
    _turn(site, talk)
    given = {"go": "next", "answer": [none.key, question.options[0].key]}
    refused = site.post(_url(talk, f"/question/{question.number}"), data=given)
    assert refused.status_code == 422
    said = drafts("ur")["Choose “%(answer)s” or the other answers. You cannot choose both."]
    assert (said % {"answer": f"<bdi>{drafts('ur')['None of these']}</bdi>"}) in refused.text
    assert "cannot choose both" not in refused.text


def test_the_worker_reads_english_again(site: FlaskClient, urdu: UUID, talking: UUID) -> None:
    _turn(site, talking)
    assert site.post(_url(talking, "/leave"), data={"code": CODE}).status_code == 303
    page = site.get(_url(talking, "/read")).text
    assert '<html lang="en-GB" dir="ltr"' in page
    refused = site.post(_url(talking, "/language"), data={"tag": "ur", "here": "/"})
    assert refused.status_code == 403, "only while a client has the screen"


def test_what_the_client_chose_stays_when_the_screen_is_turned_again(
    site: FlaskClient, urdu: UUID, talking: UUID
) -> None:
    here = _turn(site, talking)
    site.post(_url(talking, "/language"), data={"tag": "en-GB", "here": here})
    site.post(_url(talking, "/leave"), data={"code": CODE})
    assert ASKED in site.get(_turn(site, talking)).text
    assert _record(talking).language == "en-GB"


def test_until_the_client_chose_the_screen_follows_the_record(site: FlaskClient, urdu: UUID, talking: UUID) -> None:
    _turn(site, talking)
    site.post(_url(talking, "/leave"), data={"code": CODE})
    with unit_of_work(session(), current_actor(), "change_client") as work:
        work.session.get_one(Client, urdu).language = "en"
    assert ASKED in site.get(_turn(site, talking)).text


def test_the_language_chosen_outlives_lock_and_restart(
    site: FlaskClient, urdu: UUID, talking: UUID, vault: Vault, settings: Settings
) -> None:
    here = _turn(site, talking)
    site.post(_url(talking, "/language"), data={"tag": "en-GB", "here": here})
    assert '<html lang="en-GB"' in site.get(_url(talking, "/break")).text
    vault.lock()
    vault.unlock(PASSPHRASE)
    assert ASKED in site.get(_turn(site, talking)).text, "after a lock"
    vault.lock()
    again = Vault(settings, vault.clock)
    again.unlock(PASSPHRASE)
    restarted = create_app(settings, again)
    restarted.config["WTF_CSRF_ENABLED"] = False
    fresh = restarted.test_client()
    with restarted.app_context():
        assert ASKED in fresh.get(_turn(fresh, talking)).text, "after a restart"
        db.session.remove()
        db.engine.dispose()


def test_a_talk_that_takes_up_what_waited_goes_on_in_the_language_chosen_before(site: FlaskClient, urdu: UUID) -> None:
    sister = PresenceWords(interpreter=Interpreter.FAMILY, reference="Ana, sister, 40", is_adult=True)
    start = StartAssessment(urdu, WHAT_MATTERS, Setting.CLIENT, presence=sister)
    talk = start_assessment(session(), current_actor(), start)
    here = _turn(site, talk)
    site.post(_url(talk, "/language"), data={"tag": "en-GB", "here": here})
    finish_assessment(session(), current_actor(), talk)
    site.post(_url(talk, "/leave"), data={"code": CODE})
    follow = ask_alone(session(), current_actor(), AskAlone(talk, Setting.CLIENT, ONLY_US))
    assert '<html lang="en-GB"' in site.get(_turn(site, follow)).text
    site.post(_url(follow, "/language"), data={"tag": "ur", "here": here})
    site.post(_url(follow, "/leave"), data={"code": CODE})
    assert '<html lang="ur"' in site.get(_turn(site, follow)).text, "what they choose in it counts more"
