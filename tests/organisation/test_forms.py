"""The forms about a service agree with its rules."""

from __future__ import annotations

from dataclasses import fields

from linkdesk.organisation.forms import NumbersForm
from linkdesk.organisation.forms import ServiceForm
from linkdesk.organisation.forms import StartForm
from linkdesk.organisation.rules import EXTRA_NUMBERS
from linkdesk.organisation.rules import ChangeOrganisation
from linkdesk.organisation.rules import ExtraNumber
from linkdesk.organisation.rules import OwnKey

OTHER_WORDS = {"address": "address_lines"}


def own_fields(form: type) -> set[str]:
    return {name for name in vars(form) if not name.startswith("_") and hasattr(vars(form)[name], "field_class")}


def test_every_field_of_settings_is_in_the_command() -> None:
    names = {OTHER_WORDS.get(name, name) for name in own_fields(ServiceForm)} | {"version"}
    assert names == {field.name for field in fields(ChangeOrganisation)}


def test_every_own_number_is_asked_for() -> None:
    assert {str(key) for key in OwnKey} <= own_fields(StartForm)
    three = {f"{key}{part}" for key in OwnKey for part in ("", "_hours", "_tried")}
    parts = {field.name for field in fields(ExtraNumber)} - {"checked", "written"} | {"tried"}
    added = {f"extra{place}_{part}" for place in range(1, EXTRA_NUMBERS + 1) for part in parts}
    assert own_fields(NumbersForm) == three | added | {"national"}
