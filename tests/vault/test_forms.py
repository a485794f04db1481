"""The forms of the vault ask only what is needed and turn slips into sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linkdesk.record.errors import RuleBroken
from linkdesk.vault import routes
from linkdesk.vault.forms import RecoverForm
from linkdesk.vault.forms import StartForm
from linkdesk.vault.forms import UnlockForm
from linkdesk.vault.forms import chosen_name
from linkdesk.vault.keys.recovery import RecoveryKey
from linkdesk.vault.lock import Vault
from tests.small_app import small_app

if TYPE_CHECKING:
    from flask import Flask

    from linkdesk.settings import Settings
    from tests.vault.conftest import HandClock


@pytest.fixture
def app(settings: Settings, clock: HandClock) -> Flask:
    made = small_app(settings, Vault(settings, clock), routes.blueprint)
    made.config["WTF_CSRF_ENABLED"] = False
    return made


def test_a_single_person_is_not_asked_for_a_name(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"passphrase": "x"}):
        form = UnlockForm()
        form.for_people(("Sam Example",))
        assert form.validate()
        assert chosen_name(form) is None
        assert [field.name for field in form.rows()] == ["passphrase"]


def test_one_of_several_must_be_chosen(app: Flask) -> None:
    names = ("Sam Example", "Kit Example")
    for typed, name in (("", None), ("Nobody", None), ("Kit Example", "Kit Example")):
        with app.test_request_context(method="POST", data={"passphrase": "x", "worker": typed}):
            form = UnlockForm()
            form.for_people(names)
            assert form.validate() == (name is not None)
            if name:
                assert chosen_name(form) == name


def test_a_recovery_key_is_read_or_the_slip_is_named(app: Flask) -> None:
    key = RecoveryKey(bytes(range(16)))
    with app.test_request_context(method="POST", data={"recovery_key": key.text.lower()}):
        form = RecoverForm()
        form.for_people(("Sam Example",))
        assert form.validate()
        assert form.to_command() == key
    with app.test_request_context(method="POST", data={"recovery_key": key.text[:-1]}):
        form = RecoverForm()
        with pytest.raises(RuleBroken, match="You typed 31"):
            form.to_command()


def test_a_secret_is_never_sent_back(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"name": "Sam", "passphrase": "hidden words", "again": "other"}):
        form = StartForm()
        assert form.validate()
        assert not form.same_twice()
        assert [line.text for line in form.error_lines()] == ["The two passphrases are not the same. Type both again."]
        assert "hidden words" not in "".join(str(field()) for field in form.rows())
