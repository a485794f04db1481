"""What the pages of a talk share: which talk may be opened, and the window around it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

from flask import flash
from flask import url_for
from sqlalchemy.exc import SQLAlchemyError

from linkdesk.assessments import queries
from linkdesk.assessments import screen
from linkdesk.assessments.aloud.voice import voice_for
from linkdesk.assessments.presence.queries import presences
from linkdesk.assessments.reading.service import hand_over
from linkdesk.assessments.service import use_language
from linkdesk.assessments.spoken import spoken_with
from linkdesk.clients import queries as clients
from linkdesk.clients.languages import is_nastaliq
from linkdesk.clients.rules import screen_language
from linkdesk.easyread.pictures import suggest
from linkdesk.languages.speech import current
from linkdesk.languages.speech import speak
from linkdesk.languages.tongues import ENGLISH
from linkdesk.organisation.languages.queries import languages_on
from linkdesk.organisation.languages.queries import tongue_for
from linkdesk.record.errors import LinkDeskError
from linkdesk.web.beside import someone_is_beside
from linkdesk.web.database import current_actor
from linkdesk.web.database import session

if TYPE_CHECKING:
    from uuid import UUID

    from linkdesk.assessments.flow import Talk

COVERED = "The record says that others are here, so “Someone is beside me” is on."
"""Said to the worker who takes the screen back, or writes down that others are here; it tells them nothing more."""


def open_talk(assessment_id: UUID) -> Talk:
    """Return the talk; while a client has the screen, only theirs.

    Raises:
        NotFound: there is no such talk.
        NotAllowed: a client has the screen for another talk.
        ScreenReturned: the page that asks was made while the screen was in other hands.
    """
    screen.require_reach(assessment_id)
    screen.require_hands()
    found = queries.talk(session(), assessment_id)
    if screen.turned_to_client():
        speak(spoken_with(current(), found.form))
    return found


def frame(found: Talk) -> dict[str, object]:
    """Return what every page of a talk shows: the client's full window, or the worker's page with the banner."""
    turned = screen.turned_to_client()
    return {
        "layout": "web/client_mode.html" if turned else "web/layout.html",
        "banner": None if turned else clients.banner(session(), found.client_id, screen.today()),
        "turned": turned,
        "held": screen.held(),
        "talk": found,
        "languages": languages_on(session(), current_actor().organisation_id) if turned else (),
        "speak_url": url_for("aloud.ask", assessment_id=found.id) if turned and voice_for(current().tongue.tag) else "",
    }


def client_tools() -> dict[str, object]:
    """Return what the head of a client's page shows where the page belongs to no talk: which languages, which talk.

    Where the record cannot be read the languages are missing: the page that says so must not fail in its turn.
    """
    mode = screen.vault().client_mode
    if mode is None:
        return {}
    try:
        languages = languages_on(session(), current_actor().organisation_id)
    except (LinkDeskError, SQLAlchemyError):
        languages = ()
    return {"talk": SimpleNamespace(id=mode.assessment_id), "languages": languages, "held": screen.held()}


def turn_screen(assessment_id: UUID, client_id: UUID) -> None:
    """Hand the screen to the client: what they write from now on is to be read before they go.

    The talk goes on in the language that the client chose in it; until they chose one, in that of the record.

    Raises:
        RuleBroken: the worker has no short code yet.
        NotAllowed: a client has the screen already.
    """
    screen.require_code()
    if screen.has_screen(assessment_id):
        return  # the button was pressed twice
    hand_over(session(), current_actor(), assessment_id)
    client = clients.client_record(session(), client_id)
    language = language_for(queries.chosen_language(session(), assessment_id) or screen_language(client))
    use_language(session(), current_actor(), assessment_id, language)
    nastaliq = is_nastaliq(client.reading_language or client.language)
    screen.turn(assessment_id, client_id, client.print_size, language, nastaliq=nastaliq)


def cover_before_others(assessment_id: UUID, *, quietly: bool = False) -> None:
    """Put away what others must not see, where the record of a talk says that they are here.

    It is said to the worker unless it goes `quietly`, because the next page is the client's.
    """
    here = presences(session(), [assessment_id]).get(assessment_id)
    if here is not None and here.others_may_see:
        someone_is_beside()
        if not quietly:
            flash(COVERED)


def language_for(tag: str) -> str:
    """Return the tag of the language of the page for a client's own: theirs where it is on, else English."""
    found = tongue_for(session(), current_actor().organisation_id, tag)
    return found.tag if found else ENGLISH


def beside(words: str, key: str | None, otherwise: str) -> str:
    """Return the key of the picture beside a sentence: its own, else the one that fits its words, else `otherwise`.

    Easy read puts a picture beside every idea; a form from elsewhere may name none.
    """
    return key or suggest(words) or otherwise
