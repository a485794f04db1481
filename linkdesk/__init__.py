"""LinkDesk: the link worker's desk, encrypted and offline."""

from __future__ import annotations

__version__ = "0.1.0"
