"""The settings page of the lawful basis."""

from __future__ import annotations

from tests.pages import Worker

PAGE = "/settings/lawful-basis"


def test_it_begins_with_words_that_nobody_checked(worker: Worker) -> None:
    page = worker.get(PAGE)
    assert "Check with your information governance lead." in page.words
    assert "Article 9(2)(h)" in page.fields()["care"]


def test_it_is_changed_and_checked(worker: Worker) -> None:
    day = {"checked_on-day": "24", "checked_on-month": "11", "checked_on-year": "2026"}
    refused = worker.fill(PAGE, {"care": "Our words", **day}, action=None, expect=422)
    assert "both or neither" in refused.words
    done = worker.fill(PAGE, {"care": "Our words", "checked_by": "Pat Privacy", **day}, action=None)
    assert "Saved. It stands in the leaflet for clients." in done.words
    again = worker.get(PAGE)
    assert again.fields()["care"] == "Our words"
    assert "nobody has checked them yet" not in again.words


def test_typed_words_come_back_and_can_be_thrown_away(worker: Worker) -> None:
    headers = {"X-CSRFToken": worker.token(PAGE)}
    worker.client.put("/drafts/lawful_basis/new", json={"care": "Half", "version": "0"}, headers=headers)
    assert worker.get(PAGE).fields()["care"] == "Half"
    assert "Article" in worker.post(f"{PAGE}/forget", {}, token_from=PAGE).fields()["care"]
