"""The forms of picture sorts: lay out the cards, and write down a sort that was made on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from linkdesk.assessments.forms import BeginningForm
from linkdesk.assessments.forms import setting_field
from linkdesk.assessments.presence import forms as presence
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.sort.cards import WORDS_LENGTH
from linkdesk.assessments.sort.cards import cards
from linkdesk.assessments.sort.rules import STAFF_WORDS
from linkdesk.assessments.sort.rules import PaperSort
from linkdesk.assessments.sort.rules import Pile
from linkdesk.assessments.sort.rules import StartSort
from linkdesk.web import fields
from linkdesk.web import validators
from linkdesk.web.forms import BaseForm

if TYPE_CHECKING:
    from uuid import UUID

    from werkzeug.datastructures import MultiDict

    from linkdesk.assessments.sort.cards import Card

LEFT, NOT_THERE = "left", "not-there"
"""On paper a card may also have been put away by the person, or not have been in the pack."""

_PLACES = (
    *(fields.Option(pile, STAFF_WORDS[pile]) for pile in Pile),
    fields.Option(LEFT, "They left it out"),
    fields.Option(NOT_THERE, "Not shown"),
)


class StartForm(BeginningForm):
    """Which cards lie on the table, who holds the screen and who is here."""

    cards = fields.ChoicesField(
        "Which cards do you lay out?",
        [validators.Needed("Choose the cards to lay out.")],
        hint="Take away what does not fit this person. They can leave out any card themselves.",
        options=tuple(fields.Option(card.key, card.words) for card in cards()),
    )
    setting = setting_field()
    here = presence.here_field()

    def __init__(self, *args: Any, must_say: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("data", {"cards": [card.key for card in cards()]})
        super().__init__(*args, **kwargs)
        presence.ask_who(self.here, must_say=must_say)

    def command_for(self, client_id: UUID) -> StartSort:
        """Return the command to lay out these cards for this person."""
        chosen = tuple(self.cards.data or ())
        return StartSort(client_id, Setting(self.setting.data), presence.said(self.here), chosen, self.talk_id)


class PaperForm(BaseForm):
    """Where each cut-out card lay; `paper_form` adds a row for each card."""

    day = fields.DateField(
        "When did they sort the cards?",
        [validators.Needed("Write the day of the sort.")],
        hint="For example, 12 1 2027",
    )
    first = fields.SelectField(
        "Which card comes first, of those they want to change?",
        options=(
            fields.Option("", "None was chosen"),
            *(fields.Option(card.key, card.words) for card in cards()),
        ),
    )
    words = fields.TextField("What do they want to change, in their own words?", rows=3, limit=WORDS_LENGTH)

    def card_rows(self) -> list[tuple[Card, Any]]:
        """Return each card with its field, for the page."""
        return [(card, self[_name(card.key)]) for card in cards()]

    def command_for(self, client_id: UUID) -> PaperSort:
        """Return the command to keep this sort; a card that was not shown is not among it."""
        given = {card.key: field.data for card, field in self.card_rows()}
        piles = {
            key: None if said == LEFT else Pile(said) for key, said in given.items() if said not in ("", NOT_THERE)
        }
        return PaperSort(client_id, self.day.data, piles, self.first.data or None, self.words.data or "")


def paper_form(typed: MultiDict[str, str] | None = None, **usual: Any) -> PaperForm:
    """Return the form with a row for each card; `typed` are words that autosave kept."""
    rows = {
        _name(card.key): fields.ChoiceField(card.words, options=_PLACES, default=NOT_THERE, inline=True)
        for card in cards()
    }
    made = type("PaperFormWithCards", (PaperForm,), rows)
    form: PaperForm = made(formdata=typed, data=usual) if typed is not None else made(data=usual)
    return form


def _name(key: str) -> str:
    return f"card_{key.replace('-', '_')}"
