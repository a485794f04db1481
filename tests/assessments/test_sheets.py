"""Two windows of one talk: nothing is overwritten unseen, and nobody answers once the screen is in other hands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from linkdesk.assessments import queries
from linkdesk.assessments.library import ONS4
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import start_assessment
from linkdesk.assessments.service import turn_page
from linkdesk.assessments.sheets import REMEMBERED
from linkdesk.assessments.sheets import Sheets
from linkdesk.assessments.sort.rules import Pile
from linkdesk.organisation.languages.rules import SwitchLanguage
from linkdesk.organisation.languages.service import switch_language
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from tests.assessments.conftest import CODE
from tests.assessments.sort import samples

if TYPE_CHECKING:
    from uuid import UUID

    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from linkdesk.assessments.flow import Talk

WORDS = "matters-words"


def _url(talk: UUID, rest: str = "") -> str:
    return f"/assessments/{talk}{rest}"


def _talk(talk: UUID) -> Talk:
    session().rollback()
    return queries.talk(session(), talk)


def _hidden(page: str) -> dict[str, str]:
    """Return what the form of a page carries along."""
    inside = page[page.index("<main") :]
    found = re.findall(r'<input type="hidden" name="(version|sheet|held)" value="([^"]*)">', inside)
    return dict(found)


def _open(site: FlaskClient, talk: UUID, rest: str = "/question/2") -> dict[str, str]:
    answer = site.get(_url(talk, rest))
    assert answer.status_code == 200
    return _hidden(answer.text)


def _send(site: FlaskClient, talk: UUID, window: dict[str, str], words: str, go: str = "next") -> TestResponse:
    return site.post(_url(talk, "/question/2"), data={**window, "go": go, "answer": words})


@pytest.fixture
def at_words(site: FlaskClient, talking: UUID) -> UUID:
    """A talk in the client's hands that stands at a question answered in words."""
    assert site.post(_url(talking, "/turn")).status_code == 303
    turn_page(session(), current_actor(), talking, 2)
    return talking


def test_an_older_page_never_overwrites_a_newer_answer(site: FlaskClient, at_words: UUID) -> None:
    older, newer = _open(site, at_words), _open(site, at_words)
    assert older["version"] == newer["version"] == "0"
    assert _send(site, at_words, newer, "My sister").status_code == 303
    refused = _send(site, at_words, older, "My old cat")
    assert refused.status_code == 409
    assert _talk(at_words).values[WORDS] == "My sister"
    assert "This answer was changed on another page. Choose the one to keep." in refused.text
    assert "The other answer:" in refused.text
    assert "<bdi>My sister</bdi>" in refused.text, "what the other window kept"
    assert "My old cat</textarea>" in refused.text, "nothing typed is lost"
    kept = _send(site, at_words, _hidden(refused.text), "My old cat")
    assert kept.status_code == 303, "who has seen both may keep theirs"
    assert _talk(at_words).values[WORDS] == "My old cat"


@pytest.mark.parametrize("go", ["skip", "unknown", "back", "break", "stop"])
def test_no_button_of_an_older_page_takes_an_answer_away(site: FlaskClient, at_words: UUID, go: str) -> None:
    older, newer = _open(site, at_words), _open(site, at_words)
    _send(site, at_words, newer, "My sister")
    assert _send(site, at_words, older, "", go).status_code == 409
    assert _talk(at_words).values[WORDS] == "My sister"


def test_the_same_answer_from_both_windows_is_no_quarrel(site: FlaskClient, at_words: UUID) -> None:
    older, newer = _open(site, at_words), _open(site, at_words)
    _send(site, at_words, newer, "My sister")
    assert _send(site, at_words, older, "My sister").status_code == 303


def test_a_page_is_not_made_old_by_its_own_autosave(site: FlaskClient, at_words: UUID) -> None:
    mine, other = _open(site, at_words), _open(site, at_words)
    at = _url(at_words, "/question/2")
    for words in ("M", "My c", "My cat"):
        assert site.put(at, json={**mine, "answer": words}).status_code == 200
    refused = site.put(at, json={**other, "answer": "A dog"})
    assert refused.status_code == 409
    assert _talk(at_words).values[WORDS] == "My cat"
    assert _send(site, at_words, mine, "My cat and I").status_code == 303
    assert _talk(at_words).values[WORDS] == "My cat and I"


def test_answers_that_changed_are_read_again_before_the_end(site: FlaskClient, at_words: UUID) -> None:
    turn_page(session(), current_actor(), at_words, _talk(at_words).last_page)
    window = _open(site, at_words, "/answers")
    _send(site, at_words, {}, "Something new")
    turn_page(session(), current_actor(), at_words, _talk(at_words).last_page)
    refused = site.post(_url(at_words, "/answers"), data=window)
    assert refused.status_code == 409
    assert "Your answers were changed on another page. Look at them again." in refused.text
    assert "Something new" in refused.text
    assert not _talk(at_words).finished
    assert site.post(_url(at_words, "/answers"), data=_hidden(refused.text)).location == _url(at_words, "/thanks")


def test_a_card_moved_in_another_window_is_shown_again(site: FlaskClient, person: UUID) -> None:
    sort = samples.start(session(), current_actor(), person)
    card = site.get(_url(sort, "/sort/here"), follow_redirects=True)
    assert site.post(card.request.path, data={**_hidden(card.text), "go": "good"}).status_code == 303
    refused = site.post(card.request.path, data={**_hidden(card.text), "go": "change"})
    assert refused.status_code == 409
    assert "This card was changed on another page. Look at it again." in refused.text
    assert list(_talk(sort).values.values()) == [Pile.GOOD]
    assert site.post(card.request.path, data={**_hidden(refused.text), "go": "change"}).status_code == 303
    assert Pile.CHANGE in _talk(sort).values.values()


