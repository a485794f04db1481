"""The ideas that a service brought with its own pictures, for lists of pictures; the packs lie above and say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app
from flask import has_app_context

if TYPE_CHECKING:
    from collections.abc import Callable

OWN_IDEAS = "linkdesk_own_ideas"
"""The extension that answers with key and words of each idea of the packs in use."""


def own_ideas() -> tuple[tuple[str, str], ...]:
    """Return key and words of each idea that the packs in use bring beside LinkDesk's own."""
    found: Callable[[], tuple[tuple[str, str], ...]] | None = (
        current_app.extensions.get(OWN_IDEAS) if has_app_context() else None
    )
    return found() if found else ()
