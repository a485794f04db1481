"""Autosave keeps the words of a form within one request, and refuses what is no form."""

from __future__ import annotations

import pytest

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.record.drafts import load_draft
from tests.furnished import House


def put(house: House, path: str, words: object) -> int:
    worker = house.worker
    headers = {"X-CSRFToken": worker.token("/clients/")}
    return worker.client.put(path, json=words, headers=headers).status_code


def test_words_are_kept_and_the_time_is_said(house: House) -> None:
    worker = house.worker
    headers = {"X-CSRFToken": worker.token("/clients/")}
    sent = {"family_name": "Pérez", "csrf_token": "x", "version": "3"}
    answer = worker.client.put("/drafts/client/new", json=sent, headers=headers)
    assert answer.status_code == 200
    assert answer.get_json()["saved_at"].endswith("+00:00")
    with open_session(house.settings, house.vault) as (session, actor):
        draft = load_draft(session, actor, "client", "new")
    assert draft is not None
    assert draft.fields == {"family_name": "Pérez", "version": "3"}


def test_signs_that_cannot_be_seen_are_not_kept_either(house: House) -> None:
    """The page shows a draft as it was kept, without a form between."""
    assert put(house, "/drafts/client/new", {"given_name": "a\x00\u202eb\uffff "}) == 200
    with open_session(house.settings, house.vault) as (session, actor):
        draft = load_draft(session, actor, "client", "new")
    assert draft is not None
    assert draft.fields == {"given_name": "ab "}


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/drafts/client/../x", {"a": "b"}),
        ("/drafts/client/not-an-id", {"a": "b"}),
        ("/drafts/c-l/new", {"a": "b"}),
        ("/drafts/client/new", ["a"]),
        ("/drafts/client/new", {"a": 1}),
        ("/drafts/client/new", {"a": "x" * 70_000}),
        ("/drafts/client/new", {"a": "half a sign: \ud800"}),
    ],
)
def test_what_is_no_form_is_refused(house: House, path: str, words: object) -> None:
    assert put(house, path, words) in {404, 422}


def test_nothing_is_kept_without_a_token(house: House) -> None:
    assert house.worker.client.put("/drafts/client/new", json={"a": "b"}).status_code == 400


def test_words_typed_on_an_old_page_do_not_undo_what_was_saved_since(house: House) -> None:
    client = house.ids(Client)[0]
    path = f"/clients/{client}/change"
    worker = house.worker
    old = worker.get(path).fields(path)
    worker.fill(path, {"town": "Newtown"}, action=path)
    put(house, f"/drafts/client/{client}", {**old, "email": "typed@example.org"})
    draft = worker.get(path).fields(path)
    assert draft["version"] == old["version"], "the draft knows the page it was typed on"
    refused = worker.client.post(path, data=draft)
    assert refused.status_code == 409
    assert "Newtown" in refused.get_data(as_text=True)
