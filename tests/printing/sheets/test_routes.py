"""The pages of sheets: from the list of prints, refused without a yes, put away while somebody is beside."""

from __future__ import annotations

import uuid
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from linkdesk.application import open_session
from linkdesk.clients.keepsafe.rules import SetKeepSafe
from linkdesk.clients.keepsafe.service import set_keep_safe
from linkdesk.clients.queries import client_record
from linkdesk.clients.service import add_client
from linkdesk.clients.sharing.models import SharingPassed
from linkdesk.clients.sharing.rules import Recipient
from linkdesk.clients.sharing.service import record_decisions
from linkdesk.episodes.service import receive_referral
from linkdesk.printing.given.queries import prints_of
from linkdesk.printing.given.rules import Way
from linkdesk.printing.given.safe import Safe
from linkdesk.printing.sheets.rules import NAMES
from linkdesk.printing.sheets.rules import SheetKind
from tests.clients.sharing import samples
from tests.clients.sharing.samples import GP
from tests.clients.sharing.samples import REFERRER
from tests.data import people
from tests.episodes.conftest import referral
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
    assert kept(house, client_id) == ([], [])  # looked at: nothing left yet
    where = tmp_path / "message.pdf"
    for place in (None, where):
        house.app.extensions["save_file"] = lambda _name, place=place: place
        worker.post(f"{path}/save", worker.get(path).fields(f"{path}/save?size=14"), token_from=path)
        assert kept(house, client_id) == (
            ([(GP.kind, "Message to the GP")], [("gp-message", Way.SAVED, Safe.NOT_ASKED)]) if place else ([], [])
        )
    assert where.read_bytes().startswith(b"%PDF")


def kept(house: House, client_id: UUID) -> tuple[list[tuple[str, str]], list[tuple[str, Way, Safe]]]:
    """Return what was passed on about somebody and to whom, and what left the print page."""
    with open_session(house.settings, house.vault) as (session, _actor):
        passed = session.scalars(select(SharingPassed).where(SharingPassed.client_id == client_id)).all()
        prints = [(one.item, one.way, one.safe) for one in prints_of(session, client_id)]
        return [(each.recipient_kind, each.what) for each in passed], prints


@pytest.mark.parametrize(("kind", "reader"), [("gp-message", GP), ("referrer-message", REFERRER)])
def test_a_printed_message_is_noted_as_passed_on_when_it_goes_and_not_when_it_is_refused(
    house: House, client_id: UUID, kind: str, reader: Recipient
) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        record_decisions(session, actor, samples.decisions(samples.yes(REFERRER), client_id=client_id, seen=1))
        receive_referral(session, actor, referral(client_id))
    worker, path = house.worker, f"/clients/{client_id}/sheets/{kind}"
    sent = worker.get(path).fields(f"{path}/out?size=14")
    for wrong in ({**sent, "seal": "x"}, {**sent, "way": "waiting"}):
        assert worker.client.post(f"{path}/out?size=14", data=wrong).status_code in {409, 422}
    assert kept(house, client_id) == ([], [])
    assert worker.client.post(f"{path}/out?size=14", data=sent).status_code == 303
    assert kept(house, client_id) == (
        [(reader.kind, NAMES[SheetKind(kind)])], [(kind, Way.PRINTED, Safe.NOT_ASKED)]
    )  # fmt: skip


def test_the_copy_of_a_record_is_given_only_when_it_is_safe_to_take(house: House, client_id: UUID) -> None:
    worker, path = house.worker, f"/clients/{client_id}/sheets/record-copy"
    with open_session(house.settings, house.vault) as (session, actor):
        version = client_record(session, client_id).version
        set_keep_safe(session, actor, SetKeepSafe(client_id, version, "Give no paper"))
    page = worker.get(path)
    assert "Safe to take home?" in page.words
    assert "On record: Give no paper" in page.words
    sent = page.fields(next(f.get("action", "") for f in page.every("form") if "/out" in (f.get("action") or "")))
    assert worker.client.post(f"{path}/out", data={**sent, "safe": ""}).status_code == 422
    assert kept(house, client_id) == ([], [])
    assert worker.client.post(f"{path}/out", data=sent).status_code in {303, 409}


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
