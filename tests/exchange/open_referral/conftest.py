"""Feeds and schemas that others publish."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def published() -> Path:
    """Feeds, examples and schemas of Open Referral, which stay outside the project (CC BY-SA 4.0)."""
    data = os.environ.get("LINKDESK_TESTDATA")
    if not data:
        pytest.skip("LINKDESK_TESTDATA is not set, so there are no published feeds to read")
    return Path(data) / "open-referral"
