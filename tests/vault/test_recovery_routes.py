"""A new recovery key is shown once and typed back before the old one stops working."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linkdesk.record.errors import WrongSecret
from linkdesk.vault import routes
from linkdesk.vault.lock import Vault
from linkdesk.vault.recovery_routes import PENDING
from tests.pages import Worker
from tests.small_app import small_app
from tests.vault.conftest import KEY
from tests.vault.conftest import OTHER
from tests.vault.conftest import PASSPHRASE

if TYPE_CHECKING:
    from flask import Flask

    from linkdesk.settings import Settings
    from tests.pages import Page


@pytest.fixture
def app(settings: Settings, vault: Vault) -> Flask:
    return small_app(settings, vault, *routes.blueprints)


@pytest.fixture
def worker(app: Flask) -> Worker:
    return Worker(app.test_client())


def at(page: Page) -> str:
    return page.answer.request.path


def shown_key(page: Page) -> str:
    return "-".join((node.text or "").strip() for node in page.every("ol")[0].iter("li"))


def test_the_old_key_works_until_the_new_one_was_typed_back(worker: Worker, vault: Vault) -> None:
    page = worker.fill("/settings/recovery/", {"passphrase": PASSPHRASE})
    assert at(page) == "/settings/recovery/key"
    key = shown_key(page)
    for path in ("/settings/recovery/key", "/settings/recovery/check"):
        forms = worker.get(path).every("form")
        assert any("data-cover" in form.attrib for form in forms), "the curtain key works here too"
    assert "32 letters" in worker.fill("/settings/recovery/check", {"recovery_key": "ABC"}, expect=422).words
    assert (
        "another recovery key" in worker.fill("/settings/recovery/check", {"recovery_key": KEY.text}, expect=422).words
    )
    again = Vault(vault.settings, vault.clock)
    again.unlock(KEY)
    again.lock()
    assert at(worker.fill("/settings/recovery/check", {"recovery_key": key})) == "/"
    with pytest.raises(WrongSecret):
        again.unlock(KEY)
    again.unlock(key)
    again.lock()
    assert at(worker.get("/settings/recovery/key")) == "/settings/recovery/"


def test_the_passphrase_is_asked_first(worker: Worker) -> None:
    assert "did not open" in worker.fill("/settings/recovery/", {"passphrase": OTHER}, expect=422).words
    for path in ("/settings/recovery/key", "/settings/recovery/check"):
        assert at(worker.get(path)) == "/settings/recovery/"
    assert "new recovery key" in worker.get("/settings/passphrase").words


def test_a_lock_drops_a_key_that_was_not_typed_back(worker: Worker, app: Flask, vault: Vault) -> None:
    worker.fill("/settings/recovery/", {"passphrase": PASSPHRASE})
    assert PENDING in app.extensions
    vault.lock()
    assert PENDING not in app.extensions
