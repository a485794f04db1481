"""How a file that holds nobody's words leaves: to the place that the worker chooses, in a browser as a download."""

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

    from flask.typing import ResponseReturnValue

SAVE_FILE = "save_file"
"""Under this name the window keeps how a worker chooses where a file goes."""


def hand_file(content: bytes, name: str, kind: str, back: str) -> ResponseReturnValue:
    """Write a file where the worker chooses, then lead back; in a browser hand it over.

    Raises:
        FileRefused: it could not be written there.
    """
    choose: Callable[[str], Path | None] | None = current_app.extensions.get(SAVE_FILE)
    if choose is None:
        return send_file(BytesIO(content), kind, as_attachment=True, download_name=name)
    where = choose(name)
    if where is not None:
        try:
            where.write_bytes(content)
        except OSError as refused:
            raise FileRefused(
                "The file could not be written there. Nothing was saved. Choose another place."
            ) from refused
        flash("Saved.")
    return redirect(back, HTTPStatus.SEE_OTHER)
