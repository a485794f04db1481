"""The page about a person: seven headings in their own words, then how they live."""

from __future__ import annotations

from dataclasses import asdict
from dataclasses import fields
from typing import TYPE_CHECKING

from linkdesk.clients.about import rules
from linkdesk.clients.about.rules import AboutWords
from linkdesk.clients.about.rules import SaveAbout
from linkdesk.web.fields import LineField
from linkdesk.web.fields import TextField
from linkdesk.web.forms import BaseForm

if TYPE_CHECKING:
    from uuid import UUID

    from linkdesk.clients.about.rules import AboutRecord


def _words(name: str, hint: str) -> TextField:
    return TextField(rules.HEADINGS[name], limit=rules.TEXT_LENGTH, rows=4, hint=hint)


def _fact(name: str, hint: str = "") -> LineField:
    return LineField(rules.FACTS[name], limit=rules.FACT_LENGTH, hint=hint)


class AboutForm(BaseForm):
    """What the person wants others to know; every part may stay empty."""

    most_important = _words("most_important", "What anybody who helps should know first. Faith, pets, hopes, days out.")
    people = _words("people", "Who, why, how to involve them. Who should not be asked.")
    communication = _words("communication", "Language, aids, how I say yes and no, how I show pain or fear.")
    wellness = _words("wellness", "A good day, a bad day, what makes me unwell, what helps.")
    do_and_dont = _words("do_and_dont", "For example: talk to me, not to my carer. Do not touch me without asking.")
    support = _words("support", "What help I want, when, and how it should be given.")
    also = _words("also", "Where I worked and lived, what I like and do not like.")
    supported_by = LineField(
        "Who helped to write it", limit=rules.SUPPORTED_BY_LENGTH, hint="Name, who they are to the person, phone."
    )
    household = _fact("household", "For example: lives alone, with a partner, in shared housing.")
    accommodation = _fact("accommodation", "For example: rents from the council, owns, stays with friends.")
    environment = _fact("environment", "For example: damp, stairs, a garden.")
    occupation = _fact("occupation")
    education = _fact("education")
    lifestyle = _fact("lifestyle")
    circumstances = _fact("circumstances")
    dependants = _fact("dependants", "For a child, the date of birth too.")
    transport = _fact("transport")
    digital = _fact("digital")
    home_access = _fact("home_access", "For example: use the side door. Never write the code of a lock here.")

    @classmethod
    def of(cls, about: AboutRecord) -> AboutForm:
        """Return the form filled with what is on record."""
        return cls(data=asdict(about))

    def command(self, client_id: UUID) -> SaveAbout:
        """Return the command that keeps the page."""
        words = {each.name: self[each.name].data or "" for each in fields(AboutWords)}
        return SaveAbout(client_id=client_id, version=self.version.data or 0, **words)

    @property
    def facts_open(self) -> bool:
        """Say whether the folded part holds something, so that it must be seen."""
        return any(self[name].data or self[name].errors for name in rules.FACTS)
