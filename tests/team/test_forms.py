"""The forms about a worker agree with the rules."""

from __future__ import annotations

from dataclasses import fields

from linkdesk.team.forms import ChangeForm
from linkdesk.team.forms import StartForm
from linkdesk.team.rules import ChangeWorker
from linkdesk.team.rules import StartWorker

ASKED_ONLY = {"code", "code_again", "passphrase"}


def own_fields(form: type) -> set[str]:
    return {name for name in dir(form) if hasattr(getattr(form, name), "field_class")} - ASKED_ONLY


def test_every_field_is_in_the_command() -> None:
    assert own_fields(ChangeForm) == {field.name for field in fields(ChangeWorker)} - {"code_hash"}
    assert own_fields(StartForm) - {"version"} == {field.name for field in fields(StartWorker)} - {"code_hash"}
