"""The only file that knows every room: it makes the pages and hands up what must travel upwards."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask import Response
from flask import before_render_template
from flask import flash
from flask import request
from flask_wtf import CSRFProtect
from sqlalchemy.orm import Session

from linkdesk.assessments import routes as assessments
from linkdesk.assessments.aloud import routes as aloud
from linkdesk.assessments.areas import routes as areas
from linkdesk.assessments.forms import calm_url
from linkdesk.assessments.frame import client_tools
from linkdesk.assessments.frame import cover_before_others
from linkdesk.assessments.language import routes as language
from linkdesk.assessments.measures import routes as measures
from linkdesk.assessments.presence import routes as who_is_here
from linkdesk.assessments.reading import routes as reading
from linkdesk.assessments.rest import closed
from linkdesk.assessments.rest import routes as rest
from linkdesk.assessments.shelf import check_routes as shelf_checks
from linkdesk.assessments.shelf import picture_routes as shelf_pictures
from linkdesk.assessments.shelf import routes as shelf
from linkdesk.assessments.shelf.source import KNOWN as KNOWN_FORMS
from linkdesk.assessments.sort import client_routes as sorts
from linkdesk.assessments.sort import routes as sort
from linkdesk.clients import routes as clients
from linkdesk.clients.about import routes as about
from linkdesk.clients.circle import routes as circle
from linkdesk.clients.deceased import routes as deceased
from linkdesk.clients.keepsafe import routes as keepsafe
from linkdesk.clients.merging import routes as merging
from linkdesk.clients.merging.leading import follow_merges
from linkdesk.clients.papers import routes as papers
from linkdesk.clients.queries import client_records
from linkdesk.clients.reach import routes as reach
from linkdesk.clients.reach.guard import guard_reach
from linkdesk.clients.reach.guard import unresolved
from linkdesk.clients.requirements import routes as requirements
from linkdesk.clients.risks import routes as risks
from linkdesk.clients.rules import Banner
from linkdesk.clients.sensitive import routes as sensitive
from linkdesk.clients.sharing import routes as sharing
from linkdesk.connections import routes as connections
from linkdesk.contacts import routes as contacts
from linkdesk.desk import demo
from linkdesk.desk import demo_forms
from linkdesk.desk import demo_team
from linkdesk.desk import demo_way
from linkdesk.desk import routes as desk
from linkdesk.desk.handover import routes as handover
from linkdesk.desk.history import routes as history
from linkdesk.desk.search import service as search
from linkdesk.desk.views import routes as views
from linkdesk.easyread.rest import routes as pause
from linkdesk.episodes import routes as episodes
from linkdesk.episodes.queries import episode_lines
from linkdesk.exchange import routes as exchange
from linkdesk.exchange.intake import routes as intake
from linkdesk.exchange.letters import routes as letters
from linkdesk.exchange.open_referral import routes as open_referral
from linkdesk.exchange.phrases import routes as phrases
from linkdesk.organisation import routes as organisation
from linkdesk.organisation.credits import routes as credit_pages
from linkdesk.organisation.help_file import compare_help_now
from linkdesk.organisation.help_file import read_help_now
from linkdesk.organisation.help_file import write_help_now
from linkdesk.organisation.languages import routes as languages
from linkdesk.organisation.lawful import routes as lawful
from linkdesk.organisation.queries import find_organisation
from linkdesk.organisation.queries import help_now
from linkdesk.organisation.rules import Organisation
from linkdesk.organisation.rules import StartOrganisation
from linkdesk.organisation.service import start_organisation
from linkdesk.plans import routes as plans
from linkdesk.plans.pictures import routes as plan_pictures
from linkdesk.plans.progress import routes as progress
from linkdesk.plans.versions import routes as versions
from linkdesk.printing import as_page as print_pages
from linkdesk.printing import client_routes as client_prints
from linkdesk.printing import demo as demo_prints
from linkdesk.printing import handover_routes as handover_sheets
from linkdesk.printing import many_routes as print_many
from linkdesk.printing import own_routes as own_words
from linkdesk.printing import routes as printing
from linkdesk.printing import spoken_routes as sound
from linkdesk.printing.blank import routes as blanks
from linkdesk.printing.blank import typing_routes as paper_plan
from linkdesk.printing.given import plain_routes as plain_page
from linkdesk.printing.given import routes as given
from linkdesk.printing.given import waiting_routes as waiting
from linkdesk.printing.head import routes as head
from linkdesk.printing.packs import routes as packs
from linkdesk.printing.parting import routes as parting
from linkdesk.printing.service_sheet import routes as service_sheet
from linkdesk.printing.sheets import caseload_routes as caseload_list
from linkdesk.printing.sheets import routes as sheets
from linkdesk.printing.short import routes as prints
from linkdesk.record.audit import Verdict
from linkdesk.record.audit import record_reading
from linkdesk.record.audit import verify
from linkdesk.record.audit import was_noted
from linkdesk.record.clock import SystemClock
from linkdesk.record.errors import VaultLocked
from linkdesk.record.session import Actor
from linkdesk.record.session import Doors
from linkdesk.services import routes as services
from linkdesk.services.queries import services as local_services
from linkdesk.settings import Settings
from linkdesk.settings import resources
from linkdesk.team import routes as team
from linkdesk.team.cover import routes as cover
from linkdesk.team.queries import load_code
from linkdesk.team.queries import roles
from linkdesk.team.queries import workers
from linkdesk.team.rules import StartWorker
from linkdesk.team.service import start_worker
from linkdesk.vault import routes as vault_pages
from linkdesk.vault.cipher import StoreAccess
from linkdesk.vault.cipher import equip
from linkdesk.vault.code import hash_code
from linkdesk.vault.keys.recovery import KEY_BYTES
from linkdesk.vault.keys.recovery import RecoveryKey
from linkdesk.vault.lock import State
from linkdesk.vault.lock import Vault
from linkdesk.web import beside
from linkdesk.web import drafts
from linkdesk.web import look
from linkdesk.web import presence
from linkdesk.web.addresses import LateRule
from linkdesk.web.database import db
from linkdesk.web.database import init_database
from linkdesk.web.database import session as database_session
from linkdesk.web.errors import CLIENT_TOOLS
from linkdesk.web.errors import PICTURES
from linkdesk.web.errors import setup_errors
from linkdesk.web.gate import guard_state
from linkdesk.web.gate import same_turn
from linkdesk.web.gate import undeclared
from linkdesk.web.headers import setup_headers
from linkdesk.web.pages import ClientPlace
from linkdesk.web.pages import Place
from linkdesk.web.pages import setup_jinja
from linkdesk.web.widgets import forget_drawn
from linkdesk.wording.bank import routes as bank
from linkdesk.wording.easier import routes as easier

ROOMS = (
    look,
    presence,
    beside,
    drafts,
    pause,
    vault_pages,
    organisation,
    lawful,
    languages,
    credit_pages,
    phrases,
    team,
    desk,
    views,
    services,
    clients,
    requirements,
    deceased,
    sensitive,
    merging,
    keepsafe,
    reach,
    history,
    about,
    circle,
    risks,
    sharing,
    papers,
    cover,
    handover,
    handover_sheets,
    episodes,
    contacts,
    assessments,
    who_is_here,
    closed,
    rest,
    language,
    aloud,
    reading,
    areas,
    sorts,
    sort,
    measures,
    shelf,
    shelf_pictures,
    shelf_checks,
    plans,
    bank,
    easier,
    plan_pictures,
    progress,
    versions,
    connections,
    own_words,
    printing,
    client_prints,
    service_sheet,
    prints,
    sound,
    given,
    plain_page,
    waiting,
    head,
    packs,
    sheets,
    caseload_list,
    blanks,
    paper_plan,
    print_many,
    parting,
    print_pages,
    exchange,
    intake,
    open_referral,
    letters,
)
PLACES = (
    Place("Today", "/", "g t", "today"),
    Place("Caseload", "/clients/", "g c", "caseload"),
    Place("Local services", "/services/", "g l", "services"),
    Place("Bring in", "/bring-in/", "g i", "intake"),
    Place("Make a file", "/exchange/", "g s", "exchange"),
    Place("Backup", "/backup", "g b", "backup"),
    Place("Settings", "/settings", "g e", "settings"),
)
"""The navigation, always in this order."""
CLIENT_PLACES = (
    ClientPlace("Overview", "desk.client"),
    ClientPlace("Details", "clients.change"),
    ClientPlace("Needs", "needs.review"),
    ClientPlace("About them", "about.page"),
    ClientPlace("People", "circle.overview"),
    ClientPlace("Risks", "risks.overview", guarded=True),
    ClientPlace("Sharing", "sharing.show"),
    ClientPlace("Referral", "episodes.show"),
    ClientPlace("Connections", "connections.listed"),
    ClientPlace("Contacts", "contacts.listed"),
    ClientPlace("Measures", "measures.overview"),
    ClientPlace("Papers", "papers.listed"),
    ClientPlace("Prints", "prints.listed"),
    ClientPlace("History", "history.show"),
)
"""The row of pages under the banner of a client, always in this order; a room adds its own line."""

ID_TABLES: dict[str, str | None] = {
    "goal_id": "plan_goal",
    "step_id": "plan_step",
    "paper_id": "attachment",
    "message_id": "owed_message",
    "merge_id": "client_merge",
    "copy_id": "copy_given",
    "answer_id": "assessment_answer",
    "print_id": "print_out",
    "barrier_id": "connection_barrier",
    **dict.fromkeys(
        ("glass_id", "restriction_id", "cover_id", "view_id", "worker_id", "file_id", "form_id", "pack_id")
    ),
    **dict.fromkeys(("service_id", "source_id", "drop_in_session_id")),
}
"""Ids in addresses whose name is not that of their table: which table holds them, None where no client stands behind.

