"""The one line of long work for local services and places of postcodes: begun here, told and stopped by their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import cast

from flask import Flask
from flask import current_app

from linkdesk.exchange.intake.job import Jobs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from uuid import UUID

    from linkdesk.services.feeds.rules import Tick

JOBS = "linkdesk_feed_jobs"
CHOOSE_FILE = "choose_file"
"""Under this name the window leaves its file dialog; a browser has none."""
SMALL = 0.5
"""Seconds in which a small file is done before its page is asked for."""


def prepare(app: Flask) -> None:
    """Give the application its line of work; the lock stops what runs."""
    made = app.extensions[JOBS] = Jobs()
    vault = app.extensions.get("vault")
    if vault is not None:
        vault.on_lock(made.stop_all)


def jobs() -> Jobs:
    """Return the line of work of this application."""
    return cast("Jobs", current_app.extensions[JOBS])


def begin(job_id: UUID, words: str, run: Callable[[Tick], object]) -> None:
    """Let the work run beside the pages, with a session of its own. Raises Busy while another one runs."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined] # noqa: SLF001 - Flask's way to the app itself

    def in_app(tick: Tick) -> None:
        with app.app_context():
            run(tick)

    jobs().start(job_id, words, in_app)
    jobs().wait(SMALL)


def has_dialog() -> bool:
    """Tell whether the window can ask for a file; a browser cannot."""
    return CHOOSE_FILE in current_app.extensions


def ask_for_file() -> Path | None:
    """Ask for a file by the window's own dialog; None when the worker thinks better of it, or there is no window."""
    dialog: Callable[[], Path | None] | None = current_app.extensions.get(CHOOSE_FILE)
    return dialog() if dialog else None
