"""Where no coverage is gathered: to count each line takes longer than the line."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def uncounted() -> Iterator[None]:
    """Let no coverage look at each line in this thread: in a library nothing of ours runs, and it doubles the time."""
    counting = sys.gettrace()
    sys.settrace(None)
    try:
        yield
    finally:
        sys.settrace(counting)
