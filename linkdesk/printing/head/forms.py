"""The form for a logo."""

from __future__ import annotations

from wtforms.validators import DataRequired

from linkdesk.assessments.shelf.rules import WORDS_LENGTH
from linkdesk.web.fields import FileField
from linkdesk.web.fields import LineField
from linkdesk.web.forms import BaseForm
from linkdesk.web.validators import Needed


class LogoForm(BaseForm):
    """A logo, and what it shows for people who hear the page read out."""

    file = FileField(
        "Which picture?",
        [Needed("Choose a picture.")],
        hint="A drawing (SVG) up to 512 KB, or a picture (PNG, JPEG) up to 4 MB. Dark lines on white print best.",
    )
    words = LineField(
        "What does it show?",
        [DataRequired("Say what the logo shows.")],
        limit=WORDS_LENGTH,
        hint="Read out by a screen reader. In a few words, like “A green leaf”.",
    )