`risk_id` needs no line when there is a table `risk` with a `client_id`.
"""


def create_app(settings: Settings, vault: Vault) -> Flask:
    """Return the pages of LinkDesk over one vault, locked or not.

    Raises:
        RuntimeError: a view says nothing about who may reach it, or whose client an id in its address is.
    """
    root = resources()
    app = Flask("linkdesk", template_folder=str(root / "templates"), static_folder=str(root / "static"))
    app.url_rule_class = LateRule
    app.config.update(SECRET_KEY=secrets.token_bytes(32), LINKDESK_LIMITS=settings.limits, WTF_CSRF_TIME_LIMIT=None)
    app.config["WTF_I18N_ENABLED"] = False  # what a form says is ours, in every language; a catalogue a form is 1 ms
    app.extensions["vault"] = vault
    app.extensions["settings"] = settings
    setup_headers(app, settings.limits)
    setup_jinja(app)
    setup_errors(app)
    app.extensions[PICTURES] = calm_url
    app.extensions[CLIENT_TOOLS] = client_tools
    CSRFProtect(app)
    _connect(app, settings, vault)
    for room in ROOMS:
        for blueprint in getattr(room, "blueprints", None) or (room.blueprint,):
            app.register_blueprint(blueprint)
    vault.on_full_lock(lambda: beside.forget(app))
    vault.on_lock(forget_drawn)
    vault.on_lock(KNOWN_FORMS.forget)
    opening = _Opening(settings, vault)
    app.before_request(opening.before_request)
    app.after_request(opening.after_request)
    before_render_template.connect(_note_reading, app)
    app.context_processor(opening.page)
    guard_state(app, vault, lambda: roles(database_session(), vault.worker_id))
    if silent := undeclared(app):
        raise RuntimeError(f"these views declare no access: {', '.join(silent)}")
    if astray := unresolved(app, ID_TABLES):
        raise RuntimeError(f"these ids lead to no client, add them to ID_TABLES: {', '.join(astray)}")
    follow_merges(app)
    guard_reach(app, ID_TABLES)
    return app


def doors(vault: Vault) -> Doors:
    """Return what the record is handed from above."""
    return Doors(
        audit_key=lambda: vault.subkey("audit"),
        clock=vault.clock,
        before_commit=[search.feed],
        viewer=lambda: vault.worker_id,
    )


def store_access(settings: Settings, vault: Vault) -> StoreAccess:
    """Return how the unlocked store is opened; each connection asks the vault for the key."""
    return StoreAccess(settings.vault_file, vault.raw_key_literal, doors(vault), settings.store)


def actor_of(vault: Vault) -> Actor:
    """Return who is unlocked, for the organisation of this vault. Raises VaultLocked."""
    return Actor(worker_id=vault.worker_id, organisation_id=vault.key_file().vault_id)


def acting(vault: Vault) -> Actor:
    """Return who sent this request. Raises VaultLocked when that is nobody, or not the worker at the keyboard now."""
    if not same_turn(vault):
        raise VaultLocked
    return actor_of(vault)


@contextmanager
def open_session(settings: Settings, vault: Vault) -> Iterator[tuple[Session, Actor]]:
    """Give the terminal a session of its own and who acts; closed and disposed at the end."""
    engine = store_access(settings, vault).open()
    try:
        with Session(engine) as session:
            yield session, actor_of(vault)
    finally:
        engine.dispose()


def listing(session: Session, actor: Actor, kind: str) -> Iterator[dict[str, str]]:
    """Yield one flat record a line for `linkdesk list`; opening a list of clients leaves its trace."""
    if kind == "workers":
        for worker in workers(session):
            if not worker.has_left:
                yield {"id": str(worker.id), "name": worker.name, "job_title": worker.job_title}
        return
    if kind == "services":
        for each in local_services(session):
            yield {"id": str(each.id), "name": each.name, "place": each.place, "not_used": each.why_not}
        return
    record_reading(session, actor, "list", None)
    if kind == "episodes":
        yield from episode_lines(session)
        return
    for client in client_records(session):
        yield {
            "id": str(client.id),
            "family_name": client.family_name,
            "given_name": client.given_name,
            "birth_date": client.birth_date.isoformat(),
            "nhs_number": client.nhs_number,
        }


def verify_vault(settings: Settings, vault: Vault) -> Verdict:
    """Walk the audit chain and every row of the unlocked vault."""
    with open_session(settings, vault) as (session, _actor):
        return verify(session, vault.subkey("audit"))


@dataclass(frozen=True)
class Demo:
    """What was made, and how to get in."""

    clients: int
    worker: str
    code: str
    colleague: str = ""


def make_demo(settings: Settings, *, passphrase: str, clients: int, seed: int) -> Demo:
    """Make a practice vault of invented people, plainly marked as practice.

    Raises:
        VaultRefused: there is a vault in the folder already; it was left untouched.
    """
    clock = demo_way.StoryClock(SystemClock(), SystemClock().now())
    vault = Vault(settings, clock)
    vault.create(demo.WORKER, passphrase, RecoveryKey(clock.random(KEY_BYTES)))
    try:
        with open_session(settings, vault) as (session, actor):
            start_worker(
                session, actor, StartWorker(demo.WORKER, "Link worker", demo.PHONE, "", hash_code(demo.CODE, clock))
            )
            start_organisation(session, actor, StartOrganisation(demo.ORGANISATION, demo.PHONE, {}, practice=True))
            search.bring_up_to_date(session)
            made = demo.fill(session, actor, clock, clients, seed)
            demo_forms.furnish(session, actor, clock)
            demo_prints.furnish(session, actor, clock, clients)
            two = demo_team.furnish(session, actor, vault, passphrase, demo.CODE, clock)
            write_help_now(settings.help_now_file, help_now(session, actor.organisation_id))
    finally:
        vault.lock()
    return Demo(made, demo.WORKER, demo.CODE, demo_team.WORKER if two else "")


class _Opening:
    """What is fetched once after each unlock: the short code, the idle minutes, the help numbers' own copy.

    The service is remembered until the lock, so that an error page needs no database.
    """

    def __init__(self, settings: Settings, vault: Vault) -> None:
        self._settings = settings
        self._vault = vault
        self._done = self._indexed = False
        self._service: Organisation | None = None
        vault.on_lock(self._forget)

    def _forget(self) -> None:
        self._done, self._service, self._indexed = False, None, False

    def before_request(self) -> None:
        """Fetch what an unlock brings, at the first request after it."""
        if self._vault.state is not State.OPEN:
            return
        first, self._done = not self._done, True  # marked first: a lock that falls meanwhile unmarks it for good
        if first:
            worker_id = self._vault.worker_id
            self._vault.set_code(load_code(database_session(), worker_id), worker_id)
        if first or self._service is None:
            self._service = find_organisation(database_session(), actor_of(self._vault).organisation_id)
        if first and (left := self._vault.cut_short):
            self._vault.cut_short = None
            cover_before_others(left.assessment_id)
        if first and self._service is not None:
            self._vault.set_curtain_after(self._service.curtain_minutes * 60)
            page = help_now(database_session(), self._service.id)
            if note := compare_help_now(self._settings.help_now_file, page):
                flash(note)

    def after_request(self, answer: Response) -> Response:
        """Make an older search index anew, with the answer to the unlock: reading a page writes nothing."""
        if request.method == "POST" and self._vault.state is State.OPEN and not self._indexed:
            search.bring_up_to_date(database_session())
            self._indexed = True
        return answer

    def page(self) -> dict[str, Any]:
        """Return what every page shows besides its own words."""
        if self._vault.state is not State.OPEN or self._service is None:
            return {"practice": read_help_now(self._settings.help_now_file).practice}
        return {
            "places": PLACES,
            "client_places": CLIENT_PLACES,
            "practice": self._service.practice,
            "beside_url": beside.SWITCH,
        }


def _note_reading(app: Flask, context: dict[str, Any], **_named: object) -> None:
    """Leave a trace before any page with a client's banner is shown, unless its view left one already."""
    banner = context.get("banner")
    if isinstance(banner, Banner) and not was_noted(database_session(), banner.client_id):
        record_reading(database_session(), actor_of(app.extensions["vault"]), "client", banner.client_id)


def _connect(app: Flask, settings: Settings, vault: Vault) -> None:
    access = store_access(settings, vault)
    init_database(app, access.url(), access.options(), lambda: acting(vault))
    with app.app_context():
        engine = db.engine
    equip(engine)
    vault.on_lock(engine.dispose)
