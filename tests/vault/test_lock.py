"""The two locks hold: by command, by idleness, by sleep, by wrong codes; and nothing opens them but the right words."""

from __future__ import annotations

import os
import threading
import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from linkdesk.record.errors import DiskFull
from linkdesk.record.errors import NotAllowed
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import TooManyTries
from linkdesk.record.errors import VaultLocked
from linkdesk.record.errors import VaultRefused
from linkdesk.record.errors import WrongSecret
from linkdesk.settings import KdfCost
from linkdesk.settings import Settings
from linkdesk.vault import opening
from linkdesk.vault.backup import make_backup
from linkdesk.vault.backup import restore_backup
from linkdesk.vault.code import hash_code
from linkdesk.vault.keys.keyfile import copy_of
from linkdesk.vault.keys.recovery import RecoveryKey
from linkdesk.vault.keys.ring import add_worker
from linkdesk.vault.keys.slots import stretch
from linkdesk.vault.lock import ClientMode
from linkdesk.vault.lock import State
from linkdesk.vault.lock import Vault
from linkdesk.vault.rotation import rotate
from tests.vault.conftest import KEY
from tests.vault.conftest import OTHER
from tests.vault.conftest import PASSPHRASE
from tests.vault.conftest import HandClock

CODE = "4821"


@pytest.fixture
def vault(vault: Vault, clock: HandClock) -> Vault:
    """An open vault with a short code."""
    vault.set_code(hash_code(CODE, clock))
    return vault


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "tries.json"}


# -- making and opening


def test_a_new_vault_is_open_and_comes_back_after_a_restart(vault: Vault, clock: HandClock) -> None:
    assert vault.state.name == "OPEN"
    key, worker = vault.subkey("database"), vault.worker_id
    again = Vault(vault.settings, clock)
    assert again.state.name == "LOCKED"
    again.unlock(PASSPHRASE)
    assert again.state.name == "OPEN"
    assert (again.subkey("database"), again.worker_id, again.worker_name) == (key, worker, "Sam Example")
    assert vault.raw_key_literal() == b"x'" + key.hex().encode() + b"'"
    assert not again.must_set_passphrase


def test_without_a_vault_there_is_nothing_to_unlock(settings: Settings, clock: HandClock) -> None:
    vault = Vault(settings, clock)
    assert vault.state.name == "ABSENT"
    with pytest.raises(VaultRefused, match="missing"):
        vault.unlock(PASSPHRASE)
    assert contents(settings.data_dir) == {}


def test_a_vault_is_never_made_over_another(vault: Vault, clock: HandClock) -> None:
    before = contents(vault.settings.data_dir)
    with pytest.raises(VaultRefused, match="already"):
        Vault(vault.settings, clock).create("Kit Example", OTHER, KEY)
    assert contents(vault.settings.data_dir) == before


@pytest.mark.parametrize(("name", "passphrase"), [("  ", PASSPHRASE), ("x" * 121, PASSPHRASE), ("Sam", "password1")])
def test_a_first_start_needs_name_and_passphrase(
    settings: Settings, clock: HandClock, name: str, passphrase: str
) -> None:
    vault = Vault(settings, clock)
    with pytest.raises(RuleBroken):
        vault.create(name, passphrase, KEY)
    assert vault.state.name == "ABSENT"
    assert contents(settings.data_dir) == {}


def test_wrong_words_open_nothing_and_change_nothing(vault: Vault) -> None:
    vault.lock()
    before = contents(vault.settings.data_dir)
    wrong: tuple[str | RecoveryKey, ...] = (OTHER, "", RecoveryKey(bytes(16)), RecoveryKey(bytes(16)).text)
    for secret in wrong:
        with pytest.raises(WrongSecret):
            vault.unlock(secret)
        assert vault.state.name == "LOCKED"
    assert contents(vault.settings.data_dir) == before


