"""A vault with something in it, and a stick."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from linkdesk.vault.lock import Vault
from linkdesk.vault.opening import store_access

LINES = 300


def connect(vault: Vault) -> Any:
    return store_access(vault.settings.vault_file, lambda: vault.subkey("database"), vault.settings.store).connect()


def keepsakes(vault: Vault) -> int:
    raw = connect(vault)
    try:
        return int(raw.execute("SELECT count(*) FROM keepsake").fetchone()[0])
    finally:
        raw.close()


@pytest.fixture
def vault(vault: Vault) -> Vault:
    """An open vault with something in it."""
    raw = connect(vault)
    raw.execute("CREATE TABLE keepsake (words TEXT)")
    raw.execute("BEGIN")
    raw.executemany("INSERT INTO keepsake VALUES (?)", [(f"Quillfeather {number}",) for number in range(LINES)])
    raw.execute("COMMIT")
    raw.close()
    return vault


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder
