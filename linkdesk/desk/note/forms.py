"""The form of a note that begins on no client's page."""

from __future__ import annotations

from linkdesk.desk.forms import SearchForm
from linkdesk.settings import Limits
from linkdesk.web.fields import TextField


class LooseForm(SearchForm):
    """Whom it is about, and the words that may have been typed first."""

    words = TextField("Note", limit=Limits().text)
