"""A picture sort that is going on: which cards lie where, on which page it stands, and which page comes next."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from linkdesk.assessments.sort.cards import FIRST
from linkdesk.assessments.sort.cards import WORDS
from linkdesk.assessments.sort.rules import Pile
from linkdesk.languages.sentences import Sentence
from linkdesk.record.errors import NotFound

if TYPE_CHECKING:
    from linkdesk.assessments.flow import Talk
    from linkdesk.assessments.questionnaire import Question


class Stop(StrEnum):
    """The kinds of page: one card, all cards, which comes first, the person's own words."""

    CARD = "card"
    CARDS = "cards"
    FIRST = "first"
    WORDS = "words"


@dataclass(frozen=True)
class Place:
    """One card and where it lies; `left` says that the person left it out, `number` is its page."""

    number: int
    key: str
    words: str
    picture: str | None
    helper: str
    pile: Pile | None
    left: bool
    version: int = 0
    """How often it was put somewhere."""

    @property
    def touched(self) -> bool:
        """Say whether the person said where it goes."""
        return self.pile is not None or self.left


@dataclass(frozen=True)
class Board:
    """The cards of one talk, in their order; those set aside or left out by the worker are not among them."""

    talk: Talk
    places: tuple[Place, ...]

    def at(self, number: int) -> Place:
        """Return the card on a page.

        Raises:
            NotFound: no card that is asked for is there.
        """
        for place in self.places:
            if place.number == number:
                return place
        raise NotFound

    def position(self, number: int) -> int:
        """Return which of the cards on the table it is, from 1."""
        return [place.number for place in self.places].index(number) + 1

    def place_words(self, number: int) -> Sentence:
        """Return where a card stands among all, as the person reads it."""
        return Sentence("Card %(here)s of %(total)s", here=self.position(number), total=len(self.places))

    def pile(self, pile: Pile) -> tuple[Place, ...]:
        """Return the cards of one pile."""
        return tuple(place for place in self.places if place.pile is pile)

    @property
    def left(self) -> tuple[Place, ...]:
        """Return the cards that the person left out."""
        return tuple(place for place in self.places if place.left)

    @property
    def asks_first(self) -> bool:
        """Say whether it is asked which card comes first: where there is one to change, and the talk asks that."""
        return bool(self.pile(Pile.CHANGE)) and self._asked(FIRST)

    @property
    def first(self) -> Place | None:
        """Return the card that comes first, as long as it is one to change."""
        chosen = self.talk.values.get(FIRST)
        return next((place for place in self.pile(Pile.CHANGE) if place.key == chosen), None)

    @property
    def words(self) -> str:
        """Return what the person says in their own words."""
        said = self.talk.values.get(WORDS)
        return said if isinstance(said, str) else ""

    @property
    def all_cards(self) -> int:
        """The page of all cards."""
        return self.talk.last_page

    def page_of(self, stop: Stop) -> int:
        """Return the page of what is asked once the cards lie."""
        return self.question(FIRST if stop is Stop.FIRST else WORDS).number

    def question(self, link_id: str) -> Question:
        """Return a question of the form.

        Raises:
            NotFound: the form does not ask it.
        """
        found = self.talk.form.question(link_id)
        if found is None:
            raise NotFound
        return found

    def stop(self) -> tuple[Stop, int]:
        """Return where the sort stands, also after a lock or a crash; the number counts for a card only."""
        page = self.talk.page
        for stop in (Stop.FIRST, Stop.WORDS):
            if self.asks_first and page == self.page_of(stop):
                return stop, page
        card = next((place for place in self.places if place.number >= page), None)
        return (Stop.CARD, card.number) if card else (Stop.CARDS, self.all_cards)

    def after(self, number: int) -> int:
        """Return the page after a card: the next one that nobody sorted yet, any of them, else all cards."""
        waiting = [place.number for place in self.places if not place.touched and place.number != number]
        return next((each for each in waiting if each > number), next(iter(waiting), self.all_cards))

    def before(self, number: int) -> int | None:
        """Return the card before a page, or nothing at the first."""
        return next((place.number for place in reversed(self.places) if place.number < number), None)

    def _asked(self, link_id: str) -> bool:
        question = self.talk.form.question(link_id)
        return question is not None and not question.aside


def board(talk: Talk) -> Board:
    """Return the cards of a talk as they lie."""
    asked = (each for each in talk.form.questions if not each.aside and each.link_id not in (FIRST, WORDS))
    return Board(talk, tuple(_place(talk, each) for each in asked))


def _place(talk: Talk, question: Question) -> Place:
    value = talk.values.get(question.link_id)
    return Place(
        number=question.number,
        key=question.link_id,
        words=question.text,
        picture=question.picture,
        helper=question.helper,
        pile=Pile(value) if isinstance(value, str) else None,
        left=question.link_id in talk.skipped,
        version=talk.versions.get(question.link_id, 0),
    )
