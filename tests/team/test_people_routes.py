"""The team pages as an administrator and as another worker meet them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linkdesk.record.errors import WrongSecret
from linkdesk.team import people
from linkdesk.team import queries
from linkdesk.web.database import session
from tests.small_app import NAME
from tests.small_app import PASSPHRASE
from tests.small_app import furnish

if TYPE_CHECKING:
    from uuid import UUID

    from flask import Flask

    from linkdesk.vault.lock import Vault
    from tests.pages import Page
    from tests.pages import Worker

KIT = {"name": "Kit Practice", "phone": "01632 960 009", "roles": "link worker", "passphrase": PASSPHRASE}
OWN = "saddle turnip mosaic ribbon harbour"
TEAM = "/settings/team"


@pytest.fixture
def admin(app: Flask, worker: Worker) -> Worker:
    furnish(app)
    return worker


def words_on(page: Page) -> str:
    lists = [node for node in page.every("ol") if node.get("class") == "ld-copywords"]
    return " ".join((item.text or "").strip() for item in lists[0].iter("li"))


def added(admin: Worker, **more: str) -> str:
    """Add Kit and return the words of the next page."""
    page = admin.fill(f"{TEAM}/add", {**KIT, **more})
    assert page.answer.request.path == f"{TEAM}/words"
    return words_on(page)


def id_of(app: Flask, name: str) -> UUID:
    with app.test_request_context():
        return next(one.id for one in queries.workers(session()) if one.name == name)


def switch(vault: Vault, words: str, name: str) -> None:
    vault.lock()
    vault.unlock(words, name)


def test_settings_leads_to_the_team(admin: Worker) -> None:
    assert "Add and remove workers" in admin.get("/settings").words
    page = admin.get(TEAM)
    assert NAME in page.words
    assert "Link worker, team lead, safeguarding lead, administrator" in page.words


def test_the_words_are_shown_once_and_open_the_vault(admin: Worker, vault: Vault) -> None:
    words = added(admin)
    assert len(words.split()) == 5
    again = admin.get(f"{TEAM}/words")
    assert again.answer.request.path == TEAM
    assert "shown only once" in again.words
    assert words not in again.words
    switch(vault, words, "Kit Practice")
    assert vault.worker_name == "Kit Practice"


def test_a_lock_takes_words_that_were_not_shown(admin: Worker, vault: Vault) -> None:
    form = {**admin.get(f"{TEAM}/add").fields(), **KIT}
    assert admin.client.post(f"{TEAM}/add", data=form).location == f"{TEAM}/words"
    switch(vault, PASSPHRASE, NAME)
    assert admin.get(f"{TEAM}/words").answer.request.path == TEAM


def test_a_new_worker_is_led_to_a_passphrase_and_code_of_their_own(admin: Worker, vault: Vault, app: Flask) -> None:
    words = added(admin)
    switch(vault, words, "Kit Practice")
    page = admin.get("/settings/you")
    assert page.answer.request.path == "/start/own"
    form = {"given": words, "passphrase": OWN, "again": OWN, "code": "7913", "code_again": "7913"}
    for wrong, sentence in (
        ({"given": PASSPHRASE}, "That did not open the vault."),
        ({"passphrase": words, "again": words}, "someone else knows them"),
        ({"again": words}, "The two passphrases are not the same."),
        ({"code_again": "7914"}, "The two short codes are not the same."),
        ({"code": "1111", "code_again": "1111"}, "Everyone tries that code first."),
    ):
        assert sentence in admin.fill("/start/own", {**form, **wrong}, expect=422).words
    assert admin.fill("/start/own", form).answer.request.path == "/"
    assert admin.get("/start/own").answer.request.path == "/", "it is asked once"
    vault.curtain()
    vault.uncover("7913")
    switch(vault, OWN, "Kit Practice")
    assert admin.get("/settings/you").answer.request.path == "/settings/you"
    switch(vault, PASSPHRASE, NAME)
    with app.test_request_context():
        assert not people.member(session(), vault, id_of(app, "Kit Practice")).waits


@pytest.mark.parametrize("page", ["", "/add", "/words", "/master-key", "/{kit}", "/{kit}/reset", "/{kit}/remove"])
def test_other_workers_do_not_get_in(admin: Worker, vault: Vault, app: Flask, page: str) -> None:
    words = added(admin, roles="team lead")
    path = TEAM + page.format(kit=id_of(app, "Kit Practice"))
    switch(vault, words, "Kit Practice")
    admin.fill("/start/own", {"given": words, "passphrase": OWN, "again": OWN, "code": "7913", "code_again": "7913"})
    assert admin.client.get(path).status_code == 403
    if page in {"/add", "/master-key", "/{kit}/reset", "/{kit}/remove"}:
        before = vault.settings.key_file.read_bytes()
        data = {**KIT, "csrf_token": admin.token("/settings"), "passphrase": OWN}
        assert admin.client.post(path, data=data).status_code == 403
        assert vault.settings.key_file.read_bytes() == before
    assert "Add and remove workers" not in admin.get("/settings").words


@pytest.mark.parametrize("page", ["/add", "/master-key", "/{kit}/reset", "/{kit}/remove"])
def test_each_step_asks_for_the_administrators_passphrase(admin: Worker, vault: Vault, app: Flask, page: str) -> None:
    added(admin)
    path, before = TEAM + page.format(kit=id_of(app, "Kit Practice")), vault.settings.key_file.read_bytes()
    new = {"name": "Ash Practice"} if page == "/add" else {}
    assert "Type your own passphrase." in admin.fill(path, new, expect=422).words
    assert "That did not open the vault." in admin.fill(path, {**new, "passphrase": OWN}, expect=422).words
    assert vault.settings.key_file.read_bytes() == before


def test_a_refused_worker_is_said_at_the_field(admin: Worker) -> None:
    page = admin.fill(f"{TEAM}/add", {**KIT, "name": NAME}, expect=422)
    assert "Someone of that name can unlock already." in page.words
    assert page.fields()["passphrase"] == ""


def test_a_forgotten_passphrase_is_reset(admin: Worker, vault: Vault, app: Flask) -> None:
    first = added(admin)
    page = admin.fill(f"{TEAM}/{id_of(app, 'Kit Practice')}/reset", {"passphrase": PASSPHRASE})
    second = words_on(page)
    assert second != first
    vault.lock()
    with pytest.raises(WrongSecret):
        vault.unlock(first, "Kit Practice")
    vault.unlock(second, "Kit Practice")
    assert admin.get("/settings").answer.request.path == "/start/own"


def test_a_worker_is_removed_in_one_step(admin: Worker, vault: Vault, app: Flask) -> None:
    words, before = added(admin), vault.subkey("database")
    path = f"{TEAM}/{id_of(app, 'Kit Practice')}"
    page = admin.fill(f"{path}/remove", {"passphrase": PASSPHRASE})
    assert "Kit Practice can no longer open the vault, and the master key is a new one." in page.words
    assert "Left" in page.words
    assert vault.subkey("database") != before
    assert "No, left the team" in admin.get(path).words
    for verb in ("remove", "reset"):
        assert admin.client.get(f"{path}/{verb}").status_code == 404
    vault.lock()
    with pytest.raises(WrongSecret):
        vault.unlock(words, "Kit Practice")
    vault.unlock(PASSPHRASE)
    assert "Kit Practice" in admin.get(TEAM).words


def test_own_page_offers_neither_reset_nor_removal(admin: Worker, vault: Vault) -> None:
    path = f"{TEAM}/{vault.worker_id}"
    assert "This is you." in admin.get(path).words
    for verb in ("remove", "reset"):
        assert admin.client.get(f"{path}/{verb}").status_code == 404


def test_the_master_key_is_changed_by_a_button(admin: Worker, vault: Vault) -> None:
    before = vault.subkey("database")
    page = admin.fill(f"{TEAM}/master-key", {"passphrase": PASSPHRASE})
    assert "The master key is a new one." in page.words
    assert vault.subkey("database") != before
    assert NAME in admin.get(TEAM).words


def test_the_pages_are_closed_while_locked(admin: Worker, vault: Vault) -> None:
    vault.lock()
    answer = admin.client.get(TEAM)
    assert (answer.status_code, answer.location) == (303, "/unlock")
