"""Who has the screen: the worker, or the client with one form and no way to anything else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from typing import cast

from flask import current_app
from flask import request
from flask import session as look

from linkdesk.clients.sizes import screen_size
from linkdesk.record.errors import NotAllowed
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import ScreenReturned
from linkdesk.web.pages import CLIENTS_LOOK
from linkdesk.web.pages import CLIENTS_NASTALIQ
from linkdesk.web.speech import CLIENT_LANGUAGE

if TYPE_CHECKING:
    from datetime import date
    from datetime import datetime
    from uuid import UUID

    from linkdesk.vault.lock import Vault


HELD = "held"
"""Under this name every form of a talk sends in whose hands the screen was when its page was made."""
WORKER = "worker"
_TURNS = "linkdesk_screen_turns"


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


def has_screen(assessment_id: UUID) -> bool:
    """Say whether a client has the screen for this talk."""
    mode = vault().client_mode
    return mode is not None and mode.assessment_id == assessment_id


def require_reach(assessment_id: UUID) -> None:
    """Refuse any other talk than the one in the client's hands; the gate refuses it before.

    Raises:
        NotAllowed: a client has the screen for another talk.
    """
    mode = vault().client_mode
    if mode is not None and mode.assessment_id != assessment_id:
        raise NotAllowed


def held() -> str:
    """Return in whose hands the screen is: the worker's, or a client's; each time it is turned counts for itself."""
    return f"client-{current_app.extensions.get(_TURNS, 0)}" if turned_to_client() else WORKER


def require_hands() -> None:
    """Refuse what comes from a page that was made while the screen was in other hands.

    Such a window stayed open when the screen went to somebody else: who sits there does not answer for the person.

    Raises:
        ScreenReturned: it is such a page; nothing was changed.
    """
    sent = request.get_json(silent=True) if request.is_json else request.form
    if (sent.get(HELD, held()) if isinstance(sent, Mapping) else held()) != held():
        raise ScreenReturned


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
    current_app.extensions[_TURNS] = current_app.extensions.get(_TURNS, 0) + 1
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
