"""A page without a file says what to do."""

from __future__ import annotations

from flask import Flask

from linkdesk.exchange.phrases.forms import SheetForm


def test_a_file_is_needed() -> None:
    app = Flask(__name__)
    app.config.update(SECRET_KEY="test", WTF_CSRF_ENABLED=False)
    with app.test_request_context(method="POST"):
        form = SheetForm()
        assert not form.validate()
        assert [line.text for line in form.error_lines()] == ["Choose the spreadsheet that came back."]
