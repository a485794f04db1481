"""What binds a print to the person and the record it was made from, what left, and what became of a copy; pure."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from typing import TYPE_CHECKING
from typing import ClassVar

from linkdesk.printing.rules import Format
from linkdesk.record.errors import LinkDeskError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from datetime import datetime
    from uuid import UUID

    from linkdesk.clients.rules import ClientRecord
    from linkdesk.plans.rules import PlanRecord
    from linkdesk.printing.given.safe import Safe
    from linkdesk.printing.rules import PrintOptions

ITEM_LENGTH = 40
LANGUAGE_LENGTH = 35

_HALF = 32
_BETWEEN = "."


class PreviewChanged(LinkDeskError):  # noqa: N818 - the name is the sentence's subject
    """The record changed after this preview was made, so nothing left it. Look at the new preview, then print again."""

    status: ClassVar[HTTPStatus] = HTTPStatus.CONFLICT


class Way(StrEnum):
    """How a print left the preview."""

    PRINTED = "printed"
    SAVED = "saved"
    OPENED = "opened"
    WAITING = "waiting"


WAY_WORDS = {
    Way.PRINTED: "Printed",
    Way.SAVED: "Saved as a file",
    Way.OPENED: "Opened in another program",
    Way.WAITING: "Waits for the office printer",
}


class How(StrEnum):
    """What became of the person's copy of a version of the plan."""

    PRINTED = "printed"
    READ_ALOUD = "read-aloud"
    POSTED = "posted"
    LATER = "later"
    SENT = "sent"
    NOT_WANTED = "not-wanted"


HOW_WORDS = {
    How.PRINTED: "They have it on paper",
    How.READ_ALOUD: "Read aloud to them",
    How.POSTED: "Posted",
    How.LATER: "They have it now: handed over on a later day",
    How.SENT: "Sent as they asked",
    How.NOT_WANTED: "They did not want one",
}
ON_PAPER = frozenset({How.PRINTED, How.POSTED, How.LATER, How.SENT})
"""A paper or a file of ours went to them; which one is kept with it."""
NOT_GIVEN = "Copy not given yet"
NOT_YET = {
    Way.PRINTED: "Printed, copy not given yet",
    Way.SAVED: "Saved as a file, copy not given yet",
    Way.OPENED: "Opened in another program, copy not given yet",
    Way.WAITING: "Waits for the office printer",
}
"""What is said of a plan that left the print page while nobody said what became of the person's copy."""


@dataclass(frozen=True)
class CopyState:
    """How it stands with the copy of one version of a plan, in a few words; `given` once somebody said it."""

    words: str = NOT_GIVEN
    given: bool = False


@dataclass(frozen=True)
class NotePrint:
    """A print leaves: of whom, of which version of which plan, how it is set, which way, safe or not."""

    client_id: UUID
    plan_id: UUID | None
    plan_number: int | None
    item: str
    options: PrintOptions
    way: Way
    safe: Safe
    seal: str
    """The half of the fingerprint that is about the record."""
    service_id: UUID | None = None
    """Which local service a service sheet is about."""

    @classmethod
    def of(
        cls, client: ClientRecord, plan: PlanRecord | None, item: str, options: PrintOptions, way: Way, safe: Safe
    ) -> NotePrint:
        """Return what is kept of a print of this record, set like this."""
        bound = seal(client, plan, item, options, ()).record
        plan_id, number = (plan.id, plan.number) if plan else (None, None)
        return cls(client.id, plan_id, number, item, options, way, safe, bound)


@dataclass(frozen=True)
class GiveCopy:
    """Say what became of the copy of one version of a plan; format and language are None for what has none.

    `english` says that English stands beside the other language.
    """

    client_id: UUID
    plan_id: UUID
    how: How
    format: Format | None = None
    language: str = ""
    english: bool = False


@dataclass(frozen=True)
class PrintRecord:
    """One print that left, or that waits."""

    id: UUID
    client_id: UUID
    plan_id: UUID | None
    plan_number: int | None
    item: str
    format: Format
    size: int
    mono: bool
    language: str
    way: Way
    safe: Safe
    seal: str
    asked_at: datetime
    asked_by: UUID
    left_at: datetime | None = None
    left_by: UUID | None = None
    version: int = 1
    service_id: UUID | None = None
    english: bool = False


@dataclass(frozen=True)
class CopyRecord:
    """What became of the copy of one version of a plan, and who said so."""

    id: UUID
    client_id: UUID
    plan_id: UUID
    how: How
    given_on: date
    format: Format | None
    language: str
    worker_id: UUID
    version: int = 1
    english: bool = False


@dataclass(frozen=True)
class Seal:
    """The fingerprint of a preview: of the record and the choices, and of every word that is on the paper.

    A print that waits keeps only `record`: the day under a leaflet is another one tomorrow.
    """

    record: str
    words: str

    @classmethod
    def of(cls, record: Sequence[str], words: Sequence[str]) -> Seal:
        """Return the fingerprint of what is on record and of what is on paper."""
        return cls(_digest(*record), _digest(*words))

    def __str__(self) -> str:
        """How a page carries it."""
        return f"{self.record}{_BETWEEN}{self.words}"


def seal(
    client: ClientRecord, plan: PlanRecord | None, item: str, options: PrintOptions, written: tuple[str, ...]
) -> Seal:
    """Return the fingerprint of a preview.

    Args:
        client: whose print it is, with the version of the record.
        plan: the plan that is printed, with its version; None where the print is of no plan.
        item: what is printed.
        options: how it is set.
        written: the words of the print and its style sheets.
    """
    whose = (client.id, client.version, *((plan.id, plan.client_id, plan.version) if plan else (None,)))
    how: tuple[object, ...] = (item, options.format, options.size, options.mono, options.speech.tongue.tag)
    if options.speech.bilingual:  # said only where it is so: what waited before this was known is as it was
        how = (*how, "english beside")
    return Seal.of([str(each) for each in (*whose, *how)], written)


def check_seal(shown: str, now: Seal) -> None:
    """Refuse a print of something else than was looked at.

    Raises:
        PreviewChanged: the fingerprint is of another person, plan, version or choice, or there is none.
    """
    if not hmac.compare_digest(shown.encode(), str(now).encode()):
        raise PreviewChanged


def _digest(*parts: str) -> str:
    """Return a digest in which no two lists of parts can be taken for one another."""
    made = hashlib.sha256()
    for part in parts:
        content = part.encode()
        made.update(len(content).to_bytes(8, "big"))
        made.update(content)
    return made.hexdigest()[:_HALF]
