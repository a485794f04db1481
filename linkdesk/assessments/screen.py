"""Who has the screen: the worker, or the client with one form and no way to anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import cast

from flask import current_app
from flask import session as look

from linkdesk.clients.sizes import screen_size
from linkdesk.record.errors import NotAllowed
from linkdesk.record.errors import RuleBroken
from linkdesk.web.pages import CLIENTS_LOOK
from linkdesk.web.pages import CLIENTS_NASTALIQ
from linkdesk.web.speech import CLIENT_LANGUAGE

if TYPE_CHECKING:
    from datetime import date
    from datetime import datetime
    from uuid import UUID

    from linkdesk.vault.lock import Vault


def vault() -> Vault:
    """Return the vault of this run."""
    return cast("Vault", current_app.extensions["vault"])


def now() -> datetime:
    """Return the time, in UTC."""
    return vault().clock.now()


def today() -> date:
    """Return the day where this computer stands."""
    return now().astimezone().date()


def turned_to_client() -> bool:
    """Say whether a client has the screen."""
    return vault().client_mode is not None


def require_reach(assessment_id: UUID) -> None:
    """Refuse any other talk than the one in the client's hands; the gate refuses it before.

    Raises:
        NotAllowed: a client has the screen for another talk.
    """
    mode = vault().client_mode
    if mode is not None and mode.assessment_id != assessment_id:
        raise NotAllowed


def require_code() -> None:
    """Refuse to turn the screen as long as there is nothing to take it back with.

    Raises:
        RuleBroken: the worker has no short code yet.
    """
    if not vault().has_code:
        raise RuleBroken("You have no short code yet, so you could not take the screen back. Set one in Settings.")


def turn(assessment_id: UUID, client_id: UUID, print_size: int, language: str, *, nastaliq: bool = False) -> None:
    """Hand the screen to the client for this one talk, in their language, with words as large as their needs ask.

    `nastaliq`: whether they read that style of Arabic letters.

    Size and colours that the worker or an earlier client chose do not follow them here.

    Raises:
        RuleBroken: the worker has no short code yet.
        NotAllowed: a client has the screen already.
    """
    require_code()
    vault().enter_client_mode(assessment_id, client_id)
    look.update(zip(CLIENTS_LOOK, ("", screen_size(print_size)), strict=True))
    look[CLIENT_LANGUAGE] = language
    look[CLIENTS_NASTALIQ] = nastaliq


def take_back(code: str) -> None:
    """Give the screen back to the worker.

    Raises:
        WrongSecret: the code is wrong.
        VaultLocked: it was wrong once too often, and LinkDesk is locked.
    """
    vault().leave_client_mode(code)
    for name in (*CLIENTS_LOOK, CLIENT_LANGUAGE, CLIENTS_NASTALIQ):
        look.pop(name, None)
