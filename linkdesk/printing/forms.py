"""How to print: what, format, size, colour. It comes in the address, for nothing is changed by it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from werkzeug.datastructures import MultiDict

from linkdesk.clients.rules import PRINT_SIZES
from linkdesk.languages.speech import IN_PLAIN_ENGLISH
from linkdesk.languages.speech import Speech
from linkdesk.languages.tongues import IN_ENGLISH
from linkdesk.languages.tongues import Tongue
from linkdesk.printing.rules import Format
from linkdesk.printing.rules import Item
from linkdesk.printing.rules import PrintOptions
from linkdesk.printing.rules import print_options
from linkdesk.web import fields
from linkdesk.web.fields import Option
from linkdesk.web.forms import BaseForm

if TYPE_CHECKING:
    from linkdesk.clients.rules import ClientRecord

ITEMS = (Option(Item.PLAN, "The whole plan"), Option(Item.STEPS, "The steps, on one page for the fridge"))
FORMATS = (
    Option(Format.EASY_READ, "Easy read, with pictures"),
    Option(Format.STANDARD, "Standard"),
    Option(Format.TEXT, "Plain text, for a screen reader or Braille"),
)
SIZES = tuple(Option(str(size), f"{size} points") for size in PRINT_SIZES)


class LookForm(BaseForm):
    """How to print: the choices beside every preview."""

    class Meta(BaseForm.Meta):
        """A form that only reads needs no token."""

        csrf = False

    format = fields.ChoiceField("Format", options=FORMATS)
    size = fields.SelectField("Size of the words", options=SIZES, hint="Easy read is never under 16 points.")
    language = fields.SelectField("Language", options=())
    english = fields.TickField("English beside it", hint="Each sentence in English too. Not in a plain text.")
    mono = fields.TickField("For a printer without colour")

    def offer(self, speech: Speech, own: Speech, on: tuple[Tongue, ...]) -> None:
        """Offer the language of this client first, then English and the others that clients may see.

        The empty choice is the client's, so that an address without a language means theirs.
        """
        every = (own.tongue, *(each for each in (IN_ENGLISH, *on) if each != own.tongue))
        self.language.options = tuple(Option("" if each == own.tongue else each.tag, each.name) for each in every)
        self.language.data = "" if speech.tongue == own.tongue else speech.tongue.tag

    def to_command(self, speech: Speech = IN_PLAIN_ENGLISH) -> PrintOptions:
        """Return the options.

        Raises:
            RuleBroken: something that we do not print.
        """
        size = str(self.size.data)
        if self.english.data and not speech.english and self.format.data != Format.TEXT:
            speech = replace(speech, bilingual=True)
        return print_options(
            self.format.data, int(size) if size.isdecimal() else 0, mono=bool(self.mono.data), speech=speech
        )

    def address(self) -> dict[str, Any]:
        """Return the choices as they stand in an address."""
        chosen = {"format": self.format.data, "size": self.size.data}
        chosen |= {name: "yes" for name in ("english", "mono") if self[name].data}
        return chosen | ({"language": self.language.data} if self.language.data else {})


class PrintForm(LookForm):
    """The choices beside the preview of a plan."""

    item = fields.ChoiceField("What to print", options=ITEMS)

    def chosen_item(self) -> Item:
        """Return what to print; a plan when the address names something else."""
        return Item(self.item.data) if self.item.data in set(Item) else Item.PLAN

    def address(self) -> dict[str, Any]:
        """Return the choices as they stand in an address."""
        return {"item": self.chosen_item().value, **super().address()}


def print_form(client: ClientRecord, address: MultiDict[str, str]) -> PrintForm:
    """Return the form with the client's own format and size, or with what the address says."""
    item = address.get("item", Item.PLAN.value)
    own = {"item": item, "format": client.print_format.value, "size": str(client.print_size)}
    return PrintForm(formdata=address) if "format" in address else PrintForm(formdata=None, data=own)


def look_form(client: ClientRecord, address: MultiDict[str, str]) -> LookForm:
    """Return the same choices for what is printed without a plan."""
    own = {"format": client.print_format.value, "size": str(client.print_size)}
    return LookForm(formdata=address) if "format" in address else LookForm(formdata=None, data=own)


def is_usual(form: LookForm, client: ClientRecord) -> bool:
    """Say whether the choices are those that the client's own print has."""
    chosen = form.address()
    usual = print_form if isinstance(form, PrintForm) else look_form
    asked = MultiDict({"item": chosen["item"]} if "item" in chosen else {})
    return chosen == usual(client, asked).address()
