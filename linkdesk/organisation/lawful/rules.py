"""The lawful basis of each purpose: not the person's permission, and not for the person to give.

The words to begin with follow the PRSB standard (direct care is the legal basis), UK GDPR Articles 6 and 9 and the Data
Protection Act 2018. They are a start: the information governance lead of the service checks and changes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from linkdesk.languages.sentences import Sentence
from linkdesk.record import checks

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

BASIS_LENGTH = 600
NAME_LENGTH = 120
DRAFT = "lawful_basis"
"""What autosave calls the page."""


class Purpose(StrEnum):
    """For what information about a person is used."""

    CARE = "care"
    GP = "gp"
    REFERRER = "referrer"
    SERVICES = "services"
    EVALUATION = "evaluation"
    SAFEGUARDING = "safeguarding"
    LEGAL_DUTY = "legal_duty"


PURPOSE_WORDS = {
    Purpose.CARE: Sentence("To help the person and keep a record of it"),
    Purpose.GP: Sentence("To share with their GP"),
    Purpose.REFERRER: Sentence("To share with whoever referred them"),
    Purpose.SERVICES: Sentence("To share with services that help them"),
    Purpose.EVALUATION: Sentence("To check how well the service works"),
    Purpose.SAFEGUARDING: Sentence("To keep people safe from harm"),
    Purpose.LEGAL_DUTY: Sentence("Because the law says that we must"),
}

_CARE = (
    "Direct care: UK GDPR Article 6(1)(e), a task in the public interest (a charity: 6(1)(f), legitimate interests), "
    "and Article 9(2)(h), health or social care."
)
_SHARED = f"{_CARE} The duty of confidence is met by the person’s permission."
USUAL = {
    Purpose.CARE: _CARE,
    Purpose.GP: _SHARED,
    Purpose.REFERRER: _SHARED,
    Purpose.SERVICES: _SHARED,
    Purpose.EVALUATION: (
        "UK GDPR Article 6(1)(e) or 6(1)(f), and Article 9(2)(h), management of health or social care services. "
        "With the person’s permission where anyone outside the service sees who they are."
    ),
    Purpose.SAFEGUARDING: (
        "UK GDPR Article 6(1)(e), and Article 9(2)(g) with the Data Protection Act 2018, Schedule 1, paragraph 18. "
        "Where a life is at risk: Articles 6(1)(d) and 9(2)(c), vital interests."
    ),
    Purpose.LEGAL_DUTY: "UK GDPR Article 6(1)(c), a legal obligation. The order or the Act is named in the record.",
}
"""What stands there until a service writes its own; to be checked with the information governance lead."""

CHECK_FIRST = "Check with your information governance lead."


@dataclass(frozen=True)
class ChangeLawful:
    """What the service relies on, and who checked it when."""

    version: int
    bases: Mapping[Purpose, str]
    checked_by: str = ""
    checked_on: date | None = None


@dataclass(frozen=True)
class Lawful(ChangeLawful):
    """The lawful basis of every purpose as page and leaflet show it; version 0 means that nobody changed it yet."""

    @property
    def is_checked(self) -> bool:
        """Say whether somebody answers for it."""
        return bool(self.checked_by and self.checked_on)


def tidied(command: ChangeLawful, today: date) -> ChangeLawful:
    """Return the command trimmed; an emptied purpose goes back to the usual words.

    Raises:
        ValueError: one plain sentence for the worker.
    """
    bases = {purpose: checks.plain_text(command.bases.get(purpose, "")) or USUAL[purpose] for purpose in Purpose}
    if any(len(text) > BASIS_LENGTH for text in bases.values()):
        raise ValueError(f"A text is too long. Use {BASIS_LENGTH} characters or fewer.")
    name = " ".join(checks.plain_text(command.checked_by).split())
    if len(name) > NAME_LENGTH:
        raise ValueError(f"The name is too long. Use {NAME_LENGTH} characters or fewer.")
    if bool(name) != bool(command.checked_on):
        raise ValueError("Say who checked it and on which day, both or neither.")
    if command.checked_on and command.checked_on > today:
        raise ValueError("That day is still to come. Check the date.")
    return replace(command, bases=bases, checked_by=name)
