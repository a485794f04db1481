"""The page of the caseload list: nothing leaves it but what was looked at, and it stands in everyone's history."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

from linkdesk.application import open_session
from linkdesk.clients.keepsafe.rules import SetKeepSafe
from linkdesk.clients.keepsafe.service import set_keep_safe
from linkdesk.clients.models import Client
from linkdesk.clients.queries import client_record
from linkdesk.printing.given.queries import prints_of
from linkdesk.printing.sheets.rules import INTERNAL_WORDS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.furnished import House

pytestmark = pytest.mark.prints
PATH = "/caseload-list"


def kept(house: House) -> list[tuple[str, str, str, int]]:
    """Return what stands in the histories of everybody: by whom, what, which way, in which size."""
    with open_session(house.settings, house.vault) as (session, actor):
        found = [one for each in house.ids(Client) for one in prints_of(session, each)]
        assert {one.left_by for one in found} <= {actor.worker_id}
        return sorted({(str(one.client_id), one.item, one.way, one.size) for one in found})


def test_a_list_that_was_printed_or_saved_stands_in_the_history_of_everyone_on_it(house: House, tmp_path: Path) -> None:
    worker = house.worker
    assert PATH in [one.get("href") for one in worker.get("/clients/").every("a")]
    page = worker.get(f"{PATH}?size=18")
    assert "For workers only" in page.words
    assert worker.client.get(f"{PATH}/page/1.png?size=18").mimetype == "image/png"
    assert kept(house) == []  # looked at: nothing left yet
    sent = page.fields(f"{PATH}/out?size=18")
    assert worker.client.post(f"{PATH}/out?size=18", data={**sent, "seal": "x"}).status_code == 409
    assert kept(house) == []
    assert worker.client.post(f"{PATH}/out?size=18", json=sent, headers={"X-CSRFToken": sent["csrf_token"]}).json
    whose = {one[0] for one in kept(house)}
    assert len(whose) >= 2
    assert kept(house) == sorted((each, "caseload-list", "printed", 18) for each in whose)
    listed = worker.get(f"/clients/{next(iter(whose))}/printed").words
    assert "Caseload list Printed. Standard, 18 points. Nobody takes it home. Robin Practice," in listed
    where = tmp_path / "list.pdf"
    house.app.extensions["save_file"] = lambda _name: where
    worker.client.post(f"{PATH}/save?size=18", data=sent)
    assert {one[2] for one in kept(house)} == {"printed", "saved"}
    pages = [page.get_textpage().get_text_range() for page in PdfDocument(where)]
    assert all(INTERNAL_WORDS in " ".join(words.split()) for words in pages)


def test_a_list_that_changed_since_it_was_looked_at_does_not_leave(house: House, tmp_path: Path) -> None:
    worker = house.worker
    sent = worker.get(PATH).fields(f"{PATH}/save?size=14")
    someone = house.ids(Client)
    with open_session(house.settings, house.vault) as (session, actor):
        for each in someone:
            set_keep_safe(session, actor, SetKeepSafe(each, client_record(session, each).version, "See alone"))
    where = tmp_path / "list.pdf"
    house.app.extensions["save_file"] = lambda _name: where
    answer = worker.client.post(f"{PATH}/save?size=14", data=sent)
    assert answer.status_code == 409
    assert "The record changed after this preview was made" in answer.get_data(as_text=True)
    assert not where.exists()
    assert kept(house) == []
