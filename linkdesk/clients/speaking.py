"""The language of a page that is put before one client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.clients.rules import screen_language
from linkdesk.languages.speech import speak
from linkdesk.organisation.languages.queries import speech_of
from linkdesk.web.database import current_actor
from linkdesk.web.database import session

if TYPE_CHECKING:
    from linkdesk.clients.rules import ClientDetails


def speak_to(client: ClientDetails) -> None:
    """Say this page in the language that the client reads, where it is on; else in English."""
    speak(speech_of(session(), current_actor().organisation_id, screen_language(client)))