def test_the_last_pages_of_a_sort_refuse_an_older_window_too(site: FlaskClient, person: UUID) -> None:
    sort = samples.start(session(), current_actor(), person)
    page = site.get(_url(sort, "/sort/here"), follow_redirects=True).request.path
    while page != _url(sort, "/sort/cards"):
        page = site.post(page, data={"go": "change"}, follow_redirects=True).request.path
    first = site.post(page, data={"go": "next"}, follow_redirects=True)
    keys = [name for name, value in _talk(sort).values.items() if value == Pile.CHANGE]
    at = _url(sort, "/sort/first")
    assert site.post(at, data={**_hidden(first.text), "first": keys[0]}).status_code == 303
    assert "Look at it again." in site.post(at, data={**_hidden(first.text), "first": keys[1]}).text
    words = _hidden(site.get(_url(sort, "/sort/words")).text)
    at = _url(sort, "/sort/words")
    assert site.put(at, json={**words, "sheet": "another", "answer": "Sleep more"}).status_code == 200
    both = site.post(at, data={**words, "answer": "See my sister", "go": "next"})
    assert both.status_code == 409
    assert "<bdi>Sleep more</bdi>" in both.text
    assert "See my sister</textarea>" in both.text
    assert not _talk(sort).finished


def test_a_sort_ends_with_the_cards_that_were_shown(site: FlaskClient, person: UUID) -> None:
    sort = samples.start(session(), current_actor(), person)
    page = site.get(_url(sort, "/sort/here"), follow_redirects=True)
    first_card = page.request.path
    while page.request.path != _url(sort, "/sort/cards"):
        page = site.post(page.request.path, data={"go": "good"}, follow_redirects=True)
    site.post(first_card, data={"go": "so-so"})
    turn_page(session(), current_actor(), sort, _talk(sort).last_page)
    refused = site.post(_url(sort, "/sort/cards"), data={**_hidden(page.text), "go": "next"})
    assert refused.status_code == 409
    assert not _talk(sort).finished
    done = site.post(_url(sort, "/sort/cards"), data={**_hidden(refused.text), "go": "next"})
    assert done.status_code == 303
    assert _talk(sort).finished


def test_a_window_left_open_writes_nothing_once_the_worker_has_the_screen(site: FlaskClient, at_words: UUID) -> None:
    window = _open(site, at_words)
    site.post(_url(at_words, "/leave"), data={"code": CODE})
    late = _send(site, at_words, window, "I am still here")
    assert late.status_code == 409
    assert "This page is not open now" in late.text
    assert "I am still here" in late.text, "nothing typed is lost"
    assert "Please give the computer back to your link worker." in late.text
    for private in ("O’Testly", "ld-rail", "Traceback"):
        assert private not in late.text
    assert site.put(_url(at_words, "/question/2"), json={**window, "answer": "Still"}).status_code == 409
    for rest in ("/stop", "/language", "/page/1", "/answers"):
        assert site.post(_url(at_words, rest), data={"held": window["held"]}).status_code == 409, rest
    assert WORDS not in _talk(at_words).values
    assert not _talk(at_words).finished


def test_a_window_of_an_earlier_turn_is_closed_too(site: FlaskClient, at_words: UUID) -> None:
    window = _open(site, at_words)
    site.post(_url(at_words, "/leave"), data={"code": CODE})
    writing = _open(site, at_words)
    assert _send(site, at_words, writing, "Said to the worker").status_code == 303
    turn_page(session(), current_actor(), at_words, 2)
    site.post(_url(at_words, "/turn"))
    for left_open in (window, writing):
        assert _send(site, at_words, {**left_open, "version": ""}, "Late words").status_code == 409
    assert _talk(at_words).values[WORDS] == "Said to the worker"


def test_a_closed_page_speaks_the_language_of_the_talk_and_shows_what_was_chosen(
    site: FlaskClient, person: UUID
) -> None:
    switch_language(session(), current_actor(), SwitchLanguage("pl", on=True, version=0))
    talk = start_assessment(session(), current_actor(), StartAssessment(person, ONS4, Setting.CLIENT))
    site.post(_url(talk, "/turn"))
    site.post(_url(talk, "/language"), data={"tag": "pl"})
    turn_page(session(), current_actor(), talk, 2)
    window = _open(site, talk)
    site.post(_url(talk, "/leave"), data={"code": CODE})
    late = site.post(_url(talk, "/question/2"), data={**window, "go": "next", "answer": "7"})
    assert '<html lang="pl"' in late.text
    assert "7" in late.text
    broken = site.post(_url(talk, "/question/2"), data={**window, "go": "next", "answer": "eleven"})
    assert "eleven" in broken.text


def test_of_many_answers_the_oldest_is_forgotten(talk_id: UUID) -> None:
    sheets = Sheets()
    for number in range(REMEMBERED + 1):
        with sheets.writing((talk_id, str(number)), "one") as turn:
            assert not turn.own
            turn.done(changed=True)
    with sheets.writing((talk_id, "0"), "one") as turn:
        assert not turn.own, "it was forgotten, so the version decides"
    with sheets.writing((talk_id, str(REMEMBERED)), "one") as turn:
        assert turn.own
    with sheets.writing((talk_id, str(REMEMBERED)), "") as turn:
        assert not turn.own
