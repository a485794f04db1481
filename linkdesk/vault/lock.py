"""The vault and its two locks: curtain and full lock, by command, by idleness, by sleep, by wrong codes."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar
from uuid import UUID

from linkdesk.record.clock import Clock
from linkdesk.record.errors import DiskFull
from linkdesk.record.errors import NotAllowed
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import VaultLocked
from linkdesk.record.errors import WrongSecret
from linkdesk.settings import Settings
from linkdesk.vault.keys.keyfile import KeyFile
from linkdesk.vault.keys.keyfile import read_key_file
from linkdesk.vault.keys.keyfile import write_key_file
from linkdesk.vault.keys.recovery import RecoveryKey
from linkdesk.vault.keys.ring import KeyRing
from linkdesk.vault.keys.ring import change_passphrase
from linkdesk.vault.keys.ring import create_ring
from linkdesk.vault.keys.slots import Slot
from linkdesk.vault.keys.slots import SlotMaker
from linkdesk.vault.keys.slots import is_weaker
from linkdesk.vault.moving import finish_restore
from linkdesk.vault.opening import found_vault
from linkdesk.vault.opening import key_literal
from linkdesk.vault.opening import open_with_secret
from linkdesk.vault.opening import recognised
from linkdesk.vault.opening import settle
from linkdesk.vault.opening import vault_exists
from linkdesk.vault.opening import worker_after_recovery
from linkdesk.vault.passphrase import check_passphrase
from linkdesk.vault.throttle import Throttle
from linkdesk.vault.turns import Turns
from linkdesk.vault.upgrade import bring_up_to_date
from linkdesk.vault.upgrade import make_schema

LONGEST_NAME = 120
Restored = TypeVar("Restored")


class State(Enum):
    """What the vault lets through."""

    ABSENT = "no vault has been made yet"
    LOCKED = "the passphrase is needed"
    CURTAINED = "covered; the short code is needed"
    OPEN = "open"


@dataclass(frozen=True)
class ClientMode:
    """The one form that is in the client's hands."""

    assessment_id: UUID
    client_id: UUID


