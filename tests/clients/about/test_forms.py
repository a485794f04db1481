"""The page asks for every part, and gives back what it was filled with."""

from __future__ import annotations

import uuid
from dataclasses import fields
from typing import Any

from flask import Flask

from linkdesk.clients.about.forms import AboutForm
from linkdesk.clients.about.rules import AboutRecord
from linkdesk.clients.about.rules import AboutWords
from linkdesk.clients.about.rules import SaveAbout


def test_what_fills_the_page_comes_back(app: Flask) -> None:
    client = uuid.UUID(int=5)
    words: dict[str, Any] = {each.name: f"Words of {each.name}" for each in fields(AboutWords)}
    with app.test_request_context():
        form = AboutForm.of(AboutRecord(client_id=client, version=3, **words))
        assert {field.name for field in form.rows()} == set(words) | ({"csrf_token"} & {f.name for f in form.rows()})
        assert form.command(client) == SaveAbout(client_id=client, version=3, **words)
        assert form.facts_open
        assert not AboutForm.of(AboutRecord(client_id=client, wellness="Dry days")).facts_open
