"""The form that says where a file of postcodes lies."""

from __future__ import annotations

from linkdesk.exchange.open_referral.forms import PATH_LENGTH
from linkdesk.web.fields import LineField
from linkdesk.web.forms import BaseForm
from linkdesk.web.validators import Needed


class PlacesForm(BaseForm):
    """Say where the file lies: it is too large to be sent through a page."""

    path = LineField(
        "Where does the file lie on this computer?",
        [Needed("Say where the file lies, or choose it.")],
        limit=PATH_LENGTH,
        hint="Its whole path, like C:\\Users\\you\\Downloads\\codepo_gb.zip. It is read where it lies.",
    )
