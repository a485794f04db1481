"""Giving local services through the page."""

from __future__ import annotations

import io
import json
import uuid
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from linkdesk.application import open_session
from linkdesk.services import queries as directory
from linkdesk.services.rules import AddService
from linkdesk.services.rules import Assurance
from linkdesk.services.rules import Assure
from linkdesk.services.service import add_service
from linkdesk.services.service import assure
from linkdesk.web.handing import SAVE_FILE
from tests.services.samples import GARDEN

if TYPE_CHECKING:
    from tests.furnished import House

START = "/services/give/"


@pytest.fixture(autouse=True)
def _two_services(house: House) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        add_service(session, actor, GARDEN)
        add_service(session, actor, AddService(name="Testham <b>Choir</b>"))


def download(house: House, address: str = START, **fields: str) -> bytes:
    worker = house.worker
    answer = worker.client.post(address, data={"csrf_token": worker.token(address), **fields})
    assert answer.status_code == 200
    return bytes(answer.data)


def test_all_services_or_one_are_given_in_the_form_that_was_chosen(house: House) -> None:
    with open_session(house.settings, house.vault) as (session, _actor):
        every = directory.services(session)
    page = house.worker.get(START)
    assert f"All {len(every)} services that are here" in page.words
    assert "Names and numbers of people who did not agree" in page.words
    found = json.loads(download(house, style="hsds"))
    assert {each["name"] for each in found["contents"]} == {each.name for each in every}
    with zipfile.ZipFile(io.BytesIO(download(house, style="open-referral-uk", pages="y"))) as packed:
        assert packed.namelist()[0] == "services-00001.json"
    with zipfile.ZipFile(io.BytesIO(download(house, style="hsds-csv", pages="y"))) as packed:
        assert {"services.csv", "datapackage.json"} <= set(packed.namelist())
    one = every[0]
    link = f"{START}?service={one.id}"
    assert link in house.worker.get(f"/services/{one.id}").answer.text
    assert json.loads(download(house, link, style="hsds"))["name"] == one.name


def test_an_id_of_nothing_never_becomes_all_of_them(house: House) -> None:
    for wrong in ("nonsense", "", str(uuid.uuid4())):
        answer = house.worker.client.get(f"{START}?service={wrong}")
        assert answer.status_code == 404


def test_what_is_not_used_is_refused_in_a_sentence(house: House) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        one = directory.services(session)[0]
        assure(session, actor, Assure(one.id, one.version, Assurance.DO_NOT_USE, reason="A complaint"))
    page = house.worker.post(f"{START}?service={one.id}", {"style": "hsds"}, expect=422)
    assert "No service here can be given." in page.words


def test_in_the_window_it_is_written_where_the_worker_chose_or_not_at_all(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where: list[Path | None] = [tmp_path / "given.json"]
    monkeypatch.setitem(house.app.extensions, SAVE_FILE, lambda _name: where[0])
    page = house.worker.post(START, {"style": "hsds"})
    assert "in the file." in page.words
    assert json.loads((tmp_path / "given.json").read_text("utf-8"))["contents"]
    where[0] = None
    assert "Saved." not in house.worker.post(START, {"style": "hsds"}).words
    where[0] = tmp_path / "nowhere" / "given.json"
    assert "could not be written there" in house.worker.post(START, {"style": "hsds"}, expect=422).words
    assert sorted(each.name for each in tmp_path.glob("*.*")) == ["given.json"]
