"""Who came in by passphrase since the last full lock, and may come back by their short code alone."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from uuid import UUID

from linkdesk.vault.code import code_matches
from linkdesk.vault.keys.keyfile import KeyFile
from linkdesk.vault.keys.slots import Slot


@dataclass(frozen=True)
class Turn:
    """One worker of this run.

    `proved` is False after the recovery key: whose hand typed that key, nobody knows. `wrong` counts the codes that
    were typed for this worker and were not right.
    """

    slot: Slot
    proved: bool
    code: bytes | None = None
    wrong: int = 0


class Turns:
    """The workers since the last full lock. Not thread-safe by itself: the vault asks under its own lock."""

    def __init__(self) -> None:
        self._turns: dict[UUID, Turn] = {}

    def begin(self, slot: Slot, *, proved: bool) -> None:
        """Note who came in; what was known of them before is forgotten, their wrong codes too."""
        if slot.worker_id is not None:
            self._turns[slot.worker_id] = Turn(slot, proved)

    def renew(self, slot: Slot) -> None:
        """Follow the slot of the worker at the keyboard, who gave themselves another passphrase."""
        if slot.worker_id in self._turns:
            self._turns[slot.worker_id] = replace(self._turns[slot.worker_id], slot=slot)

    def set_code(self, worker_id: UUID, code: bytes | None) -> None:
        """Take the hash of a worker's short code; of nobody who is not here."""
        if worker_id in self._turns:
            self._turns[worker_id] = replace(self._turns[worker_id], code=code)

    def has_code(self, worker_id: UUID) -> bool:
        """Tell whether a short code is known for this worker."""
        return worker_id in self._turns and self._turns[worker_id].code is not None

    def may_return(self, file: KeyFile) -> dict[UUID, Slot]:
        """Return whose short code is enough: who was removed or was given new words since is not among them."""
        proved = {turn.slot.public for turn in self._turns.values() if turn.proved and turn.code is not None}
        return {slot.worker_id: slot for slot in file.workers if slot.worker_id and slot.public in proved}

    def matches(self, worker_id: UUID, code: str) -> bool:
        """Check a code and count it when it is wrong; a right one forgets the wrong ones of this worker only.

        So nobody can guess at a colleague's code for ever by typing their own in between.
        """
        turn = self._turns.get(worker_id)
        if turn is None or turn.code is None:
            return False
        right = code_matches(code, turn.code)
        self._turns[worker_id] = replace(turn, wrong=0 if right else turn.wrong + 1)
        return right

    @property
    def wrong(self) -> int:
        """Return how many wrong codes count now, over everybody."""
        return sum(turn.wrong for turn in self._turns.values())
