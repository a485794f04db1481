"""The form that makes a file."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from wtforms import HiddenField
from wtforms.validators import ValidationError

from linkdesk.clients.sharing.rules import NAME_LENGTH
from linkdesk.exchange.audience import FOR_WORDS
from linkdesk.exchange.audience import Audience
from linkdesk.exchange.audience import ForWhom
from linkdesk.exchange.rules import ExportKind
from linkdesk.record.errors import NotFound
from linkdesk.settings import Limits
from linkdesk.web.fields import ChoiceField
from linkdesk.web.fields import LineField
from linkdesk.web.fields import NameField
from linkdesk.web.fields import Option
from linkdesk.web.fields import TickField
from linkdesk.web.forms import BaseForm
from linkdesk.web.validators import MustTick
from linkdesk.web.validators import Needed

if TYPE_CHECKING:
    from wtforms import Field

KINDS = (
    Option(ExportKind.FHIR.value, "For another record system (FHIR R4)", hint="One file for each client."),
    Option(ExportKind.CSV.value, "For a spreadsheet (CSV)", hint="Tables that open in any spreadsheet program."),
)

FOR_WHOM = tuple(Option(each.value, words) for each, words in FOR_WORDS.items())
ONE = "one"
EVERYONE = "everyone"
WHOM = (Option(ONE, "One client"), Option(EVERYONE, "Everyone on the caseload"))


class ExportForm(BaseForm):
    """Who, what, and that the worker knows what lies open afterwards."""

    client_id = HiddenField()
    whom = ChoiceField("Who is it about?", options=WHOM)
    who = LineField("Which client?", hint="For one client: a name or NHS number.", limit=Limits().search_text)
    for_whom = ChoiceField("Who is this for?", [Needed("Choose who the file is for.")], options=FOR_WHOM)
    service = NameField("Which service?", hint="Write its name as it stands under Sharing.", limit=NAME_LENGTH)
    kind = ChoiceField("What is it for?", [Needed("Choose what the file is for.")], options=KINDS)
    understood = TickField(
        "I know that this file is not encrypted",
        [MustTick("Tick that you know: anyone who opens this file can read it.")],
    )

    def validate_whom(self, field: Field) -> None:
        """Everyone is a choice that is made, never what an empty box means."""
        if self.client_id.data:
            return
        if not field.data:
            raise ValidationError("Choose if the file is about one client or everyone.")
        if field.data == EVERYONE and self.who.data:
            raise ValidationError("You chose everyone, but wrote one client. Empty the box, or choose one client.")

    def validate_who(self, field: Field) -> None:
        """One client must be named."""
        if not self.client_id.data and self.whom.data == ONE and not field.data:
            raise ValidationError("Which client? Write a name or NHS number.")

    def validate_service(self, field: Field) -> None:
        """A file for a service needs its name."""
        if self.for_whom.data == ForWhom.SERVICE and not field.data:
            raise ValidationError("Which service is it for? Write its name.")

    def audience(self) -> Audience:
        """Return who gets the file."""
        return Audience(ForWhom(self.for_whom.data), self.service.data or "")

    def chosen_kind(self) -> ExportKind:
        """Return what to make."""
        return ExportKind(self.kind.data)

    def chosen_client(self) -> UUID | None:
        """Return the client that the page was opened for, or None: then `whom` says who.

        Raises:
            NotFound: the id is broken; it must never turn into everyone.
        """
        if not self.client_id.data:
            return None
        try:
            return UUID(self.client_id.data)
        except ValueError:
            raise NotFound from None
