"""A furnished house for tests: a practice vault made once a run, copied for each test that wants it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from linkdesk.application import create_app
from linkdesk.application import make_demo
from linkdesk.application import open_session
from linkdesk.assessments.models import Assessment
from linkdesk.clients.models import Client
from linkdesk.plans.models import Plan
from linkdesk.record.clock import Clock
from linkdesk.record.clock import SystemClock
from linkdesk.record.session import unit_of_work
from linkdesk.settings import KdfCost
from linkdesk.settings import Settings
from linkdesk.team import people
from linkdesk.team.models import WorkerRow
from linkdesk.team.rules import AddWorker
from linkdesk.team.rules import Role
from linkdesk.vault.lock import Vault
from tests.newest import hashed
from tests.pages import Worker

PASSPHRASE = "marble-otter-lantern-quiet-ferry"
CODE = "2580"
WORKER = "Robin Practice"
CHEAP = KdfCost(memory_kib=64, passes=1, lanes=1)


def cheap_settings(folder: Path) -> Settings:
    """Return settings with a cheap key function, for tests that unlock again and again."""
    return Settings(data_dir=folder, kdf=CHEAP, testing=True)


def make_practice(folder: Path, clients: int = 6) -> None:
    """Make a practice vault."""
    make_demo(cheap_settings(folder), passphrase=PASSPHRASE, clients=clients, seed=3)


@dataclass
class House:
    """An application over an unlocked practice vault."""

    settings: Settings
    vault: Vault
    app: Flask
    words: dict[str, str] = field(default_factory=dict)

    @property
    def worker(self) -> Worker:
        """A browser that passed the door."""
        return Worker(self.app.test_client())

    def join(self, name: str, *roles: Role) -> UUID:
        """Let another worker in, with a passphrase and a short code of their own already; return their id."""
        with open_session(self.settings, self.vault) as (session, actor):
            handed = people.add_worker(session, actor, self.vault, AddWorker(name, "Link worker", "", roles))
            with unit_of_work(session, actor, "take_over") as work:
                row = work.session.get_one(WorkerRow, handed.worker_id)
                row.code_hash = hashed(CODE)
        self.words[name] = handed.words
        return handed.worker_id

    def switch(self, name: str = WORKER) -> None:
        """Lock, and unlock as another worker of this laptop."""
        self.vault.lock()
        self.vault.unlock(self.words.get(name, PASSPHRASE), name)

    def ids(self, table: type[Client | Assessment | Plan]) -> list[UUID]:
        """Return the ids of a table, oldest first."""
        with open_session(self.settings, self.vault) as (session, _actor):
            return list(session.scalars(select(table.id).order_by(table.created_at, table.id)))


def open_house(template: Path, folder: Path, clock: Clock | None = None) -> House:
    """Copy the practice vault to `folder`, unlock it, and build the pages."""
    shutil.copytree(template, folder)
    settings = cheap_settings(folder)
    vault = Vault(settings, clock or SystemClock())
    vault.unlock(PASSPHRASE)
    app = create_app(settings, vault)
    app.config["TESTING"] = False
    return House(settings, vault, app)
