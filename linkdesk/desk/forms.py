"""The search box of the caseload."""

from __future__ import annotations

from wtforms import StringField
from wtforms.validators import Length
from wtforms.validators import Optional

from linkdesk.settings import Limits
from linkdesk.web.forms import BaseForm

LONGEST = Limits().search_text


class SearchForm(BaseForm):
    """Words to look for; posted, so that no name stands in an address."""

    search = StringField(
        "Search by name, date of birth, number, postcode or words in notes",
        validators=[Optional(), Length(max=LONGEST)],
    )

    def to_command(self) -> str:
        """Return the words, cut to what is searched."""
        return str(self.search.data or "").strip()[:LONGEST]
