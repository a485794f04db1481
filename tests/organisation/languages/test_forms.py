"""The switch gives a command."""

from __future__ import annotations

import pytest
from flask import Flask

from linkdesk.organisation.languages.forms import SwitchForm
from linkdesk.organisation.languages.rules import SwitchLanguage


@pytest.mark.parametrize(("to", "on"), [("on", True), ("off", False)])
def test_the_button_says_on_or_off(to: str, *, on: bool) -> None:
    app = Flask(__name__)
    app.config.update(SECRET_KEY="test", WTF_CSRF_ENABLED=False)
    with app.test_request_context(method="POST", data={"to": to, "version": "3"}):
        form = SwitchForm()
        assert form.validate()
        assert form.command_for("ur") == SwitchLanguage("ur", 3, on=on)
