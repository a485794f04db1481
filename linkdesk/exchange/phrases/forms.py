"""The form that takes a spreadsheet of translations in."""

from __future__ import annotations

from linkdesk.web.fields import FileField
from linkdesk.web.forms import BaseForm
from linkdesk.web.validators import Needed


class SheetForm(BaseForm):
    """Choose the spreadsheet."""

    file = FileField(
        "Which spreadsheet?",
        [Needed("Choose the spreadsheet that came back.")],
        hint="The file that you got here, with the checker’s name and the day beside each sentence they read.",
    )
