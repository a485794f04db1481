"""The screen follows the size of print that the recorded needs ask for."""

from __future__ import annotations

import pytest

from linkdesk.clients.sizes import screen_size


@pytest.mark.parametrize(
    ("points", "size"), [(14, ""), (16, ""), (18, ""), (20, "large"), (24, "larger"), (28, "larger")]
)
def test_the_screen_is_as_large_as_the_recorded_needs_ask(points: int, size: str) -> None:
    assert screen_size(points) == size
