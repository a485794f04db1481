"""The pages that show what waits and go on with it."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from linkdesk.assessments import queries
from linkdesk.assessments.library import MY_LIFE
from linkdesk.assessments.presence.rules import ONLY_US
from linkdesk.assessments.rules import GiveAnswer
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import finish_assessment
from linkdesk.assessments.service import give_answer
from linkdesk.assessments.service import start_assessment
from linkdesk.languages.catalogue import drafts
from linkdesk.organisation.languages.rules import SwitchLanguage
from linkdesk.organisation.languages.service import switch_language
from linkdesk.web.database import current_actor
from linkdesk.web.database import session

REASON = "Choose up to 3. You chose 4. Take 1 away."

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from linkdesk.vault.lock import Vault


@pytest.fixture
def finished(person: UUID) -> UUID:
    """A talk in which money and food came first."""
    start = StartAssessment(person, MY_LIFE, Setting.WORKER, presence=ONLY_US)
    made = start_assessment(session(), current_actor(), start)
    give_answer(session(), current_actor(), GiveAnswer(made, "areas", ("money", "food")))
    finish_assessment(session(), current_actor(), made)
    return made


def test_the_talk_lists_what_waits_and_the_next_one_offers_it(site: FlaskClient, finished: UUID, person: UUID) -> None:
    page = site.get(f"/assessments/{finished}").text
    assert "Not talked about yet" in page
    assert "My home" in page
    offered = site.get(f"/assessments/start/{person}").text
    assert f"/assessments/{finished}/waiting" in offered
    assert "My home; " in offered
    asked = site.get(f"/assessments/{finished}/waiting").text
    assert "<li>My home</li>" in asked
    assert "<li>Food</li>" not in asked


def test_going_on_starts_a_talk_with_only_these(site: FlaskClient, finished: UUID, vault: Vault) -> None:
    url = f"/assessments/{finished}/waiting"
    assert site.post(url, data={}).status_code == 422
    started = site.post(url, data={"setting": "client", "here": "only-us"})
    assert started.status_code == 303
    assert vault.client_mode is not None
    record = queries.assessment_record(session(), vault.client_mode.assessment_id)
    assert record.reading is not None, "what they write is to be read before they go"
    assert record.reading.is_due
    first = site.get(started.location, follow_redirects=True).text
    assert "What do you want to talk about first?" in first
    assert "Choose up to 3." in first
    assert 'value="home"' in first
    assert 'value="money"' not in first
    assert site.get(url).status_code == 403


def test_the_earlier_talk_leads_to_the_later_one(site: FlaskClient, finished: UUID) -> None:
    started = site.post(f"/assessments/{finished}/waiting", data={"setting": "worker", "here": "only-us"})
    page = site.get(f"/assessments/{finished}").text
    assert "Taken up in another talk" in page
    assert started.location.removesuffix("/talk") in page
    assert "Nothing waits from this talk" in site.get(f"/assessments/{finished}/waiting").text
    again = site.post(f"/assessments/{finished}/waiting", data={"setting": "worker", "here": "only-us"})
    assert again.status_code == 422


def test_who_is_here_is_asked_first_where_others_are(site: FlaskClient, finished: UUID) -> None:
    started = site.post(f"/assessments/{finished}/waiting", data={"setting": "worker", "here": "others"})
    assert started.location.endswith("/here?then=write")


def test_too_many_cards_are_refused_in_easy_words(site: FlaskClient, person: UUID) -> None:
    start = StartAssessment(person, MY_LIFE, Setting.WORKER, presence=ONLY_US)
    made = start_assessment(session(), current_actor(), start)
    url = f"/assessments/{made}/question/4"
    many = site.post(url, data={"answer": ["money", "home", "food", "sleep"], "go": "next"})
    assert many.status_code == 422
    assert "Choose up to 3. You chose 4. Take 1 away." in many.text
    kept = site.put(url, json={"answer": "money\nhome\nfood\nsleep"})
    assert kept.status_code == 422


def test_a_card_too_many_is_told_why_it_is_not_kept_and_the_others_stand(site: FlaskClient, person: UUID) -> None:
    switch_language(session(), current_actor(), SwitchLanguage("ur", 0, on=True))
    start = StartAssessment(person, MY_LIFE, Setting.CLIENT, presence=ONLY_US)
    made = start_assessment(session(), current_actor(), start)
    give_answer(session(), current_actor(), GiveAnswer(made, "good-proud", "My cat", turn_to=4))
    url = f"/assessments/{made}/question/4"
    site.post(f"/assessments/{made}/turn")
    site.post(f"/assessments/{made}/language", data={"tag": "en-GB", "here": url})
    assert site.put(url, json={"answer": "money\nhome"}).status_code == 200
    sentence = "We kept these 3. To choose another, take 1 away."
    assert sentence not in site.get(url).text, "one more fits"
    assert site.put(url, json={"answer": "money\nhome\nfood"}).status_code == 200
    many = {"answer": "money\nhome\nfood\nsleep"}
    assert site.put(url, json=many).json == {"error": REASON, "reason": REASON}
    back = site.get(url).text
    assert sentence in back
    for card in ("money", "home", "food", "sleep"):
        assert bool(re.search(rf'value="{card}"[^>]* checked', back)) is (card != "sleep"), card
    site.post(f"/assessments/{made}/language", data={"tag": "ur", "here": url})
    refused = site.put(url, json=many).get_json()
    words = drafts("ur")["Choose up to %(most)s. You chose %(count)s. Take %(over)s away."]
    assert refused["reason"] == f"{words % {'most': 3, 'count': 4, 'over': 1}} ({REASON})"


def test_an_unknown_talk_is_not_found_and_a_locked_vault_gives_nothing(
    site: FlaskClient, finished: UUID, vault: Vault
) -> None:
    for method in (site.get, site.post):
        assert method(f"/assessments/{uuid.uuid4()}/waiting").status_code == 404
    vault.lock()
    assert site.get(f"/assessments/{finished}/waiting").location == "/unlock"
