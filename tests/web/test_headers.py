"""What every answer carries; uploads stay in memory."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from typing import Any

import pytest
from flask import Request

from linkdesk.web.headers import HEADERS
from linkdesk.web.headers import POLICY
from linkdesk.web.headers import TYPES

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient


@pytest.mark.parametrize("path", ["/", "/form", "/missing", "/fails/fault", "/static/css/theme.css", "/static/no.css"])
def test_every_answer_is_dressed(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    for name, value in HEADERS.items():
        assert answer.headers.getlist(name) == [value]
    assert answer.headers.getlist("Content-Security-Policy") == [POLICY]
    answer.close()


def test_policy_lets_in_nothing_from_outside_and_nothing_inline() -> None:
    rules = dict(rule.split(" ", 1) for rule in POLICY.split("; "))
    assert rules.pop("default-src") == rules.pop("base-uri") == rules.pop("frame-ancestors") == "'none'"
    assert rules.pop("require-trusted-types-for") == "'script'"
    assert rules.pop("trusted-types") == "'none'"
    assert set(rules.values()) == {"'self'"}


def test_picture_may_paint_but_not_run(client: FlaskClient) -> None:
    answer = client.get("/static/img/linkdesk.svg")
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; style-src")
    answer.close()


@pytest.mark.parametrize(
    ("path", "kind"),
    [("js/main.mjs", ".mjs"), ("js/boot.js", ".js"), ("css/theme.css", ".css"), ("img/linkdesk.svg", ".svg")],
)
def test_static_types_do_not_hang_on_the_machine(
    client: FlaskClient, path: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mimetypes.guess_type", lambda *_: ("text/plain", None))
    answer = client.get(f"/static/{path}")
    assert answer.headers["Content-Type"] == TYPES[kind]
    answer.close()


def _part(size: int) -> dict[str, Any]:
    """Return a post with one uploaded part; built by hand, because the test client itself spools to a file."""
    head = b'--ld\r\nContent-Disposition: form-data; name="papers"; filename="a.zip"\r\n\r\n'
    body = head + b"x" * size + b"\r\n--ld--\r\n"
    kind = "multipart/form-data; boundary=ld"
    return {"input_stream": BytesIO(body), "content_length": len(body), "content_type": kind}


def test_upload_leaves_no_file(open_client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("an upload was written to a file")

    monkeypatch.setattr("werkzeug.formparser.SpooledTemporaryFile", refuse)
    answer = open_client.post("/upload", **_part(2_000_000))
    assert answer.json is not None
    assert answer.json["kind"] == "BytesIO"


def test_stock_request_would_have_left_one(demo: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test above can fail: without our request class the part is spooled."""
    spooled: list[object] = []

    def spool(*sizes: object, **_: object) -> BytesIO:
        spooled.append(sizes)
        return BytesIO()

    monkeypatch.setattr("werkzeug.formparser.SpooledTemporaryFile", spool)
    demo.request_class = Request
    demo.config["WTF_CSRF_ENABLED"] = False
    demo.test_client().post("/upload", **_part(2_000_000))
    assert spooled


def test_request_that_is_too_large_is_refused(open_client: FlaskClient) -> None:
    answer = open_client.post("/upload", **_part(10_500_000))
    assert answer.status_code == 413
    assert "too large" in answer.text
