"""What the vault's pages share: the vault itself, a page with its form, a refusal at its field."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from typing import Any
from typing import cast

from flask import current_app
from flask import render_template

from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import TooManyTries
from linkdesk.record.errors import WrongSecret

if TYPE_CHECKING:
    from collections.abc import Callable

    from linkdesk.vault.lock import Vault
    from linkdesk.web.forms import BaseForm

Page = str | tuple[str, HTTPStatus]


def the_vault() -> Vault:
    """Return the vault of this run."""
    return cast("Vault", current_app.extensions["vault"])


def form_page(template: str, form: BaseForm, **more: Any) -> Page:
    """Return a page with its form; a form with errors answers 422."""
    shown = render_template(template, form=form, **more)
    return (shown, HTTPStatus.UNPROCESSABLE_ENTITY) if form.error_lines() else shown


def refused(form: BaseForm, field: str, verb: Callable[[], object]) -> bool:
    """Do it; put a refusal that the person can mend at its field, and say whether there was one."""
    try:
        verb()
    except (RuleBroken, WrongSecret, TooManyTries) as refusal:
        form.refuse(field, refusal.sentence)
        return True
    return False
