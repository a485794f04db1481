"""The forms of the shelf: the file to bring in, and single buttons."""

from __future__ import annotations

from linkdesk.web.fields import FileField
from linkdesk.web.forms import BaseForm
from linkdesk.web.validators import Needed


class BringForm(BaseForm):
    """A form to bring in."""

    file = FileField(
        "Which file?",
        [Needed("Choose a form.")],
        hint="A form (JSON), or a package (zip) with the form, its pictures, sounds and films, up to 9 MB.",
    )
