"""The tests of the whole house ask every page again and again: the tests of the rooms count their lines."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.counting import uncounted


@pytest.fixture(autouse=True)
def _uncounted() -> Iterator[None]:
    with uncounted():
        yield
