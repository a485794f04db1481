"""Reading the path of a square back."""

from __future__ import annotations

import re


def runs_of(path: str) -> list[tuple[int, int, int]]:
    """Return the dark runs of a square's path: left, top, length."""
    found = [tuple(map(int, run)) for run in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", path)]
    assert re.sub(r"M\d+ \d+h\d+v1h-\d+z", "", path) == ""
    return [(x, y, length) for x, y, length in found]
