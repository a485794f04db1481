"""Adding, resetting, removing and rotating: by an administrator alone, on paper and in the keys at once."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from linkdesk.application import listing
from linkdesk.application import verify_vault
from linkdesk.record.audit import AuditEntry
from linkdesk.record.errors import Busy
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import VaultRefused
from linkdesk.record.errors import WrongSecret
from linkdesk.team import people
from linkdesk.team import queries
from linkdesk.team.rules import AddWorker
from linkdesk.team.rules import Role
from linkdesk.team.rules import TakeOver
from linkdesk.vault import people as keys
from linkdesk.vault.lock import Vault
from linkdesk.vault.opening import store_access
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from tests.small_app import NAME
from tests.small_app import PASSPHRASE
from tests.small_app import furnish

if TYPE_CHECKING:
    from flask import Flask

    from linkdesk.team.rules import Handover
    from tests.conftest import FakeClock

KIT = AddWorker("Kit Practice", "Link worker", "01632 960 009", (Role.LINK_WORKER,))
OWN = "saddle turnip mosaic ribbon harbour"


@pytest.fixture(autouse=True)
def request_of_a_page(app: Flask, clock: FakeClock) -> Iterator[None]:
    """A furnished service, inside one request of its administrator."""
    furnish(app)
    clock.pass_time(60)
    with app.test_request_context():
        yield


def added(vault: Vault, command: AddWorker = KIT) -> Handover:
    return people.add_worker(session(), current_actor(), vault, command)


def opened_by(vault: Vault, words: str, name: str = KIT.name, folder: Path | None = None) -> Vault | None:
    """Return a second vault over the same files (or a copy) opened with these words, or None."""
    settings = replace(vault.settings, data_dir=folder) if folder else vault.settings
    again = Vault(settings, vault.clock)
    try:
        again.unlock(words, name)
    except WrongSecret:
        return None
    return again


def opens(vault: Vault, words: str, name: str = KIT.name) -> bool:
    again = opened_by(vault, words, name)
    if again is None:
        return False
    again.lock()
    return True


def verbs() -> list[str]:
    """Return what was done to workers after the first start, oldest first."""
    asked = select(AuditEntry.verb).where(AuditEntry.table_name == "worker").order_by(AuditEntry.seq)
    return list(session().scalars(asked))[1:]


def assert_sound(vault: Vault) -> None:
    session().close()
    assert verify_vault(vault.settings, vault).faults == ()


def test_a_new_worker_unlocks_with_the_words(vault: Vault) -> None:
    handover = added(vault)
    assert len(handover.words.split()) == 5
    again = opened_by(vault, handover.words)
    assert again is not None
    assert (again.worker_id, again.worker_name) == (handover.worker_id, "Kit Practice")
    again.lock()
    kept = queries.worker(session(), handover.worker_id)
    assert (kept.name, kept.phone, kept.roles, kept.has_code) == (KIT.name, KIT.phone, KIT.roles, False)
    assert verbs() == ["add_worker"]
    assert_sound(vault)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (replace(KIT, name=" "), "Enter their name"),
        (replace(KIT, roles=()), "needs a role"),
        (replace(KIT, name=NAME.upper()), "Someone of that name can unlock already"),
    ],
)
def test_who_cannot_be_added_leaves_nothing(vault: Vault, wrong: AddWorker, sentence: str) -> None:
    before = vault.settings.key_file.read_bytes()
    with pytest.raises(RuleBroken, match=sentence):
        added(vault, wrong)
    assert vault.settings.key_file.read_bytes() == before
    assert [one.name for one in queries.workers(session())] == [NAME]


def test_new_words_replace_a_forgotten_passphrase(vault: Vault, clock: FakeClock) -> None:
    first = added(vault)
    clock.pass_time(60)
    second = people.reset_passphrase(session(), current_actor(), vault, first.worker_id)
    assert not opens(vault, first.words)
    assert opens(vault, second.words)
    assert verbs() == ["add_worker", "reset_passphrase"]
    assert_sound(vault)


def test_a_reset_takes_the_short_code_too(vault: Vault) -> None:
    kit = added(vault).worker_id
    with_code(vault, kit)
    assert queries.worker(session(), kit).has_code
    people.reset_passphrase(session(), current_actor(), vault, kit)
    assert not queries.worker(session(), kit).has_code


def with_code(vault: Vault, worker_id: uuid.UUID) -> None:
    """Give a worker a short code, as if they had been at the page about them."""
    actor = replace(current_actor(), worker_id=worker_id)
    people.take_over(session(), actor, vault, TakeOver("given words", OWN, b"s1-hash"))


def test_nobody_resets_or_removes_themselves(vault: Vault) -> None:
    actor = current_actor()
    with pytest.raises(RuleBroken, match="under Settings"):
        people.reset_passphrase(session(), actor, vault, actor.worker_id)
    with pytest.raises(RuleBroken, match="remove yourself"):
        people.remove_worker(session(), actor, vault, actor.worker_id)
    with pytest.raises(NotFound):
        people.reset_passphrase(session(), actor, vault, uuid.uuid4())
    with pytest.raises(RuleBroken, match="no key"):
        people.remove_worker(session(), actor, vault, uuid.uuid4())
    assert opens(vault, PASSPHRASE, NAME)


def test_a_passphrase_of_ones_own_replaces_the_words(vault: Vault, tmp_path: Path) -> None:
    handover = added(vault)
    shutil.copytree(vault.settings.data_dir, tmp_path / "old")
    pair = public_key(vault, handover.worker_id)
    with_code(vault, handover.worker_id)
    assert public_key(vault, handover.worker_id) != pair, "later master keys are sealed to a key the words never knew"
    assert opens(vault, OWN)
    assert not opens(vault, handover.words)
    assert verbs() == ["add_worker", "take_over"]
    people.change_master_key(session(), current_actor(), vault)
    assert mixed(vault, tmp_path / "old", handover.words) is None, "who kept the words and an old key file stays out"
    assert_sound(vault)


def public_key(vault: Vault, worker_id: uuid.UUID) -> bytes:
    return next(slot.public for slot in vault.key_file().workers if slot.worker_id == worker_id)


def mixed(vault: Vault, old: Path, words: str, name: str = KIT.name) -> Vault | None:
    """Try the new database with an old key file."""
    shutil.copy(vault.settings.vault_file, replace(vault.settings, data_dir=old).vault_file)
    try:
        return opened_by(vault, words, name, old)
    except VaultRefused:
        return None


def test_the_words_given_are_no_passphrase_of_ones_own(vault: Vault) -> None:
    handover = added(vault)
    actor = replace(current_actor(), worker_id=handover.worker_id)
    with pytest.raises(RuleBroken, match="someone else knows them"):
        people.take_over(session(), actor, vault, TakeOver(handover.words, f" {handover.words.upper()}", b"s1-hash"))
    with pytest.raises(RuleBroken, match="guessed"):
        people.take_over(session(), actor, vault, TakeOver(handover.words, "Kit Practice", b"s1-hash"))
    assert not queries.worker(session(), handover.worker_id).has_code
    assert opens(vault, handover.words)


def test_who_is_removed_opens_nothing_new(vault: Vault, tmp_path: Path) -> None:
    handover = added(vault)
    session().close()
    shutil.copytree(vault.settings.data_dir, tmp_path / "old")
    before = opened_by(vault, handover.words, folder=tmp_path / "old")
    assert before is not None, "the copy itself still opens, as the page says"
    old_key = before.subkey("database")
    before.lock()
    people.remove_worker(session(), current_actor(), vault, handover.worker_id)
    assert not opens(vault, handover.words)
    assert vault.subkey("database") != old_key
    assert mixed(vault, tmp_path / "old", handover.words) is None
    assert opens(vault, PASSPHRASE, NAME)
    assert_sound(vault)


def test_what_they_did_stays_and_they_are_marked(vault: Vault) -> None:
    handover = added(vault)
    people.remove_worker(session(), current_actor(), vault, handover.worker_id)
    kept = queries.worker(session(), handover.worker_id)
    assert (kept.name, kept.roles, kept.has_left) == ("Kit Practice", (), True)
    assert [(one.name, one.can_unlock, one.is_you) for one in people.team(session(), vault)] == [
        (NAME, True, True),
        ("Kit Practice", False, False),
    ]
    assert [line["name"] for line in listing(session(), current_actor(), "workers")] == [NAME]
    assert verbs() == ["add_worker", "remove_worker"]
    assert added(vault).worker_id != handover.worker_id, "who comes back is let in anew"


def test_the_last_administrator_stays(vault: Vault) -> None:
    kit, ash = added(vault), added(vault, replace(KIT, name="Ash Practice"))
    admin, other = current_actor(), replace(current_actor(), worker_id=ash.worker_id)
    with pytest.raises(RuleBroken, match="last administrator"):
        people.remove_worker(session(), other, vault, admin.worker_id)
    people.remove_worker(session(), admin, vault, kit.worker_id)
    assert opens(vault, PASSPHRASE, NAME)


def test_a_key_without_a_record_is_shown_and_can_be_removed(vault: Vault, clock: FakeClock) -> None:
    stray = clock.new_id()
    keys.add_worker(vault, stray, "Stray Practice", OWN)
    found = people.member(session(), vault, stray)
    assert (found.name, found.can_unlock, found.roles) == ("Stray Practice", True, ())
    words = people.reset_passphrase(session(), current_actor(), vault, stray).words
    assert opens(vault, words, "Stray Practice")
    clock.pass_time(60)
    people.remove_worker(session(), current_actor(), vault, stray)
    assert not opens(vault, words, "Stray Practice")
    assert queries.worker(session(), current_actor().worker_id).has_code, "the administrator's own code is not touched"
    assert verbs() == ["reset_passphrase", "remove_worker"]
    assert_sound(vault)


def test_a_new_master_key_keeps_record_and_audit(vault: Vault, clock: FakeClock) -> None:
    added(vault)
    before, names = vault.subkey("database"), [one.name for one in queries.workers(session())]
    clock.pass_time(60)
    people.change_master_key(session(), current_actor(), vault)
    assert vault.subkey("database") != before
    assert [one.name for one in queries.workers(session())] == names
    assert verbs() == ["add_worker", "change_master_key"]
    assert_sound(vault)


def test_a_vault_in_use_elsewhere_says_what_is_done_and_what_is_not(vault: Vault) -> None:
    handover, before = added(vault), vault.subkey("database")
    session().close()
    raw = store_access(vault.settings.vault_file, lambda: vault.subkey("database"), vault.settings.store).connect()
    raw.execute("BEGIN")
    raw.execute("SELECT count(*) FROM worker").fetchone()
    try:
        with pytest.raises(Busy, match="Nothing was changed"):
            people.change_master_key(session(), current_actor(), vault)
        with pytest.raises(Busy, match="master key is still the old one"):
            people.remove_worker(session(), current_actor(), vault, handover.worker_id)
    finally:
        raw.close()
    assert vault.subkey("database") == before
    assert not opens(vault, handover.words)
    people.change_master_key(session(), current_actor(), vault)
    assert vault.subkey("database") != before
    assert_sound(vault)
