"""The form of the diary: only that its calendar file is asked for."""

from __future__ import annotations

from linkdesk.web.forms import BaseForm


class FileForm(BaseForm):
    """Only the token: what the page shows leaves as a calendar file."""
