"""Whoever came in by passphrase comes back by code alone, as themselves, until the full lock; and nobody else does."""

from __future__ import annotations

import shutil
import tempfile
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as drawn
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine
from hypothesis.stateful import invariant
from hypothesis.stateful import precondition
from hypothesis.stateful import rule
from hypothesis.stateful import run_state_machine_as_test

from linkdesk.record.clock import SystemClock
from linkdesk.record.errors import VaultLocked
from linkdesk.record.errors import WrongSecret
from linkdesk.settings import Settings
from linkdesk.vault import people
from linkdesk.vault.code import hash_code
from linkdesk.vault.keys.ring import add_worker
from linkdesk.vault.keys.ring import reset_worker
from linkdesk.vault.lock import State
from linkdesk.vault.lock import Vault
from linkdesk.vault.turns import Turns
from tests.vault.conftest import CHEAP
from tests.vault.conftest import KEY
from tests.vault.conftest import OTHER
from tests.vault.conftest import PASSPHRASE
from tests.vault.conftest import HandClock

SAM, KIT, ASH = "Sam Example", "Kit Example", "Ash Example"
WORDS = {SAM: PASSPHRASE, KIT: OTHER, ASH: "copper lagoon thistle anvil meadow"}
CODES = {SAM: "4821", KIT: "7302", ASH: "9164"}
HASHES = {name: hash_code(code, SystemClock()) for name, code in CODES.items()}
IDS = {KIT: uuid.UUID(int=11), ASH: uuid.UUID(int=12)}
NAMES = st.sampled_from((SAM, KIT, ASH))


def come_in(vault: Vault, name: str, words: str = "") -> None:
    """Unlock by passphrase, and hand in the short code as the application does after each unlock."""
    vault.unlock(words or WORDS[name], name)
    vault.set_code(HASHES[name], vault.worker_id)


