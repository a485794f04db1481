"""The rooms that plans need, over a real vault with one client and one plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from linkdesk.clients import routes as clients
from linkdesk.clients.service import add_client
from linkdesk.easyread.rest import routes as pause
from linkdesk.organisation.rules import StartOrganisation
from linkdesk.organisation.service import start_organisation
from linkdesk.plans import routes as plans
from linkdesk.plans.pictures import routes as plan_pictures
from linkdesk.plans.progress import routes as progress
from linkdesk.plans.queries import plan_record
from linkdesk.plans.rules import AddGoal
from linkdesk.plans.rules import StartPlan
from linkdesk.plans.rules import StepDraft
from linkdesk.plans.service import add_goal
from linkdesk.plans.service import start_plan
from linkdesk.plans.versions import routes as versions
from linkdesk.printing import routes as printing
from linkdesk.printing.given import plain_routes as plain
from linkdesk.printing.given import routes as given
from linkdesk.team.rules import StartWorker
from linkdesk.team.service import start_worker
from linkdesk.web import drafts
from linkdesk.web.database import db
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from tests.data import people
from tests.pages import Worker
from tests.small_app import PASSPHRASE
from tests.small_app import actor_of
from tests.small_app import open_vault
from tests.small_app import small_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from flask import Flask
    from sqlalchemy import Engine

    from linkdesk.plans.rules import PlanRecord
    from linkdesk.record.session import Actor
    from linkdesk.settings import Settings
    from linkdesk.vault.lock import Vault
    from tests.conftest import FakeClock
    from tests.pages import Page


@dataclass
class Site:
    """Pages, the store behind them, and a plan to work on."""

    app: Flask
    vault: Vault
    engine: Engine
    client_id: UUID
    plan_id: UUID

    @property
    def worker(self) -> Worker:
        """Somebody at the keyboard."""
        return Worker(self.app.test_client())

    @property
    def actor(self) -> Actor:
        """Who is unlocked."""
        return actor_of(self.vault)

    def plan(self, plan_id: UUID | None = None) -> PlanRecord:
        """Return the plan as it is kept now."""
        with Session(self.engine) as store:
            return plan_record(store, plan_id or self.plan_id)

    def with_goal(self) -> Site:
        """Put a goal with one step into the plan."""
        with Session(self.engine) as store:
            step = StepDraft("Phone the group", confidence=5)
            add_goal(store, self.actor, AddGoal(self.plan_id, self.plan().version, "Meet people", 9, steps=(step,)))
        return self

    def agree(self, words: dict[str, str], plan_id: UUID | None = None) -> Page:
        """Let the client say yes and thank them, unlock again, and return the worker's page of the plan."""
        address, worker = f"/plans/{plan_id or self.plan_id}", self.worker
        thanks = worker.fill(f"{address}/agree", words)
        assert "Please give the computer back to your link worker." in thanks.words
        assert self.vault.state.name != "OPEN", "nothing of the worker's can be reached"
        self.vault.unlock(PASSPHRASE)
        return worker.get(address)


def open_site(settings: Settings, clock: FakeClock, *, practice: bool = False) -> Iterator[Site]:
    """Make a vault, its first pages, a client who needs easy read, and a draft of a plan."""
    vault = open_vault(settings, clock)
    own = (plans.blueprint, progress.blueprint, versions.blueprint, plan_pictures.blueprint)
    prints = (printing.blueprint, given.blueprint, plain.blueprint)
    app = small_app(settings, vault, clients.blueprint, *own, *prints, drafts.blueprint, pause.blueprint)
    app.config["LINKDESK_LIMITS"] = settings.limits
    app.add_url_rule("/clients/<uuid:client_id>", "desk.client", _client)
    with app.app_context():
        engine = db.engine
    actor = actor_of(vault)
    with Session(engine) as store:
        start_organisation(store, actor, StartOrganisation("Hill Road", "01632 960 100", {}, practice=practice))
        start_worker(store, actor, StartWorker("Amina Testworker", "Link worker", "01632 960 001", "", b"x" * 48))
        client_id = add_client(store, actor, people.new_client(needs=(people.EASY_READ,)))
        plan_id = start_plan(store, actor, StartPlan(client_id))
    yield Site(app, vault, engine, client_id, plan_id)
    vault.lock()


@access(Access.OPEN)
def _client(client_id: UUID) -> str:
    return f"<!doctype html><html lang='en'><title>Client – LinkDesk</title><h1>{client_id}</h1></html>"
