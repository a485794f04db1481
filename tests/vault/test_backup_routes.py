"""A backup is made and restored on its pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from linkdesk.organisation import routes as organisation
from linkdesk.team import routes as team
from linkdesk.vault import routes
from linkdesk.vault.backup.places import sticks
from linkdesk.vault.lock import Vault
from linkdesk.web import presence
from tests.pages import Worker
from tests.small_app import furnish
from tests.small_app import small_app
from tests.vault.conftest import OTHER
from tests.vault.conftest import PASSPHRASE

if TYPE_CHECKING:
    from flask import Flask

    from linkdesk.settings import Settings
    from tests.pages import Page
    from tests.vault.conftest import HandClock


@pytest.fixture
def app(settings: Settings, vault: Vault) -> Flask:
    rooms = (presence.blueprint, *routes.blueprints, organisation.blueprint, team.blueprint)
    return small_app(settings, vault, *rooms)


@pytest.fixture
def made(vault: Vault, app: Flask) -> Vault:
    """A vault that is open, with its service, its worker and a short code."""
    furnish(app, "4821")
    return vault


@pytest.fixture
def worker(app: Flask) -> Worker:
    return Worker(app.test_client())


def at(page: Page) -> str:
    return page.answer.request.path


def test_backup_and_restore_on_another_computer(
    worker: Worker, made: Vault, tmp_path: Path, clock: HandClock, settings: Settings
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert "There is no backup yet" in worker.get("/backup").words
    page = worker.fill("/backup", {"folder": str(stick)})
    assert "Backup done: linkdesk-backup-" in page.words
    assert page.fields()["folder"] == str(stick), "the next one goes to the same place"
    there = type(settings)(data_dir=tmp_path / "there", kdf=settings.kdf, testing=True)
    other = Vault(there, clock)
    other_app = small_app(there, other, *routes.blueprints, organisation.blueprint, team.blueprint)
    new_worker = Worker(other_app.test_client())
    backup = str(next(stick.iterdir()))
    wrong = {"folder": backup, "passphrase": OTHER}
    assert "did not open" in new_worker.fill("/restore", wrong, expect=422).words
    nowhere = {"folder": str(tmp_path), "passphrase": PASSPHRASE}
    assert "no LinkDesk backup" in new_worker.fill("/restore", nowhere, expect=422).words
    page = new_worker.fill("/restore", {"folder": str(stick), "passphrase": PASSPHRASE})
    assert at(page) == "/unlock"
    assert f"Restored: {Path(backup).name}" in page.words, "a folder of backups means the newest; it is named"
    assert at(new_worker.fill("/unlock", {"passphrase": PASSPHRASE})) == "/"
    assert other.worker_id == made.worker_id
    other.lock()


def test_in_the_window_the_place_of_a_backup_is_chosen_and_not_typed(
    worker: Worker, made: Vault, tmp_path: Path
) -> None:
    chosen: list[Path | None] = [None, tmp_path / "none", tmp_path]
    button = "Choose a folder and back up…"
    assert button not in worker.get("/backup").words, "a browser cannot name a folder"
    worker.client.application.extensions["choose_folder"] = lambda: chosen.pop(0)
    assert button in worker.get("/backup").words
    assert "There is no backup yet" in worker.post("/backup/choose", {}, token_from="/backup").words
    refused = worker.post("/backup/choose", {}, token_from="/backup", expect=422)
    assert "no folder" in refused.words
    assert refused.fields()["folder"] == str(tmp_path / "none")
    assert "Backup done: linkdesk-backup-" in worker.post("/backup/choose", {}, token_from="/backup").words


def test_a_path_copied_with_its_quotation_marks_is_taken(worker: Worker, made: Vault, tmp_path: Path) -> None:
    page = worker.fill("/backup", {"folder": f'"{tmp_path}"'})
    assert "Backup done: linkdesk-backup-" in page.words


def test_a_wrong_place_for_a_backup_is_said_at_the_field(worker: Worker, made: Vault, tmp_path: Path) -> None:
    assert "no folder" in worker.fill("/backup", {"folder": str(tmp_path / "none")}, expect=422).words
    assert "beside the vault" in worker.fill("/backup", {"folder": str(made.settings.data_dir)}, expect=422).words
    assert "Say where" in worker.fill("/backup", {"folder": ""}, expect=422).words


def test_a_restore_says_what_is_missing(worker: Worker, made: Vault) -> None:
    made.lock()
    page = worker.fill("/restore", {"folder": "", "passphrase": ""}, expect=422)
    assert "Say where the backup is." in page.words
    assert "Type the passphrase of that time" in page.words


def test_nothing_is_restored_over_an_open_vault(worker: Worker, made: Vault, settings: Settings) -> None:
    assert at(worker.get("/restore")) == "/backup"
    before = settings.key_file.read_bytes()
    answer = worker.post("/restore", {"folder": "/x", "passphrase": "y"}, token_from="/backup", expect=403)
    assert "Lock LinkDesk before" in answer.words
    assert settings.key_file.read_bytes() == before


def test_plugged_in_disks_are_folders_that_can_be_written() -> None:
    assert all(path.is_dir() for path in sticks())
