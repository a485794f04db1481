"""The store of these tests has the sample tables too."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from tests.record import sample


@pytest.fixture(autouse=True)
def _sample_tables(engine: Engine) -> None:
    sample.create(engine)
