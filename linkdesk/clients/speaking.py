"""The language of a page that is put before one client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.clients.rules import screen_language
from linkdesk.languages.speech import speak
from linkdesk.organisation.languages.queries import languages_on
from linkdesk.organisation.languages.queries import speech_of
from linkdesk.web.database import current_actor
from linkdesk.web.database import session

if TYPE_CHECKING:
    from linkdesk.clients.rules import ClientDetails
    from linkdesk.languages.tongues import Tongue


def speak_to(client: ClientDetails, chosen: str = "") -> None:
    """Say this page in the language that the client chose on it, else reads, where it is on; else in English."""
    speak(speech_of(session(), current_actor().organisation_id, chosen or screen_language(client)))


def languages_to_choose() -> tuple[Tongue, ...]:
    """Return the languages that a page before a client offers besides English."""
    return languages_on(session(), current_actor().organisation_id)
