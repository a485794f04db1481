"""The settings pages of the phrase bank."""

from __future__ import annotations

import pytest

from linkdesk.application import open_session
from linkdesk.organisation.languages.rules import SwitchLanguage
from linkdesk.organisation.languages.service import switch_language
from tests.furnished import House
from tests.pages import Worker

PAGE = "/settings/phrases"


@pytest.fixture
def worker(house: House) -> Worker:
    return house.worker


def _new(worker: Worker, words: str, expect: int = 200, **more: str) -> str:
    fields = {**worker.get(f"{PAGE}/new").fields(), "words": words, **more}
    return worker.post(f"{PAGE}/new", fields, token_from=f"{PAGE}/new", expect=expect).words


def test_the_page_shows_every_phrase_by_what_it_is_for(worker: Worker) -> None:
    page = worker.get(PAGE)
    for words in ("A goal", "A step", "What helps if it gets hard", "I phone the group.", "I want to meet people."):
        assert words in page.words
    assert "Phrases" in worker.get("/settings").words
    assert "May be hard" not in page.words


def test_one_is_written_and_the_lint_only_advises(worker: Worker) -> None:
    assert "Saved." in _new(worker, "I utilise the community ombudsman.", picture="council")
    page = worker.get(PAGE)
    assert "May be hard to read" in page.words
    assert "Yours" in page.words
    link = next(each for each in page.every("a") if each.text == "I utilise the community ombudsman.")
    shown = worker.get(str(link.get("href")))
    assert "Instead of “utilise”: use." in shown.words


def test_one_that_is_there_is_refused_and_the_words_stay(worker: Worker) -> None:
    page = _new(worker, "I phone the group", expect=422)
    assert "in the bank already" in page


def test_two_windows_and_a_broken_page(worker: Worker) -> None:
    path = f"{PAGE}/phone-group"
    fields = worker.get(path).fields()
    worker.post(path, {**fields, "words": "I phone the garden group."}, token_from=path)
    late = worker.post(path, {**fields, "words": "I phone the choir."}, token_from=path, expect=422)
    assert "Now it says: “I phone the garden group.”" in late.words
    assert "I phone the choir." in str(late.answer.get_data(as_text=True))
    refused = worker.post(f"{path}/put", {"version": "1", "way": "sideways"}, token_from=path, expect=422)
    assert "Nothing was changed" in refused.words
    back = worker.post(f"{path}/put", {"version": "1", "way": "restore"}, token_from=path)
    assert "The phrase is as LinkDesk brings it." in back.words
    away = worker.post(f"{path}/put", {"version": "0", "way": "away"}, token_from=path)
    assert "Put away" in away.words
    assert "This phrase is put away." in worker.get(path).words
    assert "The phrase is back." in worker.post(f"{path}/put", {"version": "1", "way": "back"}, token_from=path).words
    worker.get(f"{PAGE}/no-such", expect=404)


def test_a_translation_is_typed_with_a_name_where_a_language_is_on(house: House, worker: Worker) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        switch_language(session, actor, SwitchLanguage("pl", 0, on=True))
    assert "Write who translated it." in _new(worker, "I feed the ducks.", 422, said_pl="Karmię kaczki.")
    assert "Saved." in _new(worker, "I feed the ducks.", said_pl="Karmię kaczki.", translator="Ola Nowak")
    drafts = worker.get(f"{PAGE}/phone-group")
    assert "Dzwonię do grupy." in drafts.words
