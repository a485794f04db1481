"""Unlocking at full strength beside Argon2id alone with the same cost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from argon2.low_level import Type
from argon2.low_level import hash_secret_raw

from benchmarks.timing import Row
from benchmarks.timing import side_by_side
from linkdesk.application import make_demo
from linkdesk.record.clock import SystemClock
from linkdesk.settings import Settings
from linkdesk.vault.lock import Vault

PASSPHRASE = "marble-otter-lantern-quiet-ferry"  # noqa: S105 - opens invented people only
ROUNDS = 9
CLIENTS = 20


def rows(folder: Path) -> Iterator[Row]:
    """Measure and yield the line."""
    settings = Settings(data_dir=folder / "full")
    if not settings.vault_file.exists():
        make_demo(settings, passphrase=PASSPHRASE, clients=CLIENTS, seed=1)

    def ours() -> None:
        vault = Vault(settings, SystemClock())
        vault.unlock(PASSPHRASE)
        vault.lock()

    def floor() -> None:
        cost = settings.kdf
        hash_secret_raw(PASSPHRASE.encode(), b"s" * 16, cost.passes, cost.memory_kib, cost.lanes, 32, Type.ID)

    found = side_by_side({"ours": ours, "floor": floor}, ROUNDS, warm=1)
    cost = settings.kdf
    strength = f"{cost.memory_kib // 1024} MiB, {cost.passes} passes, {cost.lanes} lanes"
    yield Row("Unlock, checks and open", found["ours"], f"Argon2id alone ({strength})", found["floor"])
