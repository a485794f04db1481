"""A refusal that a person can mend stands at its field; any other goes on to the error page."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest

from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import TooManyTries
from linkdesk.record.errors import VaultRefused
from linkdesk.record.errors import WrongSecret
from linkdesk.vault import routes
from linkdesk.vault.forms import CodeForm
from linkdesk.vault.shown import form_page
from linkdesk.vault.shown import refused
from linkdesk.vault.shown import the_vault
from tests.small_app import small_app

if TYPE_CHECKING:
    from flask import Flask

    from linkdesk.settings import Settings
    from linkdesk.vault.lock import Vault


@pytest.fixture
def app(settings: Settings, vault: Vault) -> Flask:
    return small_app(settings, vault, *routes.blueprints)


def raising(error: Exception) -> None:
    raise error


@pytest.mark.parametrize("error", [RuleBroken("Mend it."), WrongSecret("Mend it."), TooManyTries("Mend it.")])
def test_what_can_be_mended_stands_at_its_field(app: Flask, vault: Vault, error: Exception) -> None:
    with app.test_request_context():
        assert the_vault() is vault
        form = CodeForm()
        assert form_page("vault/curtain.html", form, who_url="") == str(
            form_page("vault/curtain.html", form, who_url="")
        )
        assert refused(form, "code", lambda: raising(error))
        shown = form_page("vault/curtain.html", form, who_url="")
        assert shown[1] == HTTPStatus.UNPROCESSABLE_ENTITY
        assert "Mend it." in shown[0]


def test_other_refusals_and_success(app: Flask) -> None:
    with app.test_request_context():
        form = CodeForm()
        assert not refused(form, "code", lambda: None)
        with pytest.raises(VaultRefused):
            refused(form, "code", lambda: raising(VaultRefused()))
