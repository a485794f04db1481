"""A page before a client is in the language they read, where it is on and where it is clear which that is."""

from __future__ import annotations

import pytest

from linkdesk.clients.models import Client
from linkdesk.clients.queries import client_record
from linkdesk.clients.speaking import screen_words
from linkdesk.clients.speaking import speak_to
from linkdesk.languages.speech import current
from linkdesk.languages.tongues import TONGUES
from linkdesk.organisation.languages.rules import LanguageState
from linkdesk.organisation.languages.rules import SwitchLanguage
from linkdesk.organisation.languages.service import switch_language
from linkdesk.record.session import unit_of_work
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from tests.furnished import House


@pytest.mark.parametrize(
    ("spoken", "read", "page"),
    [
        ("ur", "", "ur"), ("en", "pl", "pl"), ("pa", "", "en-GB"), ("pa", "pa-Guru", "pa"), ("pa", "pa-Arab", "en-GB"),
        ("yue", "", "en-GB"), ("zh", "zh-Hans", "zh-Hans"), ("so", "", "en-GB"), ("syl", "", "bn"),
    ],
)  # fmt: skip
def test_the_page_is_in_what_they_read(house: House, spoken: str, read: str, page: str) -> None:
    client = house.ids(Client)[0]
    with house.app.test_request_context():
        for each in TONGUES:
            switch_language(session(), current_actor(), SwitchLanguage(each.tag, 0, on=True))
        with unit_of_work(session(), current_actor(), "change_client") as work:
            row = work.session.get_one(Client, client)
            row.language, row.reading_language = spoken, read
        speak_to(client_record(session(), client))
        assert current().tongue.tag == page
    assert current().english


@pytest.mark.parametrize(
    ("spoken", "on", "words"),
    [
        ("en", False, "The client’s screen is in English."),
        ("ur", False, "stays in English: Urdu is not switched on."),
        ("ur", True, "turns to Urdu. Not all of its words are checked by a person"),
        ("so", True, "stays in English: LinkDesk has no words in Somali."),
    ],
)
def test_the_worker_knows_before_which_language_the_screen_turns_to(
    house: House,
    spoken: str,
    on: bool,  # noqa: FBT001 - a case
    words: str,
) -> None:
    client = house.ids(Client)[0]
    with house.app.test_request_context():
        switch_language(session(), current_actor(), SwitchLanguage("ur", 0, on=on))
        with unit_of_work(session(), current_actor(), "change_client") as work:
            row = work.session.get_one(Client, client)
            row.language, row.reading_language = spoken, ""
        assert words in screen_words(client_record(session(), client))
        assert "Polish is not switched on" in screen_words(client_record(session(), client), "pl")
    pages = (f"/assessments/start/{client}", f"/clients/{client}/sorts")
    assert [words in house.worker.get(page).words for page in pages] == [True, True]


def test_a_language_whose_every_sentence_is_checked_is_named_alone(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LanguageState, "is_checked", property(lambda _state: True))
    with house.app.test_request_context():
        switch_language(session(), current_actor(), SwitchLanguage("ur", 0, on=True))
        client = client_record(session(), house.ids(Client)[0])
        assert screen_words(client, "ur") == "The client’s screen turns to Urdu."
