"""A small application with a few rooms over a real vault, for the tests of those rooms alone."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from flask import Blueprint
from flask import Flask
from flask_wtf import CSRFProtect

from linkdesk.desk.search import service as search
from linkdesk.organisation.rules import StartOrganisation
from linkdesk.organisation.service import start_organisation
from linkdesk.record.session import Actor
from linkdesk.record.session import Doors
from linkdesk.settings import resources
from linkdesk.team.queries import roles
from linkdesk.team.rules import StartWorker
from linkdesk.team.service import start_worker
from linkdesk.vault.cipher import StoreAccess
from linkdesk.vault.cipher import equip
from linkdesk.vault.keys.recovery import RecoveryKey
from linkdesk.vault.lock import Vault
from linkdesk.web import look
from linkdesk.web.addresses import LateRule
from linkdesk.web.database import current_actor
from linkdesk.web.database import db
from linkdesk.web.database import init_database
from linkdesk.web.database import session
from linkdesk.web.errors import setup_errors
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.gate import guard_state
from linkdesk.web.headers import setup_headers
from linkdesk.web.pages import setup_jinja
from tests.newest import hashed

if TYPE_CHECKING:
    from linkdesk.settings import KdfCost
    from linkdesk.settings import Settings
    from tests.conftest import FakeClock

NAME = "Robin Practice"
CODE = "4821"
PASSPHRASE = "orbit velvet canyon thimble quartz"


class _Pattern:
    """A vault made once a run, because every revision of the schema takes its time; tests open copies of it."""

    def __init__(self, settings: Settings, clock: FakeClock) -> None:
        self.folder = TemporaryDirectory(prefix="linkdesk-pattern-")
        made = Vault(replace(settings, data_dir=Path(self.folder.name)), clock)
        made.create(NAME, PASSPHRASE, RecoveryKey(clock.random(16)))
        made.lock()
        self.ids = clock.made


_patterns: dict[KdfCost, _Pattern] = {}


def open_vault(settings: Settings, clock: FakeClock) -> Vault:
    """Copy the vault of Robin Practice to the data folder and leave it open; the clock goes on behind its ids."""
    if settings.kdf not in _patterns:
        _patterns[settings.kdf] = _Pattern(settings, type(clock)())
    pattern = _patterns[settings.kdf]
    shutil.copytree(pattern.folder.name, settings.data_dir, dirs_exist_ok=True)
    clock.made = max(clock.made, pattern.ids)
    vault = Vault(settings, clock)
    vault.unlock(PASSPHRASE)
    return vault


def actor_of(vault: Vault) -> Actor:
    """Return who is unlocked."""
    return Actor(worker_id=vault.worker_id, organisation_id=vault.key_file().vault_id)


def small_app(settings: Settings, vault: Vault, *rooms: Blueprint) -> Flask:
    """Return an application with these rooms, a Today page and the gate's guard."""
    root = resources()
    app = Flask("small", template_folder=str(root / "templates"), static_folder=str(root / "static"))
    app.url_rule_class = LateRule
    app.config.update(SECRET_KEY=b"small", TESTING=True, LINKDESK_LIMITS=settings.limits)
    app.extensions.update(vault=vault, settings=settings)
    setup_headers(app, settings.limits)
    setup_jinja(app)
    setup_errors(app)
    CSRFProtect(app)
    doors = Doors(audit_key=lambda: vault.subkey("audit"), clock=vault.clock, before_commit=[search.feed])
    store = StoreAccess(settings.vault_file, vault.raw_key_literal, doors, settings.store)
    init_database(app, store.url(), store.options(), lambda: actor_of(vault))
    with app.app_context():
        engine = db.engine
    equip(engine)
    vault.on_lock(engine.dispose)
    desk = Blueprint("desk", __name__)
    desk.add_url_rule("/", "today", _today)
    for room in (desk, look.blueprint, *rooms):
        app.register_blueprint(room)
    guard_state(app, vault, lambda: roles(session(), vault.worker_id))
    return app


def furnish(app: Flask, code: str = CODE) -> None:
    """Do what the last two pages of first start do: the service, and the worker with a short code."""
    with app.test_request_context():
        vault: Vault = app.extensions["vault"]
        code_hash = hashed(code)
        start_organisation(session(), current_actor(), StartOrganisation("Practice Link Service", "", {}))
        start_worker(session(), current_actor(), StartWorker(NAME, "", "", "", code_hash))
        vault.set_code(code_hash)


@access(Access.OPEN)
def _today() -> str:
    return (
        "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Today – LinkDesk</title></head>"
        "<body><h1>Today</h1></body></html>"
    )
