"""The rooms are put together once; what travels upwards does."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import delete
from sqlalchemy import select

from linkdesk.application import actor_of
from linkdesk.application import create_app
from linkdesk.application import listing
from linkdesk.application import make_demo
from linkdesk.application import open_session
from linkdesk.clients.finding.models import SearchTerm
from linkdesk.clients.models import Client
from linkdesk.desk.search.models import SearchState
from linkdesk.record.clock import SystemClock
from linkdesk.record.errors import VaultLocked
from linkdesk.record.errors import VaultRefused
from linkdesk.record.session import brief_write
from linkdesk.settings import Settings
from linkdesk.team.rules import Role
from linkdesk.vault.lock import Vault
from linkdesk.web.database import current_actor
from tests.furnished import CODE
from tests.furnished import PASSPHRASE
from tests.furnished import WORKER
from tests.furnished import House
from tests.furnished import cheap_settings


def test_an_absent_vault_leads_to_the_first_start(tmp_path: Path) -> None:
    settings = cheap_settings(tmp_path / "new")
    app = create_app(settings, Vault(settings, SystemClock()))
    answer = app.test_client().get("/")
    assert (answer.status_code, answer.location) == (303, "/start")
    assert not (tmp_path / "new").exists()


def test_the_short_code_works_after_an_unlock(house: House) -> None:
    house.worker.get("/")
    house.vault.curtain()
    assert house.vault.state.name == "CURTAINED"
    page = house.worker.fill("/curtain", {"code": CODE}, action="/curtain")
    assert "Today" in page.words
    assert house.vault.state.name == "OPEN"


def test_who_comes_back_by_code_finds_their_own_and_nothing_of_the_other(house: House) -> None:
    """Actor, roles, code, drafts, last page, "someone is beside me" and form tokens change with the worker."""
    house.join("Kit Practice", Role.LINK_WORKER)
    worker, beside = house.worker, "Someone is beside me: on"
    page = f"/clients/{house.ids(Client)[0]}"
    worker.get(page)
    worker.post("/beside", {"beside": "on", "here": page}, token_from=page)
    token = worker.token(page)
    typed = {"given_name": "Typed by Robin"}
    assert worker.client.put("/drafts/client/new", json=typed, headers={"X-CSRFToken": token}).status_code == 200
    worker.get(page)
    asked = worker.post("/switch", {}, token_from=page)
    assert asked.answer.request.path == "/who"
    assert "Passphrase, this once" in asked.words

    found = worker.fill("/who", {"worker": "Kit Practice", "secret": house.words["Kit Practice"]})
    assert found.answer.request.path == "/"
    assert "Signed in: Kit Practice" in found.words
    assert beside not in found.words
    assert "Typed by Robin" not in worker.get("/clients/new").answer.get_data(as_text=True)
    late = worker.client.put("/drafts/client/new", json=typed, headers={"X-CSRFToken": token})
    assert late.status_code == 400, "a page of Robin's, still open, saves nothing as Kit"
    assert worker.client.get("/settings/team").status_code == 403
    worker.get("/backup")

    worker.post("/switch", {}, token_from="/backup")
    back = worker.fill("/who", {"worker": WORKER, "secret": CODE})
    assert back.answer.request.path == page
    assert f"Signed in: {WORKER}" in back.words
    assert beside in back.words
    assert "Typed by Robin" in worker.get("/clients/new").answer.get_data(as_text=True)
    assert worker.client.get("/settings/team").status_code == 200
    worker.get(page)

    worker.post("/switch", {}, token_from=page)
    again = worker.fill("/who", {"worker": "Kit Practice", "secret": CODE})
    assert again.answer.request.path == "/backup"
    assert beside not in again.words
    house.vault.lock()
    house.vault.unlock(PASSPHRASE, WORKER)
    assert beside not in house.worker.get("/").words, "the full lock ends it for everybody"


def test_a_request_that_another_workers_turn_overtook_acts_for_nobody(house: House) -> None:
    house.join("Kit Practice", Role.LINK_WORKER)
    with house.app.test_request_context("/"):
        assert house.app.preprocess_request() is None
        assert current_actor() == actor_of(house.vault)
        house.vault.hand_over()
        house.vault.unlock(house.words["Kit Practice"], "Kit Practice")
        with pytest.raises(VaultLocked):
            current_actor()
    assert actor_of(house.vault).worker_id == house.vault.worker_id


def test_the_idle_minutes_are_the_services_own(house: House) -> None:
    house.worker.get("/")
    assert house.vault.curtain_due == 5 * 60


def test_meddled_help_numbers_are_put_back_and_said(house: House) -> None:
    kept = house.settings.help_now_file.read_bytes()
    house.settings.help_now_file.write_text("{}")
    page = house.worker.get("/")
    assert "changed the Help now numbers" in page.words
    assert house.settings.help_now_file.read_bytes() == kept


def test_locking_closes_every_connection(house: House) -> None:
    house.worker.get("/clients/")
    house.vault.lock()
    held = [link.readlink() for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
    assert house.settings.vault_file not in held


def test_a_locked_vault_has_no_actor(house: House) -> None:
    house.vault.lock()
    with pytest.raises(VaultLocked):
        actor_of(house.vault)


def test_heavy_libraries_wait_until_they_are_needed(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom linkdesk.application import create_app\n"
        "from linkdesk.record.clock import SystemClock\nfrom linkdesk.settings import Settings\n"
        "from linkdesk.vault.lock import Vault\n"
        f"s = Settings(data_dir=Path({str(tmp_path)!r}))\ncreate_app(s, Vault(s, SystemClock()))\n"
        "import json\nprint(json.dumps([m for m in ('weasyprint','webview','alembic','zxcvbn','pypdfium2') "
        "if m in sys.modules]))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(run.stdout) == []


def test_a_demo_refuses_a_folder_with_a_vault(house: House) -> None:
    with pytest.raises(VaultRefused):
        make_demo(house.settings, passphrase=PASSPHRASE, clients=1, seed=1)


def test_listing_workers_and_clients(house: House) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        assert [line["name"] for line in listing(session, actor, "workers")] == ["Robin Practice"]
        lines = list(listing(session, actor, "clients"))
    assert len(lines) == 6
    assert {"id", "family_name"} <= set(lines[0])


def test_unlocked_settings_are_the_real_ones() -> None:
    """The cheap key function of the tests must never be the product's."""
    assert (Settings().kdf.memory_kib, Settings().kdf.passes, Settings().kdf.lanes) == (256 * 1024, 3, 4)
    assert not Settings().testing


