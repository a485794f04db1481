"""The form that brings a picture pack in."""

from __future__ import annotations

from wtforms.validators import DataRequired

from linkdesk.assessments.packs.rules import NAME_LENGTH
from linkdesk.web.fields import FileField
from linkdesk.web.fields import LineField
from linkdesk.web.forms import BaseForm
from linkdesk.web.validators import Needed


class PackForm(BaseForm):
    """A zip of pictures with its map, and what it is called."""

    file = FileField("Which package?", [Needed("Choose a package.")], hint="A zip up to 9 MB, at most 300 files.")
    name = LineField("What is it called?", [DataRequired("Say what the pack is called.")], limit=NAME_LENGTH)