class Vault:
    """The one vault of this run. Thread-safe; time and chance come from `clock`.

    `touch()` when a person did something, `tick()` about every second. `on_lock` callbacks run after the keys
    are gone, or before somebody else is let in.
    """

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self.settings = settings
        self.clock = clock
        self._guard = threading.RLock()
        self._throttle = Throttle(settings.throttle_file, settings.throttle, clock)
        finish_restore(settings)
        self._state = State.LOCKED if vault_exists(settings) else State.ABSENT
        self._ring: KeyRing | None = None
        self._worker: Slot | None = None
        self._turns = Turns()
        self._last_worker: UUID | None = None
        self._curtain_after = settings.locks.curtain_after
        self._callbacks: list[Callable[[], None]] = []
        self._full_callbacks: list[Callable[[], None]] = []
        self._last_touch = self._both_clocks()
        self._last_tick = self._last_touch
        self.client_mode: ClientMode | None = None
        self.cut_short: ClientMode | None = None
        """The form that a client had in their hands when a lock ended it without the code; whoever asks forgets it."""
        self.must_set_passphrase = False
        self.turn = 0
        """Goes up whenever another worker than the last one is at the keyboard: a page of before is not theirs."""

    @property
    def state(self) -> State:
        """Return the state as it was left by the last command or tick."""
        return self._state

    @property
    def worker_id(self) -> UUID:
        """Return the id of the worker who unlocked. Raises VaultLocked."""
        worker = self._worker
        if worker is None or worker.worker_id is None:
            raise VaultLocked
        return worker.worker_id

    @property
    def worker_name(self) -> str:
        """Return the name on that worker's key slot. Raises VaultLocked."""
        if self._worker is None:
            raise VaultLocked
        return self._worker.label

    def on_lock(self, callback: Callable[[], None]) -> None:
        """Call `callback` at every full lock and before another worker is let in.

        It disposes the engine, changes the cookie, drops what is in memory: nothing of one worker meets the next.
        """
        self._callbacks.append(callback)

    def on_full_lock(self, callback: Callable[[], None]) -> None:
        """Call `callback` at every full lock only: what is kept for each worker until then."""
        self._full_callbacks.append(callback)

    def worker_names(self) -> tuple[str, ...]:
        """Return whose passphrases open this vault; the key file says so to anyone who holds it."""
        return tuple(slot.label for slot in read_key_file(self.settings.key_file).workers)

    # -- opening ---------------------------------------------------------------------------------------

    def create(self, name: str, passphrase: str, recovery: RecoveryKey) -> UUID:
        """Make the vault and open it; return the new worker's id.

        The recovery key was shown and typed back before; from here on the files exist.

        Raises:
            RuleBroken: no name, or a passphrase that could be guessed.
            VaultRefused: there is a vault already.
        """
        name = " ".join(name.split())
        if not 1 <= len(name) <= LONGEST_NAME:
            raise RuleBroken("Type your name, so that the vault knows whose passphrase it is.")
        check_passphrase(passphrase, [name], self.settings.limits)
        with self._guard:
            maker = SlotMaker(self.clock.new_id(), self.clock, self.settings)
            worker = maker.worker(self.clock.new_id(), name, passphrase)
            ring = create_ring(maker, worker, maker.recovery(recovery))
            found_vault(maker, ring, make_schema)
            self._throttle.clear()
            self._turns.begin(ring.slot, proved=True)
            self._opened(ring, ring.slot)
            return self.worker_id

    def unlock(self, secret: str | RecoveryKey, worker_name: str | None = None) -> None:
        """Open the vault with a passphrase or the recovery key; after the latter a new passphrase must be set.

        Raises:
            TooManyTries: a wait is running; nothing was tried.
            WrongSecret: that did not open it.
            VaultRefused: key file or database is missing, damaged, foreign or newer; all left untouched.
        """
        with self._guard:
            if self._state is State.OPEN:
                return
            file = read_key_file(self.settings.key_file)
            self._throttle.attempt()
            ring = open_with_secret(file, recognised(secret), worker_name, self.settings)
            recovered = ring.slot.worker_id is None
            worker = worker_after_recovery(ring.file, worker_name) if recovered else ring.slot
            self._throttle.clear()
            turns = self._turns
            self._let_go()  # from under the curtain: whoever lifts it by passphrase starts afresh
            settled = settle(self._maker(file), ring, bring_up_to_date)
            self._turns = turns  # the others of this run may still come back by code
            self._turns.begin(worker, proved=not recovered)
            self._opened(settled, worker)
            self.must_set_passphrase = recovered
            if not recovered and is_weaker(worker.cost, self.settings.kdf):
                self._strengthen(str(secret))

    def _strengthen(self, passphrase: str) -> None:
        """Wrap the slot anew at the cost of today; a full disk only puts it off until the next unlock."""
        with contextlib.suppress(DiskFull):
            self.change_keys(
                lambda ring, maker: change_passphrase(ring, maker, ring.slot, passphrase, passphrase),
            )

    def restore(self, put: Callable[[Settings], Restored]) -> Restored:
        """Let `put` place a backup in the data folder while nobody has the vault open; it is locked afterwards.

        Raises:
            NotAllowed: the vault is open, or covered.
            TooManyTries: a wait is running; nothing was tried.
        """
        with self._guard:
            if self._state is State.OPEN:
                raise NotAllowed("Lock LinkDesk before a backup is restored. Nothing was changed.")
            if self._state is State.CURTAINED:
                raise NotAllowed("The screen is covered. Nothing was changed. Type your short code first.")
            guessing = self._state is State.LOCKED  # a backup's passphrase must not be an easier one to guess
            if guessing:
                self._throttle.attempt()
            done = put(self.settings)
            if guessing:
                self._throttle.clear()
            self._state = State.LOCKED
            return done

    def check_secret(self, passphrase: str) -> None:
        """Ask the worker who unlocked for the passphrase once more. Raises WrongSecret or TooManyTries."""
        with self._guard:
            ring = self._need_ring()
            self._throttle.attempt()
            open_with_secret(ring.file, passphrase, self.worker_name, self.settings)
            self._throttle.clear()

    def _opened(self, ring: KeyRing, worker: Slot) -> None:
        self._ring = ring
        self._seat(worker)
        self._last_touch = self._last_tick = self._both_clocks()
        self._state = State.OPEN

    def _seat(self, worker: Slot) -> None:
        """Put a worker at the keyboard: what was the last one's is not theirs."""
        self._worker = worker
        self._curtain_after = self.settings.locks.curtain_after
        self.must_set_passphrase = False
        self._end_client_mode()
        if worker.worker_id != self._last_worker:
            self.turn += 1
        self._last_worker = worker.worker_id

    # -- keys ------------------------------------------------------------------------------------------

    def subkey(self, label: str) -> bytes:
        """Return 32 bytes for "audit", "drafts", "database", "backup" or "header". Raises VaultLocked."""
        with self._guard:
            return self._need_ring().subkey(label)

    def raw_key_literal(self) -> bytearray:
        """Return the database key as SQLCipher takes it; the caller overwrites it. Raises VaultLocked."""
        return key_literal(self.subkey("database"))

    def key_file(self) -> KeyFile:
        """Return the key file of the open vault; nothing in it is secret. Raises VaultLocked."""
        with self._guard:
            return self._need_ring().file

    def change_keys(self, change: Callable[[KeyRing, SlotMaker], KeyFile]) -> None:
        """Let `change` make another key file of the open one, and write it."""
        with self._guard:
            if self._state is not State.OPEN:
                raise VaultLocked
            ring = self._need_ring()
            file = change(ring, self._maker(ring.file))
            write_key_file(self.settings.key_file, file)
            ring.file = file
            for slot in file.workers:
                if slot.worker_id == self.worker_id:
                    self._worker = slot
                    self._turns.renew(slot)

    def replace_ring(self, change: Callable[[KeyRing, SlotMaker], KeyRing]) -> None:
        """Let `change` put another ring in place of the open one (rotation)."""
        with self._guard:
            if self._state is not State.OPEN:
                raise VaultLocked
            ring = self._need_ring()
            self._ring = change(ring, self._maker(ring.file))

    def close_connections(self) -> None:
        """Run the lock callbacks without locking, so that no connection is left on the database file."""
        for callback in list(self._callbacks):
            callback()

    def _need_ring(self) -> KeyRing:
        if self._ring is None:
            raise VaultLocked
        return self._ring

    def _maker(self, file: KeyFile) -> SlotMaker:
        return SlotMaker(file.vault_id, self.clock, self.settings)

    # -- the two locks ---------------------------------------------------------------------------------

    def lock(self) -> None:
        """Lock fully: keys overwritten and dropped, connections closed. Does nothing when locked already."""
        if self._let_go():
            for callback in list(self._full_callbacks):
                callback()

    def _let_go(self) -> bool:
        """Drop keys, workers and connections; say whether there was anything to drop."""
        with self._guard:
            if self._state not in {State.OPEN, State.CURTAINED}:
                return False
            self._state = State.LOCKED
            self._need_ring().wipe()
            self._ring = self._worker = None
            self._end_client_mode()
            self._turns = Turns()
            self.must_set_passphrase = False
        self.close_connections()
        return True

    def curtain(self) -> None:
        """Cover the screen at once; without a short code there is nothing to lift it with, so lock fully."""
        with self._guard:
            if self._state is not State.OPEN:
                return
            self._last_touch = self._both_clocks()
            if self.has_code:
                self._state = State.CURTAINED
                return
        self.lock()

    def hand_over(self) -> None:
        """Cover the screen for whoever comes next; a client's screen, or a passphrase still to be set, is locked."""
        with self._guard:
            covered = self.client_mode is None and not self.must_set_passphrase
        if covered:
            self.curtain()
        else:
            self.lock()

    def may_return(self) -> tuple[str, ...]:
        """Return the names of those who came in by passphrase since the last full lock; their short code is enough."""
        with self._guard:
            if self._ring is None:
                return ()
            return tuple(slot.label for slot in self._turns.may_return(self._ring.file).values())

    def come_back(self, name: str, code: str) -> None:
        """Let a worker of this run lift the curtain by the short code alone, as themselves.

        Raises:
            WrongSecret: not that code, or this worker needs the passphrase; wrong codes count as at the curtain.
            VaultLocked: there is no curtain, or that was one wrong code too many.
        """
        self.tick()
        with self._guard:
            if self._state is not State.CURTAINED:
                raise VaultLocked
            worker_id, _slot = self._returning(name)
        self._require_code(code, worker_id)
        with self._guard:
            if self._state is not State.CURTAINED:  # another thread locked while the code was checked
                raise VaultLocked
            worker_id, slot = self._returning(name)
            if worker_id != self.worker_id:
                self.close_connections()
                self._need_ring().slot_id = slot.id  # the slot that opened it may be taken away from now on
                self._seat(slot)
            self._state = State.OPEN
            self._last_touch = self._both_clocks()

    def _returning(self, name: str) -> tuple[UUID, Slot]:
        for worker_id, slot in self._turns.may_return(self._need_ring().file).items():
            if slot.label == name:
                return worker_id, slot
        raise WrongSecret("Type your passphrase this time. Nothing was lost.")

    def uncover(self, code: str) -> None:
        """Lift the curtain. Raises WrongSecret; the fifth wrong code ends in the full lock and VaultLocked."""
        self.tick()
        with self._guard:
            if self._state is not State.CURTAINED:
                raise VaultLocked
            worker_id = self.worker_id
        self._require_code(code, worker_id)
        with self._guard:
            if self.state is State.CURTAINED and self.worker_id == worker_id:
                self._state = State.OPEN
                self._last_touch = self._both_clocks()

    def set_code(self, code_hash: bytes | None, worker_id: UUID | None = None) -> None:
        """Take the hash of a worker's short code out of the encrypted database, after each unlock; else one's own."""
        with self._guard:
            self._turns.set_code(worker_id or self.worker_id, code_hash)

    @property
    def has_code(self) -> bool:
        """Say whether a short code is set, so that the curtain can be lifted."""
        with self._guard:
            return self._worker is not None and self._turns.has_code(self.worker_id)

    def set_curtain_after(self, seconds: int) -> None:
        """Set after how many idle seconds the curtain falls, within the bounds of the settings."""
        locks = self.settings.locks
        self._curtain_after = min(max(seconds, locks.curtain_least), locks.curtain_most)

    def _require_code(self, code: str, worker_id: UUID) -> None:
        """Check a typed code; count the wrong ones over curtain, client mode and all workers together."""
        with self._guard:
            if self._turns.matches(worker_id, code):
                return
            left = self.settings.locks.wrong_codes - self._turns.wrong
            locked = not self._turns.has_code(worker_id) or left <= 0
        if locked:
            self.lock()
            raise VaultLocked("LinkDesk is locked now. Your work is saved. Unlock it with your passphrase.")
        raise WrongSecret(
            f"That code is not right. Nothing was lost. You have {left} more {'try' if left == 1 else 'tries'}."
        )

    # -- client mode -----------------------------------------------------------------------------------

    def enter_client_mode(self, assessment_id: UUID, client_id: UUID) -> None:
        """Hand the screen to the client: only this form can be reached until the code is given."""
        with self._guard:
            if self._state is not State.OPEN:
                raise VaultLocked
            if self.client_mode is not None:
                raise NotAllowed("A client has the screen already. Nothing was changed.")
            self.client_mode = ClientMode(assessment_id, client_id)
            self._last_touch = self._both_clocks()

    def leave_client_mode(self, code: str) -> None:
        """Take the screen back. Raises WrongSecret, or VaultLocked when the code ended in the full lock."""
        self.tick()
        with self._guard:
            if self._state is not State.OPEN:
                raise VaultLocked
            if self.client_mode is None:
                return
            worker_id = self.worker_id
        self._require_code(code, worker_id)
        self.client_mode = None

    def _end_client_mode(self) -> None:
        """End it because a lock fell; the client may still sit there when a worker comes in."""
        self.cut_short = self.client_mode or self.cut_short
        self.client_mode = None

    # -- time ------------------------------------------------------------------------------------------

    def touch(self) -> None:
        """Note that a person did something; what is overdue is locked first."""
        self.tick()
        with self._guard:
            if self._state is State.OPEN:
                self._last_touch = self._both_clocks()

    def tick(self) -> bool:
        """Cover or lock if it is time, by the larger of the two clocks, or if the machine slept; say whether it did."""
        with self._guard:
            now, before = self._both_clocks(), self._last_tick
            self._last_tick = now
            if self._state not in {State.OPEN, State.CURTAINED}:
                return False
            wall, here = now[0] - before[0], now[1] - before[1]
            locks = self.settings.locks
            slept = wall - here > locks.sleep_jump
            overdue = slept or self.idle_seconds() >= locks.full_lock_after
            due = self._state is State.OPEN and self.idle_seconds() >= self.curtain_due
        if overdue:
            self.lock()
        elif due:
            self._fall()
        return overdue or due

    def idle_seconds(self) -> float:
        """Return how long nobody did anything: the larger of what the two clocks say."""
        now, then = self._both_clocks(), self._last_touch
        return max(now[0] - then[0], now[1] - then[1])

    def seconds_to_curtain(self) -> float:
        """Return how long until the curtain falls by itself, for the warning on the page."""
        return max(0.0, self.curtain_due - self.idle_seconds())

    @property
    def curtain_due(self) -> int:
        """Return after how many idle seconds the curtain falls now."""
        if self.client_mode is not None:
            return max(self.settings.locks.client_mode_curtain_after, self._curtain_after)
        return self._curtain_after

    def _fall(self) -> None:
        """Let the curtain fall by itself, without counting that as something a person did."""
        with self._guard:
            if self._state is not State.OPEN:  # another thread locked since it was found due
                return
            if self.has_code:
                self._state = State.CURTAINED
                return
        self.lock()

    def _both_clocks(self) -> tuple[float, float]:
        return self.clock.now().timestamp(), self.clock.monotonic()
