"""The pages of sheets: from the list of prints, refused without a yes, put away while somebody is beside."""

from __future__ import annotations

import uuid
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from linkdesk.application import open_session
from linkdesk.clients.service import add_client
from linkdesk.clients.sharing.models import SharingPassed
from linkdesk.clients.sharing.service import record_decisions
from linkdesk.printing.sheets.rules import SheetKind
from tests.clients.sharing import samples
from tests.clients.sharing.samples import GP
from tests.data import people
from tests.furnished import House

pytestmark = pytest.mark.prints


@pytest.fixture
def client_id(house: House) -> UUID:
    with open_session(house.settings, house.vault) as (session, actor):
        made = add_client(session, actor, people.new_client())
        record_decisions(session, actor, samples.decisions(samples.yes(GP), client_id=made, what="Not my health"))
    return made


def test_a_message_is_written_shown_saved_and_noted_as_passed_on(house: House, client_id: UUID, tmp_path: Path) -> None:
    worker = house.worker
    path = f"/clients/{client_id}/sheets/gp-message"
    links = [one.get("href") for one in worker.get(f"/clients/{client_id}/prints").every("a")]
    assert path in links
    assert "No action needed." in worker.get(path).words
    page = worker.fill(f"{path}/words", {"asks": "Please review their medicine."})
    assert "Please review their medicine." in page.words
    assert "“Not my health”" in page.words
    assert worker.client.get(f"{path}/page/1.png").mimetype == "image/png"
    where = tmp_path / "message.pdf"
    house.app.extensions["save_file"] = lambda _name: where
    assert "The file is not encrypted" in worker.post(f"{path}/save", {}, token_from=path).words
    assert where.read_bytes().startswith(b"%PDF")
    with open_session(house.settings, house.vault) as (session, _actor):
        passed = session.scalars(select(SharingPassed).where(SharingPassed.client_id == client_id)).all()
        assert [(each.recipient_kind, each.what) for each in passed] == [(GP.kind, "Message to the GP")]


def test_a_referrer_without_a_yes_is_refused(house: House, client_id: UUID) -> None:
    path = f"/clients/{client_id}/sheets/referrer-message"
    assert "no referrer to write to" in house.worker.get(path, expect=422).words
    assert house.worker.client.get(f"{path}/page/1.png").status_code == 422


def test_the_internal_sheet_is_put_away_while_somebody_is_beside_and_the_copy_is_not(
    house: House, client_id: UUID
) -> None:
    worker = house.worker
    concern, copy = (f"/clients/{client_id}/sheets/{kind}" for kind in (SheetKind.CONCERN, SheetKind.RECORD_COPY))
    assert "Who was told" in worker.get(concern).words
    worker.client.post("/beside", data={"csrf_token": worker.token("/"), "beside": "on", "here": "/"})
    for path in (concern, f"{concern}/words", f"{concern}/page/1.png", "/caseload-list"):
        assert "Who was told" not in worker.client.get(path).get_data(as_text=True)
        assert worker.client.get(path).mimetype == "text/html"
    assert "Copy of my record" in worker.get(copy).words
    assert "Safeguarding" not in worker.get(f"/clients/{client_id}/prints").words


def test_sizes_and_what_is_not_there(house: House, client_id: UUID) -> None:
    worker = house.worker
    path = f"/clients/{client_id}/sheets"
    worker.get(f"{path}/record-copy?size=28")
    worker.get(f"{path}/record-copy?size=15", expect=422)
    worker.get(f"{path}/record-copy/words", expect=404)
    worker.get(f"{path}/everything", expect=404)
    worker.get(f"/clients/{uuid.UUID(int=0xDEAD)}/sheets/record-copy", expect=404)


def test_the_caseload_is_shown_and_saved(house: House) -> None:
    worker = house.worker
    assert "/caseload-list" in [one.get("href") for one in worker.get("/clients/").every("a")]
    page = worker.get("/caseload-list")
    assert "For workers only" in page.words
    assert worker.client.get("/caseload-list/page/1.png").mimetype == "image/png"
    saved = worker.client.post("/caseload-list/save", data={"csrf_token": worker.token("/caseload-list")})
    assert saved.mimetype == "application/pdf"
    assert "List " in saved.headers["Content-Disposition"]
