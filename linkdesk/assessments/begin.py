"""How every talk begins, a new one and one that follows another: whose code, who is here, whose screen."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING
from typing import Protocol
from typing import TypeVar

from flask import redirect
from flask import url_for

from linkdesk.assessments import screen
from linkdesk.assessments.frame import turn_screen
from linkdesk.assessments.presence.rules import TO_BE_SAID
from linkdesk.assessments.rules import Setting
from linkdesk.web.database import current_actor
from linkdesk.web.database import session

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session
    from werkzeug.wrappers import Response

    from linkdesk.assessments.presence.rules import PresenceWords
    from linkdesk.record.session import Actor

TURN, WRITE = "turn", "write"
"""`?then=`: what comes once it is said who is here: the client gets the screen, or the worker writes."""


class Beginning(Protocol):
    """What every command that begins a talk says."""

    @property
    def setting(self) -> Setting:
        """Who holds the screen."""

    @property
    def presence(self) -> PresenceWords | None:
        """Who is here."""


Command = TypeVar("Command", bound=Beginning)


def begin_talk(command: Command, client_id: UUID, start: Callable[[Session, Actor, Command], UUID]) -> Response:
    """Begin a talk and lead to it: to who is here where that is still to be said, else to the first page.

    Raises:
        RuleBroken: the client shall have the screen and the worker has no short code, or `start` refuses.
    """
    turning = command.setting is Setting.CLIENT
    if turning:
        screen.require_code()
    made = start(session(), current_actor(), command)
    if command.presence == TO_BE_SAID:
        return say_who(made, TURN if turning else WRITE)
    if turning:
        turn_screen(made, client_id)
    return redirect(url_for("assessments.talk", assessment_id=made), HTTPStatus.SEE_OTHER)


def say_who(assessment_id: UUID, then: str) -> Response:
    """Lead to the page of who is here, which goes on from there."""
    return redirect(url_for("here.say", assessment_id=assessment_id, then=then), HTTPStatus.SEE_OTHER)
