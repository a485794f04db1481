"""Who opens a record that was merged away stands before the one that stayed, and only there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linkdesk.application import open_session
from linkdesk.clients.merging import queries
from linkdesk.clients.merging.rules import MergeClients
from linkdesk.clients.merging.service import merge_clients
from linkdesk.clients.reach import sight
from tests.clients.merging.test_routes import two

if TYPE_CHECKING:
    from uuid import UUID

    from tests.furnished import House


@pytest.fixture
def merged(house: House) -> tuple[UUID, UUID]:
    kept, gone = two(house)
    with open_session(house.settings, house.vault) as (session, actor):
        versions = queries.versions(session, kept, gone)
        merge_clients(session, actor, MergeClients(kept, versions[0], gone, versions[1], {}))
    return kept, gone


@pytest.mark.parametrize("word", ["", "/change", "/merge", "/history"])
def test_each_page_leads_to_the_same_page_of_the_one_that_stayed(
    house: House, merged: tuple[UUID, UUID], word: str
) -> None:
    kept, gone = merged
    answer = house.worker.client.get(f"/clients/{gone}{word}")
    assert (answer.status_code, answer.location) == (303, f"/clients/{kept}{word}")
    assert house.worker.client.get(f"/clients/{kept}{word}").status_code == 200


def test_nothing_is_sent_on_that_would_change_something(house: House, merged: tuple[UUID, UUID]) -> None:
    worker = house.worker
    worker.post(f"/clients/{merged[1]}/start-plan", {}, expect=404, token_from="/clients/")


def test_locked_or_kept_apart_it_leads_nowhere(
    house: House, merged: tuple[UUID, UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, gone = merged
    with monkeypatch.context() as patched:
        patched.setattr(sight, "hidden_from", lambda *_: frozenset({kept}))
        assert house.worker.client.get(f"/clients/{gone}").status_code == 404
    house.vault.lock()
    assert house.worker.client.get(f"/clients/{gone}").location == "/unlock"
