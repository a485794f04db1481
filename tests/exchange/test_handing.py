"""A file in a browser is a download; where a worker chooses is shown with the spreadsheet of translations."""

from __future__ import annotations

from flask import Flask

from linkdesk.exchange.handing import hand_file


def test_in_a_browser_it_is_a_download() -> None:
    app = Flask(__name__)
    with app.test_request_context():
        answer = app.make_response(hand_file(b"abc", "words.bin", "application/octet-stream", "/"))
        answer.direct_passthrough = False
        assert answer.data == b"abc"
        assert "words.bin" in answer.headers["Content-Disposition"]
