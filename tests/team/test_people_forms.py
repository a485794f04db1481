"""The forms of the team page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from werkzeug.datastructures import MultiDict

from linkdesk.team.people_forms import AddForm
from linkdesk.team.people_forms import ProofForm
from linkdesk.team.rules import AddWorker
from linkdesk.team.rules import Role

if TYPE_CHECKING:
    from flask import Flask

TYPED = [("name", "Kit Practice"), ("phone", "01632 960 009"), ("roles", "link worker"), ("passphrase", "five words")]


def test_who_is_added_comes_out_as_typed(app: Flask) -> None:
    with app.test_request_context(method="POST"):
        form = AddForm(MultiDict([*TYPED, ("roles", "administrator")]), meta={"csrf": False})
        assert form.validate(), form.errors
        command = AddWorker("Kit Practice", "", "01632 960 009", (Role.LINK_WORKER, Role.ADMINISTRATOR))
        assert form.to_command() == command


def test_what_is_missing_or_made_up_is_said(app: Flask) -> None:
    with app.test_request_context(method="POST"):
        form = AddForm(MultiDict([("phone", "12"), ("roles", "owner")]), meta={"csrf": False})
        assert not form.validate()
        assert set(form.errors) == {"name", "phone", "roles", "passphrase"}
        proof = ProofForm(MultiDict([]), meta={"csrf": False})
        assert not proof.validate()
        assert proof.errors == {"passphrase": ["Type your own passphrase."]}
