"""The form for a pack wants a zip and a name."""

from __future__ import annotations

from flask import Flask

from linkdesk.printing.packs.forms import PackForm


def test_a_pack_needs_a_file_and_a_name() -> None:
    app = Flask(__name__)
    app.secret_key = "x"
    app.config["WTF_CSRF_ENABLED"] = False
    with app.test_request_context(method="POST", data={"name": ""}):
        form = PackForm()
        assert not form.validate()
        assert form.errors == {"file": ["Choose a package."], "name": ["Say what the pack is called."]}
