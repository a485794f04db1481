"""Pages, search, save and PDF at 1,250 clients: the encrypted store beside the same store in plain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from benchmarks.timing import Action
from benchmarks.timing import Row
from benchmarks.timing import side_by_side
from linkdesk import application
from linkdesk.application import create_app
from linkdesk.application import make_demo
from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.plans.models import Plan
from linkdesk.record.clock import SystemClock
from linkdesk.record.drafts import save_draft
from linkdesk.settings import KdfCost
from linkdesk.settings import Settings
from linkdesk.vault import cipher
from linkdesk.vault.cipher import StoreAccess
from linkdesk.vault.lock import Vault

CLIENTS = 1250
ROUNDS = 60
PASSPHRASE = "marble-otter-lantern-quiet-ferry"  # noqa: S105 - opens invented people only


def settings_of(folder: Path) -> Settings:
    """Return settings over a folder, with a cheap key function: unlocking is measured elsewhere."""
    return Settings(data_dir=folder, kdf=KdfCost(memory_kib=64, passes=1, lanes=1), testing=True)


def practice_vault(folder: Path, clients: int = CLIENTS) -> Settings:
    """Return a practice vault of `clients` invented people, made once and kept for later runs."""
    settings = settings_of(folder)
    if not settings.vault_file.exists():
        make_demo(settings, passphrase=PASSPHRASE, clients=clients, seed=1)
    return settings


class PlainAccess(StoreAccess):
    """The same store without a key: the floor."""

    def connect(self) -> Any:
        """Open the plain copy with the same settings but for the cipher's own."""
        connection = cipher.driver().connect(
            str(self.path), check_same_thread=False, isolation_level=None, timeout=self.store.busy_ms / 1000
        )
        for name, value, _expected in cipher.PRAGMAS[1:]:
            connection.execute(f"PRAGMA {name}={value}")
        connection.execute(f"PRAGMA cache_size=-{self.store.cache_kib}")
        return connection


def plain_copy(settings: Settings, vault: Vault, target: Path) -> Path:
    """Write the practice vault in plain; invented people only."""
    target.unlink(missing_ok=True)
    connection = application.store_access(settings, vault).connect()
    connection.execute("ATTACH ? AS plain KEY ''", (str(target),))
    connection.execute("SELECT sqlcipher_export('plain')")
    connection.execute("DETACH plain")
    connection.close()
    return target


@dataclass
class Desk:
    """One application and what is asked of it."""

    app: Flask
    client: FlaskClient
    token: str

    def get(self, path: str) -> None:
        """Ask for a page. Raises RuntimeError when it does not answer 200."""
        answer = self.client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}")

    def search(self, words: str) -> None:
        """Search as if typing."""
        headers = {"X-CSRFToken": self.token}
        answer = self.client.post("/clients/search", json={"search": words}, headers=headers)
        if answer.status_code != 200:
            raise RuntimeError(f"search answered {answer.status_code}")

    def save(self) -> None:
        """Keep a draft, as autosave does: one commit with a sync."""
        headers = {"X-CSRFToken": self.token}
        answer = self.client.put("/drafts/client/new", json={"given_name": "Ada", "notes": "x" * 400}, headers=headers)
        if answer.status_code != 200:
            raise RuntimeError(f"save answered {answer.status_code}")


def open_desk(app: Flask) -> Desk:
    """Return a desk with a valid form token."""
    client = app.test_client()
    page = client.get("/").get_data(as_text=True)
    found = re.search(r'name="csrf-token" content="([^"]+)"', page)
    if found is None:
        raise RuntimeError("no form token")
    return Desk(app, client, found[1])


def actions(desk: Desk, client_id: str, plan_id: str) -> dict[str, Action]:
    """Return what a worker does all day."""
    return {
        "Today": lambda: desk.get("/"),
        "Caseload, first page of 50": lambda: desk.get("/clients/"),
        "Client page": lambda: desk.get(f"/clients/{client_id}"),
        "Plan page": lambda: desk.get(f"/plans/{plan_id}"),
        "Search as you type, 2 letters": lambda: desk.search("ab"),
        "Search as you type, a name": lambda: desk.search("quillfeather"),
        "Save (autosave, synced commit)": desk.save,
    }


def rows(folder: Path) -> Iterator[Row]:
    """Measure and yield the lines."""
    settings = practice_vault(folder / "vault")
    vault = Vault(settings, SystemClock())
    vault.unlock(PASSPHRASE)
    plain = plain_copy(settings, vault, folder / "plain.db")
    with open_session(settings, vault) as (session, actor):
        plan = session.scalars(select(Plan).order_by(Plan.created_at.desc()).limit(1)).one()
        client_id, plan_id = str(plan.client_id), str(plan.id)
        save_draft(session, actor, "client", "new", {})
        total = len(session.scalars(select(Client.id)).all())
    ours = open_desk(create_app(settings, vault))

    def plain_access(_settings: Settings, keeper: Vault) -> StoreAccess:
        return PlainAccess(plain, keeper.raw_key_literal, application.doors(keeper), settings.store)

    with mock.patch.object(application, "store_access", plain_access):
        floor = open_desk(create_app(settings, vault))
    asked, plainly = actions(ours, client_id, plan_id), actions(floor, client_id, plan_id)
    for what in asked:
        found = side_by_side({"ours": asked[what], "floor": plainly[what]}, ROUNDS)
        yield Row(what, found["ours"], "same, store in plain", found["floor"], f"{total} clients")
    vault.lock()
