"""The page of a handover sheet."""

from __future__ import annotations

from datetime import date
from datetime import timedelta
from pathlib import Path

import pytest

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.clients.queries import client_record
from linkdesk.printing.given import service
from linkdesk.printing.given.queries import prints_of
from linkdesk.printing.items import print_item
from linkdesk.record.session import unit_of_work
from tests.furnished import House

pytestmark = pytest.mark.prints


def test_the_sheet_is_shown_saved_and_printed_from_the_terminal(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "SAME_PRESS", timedelta(0))  # each press here is meant, however quick
    client = house.ids(Client)[1]
    path = f"/clients/{client}/handover-sheet"
    worker = house.worker
    page = worker.get(path)
    assert "For workers only" in page.words
    assert "Where they are" in page.words
    assert worker.client.get(f"{path}/page/1.png").mimetype == "image/png"
    sent = page.fields(f"{path}/save?size=14")
    saved = worker.client.post(f"{path}/save?size=14", data=sent)
    assert saved.mimetype == "application/pdf"
    where = tmp_path / "sheet.pdf"
    house.app.extensions["save_file"] = lambda _name: where
    assert "The file is not encrypted" in worker.post(f"{path}/save?size=14", sent, token_from=path).words
    assert where.read_bytes().startswith(b"%PDF")
    house.app.extensions["save_file"] = lambda _name: None
    worker.post(f"{path}/save?size=14", sent, token_from=path)
    assert worker.client.post(f"{path}/save?size=18", data=sent).status_code == 409  # another size was looked at
    assert worker.client.post(f"{path}/out?size=14", data=sent).status_code == 303
    with open_session(house.settings, house.vault) as (session, actor):
        made, name = print_item(session, actor, "handover-sheet", client, size=18)
        kept = [(one.item, one.way, one.safe, one.left_by) for one in prints_of(session, client)]
    assert [one[1] for one in kept] == ["printed", "saved", "saved"]
    assert {(item, safe, by) for item, _, safe, by in kept} == {("handover-sheet", "not-asked", actor.worker_id)}
    assert made.startswith(b"%PDF")
    assert name.startswith("Handover ")
    assert "Handover sheet Printed. Standard, 14 points." in worker.get(f"/clients/{client}/printed").words
    worker.client.post("/beside", data={"csrf_token": worker.token("/"), "beside": "on", "here": "/"})
    assert "Where they are" not in worker.client.get(path).get_data(as_text=True)
    assert "Handover" not in worker.get(f"/clients/{client}/printed").words


def test_the_sheet_of_somebody_who_died_is_printed_too(house: House) -> None:
    client = house.ids(Client)[1]
    with open_session(house.settings, house.vault) as (session, actor), unit_of_work(session, actor, "test") as work:
        work.session.get_one(Client, client).deceased_on = date(2026, 11, 20)
    path = f"/clients/{client}/handover-sheet"
    worker = house.worker
    sent = worker.get(path).fields(f"{path}/out?size=14")
    assert worker.client.post(f"{path}/out?size=14", data=sent).status_code == 303
    with open_session(house.settings, house.vault) as (session, _actor):
        assert client_record(session, client).is_deceased
        assert [one.item for one in prints_of(session, client)] == ["handover-sheet"]
