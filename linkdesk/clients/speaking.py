"""The language of a page that is put before one client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.clients.rules import screen_language
from linkdesk.languages.speech import speak
from linkdesk.languages.tongues import is_english
from linkdesk.languages.tongues import name_of
from linkdesk.languages.tongues import tongue
from linkdesk.organisation.languages.queries import languages_on
from linkdesk.organisation.languages.queries import speech_of
from linkdesk.organisation.languages.queries import state
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


def screen_words(client: ClientDetails, chosen: str = "") -> str:
    """Say to the worker, before a talk, which language the client's screen turns to and how far its words are checked.

    `chosen` is the language that the client chose in a talk before; empty where they chose none.
    """
    tag = chosen or screen_language(client)
    if is_english(tag):
        return "The client’s screen is in English."
    found = tongue(tag)
    if found is None:
        return f"The client’s screen stays in English: LinkDesk has no words in {name_of(tag)}."
    kept = state(session(), current_actor().organisation_id, found.tag)
    if not kept.on:
        return (
            f"The client’s screen stays in English: {found.name} is not switched on. "
            "A team lead switches it on in Settings, Languages."
        )
    if kept.is_checked:
        return f"The client’s screen turns to {found.name}."
    return (
        f"The client’s screen turns to {found.name}. Not all of its words are checked by a person: "
        "on pages about safety, privacy or a published measure the English stands beside them, "
        "and answers given in them are left out of before and after."
    )
