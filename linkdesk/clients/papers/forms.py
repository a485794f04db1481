"""The form that attaches a paper."""

from __future__ import annotations

from linkdesk.record.attachments import TITLE_LENGTH
from linkdesk.web.fields import FileField
from linkdesk.web.fields import LineField
from linkdesk.web.forms import BaseForm
from linkdesk.web.validators import Needed


class PaperForm(BaseForm):
    """A file, and what to call it."""

    file = FileField(
        "Which file?",
        [Needed("Choose a picture or a PDF.")],
        hint="A picture (JPEG, PNG, WebP) or a PDF, up to 8 MB. It is kept encrypted in LinkDesk.",
    )
    title = LineField(
        "What is it?", limit=TITLE_LENGTH, hint="Like “Letter from Dr Ayo”. Left empty: the file's own name."
    )
