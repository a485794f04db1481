"""An upload of any size leaves no file behind, not even one that is deleted while it is open."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from flask import Flask
from flask import request
from werkzeug.formparser import default_stream_factory

from linkdesk.web.headers import MemoryRequest
from tests.safety.scan import scan
from tests.safety.scan import scan_open_files

PLANTED = "Wrenfield-Canary-4711"


def found(folder: Path) -> list[str]:
    return scan_open_files(os.getpid(), [PLANTED]) + scan([folder], [PLANTED])


def test_an_upload_stays_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    app = Flask("small")
    app.request_class = MemoryRequest

    @app.post("/")
    def take() -> str:
        assert request.files["file"].read().startswith(PLANTED.encode())
        return "; ".join(found(tmp_path))

    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
    body = head + PLANTED.encode() * 150_000 + b"\r\n--x--\r\n"  # by hand: the test client itself would spool it
    answer = app.test_client().post("/", data=body, content_type="multipart/form-data; boundary=x")
    assert (answer.status_code, answer.text) == (200, "")


def test_the_scan_finds_what_the_web_library_does_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The positive control: where the web library puts a file of this size, the same words lie on the disk."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with default_stream_factory(3_000_000, "text/csv", "a.csv") as stream:
        stream.write(PLANTED.encode() * 50_000)
        stream.flush()
        assert found(tmp_path) != []
