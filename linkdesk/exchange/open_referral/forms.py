"""The forms that get local services from a file or an address."""

from __future__ import annotations

from linkdesk.services.feeds.rules import NAME_LENGTH
from linkdesk.web.fields import FileField
from linkdesk.web.fields import LineField
from linkdesk.web.fields import TickField
from linkdesk.web.forms import BaseForm

PATH_LENGTH = 1000


class GetForm(BaseForm):
    """Choose a file, or say where a large one lies."""

    file = FileField(
        "Which file?",
        hint="Open Referral: JSON, or a zip of JSON files or CSV tables. Or a spreadsheet (XLSX, CSV), one service a "
        "line. Up to 8 MB; a larger one: below.",
    )
    path = LineField(
        "Where does a large file lie on this computer?",
        limit=PATH_LENGTH,
        hint="Its whole path. It is read where it lies, up to 512 MB.",
    )


class AddressForm(BaseForm):
    """Get services from an address, on this press alone."""

    address = LineField(
        "At which address?",
        limit=PATH_LENGTH,
        hint="The address of an Open Referral feed. It begins with https:// and is asked only when you press Get.",
    )


class BringForm(BaseForm):
    """Bring in what was looked at."""

    source = LineField(
        "What do you call where this comes from?", limit=NAME_LENGTH, hint="For example: Testham Council. Use it again."
    )
    whole = TickField(
        "This is all of them: mark what is not in it as gone from there",
        hint="Nothing is deleted. What is gone stands on its page and is to be rung.",
    )
