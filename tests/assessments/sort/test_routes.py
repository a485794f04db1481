"""The pages of a sort: one press a card, nothing else in reach, the same card after a lock."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest

from linkdesk.assessments.library import ONS4
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import start_assessment
from linkdesk.assessments.sort import queries
from linkdesk.assessments.sort.rules import Pile
from linkdesk.record.audit import ReadEntry
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from tests.assessments.conftest import CODE
from tests.assessments.sort import samples
from tests.assessments.sort.test_table import WITH_FAMILY

if TYPE_CHECKING:
    from uuid import UUID

    from flask.testing import FlaskClient

    from linkdesk.vault.lock import Vault
    from tests.conftest import FakeClock

PASSPHRASE = "gravel-orbit-thimble-lantern-mosaic"


@pytest.fixture
def sort(person: UUID) -> UUID:
    """Four cards laid out for a client."""
    return samples.start(session(), current_actor(), person)


def turn(site: FlaskClient, sort: UUID) -> str:
    """Turn the screen to the client; return the address where the sort stands."""
    answer = site.post(f"/assessments/{sort}/turn", follow_redirects=True)
    assert answer.status_code == 200
    return answer.request.path


def press(site: FlaskClient, page: str, **button: str) -> str:
    """Press a button; return the address it leads to."""
    answer = site.post(page, data=button, follow_redirects=True)
    assert answer.status_code == 200, answer.text
    return answer.request.path


def sort_all(site: FlaskClient, page: str, *piles: str) -> str:
    for pile in piles:
        page = press(site, page, go=pile)
    return page


def test_a_client_sorts_all_cards_and_says_what_comes_first(site: FlaskClient, sort: UUID, vault: Vault) -> None:
    page = turn(site, sort)
    assert vault.client_mode is not None
    shown = site.get(page).text
    assert "Card 1 of 4" in shown
    assert 'alt="" width="88" height="88"><p class="govuk-body">Where does this card go?</p>' in shown
    assert 'role="group" aria-labelledby="ask"' in shown
    assert all(words in shown for words in ("Going well", "So-so", "I want to change this", "Leave this card out"))
    page = sort_all(site, page, "good", "so-so", "change", "change")
    assert page == f"/assessments/{sort}/sort/cards"
    page = press(site, page, go="next")
    assert page.endswith("/first")
    shown = site.get(page).text
    assert "My sleep" in shown
    assert "My friends" not in shown, "only what is to change"
    page = press(site, page, first="sleep")
    assert "This comes first: My sleep." in site.get(page).text
    kept = site.put(page, json={"answer": "Sleep all ni"})
    assert "saved_at" in kept.text
    page = press(site, page, answer="Sleep all night", go="next")
    assert page == f"/assessments/{sort}/thanks"
    site.post(f"/assessments/{sort}/leave", data={"code": CODE})
    result = site.get(f"/assessments/{sort}", follow_redirects=True)
    assert result.request.path == f"/assessments/{sort}/sort"
    assert "“Sleep all night”" in result.text
    assert "Going well" in result.text


def test_without_anything_to_change_the_sort_ends_with_all_cards(site: FlaskClient, sort: UUID) -> None:
    page = sort_all(site, turn(site, sort), "good", "good", "so-so", "leave-out")
    shown = site.get(page).text
    assert "You left these cards out" in shown
    assert "I have finished" in shown
    assert press(site, page, go="next").endswith("/thanks")


def test_back_and_change_lead_where_they_should(site: FlaskClient, sort: UUID) -> None:
    start = turn(site, sort)
    second = press(site, start, go="good")
    assert press(site, second, go="back") == start
    assert 'aria-pressed="true"' in site.get(start).text
    assert press(site, start, go="back") == start, "there is no card before the first"
    page = sort_all(site, start, "so-so", "good", "good", "good")
    assert page.endswith("/cards")
    number = start.rsplit("/", 1)[1]
    assert press(site, f"/assessments/{sort}/sort/again/{number}") == start
    assert press(site, start, go="change").endswith("/cards"), "one change leads back to all cards"
    page = press(site, page, go="next")
    assert press(site, page, go="back").endswith("/cards")
    page = press(site, press(site, page.replace("first", "cards"), go="next"), first="")
    assert page.endswith("/words")
    assert "This comes first" not in site.get(page).text
    assert press(site, page, go="back", answer="Later").endswith("/first")
    last = press(site, f"/assessments/{sort}/sort/cards", go="back")
    assert last.endswith(str(queries.sort_board(session(), sort).places[-1].number))


def test_after_a_lock_the_same_card_is_there(site: FlaskClient, sort: UUID, vault: Vault) -> None:
    page = press(site, turn(site, sort), go="good")
    vault.lock()
    assert site.get(page).location == "/unlock"
    refused = site.post(page, data={"go": "change"})
    assert refused.status_code == 403
    unlocked = site.post("/unlock", data={"passphrase": PASSPHRASE}, follow_redirects=True)
    assert unlocked.request.path == f"/assessments/{sort}/sort", "to the worker, who turns the screen again"
    assert vault.client_mode is None
    assert turn(site, sort) == page


def test_nothing_else_is_in_reach(site: FlaskClient, sort: UUID, person: UUID) -> None:
    other = samples.start(session(), current_actor(), person)
    page = turn(site, sort)
    elsewhere = (
        f"/assessments/{other}/sort/here",
        page.replace(str(sort), str(other)),
        f"/assessments/{sort}/sort",
        f"/clients/{person}",
        f"/clients/{person}/sorts",
        f"/clients/{person}/sorts/paper",
        "/",
    )
    for address in elsewhere:
        assert site.get(address).status_code == 403, address
    assert site.post(page.replace(str(sort), str(other)), data={"go": "good"}).status_code == 403
    assert queries.sort_board(session(), other).places[0].pile is None


@pytest.mark.parametrize("data", [{}, {"go": ""}, {"go": "worst"}, {"go": "GOOD"}, {"pile": "good"}])
def test_a_button_that_is_not_there_changes_nothing(site: FlaskClient, sort: UUID, data: dict[str, str]) -> None:
    page = turn(site, sort)
    assert site.post(page, data=data).status_code == 422
    assert queries.sort_board(session(), sort).places[0].pile is None


def test_cards_and_choices_that_are_not_there_are_refused(site: FlaskClient, sort: UUID) -> None:
    for number in (0, 1, 99):
        for way in ("card", "again"):
            assert site.post(f"/assessments/{sort}/sort/{way}/{number}", data={"go": "good"}).status_code == 404
    first = f"/assessments/{sort}/sort/first"
    assert site.post(first, data={"first": "friends"}).status_code == 422, "not one to change"
    assert site.post(first, data={}).status_code == 422
    assert site.put(f"/assessments/{sort}/sort/words", json={"answer": "Early"}).status_code == 409, "not there yet"
    samples.put(session(), current_actor(), sort, samples.PILES)
    for page in ("words", "first"):
        assert site.get(f"/assessments/{sort}/sort/{page}").location.endswith("/sort/cards")
    site.post(f"/assessments/{sort}/sort/cards", data={"go": "next"})
    site.post(first, data={"first": "money"})
    words = f"/assessments/{sort}/sort/words"
    assert site.put(words, json=["no"]).status_code == 422
    assert site.put(words, json={"answer": "x" * 501}).status_code == 422
    refused = site.post(words, data={"answer": "x" * 501, "go": "next"})
    assert refused.status_code == 422
    assert "Use fewer words" in refused.text
    assert site.post(words, data={"answer": "", "go": "next"}).location == f"/assessments/{sort}/sort"
    assert queries.sort_record(session(), sort).words == ""


def test_the_pages_of_other_talks_lead_to_those_of_the_sort(site: FlaskClient, sort: UUID) -> None:
    samples.put(session(), current_actor(), sort, samples.PILES)
    for page in ("talk", "question/1", "question/7", "answers", "thanks"):
        assert site.get(f"/assessments/{sort}/{page}").location == f"/assessments/{sort}/sort/here", page


def test_a_sort_that_is_finished_leads_to_what_it_gave(site: FlaskClient, person: UUID) -> None:
    sort = samples.whole(session(), current_actor(), person)
    for page in ("here", "cards", "first", "words", "card/7"):
        assert site.get(f"/assessments/{sort}/sort/{page}").location.endswith(f"/assessments/{sort}/sort")
    assert site.post(f"/assessments/{sort}/sort/card/7", data={"go": "good"}).status_code in (404, 422)
    assert site.post(f"/assessments/{sort}/turn").status_code == 422


def test_two_sorts_stand_beside_each_other(site: FlaskClient, person: UUID, clock: FakeClock) -> None:
    samples.whole(session(), current_actor(), person)
    clock.pass_time(60)
    piles = {**samples.PILES, "money": Pile.GOOD, "friends": Pile.SO_SO}
    sort = samples.whole(session(), current_actor(), person, piles, first=None)
    page = site.get(f"/assessments/{sort}/sort").text
    assert "What moved since" in page
    assert "1 card moved towards going well. 1 card moved the other way. 2 cards stayed." in page
    assert "<strong>Better</strong>" in page


def test_with_family_interpreting_the_papers_card_is_on_no_page(site: FlaskClient, person: UUID) -> None:
    cards = ("home", "money", "papers")
    sort = samples.start(session(), current_actor(), person, cards, WITH_FAMILY)
    page = turn(site, sort)
    seen = [site.get(page).text]
    while "/card/" in page:
        page = press(site, page, go="good")
        seen.append(site.get(page).text)
    assert "Card 1 of 2" in seen[0]
    assert not any("papers to live here" in text for text in seen)
    press(site, page, go="next")
    site.post(f"/assessments/{sort}/leave", data={"code": CODE})
    site.post("/beside", data={"beside": "off", "here": "/"})  # the screen came back covered: family interprets
    assert "My papers to live here" in site.get(f"/assessments/{sort}/sort").text
    started = site.post(f"/assessments/{sort}/alone", data={"setting": "worker", "here": "only-us"})
    page = site.get(started.location, follow_redirects=True).request.path
    assert "My papers to live here" in site.get(page).text
    assert press(site, press(site, page, go="change"), go="next").endswith("/sort")
    assert "My papers to live here" in site.get(f"/assessments/{sort}/sort").text.split("Needs: wants to change")[1]


def test_where_every_card_is_set_aside_nothing_is_asked(site: FlaskClient, person: UUID) -> None:
    cards = ("habits", "safe", "papers")
    sort = samples.start(session(), current_actor(), person, cards, WITH_FAMILY)
    page = turn(site, sort)
    assert page.endswith("/cards")
    assert "What comes first" not in site.get(page).text
    assert press(site, page, go="back") == page
    assert press(site, page, go="next").endswith("/thanks"), "there is always a way out"
    site.post(f"/assessments/{sort}/leave", data={"code": CODE})
    site.post("/beside", data={"beside": "off", "here": "/"})  # the screen came back covered: family interprets
    assert "Cards set aside because of who was here" in site.get(f"/assessments/{sort}/sort").text


def test_with_family_interpreting_a_sort_of_hard_cards_alone_does_not_turn_the_screen(
    site: FlaskClient, person: UUID, vault: Vault
) -> None:
    data = {"cards": ["habits", "safe", "papers"], "setting": "client", "here": "others"}
    started = site.post(f"/clients/{person}/sorts", data=data)
    family = {"interpreter": "family", "reference": "Bo, uncle", "is_adult": "yes", "version": "1"}
    said = site.post(started.location, data=family, follow_redirects=True)
    assert vault.client_mode is None
    assert "is for when the person is alone" in said.text


def test_while_someone_is_beside_the_sort_is_put_away(site: FlaskClient, person: UUID) -> None:
    sort = samples.whole(session(), current_actor(), person)
    site.post("/beside", data={"beside": "on", "here": "/"})
    assert "My money" not in site.get(f"/assessments/{sort}/sort").text
    site.post("/beside", data={"beside": "off", "here": "/"})
    before = session().query(ReadEntry).count()
    assert "My money" in site.get(f"/assessments/{sort}/sort").text
    session().rollback()
    assert session().query(ReadEntry).count() == before + 1


def test_another_talk_or_none_is_not_found(site: FlaskClient, person: UUID, sort: UUID) -> None:
    ons4 = start_assessment(session(), current_actor(), StartAssessment(person, ONS4, Setting.CLIENT))
    for talk in (ons4, uuid.uuid4()):
        for page in ("", "/here", "/cards", "/first", "/words", "/card/1"):
            assert site.get(f"/assessments/{talk}/sort{page}").status_code == 404
    assert site.get(f"/assessments/{sort}/sort").status_code == 200
