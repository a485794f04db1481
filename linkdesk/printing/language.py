"""The language of a print that is asked for in an address, and what the worker must know about it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import request

from linkdesk.clients.rules import screen_language
from linkdesk.organisation.languages.queries import languages_on
from linkdesk.printing.items import speech_for
from linkdesk.printing.words import english_words
from linkdesk.printing.words import noted
from linkdesk.printing.words import state_words
from linkdesk.printing.words import translated
from linkdesk.web.database import current_actor
from linkdesk.web.database import session

if TYPE_CHECKING:
    from linkdesk.clients.rules import ClientRecord
    from linkdesk.languages.speech import Speech
    from linkdesk.printing.forms import LookForm
    from linkdesk.printing.given.plain import PlainPaper
    from linkdesk.printing.items import Paper
    from linkdesk.printing.leaflet import LeafletPaper
    from linkdesk.printing.words import Translated


def speech_asked(form: LookForm, client: ClientRecord) -> Speech:
    """Return the language that the address asks for, and let the form offer the others.

    Raises:
        RuleBroken: that language is unknown or is not on for clients.
    """
    own = speech_for(session(), current_actor(), client)
    speech = speech_for(session(), current_actor(), client, request.args.get("language"))
    form.offer(speech, own, languages_on(session(), current_actor().organisation_id))
    return speech


def language_words(paper: Paper | LeafletPaper | PlainPaper, client: ClientRecord) -> tuple[str, ...]:
    """Return what the worker must know about the language of a print, one sentence each."""
    speech = paper.options.speech
    if speech.english:
        return english_words(screen_language(client), speech_for(session(), current_actor(), client))
    return state_words(speech.tongue, read_over(paper))


def read_over(paper: Paper | LeafletPaper | PlainPaper) -> Translated:
    """Return how far the sentences of this very print are translated and checked."""
    speech = noted(paper.options.speech)
    replace(paper, options=replace(paper.options, speech=speech)).written()
    return translated(speech)
