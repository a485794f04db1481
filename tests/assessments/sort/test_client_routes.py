"""The page that lays out cards, and the one where a paper sort is written down."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from linkdesk.assessments.sort import queries
from linkdesk.clients.service import add_client
from linkdesk.record.drafts import save_draft
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from tests.assessments.sort import samples
from tests.data import people

if TYPE_CHECKING:
    from uuid import UUID

    from flask.testing import FlaskClient

    from linkdesk.vault.lock import Vault

START = {"cards": ["home", "money", "sleep"], "setting": "client", "here": "only-us"}


def test_the_worker_takes_cards_away_and_turns_the_screen(site: FlaskClient, person: UUID, vault: Vault) -> None:
    page = f"/clients/{person}/sorts"
    assert site.get(page).text.count('name="cards"') == 24
    started = site.post(page, data=START, follow_redirects=True)
    assert vault.client_mode is not None
    assert "Card 1 of 3" in started.text
    (sort,) = queries.sorts_of(session(), person)
    assert started.request.path.startswith(f"/assessments/{sort.id}/sort/card/")


def test_it_must_be_said_who_holds_the_screen_and_three_cards_are_the_fewest(site: FlaskClient, person: UUID) -> None:
    page = f"/clients/{person}/sorts"
    wrongs: tuple[dict[str, object], ...] = ({"setting": ""}, {"cards": []}, {"cards": ["home"]}, {"here": ""})
    for wrong in wrongs:
        refused = site.post(page, data={**START, **wrong})
        assert refused.status_code == 422, wrong
        assert "to change" in refused.text
    assert queries.sorts_of(session(), person) == ()


def test_with_others_here_it_is_said_who_before_the_screen_turns(site: FlaskClient, person: UUID, vault: Vault) -> None:
    started = site.post(f"/clients/{person}/sorts", data={**START, "here": "others"})
    assert started.location.endswith("/here?then=turn")
    assert vault.client_mode is None
    said = site.post(started.location, data={"interpreter": "telephone", "version": "1"}, follow_redirects=True)
    assert "Card 1 of 3" in said.text
    assert vault.client_mode is not None


def test_sorts_of_before_are_listed(site: FlaskClient, person: UUID) -> None:
    samples.whole(session(), current_actor(), person)
    samples.start(session(), current_actor(), person)
    page = site.get(f"/clients/{person}/sorts").text
    assert "Sorts so far" in page
    assert page.count("on screen") == 2
    assert page.count("Not finished") == 1


def test_a_paper_sort_is_typed_in_on_one_page(site: FlaskClient, person: UUID, vault: Vault) -> None:
    page = f"/clients/{person}/sorts/paper"
    day = vault.clock.now().date() - timedelta(days=3)
    typed = {"day-day": day.day, "day-month": day.month, "day-year": day.year, "card_money": "change"}
    words = {"first": "money", "words": "Pay the rent", "card_home": "good", "card_faith": "left"}
    saved = site.post(page, data={**typed, **words}, follow_redirects=True)
    assert "Sorted on paper on" in saved.text
    assert "“Pay the rent”" in saved.text
    (sort,) = queries.sorts_of(session(), person)
    assert (sort.day, sort.on_paper) == (day, True)
    assert "on paper" in site.get(f"/clients/{person}/sorts").text
    assert "Picture sort on paper" in site.get(f"/clients/{person}").text, "on the timeline"
    later = site.get(f"/assessments/{samples.whole(session(), current_actor(), person)}/sort").text
    assert "The two sorts were made in different ways, so they are not compared." in later
    assert "What moved" not in later


def test_a_wrong_paper_sort_keeps_what_was_typed(site: FlaskClient, person: UUID) -> None:
    page = f"/clients/{person}/sorts/paper"
    refused = site.post(page, data={"day-day": 1, "day-month": 1, "day-year": 2026, "words": "Pay the rent"})
    assert refused.status_code == 422
    assert "Say for at least one card where it lay." in refused.text
    assert "Pay the rent</textarea>" in refused.text
    assert site.post(page, data={"card_home": "good"}).status_code == 422
    assert queries.sorts_of(session(), person) == ()


def test_words_kept_by_autosave_come_back(site: FlaskClient, person: UUID) -> None:
    page = f"/clients/{person}/sorts/paper"
    kept = {"card_home": "so-so", "words": "Move house", "day-day": "1", "day-month": "2", "day-year": "2026"}
    save_draft(session(), current_actor(), "sort_paper", str(person), kept)
    shown = site.get(page).text
    assert "not saved yet" in shown
    assert "Move house</textarea>" in shown
    assert f'data-autosave="/drafts/sort_paper/{person}"' in shown
    assert "sorts/paper" in site.get("/").text, "Today leads there"


def test_nobody_is_shown_where_there_is_no_client_or_a_lock(site: FlaskClient, person: UUID, vault: Vault) -> None:
    for end in ("", "/paper"):
        assert site.get(f"/clients/{uuid.uuid4()}/sorts{end}").status_code == 404
        assert site.post(f"/clients/{uuid.uuid4()}/sorts{end}", data=START).status_code == 404
    other = add_client(session(), current_actor(), people.new_client(1))
    samples.whole(session(), current_actor(), other)
    assert "Sorts so far" not in site.get(f"/clients/{person}/sorts").text
    vault.lock()
    assert site.get(f"/clients/{person}/sorts").location == "/unlock"
