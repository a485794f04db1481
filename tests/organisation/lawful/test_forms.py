"""The form asks for every purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.organisation.lawful.forms import LawfulForm
from linkdesk.organisation.lawful.rules import USUAL
from linkdesk.organisation.lawful.rules import Lawful
from linkdesk.organisation.lawful.rules import Purpose

if TYPE_CHECKING:
    from flask import Flask


def test_what_is_kept_comes_back_as_a_command(app: Flask) -> None:
    with app.test_request_context():
        command = LawfulForm.of(Lawful(3, dict(USUAL))).to_command()
        typed = LawfulForm.typed({"version": "3", "care": "Ours"}).to_command()
    assert (command.version, command.bases) == (3, USUAL)
    assert (typed.version, typed.bases[Purpose.CARE]) == (3, "Ours")
