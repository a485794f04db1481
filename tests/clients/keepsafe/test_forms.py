"""The form of the keep-safe line asks for what the command needs."""

from __future__ import annotations

import uuid

from flask import Flask

from linkdesk.clients.keepsafe.forms import KeepSafeForm
from linkdesk.clients.keepsafe.rules import SetKeepSafe
from tests.data import people


def test_a_line_is_taken_apart_and_put_together(app: Flask) -> None:
    kept = people.client(keep_safe="See alone. Phone before noon")
    with app.test_request_context():
        form = KeepSafeForm.of(kept)
        assert (form.phrases.data, form.own_words.data) == (["See alone"], "Phone before noon")
        assert form.command(kept.id) == SetKeepSafe(kept.id, kept.version, kept.keep_safe)


def test_an_empty_form_takes_the_line_away(app: Flask) -> None:
    with app.test_request_context(method="POST", data={}):
        assert KeepSafeForm().command(uuid.UUID(int=1)) == SetKeepSafe(uuid.UUID(int=1), 0, "")
