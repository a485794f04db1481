"""Help now in every state, and the pages about the service."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import OperationalError

from linkdesk.easyread.rules import lint
from linkdesk.organisation import help_file
from linkdesk.organisation import queries
from linkdesk.organisation import routes
from linkdesk.organisation.help_file import read_help_now
from linkdesk.organisation.rules import OwnKey
from linkdesk.record.errors import DiskFull
from linkdesk.record.session import unit_of_work
from linkdesk.team.models import WorkerRow
from linkdesk.team.rules import Role
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from tests.small_app import PASSPHRASE

if TYPE_CHECKING:
    from flask import Flask

    from linkdesk.organisation.rules import Organisation
    from linkdesk.settings import Settings
    from linkdesk.vault.lock import Vault
    from tests.conftest import FakeClock
    from tests.pages import Page
    from tests.pages import Worker

START = {"name": "Practice Link Workers", "phone": "01632 960 000", "crisis": "01632 960 001"}
BUILT_IN = ("999", "18000", "999bsl.co.uk", "111", "116 123", "85258", "0808 2000 247", "0800 1111", "0800 470 8090")


@pytest.fixture
def started(worker: Worker) -> Worker:
    worker.fill("/start/organisation", START)
    worker.fill("/start/you", {"code": "2580", "code_again": "2580"})
    return worker


def kept(app: Flask, vault: Vault) -> Organisation:
    with app.test_request_context():
        return queries.organisation(session(), vault.key_file().vault_id)


def test_first_start_keeps_the_service_and_leads_on_to_the_worker(worker: Worker, app: Flask, vault: Vault) -> None:
    page = worker.fill("/start/organisation", START)
    assert page.answer.request.path == "/start/you"
    service = kept(app, vault)
    assert (service.name, service.own_numbers[OwnKey.CRISIS].dial) == ("Practice Link Workers", "01632 960 001")
    today = vault.clock.now().astimezone().date()
    assert (service.own_numbers[OwnKey.CRISIS].written, service.own_numbers[OwnKey.CRISIS].checked) == (today, None)
    near = worker.get("/help-now").words.split("Near you")[1].split("In the UK")[0]
    assert near.count("We wrote this down on") == sum(bool(number.dial) for number in service.own_numbers.values())


def test_first_start_is_asked_once(started: Worker) -> None:
    assert started.get("/start/organisation").answer.request.path == "/"


def test_a_start_that_was_broken_off_goes_on_after_unlocking(worker: Worker, vault: Vault) -> None:
    assert worker.get("/").answer.request.path == "/start/organisation"
    worker.fill("/start/organisation", START)
    vault.lock()
    vault.unlock(PASSPHRASE)
    assert worker.get("/settings").answer.request.path == "/start/you"
    assert worker.get("/help-now").answer.request.path == "/help-now"


def test_a_wrong_start_is_shown_again_with_what_was_typed(worker: Worker) -> None:
    page = worker.fill("/start/organisation", {"name": "", "phone": "01632 960 000", "duty": "ring me"}, expect=422)
    assert "Enter the name of your service." in page.words
    assert page.fields()["phone"] == "01632 960 000"
    assert page.fields()["duty"] == "ring me"


def built_in(page: Page) -> None:
    for dial in BUILT_IN:
        assert dial in page.words, dial


def test_help_now_in_an_open_vault_shows_the_vaults_own_copy(started: Worker, settings: Settings) -> None:
    settings.help_now_file.write_text("{}", encoding="utf-8")
    page = started.get("/help-now")
    built_in(page)
    assert "01632 960 001" in page.words
    assert "We do not have this number yet. You can phone 111 or 999." in page.words


def test_help_now_without_a_service_has_the_built_in_numbers(worker: Worker) -> None:
    page = worker.get("/help-now")
    built_in(page)
    assert "Near you" not in page.words


def test_help_now_while_locked_shows_the_plain_copy(started: Worker, vault: Vault) -> None:
    vault.lock()
    page = started.get("/help-now")
    built_in(page)
    assert "01632 960 001" in page.words
    assert page.answer.request.path == "/help-now"


def test_help_now_while_locked_without_a_file_still_helps(started: Worker, vault: Vault, settings: Settings) -> None:
    vault.lock()
    settings.help_now_file.unlink()
    built_in(started.get("/help-now"))


def test_help_now_behind_the_curtain_and_in_client_mode(started: Worker, vault: Vault, clock: FakeClock) -> None:
    vault.enter_client_mode(uuid.UUID(int=5), uuid.UUID(int=6))
    page = started.get("/help-now")
    built_in(page)
    assert f"/assessments/{uuid.UUID(int=5)}/talk" in [link.get("href") for link in page.every("a")]
    started.get("/settings", expect=403)
    vault.set_code(b"s1" + bytes(48))
    vault.curtain()
    built_in(started.get("/help-now"))


def test_help_now_comes_even_when_the_vault_cannot_be_read(started: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise OperationalError("select", {}, Exception("disk I/O error"))

    monkeypatch.setattr(queries, "help_now", broken)
    page = started.get("/help-now")
    built_in(page)
    assert "01632 960 001" in page.words, "from the plain copy"


def test_help_now_keeps_the_easy_read_rules_as_it_is_shown(started: Worker) -> None:
    page = started.get("/help-now")
    main = next(page.tree.iter("main"))
    lines = [" ".join("".join(node.itertext()).split()) for tag in ("h1", "h2", "p") for node in main.iter(tag)]
    assert [finding for finding in lint("\n".join(lines)) if finding.rule != "T13"] == []


def test_an_old_number_is_marked(started: Worker, clock: FakeClock) -> None:
    assert "may be old" not in started.get("/help-now").words
    clock.pass_time(200 * 24 * 3600)
    assert "This number may be old." in started.get("/help-now").words


@pytest.mark.parametrize(
    ("came_from", "back"),
    [
        ("http://localhost/settings?x=1", "/settings"),
        ("http://evil.example/settings", "/"),
        ("http://localhost//evil.example", "/"),
        ("http://localhost/help-now", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_the_way_back_stays_at_home(worker: Worker, came_from: str, back: str) -> None:
    answer = worker.client.get("/help-now", headers={"Referer": came_from})
    assert f'class="ld-helpnow" href="{back}"' in answer.get_data(as_text=True)


def test_settings_say_what_is_missing(started: Worker) -> None:
    page = started.get("/settings")
    assert "Some help numbers are not filled in yet." in page.words
    assert "Practice Link Workers, 01632 960 000" in page.words
    started.fill("/settings/help-numbers", {"duty": "01632 960 002", "safeguarding": "01632 960 003"})
    assert "not filled in" not in started.get("/settings").words


def test_own_numbers_are_changed_in_the_vault_and_in_the_plain_copy(started: Worker, settings: Settings) -> None:
    fields = {"duty": "01632 960 002", "duty_hours": "9 am to 5 pm", "duty_tried": "y"}
    page = started.fill("/settings/help-numbers", fields)
    assert page.answer.request.path == "/help-now"
    assert "01632 960 002" in page.words
    assert "We checked this on 25 November 2026." in page.words
    duty = read_help_now(settings.help_now_file).numbers[2]
    assert (duty.key, duty.ways[0].dial, duty.hours) == ("duty", "01632 960 002", "9 am to 5 pm")


def test_a_copy_that_cannot_be_written_is_told(
    started: Worker, settings: Settings, app: Flask, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: object, _data: bytes) -> None:
        raise DiskFull

    monkeypatch.setattr(help_file, "write_atomic", full)
    page = started.fill("/settings/help-numbers", {"duty": "01632 960 002"})
    assert "their copy for the locked screen could not be written" in page.words
    assert kept(app, vault).own_numbers[OwnKey.DUTY].dial == "01632 960 002", "the vault has it"
    assert not read_help_now(settings.help_now_file).numbers[2].is_filled_in


def test_a_date_stays_with_its_number_and_goes_with_a_new_one(started: Worker, app: Flask, vault: Vault) -> None:
    started.fill("/settings/help-numbers", {"crisis_tried": "y"})
    dated = kept(app, vault).own_numbers[OwnKey.CRISIS].checked
    assert dated is not None
    started.fill("/settings/help-numbers", {"duty": "01632 960 002"})
    assert kept(app, vault).own_numbers[OwnKey.CRISIS].checked == dated
    started.fill("/settings/help-numbers", {"crisis": "01632 960 009"})
    assert kept(app, vault).own_numbers[OwnKey.CRISIS].checked is None


def test_a_number_is_added_and_a_national_one_hidden(started: Worker, vault: Vault) -> None:
    form = started.get("/settings/help-numbers").fields()
    data = {**form, "extra1_name": "Lifeline", "extra1_dial": "01632 960 004", "national": ["samaritans", "shout"]}
    started.client.post("/settings/help-numbers", data=data)
    page = started.get("/help-now")
    assert "Lifeline" in page.words
    assert "116 123" in page.words
    assert "Childline" not in page.words
    again = started.get("/settings/help-numbers").fields()
    assert (again["extra1_name"], again["extra1_dial"]) == ("Lifeline", "01632 960 004")
    vault.lock()
    page = started.get("/help-now")
    assert "Lifeline" in page.words
    built_in(page)


def test_a_half_filled_number_is_shown_again(started: Worker) -> None:
    fields = {"extra1_name": "Lifeline", "extra2_dial": "01632 960 004", "extra3_name": "A", "extra3_dial": "ring"}
    page = started.fill("/settings/help-numbers", fields, expect=422)
    assert "Enter a phone number." in page.words
    assert "Enter a name for this number." in page.words
    assert page.fields()["extra3_dial"] == "ring"


def test_the_service_is_changed_and_the_curtain_follows(started: Worker, app: Flask, vault: Vault) -> None:
    fields = {"email": "team@example.org", "address": "1 Invented Street\nTestham", "curtain_minutes": "2"}
    page = started.fill("/settings/service", {**fields, "out_of_hours": "We answer on Monday."})
    assert page.answer.request.path == "/settings"
    service = kept(app, vault)
    assert (service.email, service.address_lines, service.curtain_minutes) == (
        "team@example.org",
        ("1 Invented Street", "Testham"),
        2,
    )
    assert service.phone == "01632 960 000", "what was not touched stays"
    assert vault.seconds_to_curtain() == 120
    settings = started.get("/settings")
    assert "After 2 idle minutes. You can choose 1 to 15." in settings.words
    assert any(link.get("href") == "/settings/service#curtain_minutes" for link in settings.every("a"))
    assert started.get("/settings/service").fields()["curtain_minutes"] == "2"
    assert "We answer on Monday." in started.get("/help-now").words


def test_wrong_settings_are_shown_again(started: Worker) -> None:
    page = started.fill("/settings/service", {"curtain_minutes": "99", "email": "nobody"}, expect=422)
    assert "Enter a whole number from 1 to 15." in page.words
    assert "Enter an email address like name@example.org." in page.words
    page = started.fill("/settings/help-numbers", {"crisis": "ring me"}, expect=422)
    assert page.fields()["crisis"] == "ring me"


def test_a_stale_page_is_refused_and_what_was_typed_is_kept(started: Worker) -> None:
    stale = started.get("/settings/service").fields()
    started.fill("/settings/service", {"email": "first@example.org"})
    answer = started.client.post("/settings/service", data={**stale, "email": "second@example.org"})
    assert answer.status_code == 409
    assert "second@example.org" in answer.get_data(as_text=True)


def keep(worker: Worker, form: str, words: dict[str, str]) -> None:
    token = worker.token("/settings")
    answer = worker.client.put(f"/drafts/{form}/new", json=words, headers={"X-CSRFToken": token})
    assert answer.status_code == 200


def test_what_was_typed_comes_back_until_it_is_saved_or_thrown_away(started: Worker) -> None:
    keep(started, "service_settings", {"name": "Half typed", "curtain_minutes": "abc"})
    page = started.get("/settings/service")
    assert "not saved yet" in page.words
    assert page.fields()["name"] == "Half typed"
    started.post("/settings/forget/service_settings", {}, token_from="/settings/service")
    assert started.get("/settings/service").fields()["name"] == "Practice Link Workers"
    keep(started, "help_numbers", {"duty": "01632 960 002", "national": "shout\nsamaritans"})
    page = started.fill("/settings/help-numbers", {})
    assert "01632 960 002" in page.words
    assert "not saved yet" not in started.get("/settings/help-numbers").words


def test_only_known_drafts_are_thrown_away(started: Worker) -> None:
    started.post("/settings/forget/client", {}, token_from="/settings/service", expect=404)


def test_only_an_administrator_changes_what_all_see(started: Worker, app: Flask, vault: Vault) -> None:
    assert routes.ADMINISTRATOR in {str(role) for role in Role}
    with app.test_request_context(), unit_of_work(session(), current_actor(), "take_role") as work:
        row = work.session.get(WorkerRow, vault.worker_id)
        assert row is not None
        row.roles = [str(Role.LINK_WORKER)]
    started.get("/settings")
    started.get("/settings/you")
    for path in ("/settings/service", "/settings/help-numbers"):
        assert "This page is not open to you now." in started.get(path, expect=403).words


def test_the_pages_are_closed_while_locked(started: Worker, vault: Vault) -> None:
    vault.lock()
    for path in ("/settings", "/settings/service", "/settings/help-numbers", "/start/organisation"):
        answer = started.client.get(path)
        assert (answer.status_code, answer.location) == (303, "/unlock")
    vault.unlock(PASSPHRASE)
    started.get("/settings")
