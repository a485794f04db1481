"""The settings page of languages: how far each is, and the switch."""

from __future__ import annotations

import pytest

from tests.furnished import House
from tests.pages import Worker

PAGE = "/settings/languages"


@pytest.fixture
def worker(house: House) -> Worker:
    return house.worker


def test_the_page_lists_the_state_of_each(worker: Worker) -> None:
    page = worker.get(PAGE)
    assert "The words are drafts." in page.words
    for name in ("English", "Welsh", "Polish", "Ukrainian", "Urdu", "Arabic", "Bengali", "Punjabi", "Romanian"):
        assert name in page.words
    assert page.words.count("Not checked: a draft that nobody has read yet") == 9
    assert "Languages" in worker.get("/settings").words


def test_one_is_switched_on_and_off_again(worker: Worker) -> None:
    page = worker.get(f"{PAGE}/ur")
    assert "This language is not checked." in page.words
    fields = page.fields(f"{PAGE}/ur/switch")
    on = worker.post(f"{PAGE}/ur/switch", {**fields, "to": "on"}, token_from=f"{PAGE}/ur")
    assert "Urdu is on for clients." in on.words
    stale = worker.post(f"{PAGE}/ur/switch", {**fields, "to": "off"}, token_from=f"{PAGE}/ur", expect=409)
    assert "Somebody" in stale.words or "changed" in stale.words
    fields = worker.get(f"{PAGE}/ur").fields(f"{PAGE}/ur/switch")
    assert "Urdu is off." in worker.post(f"{PAGE}/ur/switch", {**fields, "to": "off"}, token_from=f"{PAGE}/ur").words


def test_a_language_without_words_is_not_there(worker: Worker) -> None:
    assert "LinkDesk has no words in that language." in worker.get(f"{PAGE}/so", expect=404).words
    refused = worker.post(f"{PAGE}/ur/switch", {"to": "sideways"}, token_from=f"{PAGE}/ur", expect=422)
    assert "Nothing was changed" in refused.words
