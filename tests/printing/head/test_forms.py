"""The form for a logo wants a picture and words for it."""

from __future__ import annotations

from flask import Flask

from linkdesk.printing.head.forms import LogoForm


def test_a_logo_needs_a_picture_and_words() -> None:
    app = Flask(__name__)
    app.secret_key = "x"
    app.config["WTF_CSRF_ENABLED"] = False
    with app.test_request_context(method="POST", data={"words": " "}):
        form = LogoForm()
        assert not form.validate()
        assert form.errors == {"file": ["Choose a picture."], "words": ["Say what the logo shows."]}
