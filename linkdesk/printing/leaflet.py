"""The leaflet "How we use your information", the form "May we share?", cards to cut out: from settings to bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkdesk.languages.sentences import Sentence
from linkdesk.languages.speech import say_plain
from linkdesk.languages.speech import speaking
from linkdesk.printing.compose import dressed
from linkdesk.printing.compose import footer_sheet
from linkdesk.printing.compose import page_sheet
from linkdesk.printing.compose import picture_sheet
from linkdesk.printing.pdf import press
from linkdesk.printing.rules import ClientItem
from linkdesk.printing.rules import Footer
from linkdesk.printing.rules import Format
from linkdesk.printing.rules import at_least_readable
from linkdesk.printing.rules import phone_words
from linkdesk.printing.short.blocks import CLOSER
from linkdesk.printing.short.blocks import values_of
from linkdesk.printing.short.group import sheet_parts
from linkdesk.printing.short.rules import NOTHING_SAID
from linkdesk.printing.short.rules import ROWS
from linkdesk.printing.short.rules import Said
from linkdesk.web.speech import long_date

if TYPE_CHECKING:
    from datetime import date

    from linkdesk.clients.sharing.questions import Question
    from linkdesk.printing.pdf import Press
    from linkdesk.printing.rules import PrintClient
    from linkdesk.printing.rules import PrintOptions
    from linkdesk.services.sheet import ServiceSheet

TEMPLATES = {
    (ClientItem.LEAFLET, Format.EASY_READ): "leaflet_easy_read.html",
    (ClientItem.LEAFLET, Format.STANDARD): "leaflet_standard.html",
    (ClientItem.LEAFLET, Format.TEXT): "leaflet.txt",
    (ClientItem.CONSENT, Format.EASY_READ): "consent_easy_read.html",
    (ClientItem.CONSENT, Format.STANDARD): "consent_standard.html",
    (ClientItem.CONSENT, Format.TEXT): "consent.txt",
    (ClientItem.CARDS, Format.EASY_READ): "sort_cards.html",
    (ClientItem.CARDS, Format.STANDARD): "sort_cards.html",
    (ClientItem.CARDS, Format.TEXT): "sort_cards.txt",
    **{(item, each): "short.txt" if each is Format.TEXT else "short.html" for item in ROWS for each in Format},
}
TITLES = {
    ClientItem.LEAFLET: Sentence("How we use your information"),
    ClientItem.CONSENT: Sentence("May we share?"),
    ClientItem.CARDS: Sentence("Picture cards"),
    ClientItem.APPOINTMENT: Sentence("Your next visit"),
    ClientItem.CALLING_CARD: Sentence("Who I am"),
    ClientItem.WHAT_HAPPENS: Sentence("What will happen"),
    ClientItem.CANNOT_REACH: Sentence("We want to talk to you"),
    ClientItem.CLOSING: Sentence("Our work is finished"),
    ClientItem.INTRODUCTION: Sentence("A letter about me"),
    ClientItem.SERVICE: Sentence("A group for you"),
}
LARGEST_FULL_FOOTER = 20
"""Over so many points a footer of whole sentences would take a fifth of the page."""
NAMELESS = frozenset({ClientItem.CARDS, ClientItem.CALLING_CARD})
"""Picture cards are used again with others; a card in a purse tells nobody whose link worker it is."""


@dataclass(frozen=True)
class Service:
    """Who gives the paper out: allowed on it are only names, a phone number, and who answers about privacy."""

    name: str
    worker_name: str
    worker_phone: str
    privacy_contact: str
    contact: tuple[str, ...] = ()
    """The lines under its name on a letter: address, phone, email."""


@dataclass(frozen=True)
class LeafletPaper:
    """All that one leaflet or form is made from; equal papers are equal prints."""

    item: ClientItem
    client: PrintClient
    service: Service
    questions: tuple[Question, ...]
    laws: tuple[tuple[str, str], ...]
    day: date
    options: PrintOptions
    piles: tuple[tuple[str, str], ...] = ()
    """The three big cards, as (picture, words)."""
    cards: tuple[tuple[str, str], ...] = ()
    """The small cards to cut out, as (picture, words)."""
    said: Said = NOTHING_SAID
    """What a card or a letter says."""
    group: ServiceSheet | None = None
    """What a service sheet says of the service."""

    @property
    def name(self) -> str:
        """A file name that says nothing about the person."""
        ending = "txt" if self.options.format is Format.TEXT else "pdf"
        return f"{self.item.value.capitalize()} {self.day.isoformat()}.{ending}"

    def make(self, on: Press | None = None) -> bytes:
        """Return a tagged PDF/UA-1, or plain UTF-8 text when the format is text.

        Raises:
            RuleBroken: too long to print.
            FileRefused: a font or a picture is missing.
            PrintFailed: the document could not be laid out.
        """
        written, *sheets = self.written()
        if self.options.format is Format.TEXT:
            return written.encode()
        return (on or press()).pdf(written, *sheets, closer=CLOSER if self.item in ROWS else "")

    def written(self) -> tuple[str, ...]:
        """Return its words, as HTML or plain text, and its style sheets."""
        options = at_least_readable(self.options)
        with speaking(options.speech):
            footer = self.footer(options.size)
            parts = sheet_parts(self, self.group) if self.group else None
            more = values_of(self, TITLES[self.item], parts) if self.item in ROWS else {}
            words, *own = dressed(TEMPLATES[self.item, options.format], options, paper=self, footer=footer, **more)
            return words, picture_sheet(mono=options.mono), *own, page_sheet(options, footer), footer_sheet(footer)

    def footer(self, size: int) -> Footer:
        """Return what stands under every page; large words leave room, so they say less there."""
        title = say_plain(TITLES[self.item])
        whose = "" if self.item in NAMELESS else self.client.called
        if size > LARGEST_FULL_FOOTER:
            return Footer(title, "", say_plain("Phone:"), self.service.worker_phone, whose)
        phone = phone_words(self.service.worker_name)
        return Footer(title, long_date(self.day), phone, self.service.worker_phone, whose)
