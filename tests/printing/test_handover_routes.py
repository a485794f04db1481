"""The page of a handover sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.printing.items import print_item
from tests.furnished import House

pytestmark = pytest.mark.prints


def test_the_sheet_is_shown_saved_and_printed_from_the_terminal(house: House, tmp_path: Path) -> None:
    client = house.ids(Client)[1]
    path = f"/clients/{client}/handover-sheet"
    worker = house.worker
    page = worker.get(path)
    assert "For workers only" in page.words
    assert "Where they are" in page.words
    assert worker.client.get(f"{path}/page/1.png").mimetype == "image/png"
    saved = worker.client.post(f"{path}/save", data={"csrf_token": worker.token(path)})
    assert saved.mimetype == "application/pdf"
    where = tmp_path / "sheet.pdf"
    house.app.extensions["save_file"] = lambda _name: where
    assert "The file is not encrypted" in worker.post(f"{path}/save", {}, token_from=path).words
    assert where.read_bytes().startswith(b"%PDF")
    house.app.extensions["save_file"] = lambda _name: None
    worker.post(f"{path}/save", {}, token_from=path)
    with open_session(house.settings, house.vault) as (session, actor):
        made, name = print_item(session, actor, "handover-sheet", client, size=18)
    assert made.startswith(b"%PDF")
    assert name.startswith("Handover ")
    worker.client.post("/beside", data={"csrf_token": worker.token("/"), "beside": "on", "here": "/"})
    assert "Where they are" not in worker.client.get(path).get_data(as_text=True)