def test_guessing_is_slowed_without_running_the_key_function(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    vault.lock()
    for _ in range(10):
        with pytest.raises(WrongSecret):
            vault.unlock(OTHER)

    def never(*_: object) -> None:
        raise AssertionError("the key function ran")

    with monkeypatch.context() as patched:
        patched.setattr("linkdesk.vault.lock.open_with_secret", never)
        for restarted in (vault, Vault(vault.settings, vault.clock)):
            with pytest.raises(TooManyTries):
                restarted.unlock(PASSPHRASE)
    vault.clock.pass_time(30)  # type: ignore[attr-defined]
    vault.unlock(PASSPHRASE)
    assert not vault.settings.throttle_file.exists()


def test_an_unknown_name_costs_as_much_as_a_wrong_passphrase(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    vault.lock()
    costs: list[KdfCost] = []

    def counted(secret: str, salt: bytes, cost: KdfCost, floor: KdfCost) -> bytes:
        costs.append(cost)
        return stretch(secret, salt, cost, floor)

    monkeypatch.setattr("linkdesk.vault.opening.stretch", counted)
    with pytest.raises(WrongSecret) as unknown:
        vault.unlock(PASSPHRASE, "Nobody")
    with pytest.raises(WrongSecret) as known:
        vault.unlock(OTHER, "Sam Example")
    assert costs == [vault.settings.kdf]
    assert unknown.value.sentence == known.value.sentence


def test_the_recovery_key_opens_and_forces_a_new_passphrase(vault: Vault, clock: HandClock) -> None:
    key, worker = vault.subkey("database"), vault.worker_id
    for secret in (KEY, KEY.text, KEY.text.lower().replace("-", " ")):
        again = Vault(vault.settings, clock)
        again.unlock(secret)
        assert (again.subkey("database"), again.worker_id) == (key, worker)
        assert again.must_set_passphrase


def test_with_several_people_the_recovery_key_asks_whose_passphrase_to_set(vault: Vault) -> None:
    kit = uuid.uuid4()
    vault.change_keys(lambda ring, maker: add_worker(ring, maker, kit, "Kit Example", OTHER))
    vault.lock()
    with pytest.raises(WrongSecret, match="Type your name"):
        vault.unlock(KEY)
    vault.unlock(KEY, "kit example")
    assert vault.worker_id == kit


def test_anyone_with_a_slot_unlocks_as_themselves(vault: Vault) -> None:
    kit = uuid.uuid4()
    vault.change_keys(lambda ring, maker: add_worker(ring, maker, kit, "Kit Example", OTHER))
    vault.lock()
    vault.unlock(OTHER)
    assert (vault.worker_id, vault.worker_name) == (kit, "Kit Example")


def test_the_passphrase_can_be_asked_for_once_more(vault: Vault) -> None:
    vault.check_secret(PASSPHRASE)
    with pytest.raises(WrongSecret):
        vault.check_secret(OTHER)
    assert vault.state.name == "OPEN"


@pytest.mark.parametrize("path_of", [lambda s: s.vault_file, lambda s: s.key_file], ids=["database", "keys"])
@pytest.mark.parametrize("damage", [b"", b"SQLite format 3\0" + bytes(4096), bytes(5000), None], ids=str)
def test_damaged_files_are_refused_untouched(
    vault: Vault, path_of: Callable[[Settings], Path], damage: bytes | None
) -> None:
    vault.lock()
    path = path_of(vault.settings)
    copy_of(vault.settings.key_file).unlink()
    path.unlink()
    if damage is not None:
        path.write_bytes(damage)
    before = contents(vault.settings.data_dir)
    again = Vault(vault.settings, vault.clock)
    assert again.state.name == "LOCKED", "a part of a vault is a vault, and no first start goes over it"
    with pytest.raises(VaultRefused):
        again.unlock(PASSPHRASE)
    assert again.state.name == "LOCKED"
    assert contents(vault.settings.data_dir) == before


def test_a_first_start_cut_off_before_its_last_step_is_finished(vault: Vault) -> None:
    vault.lock()
    vault.settings.vault_file.rename(opening.new_database(vault.settings))
    vault.unlock(PASSPHRASE)
    assert vault.settings.vault_file.exists()


def test_the_lost_copy_of_the_key_file_is_mended(vault: Vault) -> None:
    vault.lock()
    good = vault.settings.key_file.read_bytes()
    vault.settings.key_file.write_bytes(b"broken")
    vault.unlock(PASSPHRASE)
    assert vault.settings.key_file.read_bytes() == good


def test_a_slot_from_cheaper_days_is_raised_at_the_next_unlock(vault: Vault, clock: HandClock) -> None:
    vault.lock()
    dearer = replace(vault.settings, kdf=KdfCost(memory_kib=128, passes=2, lanes=1))
    again = Vault(dearer, clock)
    again.unlock(PASSPHRASE)
    assert again.key_file().workers[0].cost == dearer.kdf
    again.lock()
    vault.unlock(PASSPHRASE)
    assert vault.key_file().workers[0].cost == dearer.kdf, "and is not lowered again"


def test_a_full_disk_puts_off_raising_and_mending(
    vault: Vault, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.lock()
    copy_of(vault.settings.key_file).unlink()

    def full(path: Path, data: bytes) -> None:
        raise DiskFull

    monkeypatch.setattr("linkdesk.vault.keys.keyfile.write_atomic", full)
    again = Vault(replace(vault.settings, kdf=KdfCost(memory_kib=128, passes=2, lanes=1)), clock)
    again.unlock(PASSPHRASE)
    assert again.state.name == "OPEN"
    assert again.key_file().workers[0].cost == vault.settings.kdf
    again.lock()


def test_an_open_vault_is_not_unlocked_again(vault: Vault) -> None:
    vault.unlock("whatever")
    assert vault.state.name == "OPEN"
    assert vault.has_code


def test_at_full_strength_a_vault_opens_with_the_right_words_alone(tmp_path: Path, clock: HandClock) -> None:
    vault = Vault(Settings(data_dir=tmp_path / "real"), clock)
    vault.create("Sam Example", PASSPHRASE, KEY)
    vault.lock()
    with pytest.raises(WrongSecret):
        vault.unlock(OTHER)
    vault.unlock(PASSPHRASE)
    assert vault.key_file().workers[0].cost == KdfCost(memory_kib=256 * 1024, passes=3, lanes=4)
    vault.lock()


def test_every_file_is_its_owners_alone(settings: Settings, clock: HandClock, tmp_path: Path) -> None:
    before = os.umask(0o000)
    try:
        vault = Vault(settings, clock)
        vault.create("Sam Example", PASSPHRASE, KEY)
        vault.subkey("database")
        rotate(vault)
        stick = tmp_path / "stick"
        stick.mkdir()
        backup = make_backup(vault, stick).folder
        vault.lock()
        with pytest.raises(WrongSecret):
            vault.unlock(OTHER)
        restore_backup(settings, backup, PASSPHRASE)
    finally:
        os.umask(before)
    for root in (settings.data_dir, stick / backup.name):
        for path in (root, *root.rglob("*")):
            assert path.stat().st_mode & 0o077 == 0, path.name
    assert settings.throttle_file.exists()


# -- full lock


def test_the_full_lock_drops_everything_and_tells_its_listeners(vault: Vault) -> None:
    seen: list[State] = []
    vault.on_lock(lambda: seen.append(vault.state))
    ring = vault._need_ring()
    masters = list(ring.masters.values())
    vault.enter_client_mode(uuid.uuid4(), uuid.uuid4())
    vault.lock()
    assert (vault.state, seen, vault.client_mode) == (State.LOCKED, [State.LOCKED], None)
    assert all(master == bytes(32) for master in masters)
    attempts: tuple[Callable[[], object], ...] = (
        lambda: vault.subkey("audit"),
        vault.raw_key_literal,
        lambda: vault.worker_id,
        lambda: vault.worker_name,
        lambda: vault.set_code(None),
        vault.key_file,
        lambda: vault.uncover(CODE),
        lambda: vault.leave_client_mode(CODE),
        lambda: vault.enter_client_mode(uuid.uuid4(), uuid.uuid4()),
        lambda: vault.change_keys(lambda ring, _: ring.file),
        lambda: vault.replace_ring(lambda ring, _: ring),
    )
    for attempt in attempts:
        with pytest.raises(VaultLocked):
            attempt()
    vault.lock()
    vault.curtain()
    assert seen == [State.LOCKED]


# -- curtain


def test_the_curtain_falls_at_once_and_the_code_lifts_it(vault: Vault) -> None:
    vault.curtain()
    assert vault.state.name == "CURTAINED"
    assert len(vault.subkey("database")) == 32
    with pytest.raises(WrongSecret, match="4 more tries"):
        vault.uncover("0000")
    vault.uncover(" 48 21 ")
    assert vault.state.name == "OPEN"


def test_a_right_code_that_comes_too_late_opens_nothing(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another thread locks while the code is being checked."""
    vault.curtain()

    def slow(code: str, code_hash: bytes) -> bool:
        vault.lock()
        return True

    monkeypatch.setattr("linkdesk.vault.turns.code_matches", slow)
    vault.uncover(CODE)
    assert vault.state.name == "LOCKED"


def test_the_fifth_wrong_code_locks_fully(vault: Vault) -> None:
    vault.curtain()
    for left in ("4 more tries", "3 more", "2 more", "1 more try"):
        with pytest.raises(WrongSecret, match=left):
            vault.uncover("0000")
    with pytest.raises(VaultLocked):
        vault.uncover("0000")
    assert vault.state.name == "LOCKED"


def test_wrong_codes_count_over_curtain_and_client_mode_together(vault: Vault) -> None:
    vault.enter_client_mode(uuid.uuid4(), uuid.uuid4())
    for _ in range(4):
        with pytest.raises(WrongSecret):
            vault.leave_client_mode("0000")
    vault.curtain()
    with pytest.raises(VaultLocked):
        vault.uncover("0000")
    assert vault.state.name == "LOCKED"


def test_a_right_code_forgets_the_wrong_ones(vault: Vault) -> None:
    for _ in range(3):
        vault.curtain()
        for _ in range(4):
            with pytest.raises(WrongSecret):
                vault.uncover("0000")
        vault.uncover(CODE)
    assert vault.state.name == "OPEN"


def test_without_a_code_the_curtain_is_the_full_lock(vault: Vault) -> None:
    vault.set_code(None)
    assert not vault.has_code
    vault.curtain()
    assert vault.state.name == "LOCKED"


def test_the_passphrase_lifts_the_curtain_too(vault: Vault) -> None:
    vault.curtain()
    vault.unlock(PASSPHRASE)
    assert vault.state.name == "OPEN"
    assert not vault.has_code, "the code is handed in anew after each unlock"


# -- client mode


def test_client_mode_ends_by_code_only(vault: Vault) -> None:
    assessment, client = uuid.uuid4(), uuid.uuid4()
    vault.enter_client_mode(assessment, client)
    assert vault.client_mode == ClientMode(assessment, client)
    with pytest.raises(NotAllowed):
        vault.enter_client_mode(assessment, client)
    with pytest.raises(WrongSecret):
        vault.leave_client_mode("9999")
    vault.leave_client_mode(CODE)
    vault.leave_client_mode("anything")
    vault.enter_client_mode(assessment, client)  # refused if a client still had the screen


def test_client_mode_without_a_code_ends_in_the_full_lock(vault: Vault) -> None:
    vault.set_code(None)
    vault.enter_client_mode(uuid.uuid4(), uuid.uuid4())
    with pytest.raises(VaultLocked):
        vault.leave_client_mode("")
    assert vault.state.name == "LOCKED"


@pytest.mark.parametrize("from_under_the_curtain", [True, False])
def test_a_form_that_a_lock_took_from_a_client_is_remembered(
    vault: Vault,
    from_under_the_curtain: bool,  # noqa: FBT001 - a case
) -> None:
    form = ClientMode(uuid.uuid4(), uuid.uuid4())
    vault.enter_client_mode(form.assessment_id, form.client_id)
    vault.curtain()
    if not from_under_the_curtain:
        vault.lock()
    vault.unlock(PASSPHRASE)
    assert (vault.client_mode, vault.cut_short) == (None, form)


def test_a_form_that_was_taken_back_by_code_is_not_cut_short(vault: Vault) -> None:
    vault.enter_client_mode(uuid.uuid4(), uuid.uuid4())
    vault.leave_client_mode(CODE)
    vault.lock()
    assert vault.cut_short is None


def test_a_slow_reader_has_twenty_minutes_and_comes_back_to_the_same_form(vault: Vault, clock: HandClock) -> None:
    vault.enter_client_mode(uuid.uuid4(), uuid.uuid4())
    before = vault.client_mode
    clock.pass_time(20 * 60 - 1)
    vault.tick()
    assert vault.state.name == "OPEN"
    clock.pass_time(1)
    vault.tick()
    assert vault.state.name == "CURTAINED"
    vault.uncover(CODE)
    assert vault.client_mode == before


# -- time


@pytest.mark.parametrize("minutes", [1, 5, 15])
def test_idle_minutes_draw_the_curtain(vault: Vault, clock: HandClock, minutes: int) -> None:
    vault.set_curtain_after(minutes * 60)
    clock.pass_time(minutes * 60 - 1)
    assert not vault.tick()
    assert (vault.state, vault.seconds_to_curtain()) == (State.OPEN, 1)
    clock.pass_time(1)
    assert vault.tick(), "it says that it did something"
    assert vault.state.name == "CURTAINED"
    assert not vault.tick()


def test_a_curtain_that_falls_late_does_not_fall_over_a_full_lock(vault: Vault) -> None:
    vault.lock()
    vault._fall()
    assert vault.state.name == "LOCKED"


@pytest.mark.parametrize(("asked", "given"), [(0, 60), (-5, 60), (10**6, 15 * 60)])
def test_the_idle_time_has_bounds(vault: Vault, asked: int, given: int) -> None:
    vault.set_curtain_after(asked)
    assert vault.seconds_to_curtain() == given


def test_someone_at_work_is_not_covered(vault: Vault, clock: HandClock) -> None:
    for _ in range(20):
        clock.pass_time(4 * 60)
        vault.touch()
    assert vault.state.name == "OPEN"


def test_thirty_minutes_end_in_the_full_lock(vault: Vault, clock: HandClock) -> None:
    vault.curtain()
    clock.pass_time(30 * 60 - 1)
    vault.tick()
    assert vault.state.name == "CURTAINED"
    clock.pass_time(1)
    with pytest.raises(VaultLocked):
        vault.uncover(CODE)
    assert vault.state.name == "LOCKED"


def test_a_touch_after_the_time_is_up_comes_too_late(vault: Vault, clock: HandClock) -> None:
    clock.pass_time(6 * 60)
    vault.touch()
    assert vault.state.name == "CURTAINED"
    vault.touch()
    assert vault.state.name == "CURTAINED"


def test_idle_without_a_code_locks_fully(vault: Vault, clock: HandClock) -> None:
    vault.set_code(None)
    clock.pass_time(5 * 60)
    vault.tick()
    assert vault.state.name == "LOCKED"


@pytest.mark.parametrize("covered", [False, True])
@pytest.mark.parametrize(("seconds", "locks"), [(3 * 3600, True), (31, True), (30, False), (-3 * 3600, False)])
def test_sleep_locks_fully(vault: Vault, clock: HandClock, seconds: int, locks: bool, covered: bool) -> None:  # noqa: FBT001
    if covered:
        vault.curtain()
    clock.sleep(seconds)
    vault.tick()
    assert (vault.state.name == "LOCKED") == locks


def test_a_clock_set_back_does_not_keep_the_vault_open(vault: Vault, clock: HandClock) -> None:
    clock.sleep(-86400)
    clock.pass_time(5 * 60)
    vault.tick()
    assert vault.state.name == "CURTAINED"
    clock.pass_time(25 * 60)
    vault.tick()
    assert vault.state.name == "LOCKED"


# -- threads


def test_many_threads_see_a_whole_key_or_none(vault: Vault) -> None:
    good, wrong, stop = vault.subkey("database"), [], threading.Event()

    def ask() -> None:
        while not stop.is_set():
            try:
                key = vault.subkey("database")
            except VaultLocked:
                continue
            if key != good:
                wrong.append(key)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(15):
            vault.lock()
            vault.unlock(PASSPHRASE)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert wrong == []
