"""The forms of a sort: which cards lie there, and where each cut-out card lay."""

from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING

from werkzeug.datastructures import MultiDict

from linkdesk.assessments.presence.rules import ONLY_US
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.sort.cards import cards
from linkdesk.assessments.sort.forms import StartForm
from linkdesk.assessments.sort.forms import paper_form
from linkdesk.assessments.sort.rules import Pile

if TYPE_CHECKING:
    from flask import Flask

CLIENT = uuid.UUID(int=7)


def test_every_card_is_chosen_until_the_worker_takes_one_away(app: Flask) -> None:
    with app.test_request_context("/"):
        assert len(StartForm().cards.data) == 24
    posted = {"cards": ["home", "money", "sleep"], "setting": "client", "here": "only-us"}
    with app.test_request_context("/", method="POST", data=posted):
        form = StartForm()
        assert form.validate_on_submit(), form.errors
        command = form.command_for(CLIENT)
    assert set(command.cards) == {"home", "money", "sleep"}
    assert command.setting is Setting.CLIENT
    assert command.presence == ONLY_US


def test_no_card_at_all_is_refused_and_so_is_one_that_is_not_on_the_page(app: Flask) -> None:
    for chosen in ([], ["moon"]):
        with app.test_request_context("/", method="POST", data={"cards": chosen, "setting": "client"}):
            form = StartForm()
            assert not form.validate_on_submit()
            assert "cards" in form.errors


def test_a_paper_form_has_a_row_a_card_and_gives_the_sort(app: Flask) -> None:
    posted = {
        "day-day": "3",
        "day-month": "11",
        "day-year": "2026",
        "card_home": "good",
        "card_getting_about": "change",
        "card_faith": "left",
        "first": "getting-about",
        "words": "Take the bus",
    }
    with app.test_request_context("/", method="POST", data=posted):
        form = paper_form()
        assert len(form.card_rows()) == len(cards())
        assert form.validate_on_submit(), form.errors
        command = form.command_for(CLIENT)
    assert command.day == date(2026, 11, 3)
    assert command.piles == {"home": Pile.GOOD, "getting-about": Pile.CHANGE, "faith": None}
    assert (command.first, command.words) == ("getting-about", "Take the bus")


def test_a_pile_that_is_none_is_refused(app: Flask) -> None:
    with app.test_request_context("/", method="POST", data={"card_home": "worst"}):
        form = paper_form()
        assert not form.validate_on_submit()
        assert set(form.errors) == {"day", "card_home"}


def test_words_kept_by_autosave_stand_in_the_form(app: Flask) -> None:
    with app.test_request_context("/"):
        form = paper_form(MultiDict({"card_home": "so-so", "words": "Move"}))
        assert form.words.data == "Move"
        assert {card.key: field.data for card, field in form.card_rows()}["home"] == "so-so"
