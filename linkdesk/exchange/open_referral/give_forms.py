"""The form that gives local services in a file."""

from __future__ import annotations

from linkdesk.exchange.open_referral.giving import Style
from linkdesk.web.fields import ChoiceField
from linkdesk.web.fields import Option
from linkdesk.web.fields import TickField
from linkdesk.web.forms import BaseForm
from linkdesk.web.validators import Needed

FORMS = (
    Option(
        Style.HSDS.value,
        "For another directory, with all that is known (HSDS 3.0)",
        hint="With phone numbers, who it is for, how to join and the wait.",
    ),
    Option(
        Style.UK.value,
        "For another directory in the UK (Open Referral UK 3.0)",
        hint="It has no place for phone numbers, how to join, who it is for, or the wait.",
    ),
    Option(Style.TABLES.value, "As tables (HSDS 3.0, CSV in a zip)", hint="All that is known, a table for each part."),
    Option(
        Style.SHEET.value,
        "A plain spreadsheet (CSV)",
        hint="One service a line, to read and print, with the first visit, parking and steps.",
    ),
)
PAGES = {Style.HSDS: Style.HSDS_PAGES, Style.UK: Style.UK_PAGES}


class GiveForm(BaseForm):
    """In which form, and in one file or in pages."""

    style = ChoiceField("In which form?", [Needed("Choose a form.")], options=FORMS)
    pages = TickField("In pages of 100, in a zip (the first two forms)")

    def chosen(self) -> Style:
        """Return how the services are to be written down."""
        style = Style(self.style.data)
        return PAGES.get(style, style) if self.pages.data else style
