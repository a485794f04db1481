"""The cards are whole, and they make a form that any talk can ask."""

from __future__ import annotations

import pytest

from linkdesk.assessments import answers
from linkdesk.assessments import library
from linkdesk.assessments.rules import Sensitive
from linkdesk.assessments.sort import cards
from linkdesk.assessments.sort.rules import PILE_PICTURES
from linkdesk.assessments.sort.rules import Pile
from linkdesk.easyread.pictures import picture


def test_there_are_24_different_cards_each_with_its_picture() -> None:
    found = cards.cards()
    assert len(found) == 24
    for names in ([card.key for card in found], [card.words for card in found], [card.picture for card in found]):
        assert len(set(names)) == 24
    for key in (*(card.picture for card in found), *PILE_PICTURES.values()):
        assert picture(key).colour_file.is_file()
        assert picture(key).black_file.is_file()


def test_what_others_must_not_hear_is_marked_and_comes_last() -> None:
    marked = {card.key: card.sensitive for card in cards.cards() if card.sensitive}
    assert marked == {"habits": Sensitive.FAMILY, "safe": Sensitive.ALONE, "papers": Sensitive.FAMILY}
    assert [card.key for card in cards.cards()][-3:] == list(marked)


def test_the_form_asks_each_card_then_the_first_then_the_words() -> None:
    form = cards.form()
    assert [question.number for question in form.questions] == list(range(1, 27))
    assert [question.link_id for question in form.questions[-2:]] == [cards.FIRST, cards.WORDS]
    money = form.question("money")
    assert money is not None
    assert answers.words(money, Pile.CHANGE) == "I want to change this"
    with pytest.raises(ValueError, match="Choose one of the answers"):
        answers.read(money, ["worst"])


def test_the_library_has_it_but_does_not_offer_it_in_the_list() -> None:
    assert library.form(library.PICTURE_SORT, cards.VERSION) is cards.form()
    assert library.has(library.PICTURE_SORT, cards.VERSION)
    assert not library.has(library.PICTURE_SORT, "0")
    assert library.PICTURE_SORT not in {form.url for form in library.forms()}