def test_a_practice_vault_says_so_while_it_is_locked(house: House) -> None:
    house.vault.lock()
    for path in ("/unlock", "/help-now"):
        assert "These are invented people." in house.worker.get(path).words


def test_an_older_search_index_is_made_anew_with_the_answer_to_the_unlock(house: House) -> None:
    def forget() -> None:
        with open_session(house.settings, house.vault) as (session, _actor), brief_write(session):
            session.execute(delete(SearchState))
            session.execute(delete(SearchTerm))

    def found() -> int:
        with open_session(house.settings, house.vault) as (session, _actor):
            return len(session.scalars(select(SearchTerm.client_id)).all())

    before = found()
    forget()
    house.vault.lock()
    house.worker.fill("/unlock", {"passphrase": PASSPHRASE})
    assert found() == before > 0
    forget()
    house.worker.get("/")
    assert found() == 0, "reading a page writes nothing"


@pytest.mark.parametrize("role", list(Role))
def test_settings_offer_nobody_a_page_that_is_closed_to_them(house: House, role: Role) -> None:
    house.join("Kit Practice", role)
    house.switch("Kit Practice")
    links = [a.get("href", "").split("#")[0] for a in house.worker.get("/settings").every("a")]
    offered = {link for link in links if link.startswith("/settings/")}
    assert {"/settings/you", "/settings/cover"} <= offered
    assert ("/settings/help-numbers" in offered) == (role is Role.ADMINISTRATOR)
    for link in sorted(offered):
        assert house.worker.client.get(link).status_code == 200, link
