"""What every answer carries, and how a request is read: no outside sources, no cache, no upload on disk."""

from __future__ import annotations

from io import BytesIO
from pathlib import PurePosixPath
from typing import IO
from typing import TYPE_CHECKING
from typing import Any

from flask import Request
from flask import request

if TYPE_CHECKING:
    from flask import Flask
    from flask import Response

    from linkdesk.settings import Limits

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; media-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
"""Content Security Policy (W3C CSP 3 with Trusted Types): scripts, styles and everything else only from us."""

PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""For an SVG on its own: its inner styles may paint, its scripts may not run."""

FEATURES = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation",
    "gyroscope", "hid", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
    "publickey-credentials-get", "screen-wake-lock", "serial", "sync-xhr", "usb", "xr-spatial-tracking",
)  # fmt: skip

HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in FEATURES),
}

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ttf": "font/ttf",
    ".woff2": "font/woff2",
    ".mp3": "audio/mpeg",
    ".wav": "audio/wav",
}
"""Static types, fixed here: the registry of a Windows machine may call a script text/plain."""


class MemoryRequest(Request):
    """A request whose uploaded parts stay in memory; the stock one writes parts over 500 KB to a file in clear."""

    def _get_file_stream(self, *_sizes: Any, **_names: Any) -> IO[bytes]:
        """Return where a part is gathered; the whole request is capped, so memory is too."""
        return BytesIO()


def _dress(response: Response) -> Response:
    """Put the headers on an answer; a view may only set a stricter policy of its own, for a picture."""
    for name, value in HEADERS.items():
        response.headers[name] = value
    suffix = PurePosixPath(request.path).suffix.lower()
    if request.endpoint == "static" and suffix in TYPES and response.status_code < 300:  # noqa: PLR2004 - success
        response.headers["Content-Type"] = TYPES[suffix]
    picture = response.mimetype == "image/svg+xml"
    response.headers["Content-Security-Policy"] = PICTURE_POLICY if picture else POLICY
    return response


def setup_headers(app: Flask, limits: Limits) -> None:
    """Set headers on every answer, cap every request and keep uploads in memory."""
    app.request_class = MemoryRequest
    app.config["MAX_CONTENT_LENGTH"] = limits.request_bytes
    app.config["MAX_FORM_MEMORY_SIZE"] = limits.request_bytes
    app.config["MAX_FORM_PARTS"] = 1000
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = None
    app.config["SESSION_COOKIE_HTTPONLY"] = True
    app.config["SESSION_COOKIE_SAMESITE"] = "Strict"
    app.after_request(_dress)
