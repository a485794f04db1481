"""A worker's way in and out: first start, unlock, cover, lock, forgotten passphrase."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest

from linkdesk.organisation import routes as organisation
from linkdesk.record.session import unit_of_work
from linkdesk.team import routes as team
from linkdesk.team.models import WorkerRow
from linkdesk.vault import routes
from linkdesk.vault.backup import make_backup
from linkdesk.vault.code import hash_code
from linkdesk.vault.keys.recovery import RecoveryKey
from linkdesk.vault.keys.ring import add_worker
from linkdesk.vault.lock import Vault
from linkdesk.web import presence
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from tests.pages import Worker
from tests.small_app import furnish
from tests.small_app import small_app
from tests.vault.conftest import KEY
from tests.vault.conftest import OTHER
from tests.vault.conftest import PASSPHRASE
from tests.vault.conftest import HandClock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask

    from linkdesk.settings import Settings
    from tests.pages import Page

NAME = "Sam Example"


@pytest.fixture
def vault(settings: Settings, clock: HandClock) -> Iterator[Vault]:
    """A vault that is not there yet."""
    made = Vault(settings, clock)
    yield made
    made.lock()


@pytest.fixture
def app(settings: Settings, vault: Vault) -> Flask:
    rooms = (presence.blueprint, *routes.blueprints, organisation.blueprint, team.blueprint)
    return small_app(settings, vault, *rooms)


@pytest.fixture
def worker(app: Flask) -> Worker:
    return Worker(app.test_client())


@pytest.fixture
def made(vault: Vault, app: Flask) -> Vault:
    """A vault that is open, with its service, its worker and a short code."""
    vault.create(NAME, PASSPHRASE, KEY)
    furnish(app, "4821")
    return vault


def at(page: Page) -> str:
    return page.answer.request.path


def start(worker: Worker, **changed: str) -> dict[str, str]:
    return {"name": NAME, "passphrase": PASSPHRASE, "again": PASSPHRASE, **changed}


def shown_key(page: Page) -> str:
    return "-".join((node.text or "").strip() for node in page.every("ol")[0].iter("li"))


# -- first start


def test_a_first_start_from_beginning_to_end(worker: Worker, vault: Vault, settings: Settings) -> None:
    assert at(worker.get("/")) == "/start"
    page = worker.fill("/start", start(worker))
    assert at(page) == "/start/recovery"
    key = shown_key(page)
    assert not settings.key_file.exists(), "nothing is written before the key was typed back"
    assert worker.get("/start/check").status == 200
    page = worker.fill("/start/check", {"recovery_key": key.lower().replace("-", " ")})
    assert at(page) == "/start/organisation"
    assert vault.worker_name == NAME
    vault.lock()
    vault.unlock(key)
    for path in settings.data_dir.iterdir():
        if path.is_file():
            assert key.encode() not in path.read_bytes()
            assert PASSPHRASE.encode() not in path.read_bytes()


def test_the_offered_words_stay_until_others_are_asked_for(worker: Worker) -> None:
    first = shown_key(worker.get("/start"))
    assert len(first.split("-")) == 5
    assert shown_key(worker.get("/start")) == first
    assert shown_key(worker.post("/start/another", {}, token_from="/start")) != first


def test_other_words_leave_the_typed_name_alone(worker: Worker) -> None:
    page = worker.fill("/start", {"name": "Sam Example"}, action="/start/another")
    assert at(page) == "/start"
    assert page.fields()["name"] == "Sam Example"


def test_the_return_key_never_asks_for_other_words(worker: Worker) -> None:
    buttons = [one for form in worker.get("/start").every("form") for one in form.iter("button")]
    assert buttons[0].get("formaction") is None, "the first button of a form is what the return key presses"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": ""}, "Enter your name."),
        ({"passphrase": ""}, "Type the words you want"),
        ({"again": OTHER}, "not the same"),
        ({"passphrase": "password1", "again": "password1"}, "could be guessed"),
        ({"passphrase": "Sam Example 99", "again": "Sam Example 99"}, "could be guessed"),
    ],
)
def test_a_wrong_start_says_what_to_do(worker: Worker, vault: Vault, changed: dict[str, str], words: str) -> None:
    page = worker.fill("/start", start(worker, **changed), expect=422)
    assert words in page.words
    assert PASSPHRASE not in page.answer.get_data(as_text=True)
    assert vault.state.name == "ABSENT"


def test_a_slip_in_the_recovery_key_makes_no_vault(worker: Worker, vault: Vault) -> None:
    key = shown_key(worker.fill("/start", start(worker)))
    for typed, words in (("ABCD", "32 letters"), (RecoveryKey(bytes(16)).text, "another recovery key"), ("", "Type")):
        assert words in worker.fill("/start/check", {"recovery_key": typed}, expect=422).words
    assert vault.state.name == "ABSENT"
    assert shown_key(worker.get("/start/recovery")) == key


def test_a_slip_is_shown_where_it_is_and_nothing_is_typed_again(worker: Worker) -> None:
    key = shown_key(worker.fill("/start", start(worker)))
    groups = key.split("-")
    groups[2] = groups[2][:3] + ("A" if groups[2][3] != "A" else "B")
    page = worker.fill("/start/check", {"recovery_key": "-".join(groups)}, expect=422)
    assert "Group 3 is not right." in page.words
    assert page.fields()["recovery_key"] == "-".join(groups)
    assert at(worker.fill("/start/check", {"recovery_key": key})) == "/start/organisation"


def test_later_pages_of_the_first_start_need_the_first(worker: Worker) -> None:
    assert at(worker.get("/start/recovery")) == "/start"
    assert at(worker.get("/start/check")) == "/start"


def test_first_start_is_closed_once_there_is_a_vault(worker: Worker, made: Vault) -> None:
    for path in ("/start", "/start/recovery", "/start/check", "/unlock", "/unlock/recovery", "/curtain", "/who"):
        assert at(worker.get(path)) == "/", path


# -- unlock and lock


def test_unlock(worker: Worker, made: Vault) -> None:
    made.lock()
    assert at(worker.get("/")) == "/unlock"
    page = worker.fill("/unlock", {"passphrase": OTHER}, expect=422)
    assert "did not open" in page.words
    assert at(worker.fill("/unlock", {"passphrase": PASSPHRASE})) == "/"
    assert made.state.name == "OPEN"


def test_guessing_is_answered_with_a_wait(worker: Worker, made: Vault) -> None:
    made.lock()
    for _ in range(10):
        worker.fill("/unlock", {"passphrase": OTHER}, expect=422)
    assert "Wait 30 seconds" in worker.fill("/unlock", {"passphrase": PASSPHRASE}, expect=422).words


def test_several_people_choose_their_name(worker: Worker, made: Vault) -> None:
    made.change_keys(lambda ring, maker: add_worker(ring, maker, uuid.uuid4(), "Kit Example", OTHER))
    made.lock()
    page = worker.fill("/unlock", {"passphrase": OTHER}, expect=422)
    assert "Choose your name." in page.words
    worker.fill("/unlock", {"passphrase": OTHER, "worker": "Kit Example"})
    assert made.worker_name == "Kit Example"


def test_an_unlock_begins_a_new_session_and_keeps_the_look(app: Flask, made: Vault) -> None:
    client = app.test_client()
    worker = Worker(client)
    worker.post("/look", {"theme": "dark", "here": "/backup"}, token_from="/backup")
    with client.session_transaction() as kept:
        before = kept["csrf_token"]
    made.lock()
    worker.fill("/unlock", {"passphrase": PASSPHRASE})
    worker.get("/backup")
    with client.session_transaction() as kept:
        assert kept["theme"] == "dark"
        assert kept["csrf_token"] != before


def test_a_damaged_vault_is_said_to_be_damaged(worker: Worker, made: Vault, settings: Settings) -> None:
    made.lock()
    for path in settings.data_dir.glob("vault.keys*"):
        path.write_bytes(b"broken")
    page = worker.get("/", expect=409)
    assert "key file is damaged" in page.words
    assert "Restore a backup" in page.words


def test_a_damaged_database_is_refused_at_the_page(
    worker: Worker, made: Vault, settings: Settings, tmp_path: Path
) -> None:
    backup = make_backup(made, tmp_path).folder
    made.lock()
    settings.vault_file.write_bytes(b"")
    page = worker.fill("/unlock", {"passphrase": PASSPHRASE}, expect=409)
    assert "empty" in page.words
    assert f"It was in {backup}." in page.words
    assert "Restore a backup" in page.words
    assert made.state.name == "LOCKED"


def test_cover_and_code(worker: Worker, made: Vault) -> None:
    assert at(worker.post("/cover", {}, token_from="/backup")) == "/curtain"
    page = worker.fill("/curtain", {"code": "0000"}, expect=422)
    assert "4 more tries" in page.words
    assert at(worker.fill("/curtain", {"code": "4821"})) == "/backup"


def test_five_wrong_codes_lead_to_the_passphrase(worker: Worker, made: Vault) -> None:
    made.curtain()
    for _ in range(4):
        worker.fill("/curtain", {"code": "0000"}, expect=422)
    page = worker.fill("/curtain", {"code": "0000"})
    assert at(page) == "/unlock"
    assert "locked now" in page.words


def test_an_empty_code_costs_no_try(worker: Worker, made: Vault) -> None:
    made.curtain()
    for _ in range(9):
        worker.fill("/curtain", {"code": ""}, expect=422)
    assert at(worker.fill("/curtain", {"code": "4821"})) == "/"


@pytest.fixture
def two(app: Flask, made: Vault) -> Vault:
    """The vault with Kit in it too, who has not been here yet."""
    kit = uuid.uuid4()
    made.change_keys(lambda ring, maker: add_worker(ring, maker, kit, "Kit Example", OTHER))
    with app.test_request_context(), unit_of_work(session(), current_actor(), "add_worker") as work:
        known = {"job_title": "", "phone": "", "email": "", "roles": ["link worker"]}
        code_hash = hash_code("7302", made.clock)
        work.session.add(WorkerRow(id=kit, name="Kit Example", code_hash=code_hash, **known))
    return made


def test_switching_asks_who_is_here(worker: Worker, two: Vault) -> None:
    page = worker.post("/switch", {}, token_from="/backup")
    assert (at(page), two.state.name) == ("/who", "CURTAINED")
    assert page.fields()["worker"] == "Kit Example", "of two it is the other"
    assert "Short code" in page.words
    assert "Passphrase, this once" in page.words
    code = hash_code("7302", two.clock)
    assert "did not open" in worker.fill("/who", {"secret": "7302"}, expect=422).words
    assert two.worker_name == NAME
    assert at(worker.fill("/who", {"secret": OTHER})) == "/"
    two.set_code(code)
    assert "Signed in: Kit Example" in worker.get("/backup").words
    assert at(worker.post("/switch", {}, token_from="/backup")) == "/who"
    assert "4 more tries" in worker.fill("/who", {"worker": NAME, "secret": "0000"}, expect=422).words
    assert at(worker.fill("/who", {"worker": NAME, "secret": "4821"})) == "/backup", "where Sam was"
    assert two.worker_name == NAME
    worker.post("/switch", {}, token_from="/backup")
    assert at(worker.fill("/who", {"secret": "7302"})) == "/backup"
    assert two.worker_name == "Kit Example"


def test_the_curtain_leads_to_another_worker_and_nobody_is_chosen_among_several(worker: Worker, two: Vault) -> None:
    links = [one.get("href") for one in worker.get("/help-now").every("a")]
    assert "/who" not in links
    two.change_keys(lambda ring, maker: add_worker(ring, maker, uuid.uuid4(), "Ash Example", PASSPHRASE + " x"))
    two.curtain()
    assert "/who" in [one.get("href") for one in worker.get("/curtain").every("a")]
    assert "worker" not in worker.get("/who").fields()
    assert "Choose your name." in worker.fill("/who", {"secret": "4821"}, expect=422).words


def test_one_worker_alone_is_not_asked_for_another(worker: Worker, made: Vault) -> None:
    made.curtain()
    assert "/who" not in [one.get("href") for one in worker.get("/curtain").every("a")]


def test_too_many_wrong_codes_for_another_lead_to_the_passphrase(worker: Worker, two: Vault) -> None:
    two.curtain()
    for _ in range(4):
        worker.fill("/who", {"worker": NAME, "secret": "0000"}, expect=422)
    page = worker.fill("/who", {"worker": NAME, "secret": "0000"})
    assert at(page) == "/unlock"
    assert "locked now" in page.words
    assert at(worker.get("/who")) == "/unlock"
    assert at(worker.post("/who", {"worker": NAME, "secret": "4821"}, token_from="/unlock")) == "/unlock"


def test_another_worker_of_a_damaged_vault_is_told_so(worker: Worker, two: Vault, settings: Settings) -> None:
    two.curtain()
    worker.get("/who")
    for path in settings.data_dir.glob("vault.keys*"):
        path.write_bytes(b"broken")
    assert "key file is damaged" in worker.fill("/who", {"secret": OTHER}, expect=409).words
    assert two.state.name == "CURTAINED", "what is open in memory is not lost"
    assert at(worker.fill("/curtain", {"code": "4821"})) == "/"


def test_lock(worker: Worker, made: Vault) -> None:
    assert at(worker.post("/lock", {}, token_from="/backup")) == "/unlock"
    assert made.state.name == "LOCKED"


def test_pages_know_their_locks_only_when_open(worker: Worker, made: Vault) -> None:
    page = worker.get("/backup")
    assert {form.get("action") for form in page.every("form")} >= {"/cover", "/lock"}
    body = page.every("body")[0]
    assert (body.get("data-idle-after"), body.get("data-idle-warn")) == ("300", "60")
    made.lock()
    assert worker.get("/").every("body")[0].get("data-idle-after") is None


def test_a_page_asked_for_after_the_idle_time_is_not_shown(worker: Worker, made: Vault, clock: HandClock) -> None:
    worker.get("/backup")
    clock.pass_time(299)
    assert at(worker.get("/backup")) == "/backup"
    clock.pass_time(300)
    assert at(worker.get("/backup")) == "/curtain"


def test_asking_for_the_state_is_no_activity(worker: Worker, made: Vault, clock: HandClock) -> None:
    for _ in range(5):
        clock.pass_time(60)
        answer = worker.client.get("/status")
    assert answer.get_json()["state"] == "CURTAINED"


def test_after_sleep_the_first_page_is_the_lock(worker: Worker, made: Vault, clock: HandClock) -> None:
    clock.sleep(3600)
    assert at(worker.get("/backup")) == "/unlock"


# -- the recovery key


def test_a_forgotten_passphrase(worker: Worker, made: Vault) -> None:
    made.lock()
    slip = KEY.text[:-1] + ("0" if KEY.text[-1] != "0" else "2")
    assert "slip" in worker.fill("/unlock/recovery", {"recovery_key": slip}, expect=422).words
    assert at(worker.fill("/unlock/recovery", {"recovery_key": KEY.text})) == "/settings/new-passphrase"
    for path in ("/", "/backup", "/settings/passphrase"):
        assert at(worker.get(path)) == "/settings/new-passphrase", path
    assert worker.get("/help-now").status == 200
    weak = {"passphrase": "password1", "again": "password1"}
    assert "guessed" in worker.fill("/settings/new-passphrase", weak, expect=422).words
    assert at(worker.fill("/settings/new-passphrase", {"passphrase": OTHER, "again": OTHER})) == "/settings/recovery/"
    assert at(worker.get("/settings/new-passphrase")) == "/settings/passphrase"
    made.lock()
    made.unlock(OTHER)


def test_change_of_passphrase(worker: Worker, made: Vault) -> None:
    fields = {"old_passphrase": OTHER, "passphrase": OTHER, "again": OTHER}
    assert "did not open" in worker.fill("/settings/passphrase", fields, expect=422).words
    assert "not the same" in worker.fill("/settings/passphrase", {**fields, "again": "x"}, expect=422).words
    page = worker.fill("/settings/passphrase", {**fields, "old_passphrase": PASSPHRASE})
    assert at(page) == "/"
    made.lock()
    made.unlock(OTHER)


def test_a_new_passphrase_is_typed_twice(worker: Worker, made: Vault) -> None:
    made.lock()
    made.unlock(KEY)
    page = worker.fill("/settings/new-passphrase", {"passphrase": OTHER, "again": PASSPHRASE}, expect=422)
    assert "not the same" in page.words
    assert made.must_set_passphrase
