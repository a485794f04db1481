"""The switch of a language."""

from __future__ import annotations

from linkdesk.organisation.languages.rules import SwitchLanguage
from linkdesk.web import fields
from linkdesk.web.forms import BaseForm

ON, OFF = "on", "off"


class SwitchForm(BaseForm):
    """On or off for clients; the page has a button for each."""

    to = fields.ChoiceField("Show it to clients", options=(fields.Option(ON, "On"), fields.Option(OFF, "Off")))

    def command_for(self, tag: str) -> SwitchLanguage:
        """Return the command."""
        return SwitchLanguage(tag, self.version.data or 0, on=self.to.data == ON)
