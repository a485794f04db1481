"""How a file leaves: to the place that the worker chooses in the window, in a browser as a download."""

from __future__ import annotations

from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING

from flask import current_app
from flask import flash
from flask import redirect
from flask import send_file

from linkdesk.record.errors import FileRefused

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from werkzeug.wrappers import Response

SAVE_FILE = "save_file"
"""Under this name the window keeps how a worker chooses where a file goes."""

NOT_WRITTEN = "The file could not be written there. Nothing was saved. Choose another place."


def nothing() -> None:
    """Do nothing once a file left."""


def in_window() -> bool:
    """Say whether there is a window that asks the worker where a file goes; a browser downloads it."""
    return current_app.extensions.get(SAVE_FILE) is not None


def chosen_place(name: str) -> Path | None:
    """Return where the worker wants a file to go, or nothing where they thought better of it or there is no window."""
    choose: Callable[[str], Path | None] | None = current_app.extensions.get(SAVE_FILE)
    return None if choose is None else choose(name)


def hand_file(
    content: bytes, name: str, kind: str, back: str, said: str = "Saved.", left: Callable[[], None] = nothing
) -> Response:
    """Write a file where the worker chooses, say so and lead back; in a browser hand it over.

    `left` is called once it left: not when the worker thinks better of it, nor where it cannot be written.

    Raises:
        FileRefused: it could not be written there.
    """
    if not in_window():
        left()
        return send_file(BytesIO(content), kind, as_attachment=True, download_name=name)
    where = chosen_place(name)
    if where is not None:
        try:
            where.write_bytes(content)
        except OSError as refused:
            raise FileRefused(NOT_WRITTEN) from refused
        left()
        flash(said)
    return redirect(back, HTTPStatus.SEE_OTHER)