@pytest.fixture(scope="module")
def team_pattern(pattern: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A locked vault of three workers, made once."""
    folder = tmp_path_factory.mktemp("team") / "data"
    shutil.copytree(pattern, folder)
    made = Vault(Settings(data_dir=folder, kdf=CHEAP, testing=True), HandClock())
    made.unlock(PASSPHRASE)
    for name, worker_id in IDS.items():
        made.change_keys(partial(add_worker, worker_id=worker_id, label=name, passphrase=WORDS[name]))
    made.lock()
    return folder


@pytest.fixture
def vault(team_pattern: Path, settings: Settings, clock: HandClock) -> Iterator[Vault]:
    """A vault of three that Sam has open; Kit was here before, Ash was not."""
    shutil.copytree(team_pattern, settings.data_dir, dirs_exist_ok=True)
    made = Vault(settings, clock)
    come_in(made, KIT)
    made.hand_over()
    come_in(made, SAM)
    yield made
    made.lock()


# -- who may come back


def test_who_was_here_comes_back_by_code_as_themselves(vault: Vault) -> None:
    assert vault.may_return() == (SAM, KIT)
    sam, turn = vault.worker_id, vault.turn
    vault.hand_over()
    assert vault.state.name == "CURTAINED"
    vault.come_back(KIT, CODES[KIT])
    assert (vault.state, vault.worker_id, vault.worker_name) == (State.OPEN, IDS[KIT], KIT)
    assert vault.turn == turn + 1
    vault.curtain()
    vault.uncover(CODES[KIT])
    vault.hand_over()
    vault.come_back(SAM, CODES[SAM])
    assert (vault.worker_id, vault.turn) == (sam, turn + 2)


def test_the_first_time_needs_the_passphrase(vault: Vault) -> None:
    vault.hand_over()
    for name in (ASH, "Nobody"):
        with pytest.raises(WrongSecret, match="passphrase this time"):
            vault.come_back(name, CODES[ASH])
    come_in(vault, ASH)
    assert vault.may_return() == (SAM, KIT, ASH)


def test_an_open_or_locked_vault_is_not_come_back_to(vault: Vault) -> None:
    with pytest.raises(VaultLocked):
        vault.come_back(KIT, CODES[KIT])
    assert vault.worker_name == SAM
    vault.lock()
    assert vault.may_return() == ()
    with pytest.raises(VaultLocked):
        vault.come_back(KIT, CODES[KIT])


def test_another_workers_code_opens_nothing(vault: Vault) -> None:
    vault.hand_over()
    with pytest.raises(WrongSecret):
        vault.come_back(KIT, CODES[SAM])
    with pytest.raises(WrongSecret):
        vault.uncover(CODES[KIT])
    assert vault.state.name == "CURTAINED"


def test_the_full_lock_sleep_and_the_idle_limit_end_it(vault: Vault, clock: HandClock) -> None:
    for end in (vault.lock, lambda: clock.sleep(31), lambda: clock.pass_time(30 * 60)):
        vault.curtain()
        end()
        with pytest.raises(VaultLocked):
            vault.come_back(KIT, CODES[KIT])
        assert (vault.state, vault.may_return()) == (State.LOCKED, ())
        come_in(vault, KIT)
        vault.hand_over()
        come_in(vault, SAM)


def test_one_workers_code_does_not_forgive_guesses_at_anothers(vault: Vault) -> None:
    for left in ("4 more tries", "3 more", "2 more", "1 more try"):
        vault.hand_over()
        with pytest.raises(WrongSecret, match=left):
            vault.come_back(KIT, "0000")
        vault.uncover(CODES[SAM])
    vault.hand_over()
    with pytest.raises(VaultLocked, match="locked now"):
        vault.come_back(KIT, "0000")
    assert vault.state.name == "LOCKED"


def test_guesses_are_forgiven_by_the_right_code_or_passphrase_of_the_same_worker(vault: Vault) -> None:
    for _ in range(3):
        vault.hand_over()
        for _ in range(4):
            with pytest.raises(WrongSecret):
                vault.come_back(KIT, "0000")
        vault.come_back(KIT, CODES[KIT])
        vault.hand_over()
        for _ in range(4):
            with pytest.raises(WrongSecret):
                vault.come_back(KIT, "0000")
        come_in(vault, KIT)
    assert vault.state.name == "OPEN"


# -- who may no more


def test_new_words_or_a_removal_end_it(vault: Vault) -> None:
    vault.change_keys(lambda ring, maker: reset_worker(ring, maker, IDS[KIT], WORDS[ASH] + " more"))
    assert vault.may_return() == (SAM,)
    vault.hand_over()
    with pytest.raises(WrongSecret):
        vault.come_back(KIT, CODES[KIT])
    come_in(vault, KIT, WORDS[ASH] + " more")
    assert vault.may_return() == (SAM, KIT)
    vault.hand_over()
    vault.come_back(SAM, CODES[SAM])
    people.remove_worker(vault, IDS[KIT])
    assert vault.may_return() == (SAM,)


def test_ones_own_new_passphrase_changes_nothing(vault: Vault) -> None:
    people.change_passphrase(vault, PASSPHRASE, "violin saucer prairie nutmeg clover")
    assert vault.may_return() == (SAM, KIT)
    people.reset_passphrase(vault, vault.worker_id, "hammock granite beetle spruce tulip")
    assert vault.may_return() == (SAM, KIT)
    vault.hand_over()
    vault.come_back(SAM, CODES[SAM])


def test_the_recovery_key_is_no_passphrase(vault: Vault) -> None:
    vault.hand_over()
    vault.unlock(KEY, ASH)
    vault.set_code(HASHES[ASH], vault.worker_id)
    assert vault.may_return() == (SAM, KIT)
    assert vault.must_set_passphrase
    vault.hand_over()
    assert vault.state.name == "LOCKED", "the new passphrase is still to be set"


def test_who_has_no_code_locks_fully_and_cannot_come_back(vault: Vault) -> None:
    vault.set_code(None)
    assert vault.may_return() == (KIT,)
    vault.hand_over()
    assert vault.state.name == "LOCKED"


def test_a_clients_screen_is_never_handed_over(vault: Vault) -> None:
    vault.enter_client_mode(uuid.uuid4(), uuid.uuid4())
    vault.hand_over()
    assert vault.state.name == "LOCKED"


def test_who_comes_back_after_a_curtain_over_a_clients_screen_has_it_for_themselves(vault: Vault) -> None:
    vault.enter_client_mode(uuid.uuid4(), uuid.uuid4())
    mine = vault.client_mode
    vault.curtain()
    vault.come_back(SAM, CODES[SAM])
    assert vault.client_mode == mine
    vault.curtain()
    vault.come_back(KIT, CODES[KIT])
    assert vault.client_mode is None


# -- what is let go of


def test_nothing_of_one_worker_meets_the_next(vault: Vault) -> None:
    let_go: list[State] = []
    full: list[State] = []
    vault.on_lock(lambda: let_go.append(vault.state))
    vault.on_full_lock(lambda: full.append(vault.state))
    vault.set_curtain_after(60)
    vault.hand_over()
    vault.come_back(SAM, CODES[SAM])
    assert (let_go, full) == ([], []), "the same worker goes on"
    vault.hand_over()
    vault.come_back(KIT, CODES[KIT])
    assert (let_go, full) == ([State.CURTAINED], []), "before anything is open again"
    assert vault.seconds_to_curtain() == 5 * 60
    vault.hand_over()
    come_in(vault, SAM)
    assert (len(let_go), full) == (2, [])
    vault.lock()
    assert (len(let_go), full) == (3, [State.LOCKED])


def test_a_code_that_comes_too_late_opens_nothing(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    vault.curtain()

    def slow(code: str, code_hash: bytes) -> bool:
        vault.lock()
        return True

    monkeypatch.setattr("linkdesk.vault.turns.code_matches", slow)
    with pytest.raises(VaultLocked):
        vault.come_back(KIT, CODES[KIT])
    assert vault.state.name == "LOCKED"


def test_turns_know_only_who_is_here(vault: Vault) -> None:
    turns, file = Turns(), vault.key_file()
    stranger = uuid.uuid4()
    turns.set_code(stranger, HASHES[SAM])
    assert (turns.has_code(stranger), turns.matches(stranger, CODES[SAM]), turns.wrong) == (False, False, 0)
    assert file.recovery is not None
    turns.begin(file.recovery, proved=True)
    turns.renew(file.workers[0])
    assert turns.may_return(file) == {}


# -- the machine


@dataclass
class Model:
    """What must be true, worked out by itself."""

    state: str = "LOCKED"
    worker: str = ""
    here: set[str] = field(default_factory=set)
    wrong: dict[str, int] = field(default_factory=dict)

    def locked(self) -> None:
        self.state, self.worker, self.here, self.wrong = "LOCKED", "", set(), {}

    def typed(self, name: str, code: str) -> str:
        """Return what a code for a worker of this run leads to: "in", "wrong" or "locked"."""
        if code == CODES[name]:
            self.wrong.pop(name, None)
            return "in"
        self.wrong[name] = self.wrong.get(name, 0) + 1
        if sum(self.wrong.values()) < 5:
            return "wrong"
        self.locked()
        return "locked"


class TurnMachine(RuleBasedStateMachine):
    """Three workers, one laptop, every order of passphrases, codes, covers, locks, sleep and idleness."""

    pattern: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="turns"))
        shutil.copytree(self.pattern, self.folder / "data")
        self.clock = HandClock()
        self.vault = Vault(Settings(data_dir=self.folder / "data", kdf=CHEAP, testing=True), self.clock)
        self.model = Model()

    def teardown(self) -> None:
        self.vault.lock()
        shutil.rmtree(self.folder)

    @rule(name=NAMES)
    def passphrase(self, name: str) -> None:
        if self.model.state == "OPEN":
            return
        come_in(self.vault, name)
        self.model.state, self.model.worker = "OPEN", name
        self.model.here.add(name)
        self.model.wrong.pop(name, None)

    @precondition(lambda self: self.model.state == "CURTAINED")
    @rule(name=NAMES, typed=NAMES)
    def code(self, name: str, typed: str) -> None:
        if name not in self.model.here:
            with pytest.raises(WrongSecret):
                self.vault.come_back(name, CODES[typed])
            return
        self._expect(self.model.typed(name, CODES[typed]), lambda: self.vault.come_back(name, CODES[typed]), name)

    @precondition(lambda self: self.model.state == "CURTAINED")
    @rule(typed=NAMES)
    def curtain_code(self, typed: str) -> None:
        name = self.model.worker
        self._expect(self.model.typed(name, CODES[typed]), lambda: self.vault.uncover(CODES[typed]), name)

    def _expect(self, what: str, verb: object, name: str) -> None:
        assert callable(verb)
        if what == "in":
            verb()
            self.model.state, self.model.worker = "OPEN", name
            return
        with pytest.raises(WrongSecret if what == "wrong" else VaultLocked):
            verb()

    @rule(hand_over=st.booleans())
    def cover(self, *, hand_over: bool) -> None:
        (self.vault.hand_over if hand_over else self.vault.curtain)()
        if self.model.state == "OPEN":
            self.model.state = "CURTAINED"

    @rule(how=st.sampled_from(("lock", "sleep", "idle")))
    def full_lock(self, how: str) -> None:
        if how == "lock":
            self.vault.lock()
        else:
            self.clock.sleep(31) if how == "sleep" else self.clock.pass_time(30 * 60)
            self.vault.tick()
        self.model.locked()

    @rule()
    def five_idle_minutes(self) -> None:
        self.clock.pass_time(5 * 60)
        self.vault.tick()
        if self.model.state == "CURTAINED":  # the time adds up to the full lock; begin it anew
            self.vault.lock()
            self.model.locked()
        elif self.model.state == "OPEN":
            self.model.state = "CURTAINED"

    @invariant()
    def agrees(self) -> None:
        assert self.vault.state.name == self.model.state
        assert set(self.vault.may_return()) == self.model.here
        if self.model.state == "LOCKED":
            with pytest.raises(VaultLocked):
                self.vault.subkey("database")
        else:
            assert self.vault.worker_name == self.model.worker


def test_every_order_of_turns_agrees_with_the_model(team_pattern: Path) -> None:
    TurnMachine.pattern = team_pattern
    run_state_machine_as_test(
        TurnMachine,
        settings=drawn(
            max_examples=25,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
