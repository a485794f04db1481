"""A voice program in a PATH of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.assessments.aloud import stand_in

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The stand-in alone in PATH; the file in which it notes what it was asked."""
    log = stand_in.put(tmp_path / "voice")
    monkeypatch.setenv("PATH", str(tmp_path / "voice"))
    return log
