"""A file in a browser is a download; in the window it goes where the worker chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from flask import Flask
from flask import get_flashed_messages

from linkdesk.record.errors import FileRefused
from linkdesk.web.handing import SAVE_FILE
from linkdesk.web.handing import chosen_place
from linkdesk.web.handing import hand_file

if TYPE_CHECKING:
    from pathlib import Path


def test_in_a_browser_it_is_a_download() -> None:
    app = Flask(__name__)
    with app.test_request_context():
        answer = app.make_response(hand_file(b"abc", "words.bin", "application/octet-stream", "/"))
        answer.direct_passthrough = False
        assert answer.data == b"abc"
        assert "words.bin" in answer.headers["Content-Disposition"]
        assert chosen_place("words.bin") is None


def test_in_the_window_it_goes_where_the_worker_chooses(tmp_path: Path) -> None:
    app = Flask(__name__)
    app.secret_key = "x"
    app.extensions[SAVE_FILE] = lambda name: tmp_path / name
    with app.test_request_context():
        assert hand_file(b"abc", "words.bin", "text/plain", "/there", said="It is there.").location == "/there"
        assert (tmp_path / "words.bin").read_bytes() == b"abc"
        assert get_flashed_messages() == ["It is there."]


def test_who_thinks_better_of_it_reads_nothing_and_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    app = Flask(__name__)
    app.secret_key = "x"
    app.extensions[SAVE_FILE] = lambda _name: None
    with app.test_request_context():
        assert hand_file(b"abc", "words.bin", "text/plain", "/there").location == "/there"
        assert get_flashed_messages() == []
        app.extensions[SAVE_FILE] = lambda name: tmp_path / "no" / name
        with pytest.raises(FileRefused, match="Nothing was saved"):
            hand_file(b"abc", "words.bin", "text/plain", "/there")
