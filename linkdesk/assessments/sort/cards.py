"""The picture cards that come with LinkDesk, and the form that they make: one question a card, three answers."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from dataclasses import replace
from functools import cache
from pathlib import Path

from linkdesk.assessments.questionnaire import Form
from linkdesk.assessments.questionnaire import Option
from linkdesk.assessments.questionnaire import Question
from linkdesk.assessments.rules import Kind
from linkdesk.assessments.rules import Sensitive
from linkdesk.assessments.sort.rules import PILE_PICTURES
from linkdesk.assessments.sort.rules import PILE_WORDS
from linkdesk.assessments.sort.rules import Pile

FILE = Path(__file__).with_name("cards.csv")
"""Columns: key, group, words, picture (a key of the picture dictionary), sensitive (family, alone or empty), helper,
talk_about (yes or empty): whoever wants to change this is to be talked with before they go."""

URL = "urn:linkdesk:form:picture-sort"
VERSION = "1"
TITLE = "Picture sort"
ON_PAPER = "Picture sort on paper"

FIRST = "first"
"""The question which card of those to change comes first."""
WORDS = "first-words"
"""The question what the person wants to change, in their own words."""
WORDS_LENGTH = 500

SYSTEM = "urn:linkdesk:answers"
"""Of the keys of our own answers, as in every other form of ours."""


@dataclass(frozen=True)
class Card:
    """One picture card; `helper` says in one line what it may be about."""

    key: str
    group: str
    words: str
    picture: str
    sensitive: Sensitive | None
    helper: str
    talk_about: bool


@cache
def cards() -> tuple[Card, ...]:
    """Return every card in the order in which they are laid out, the hard things last."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Card(
                row["key"],
                row["group"],
                row["words"],
                row["picture"],
                Sensitive(row["sensitive"]) if row["sensitive"] else None,
                row["helper"],
                row["talk_about"] == "yes",
            )
            for row in csv.DictReader(lines)
        )


@cache
def form() -> Form:
    """Return the cards as a form: a page a card, then which comes first, then the person's own words."""
    piles = tuple(Option(pile, PILE_WORDS[pile], SYSTEM, pile, PILE_PICTURES[pile]) for pile in Pile)
    marked = tuple(replace(each, talk_about=each.key == Pile.CHANGE) for each in piles)
    laid = [
        Question(
            card.key,
            number,
            Kind.CHOICE,
            card.words,
            section=card.group,
            picture=card.picture,
            helper=card.helper,
            options=marked if card.talk_about else piles,
            sensitive=card.sensitive,
        )
        for number, card in enumerate(cards(), start=1)
    ]
    chosen = tuple(Option(card.key, card.words, SYSTEM, card.key, card.picture) for card in cards())
    first = Question(FIRST, len(laid) + 1, Kind.CHOICE, "What comes first?", picture="goal", options=chosen)
    words = Question(
        WORDS,
        len(laid) + 2,
        Kind.TEXT,
        "What do you want to change?",
        picture="say",
        helper="Say it in your own words. You do not have to write here.",
        max_length=WORDS_LENGTH,
    )
    return Form(
        url=URL,
        version=VERSION,
        title=TITLE,
        questions=(*laid, first, words),
        description="24 picture cards, put into going well, so-so and want to change.",
        copyright="LinkDesk. Free to use and change under the MIT licence.",
    )
