"""Who of a file is on the caseload already, or stands in the file twice."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from linkdesk.clients.rules import folded
from linkdesk.exchange.intake.rules import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from uuid import UUID

    from linkdesk.clients.rules import ClientDetails

OPEN_ALREADY = "There is an open referral for this person already."
IN_USE = "This NHS number is on record for somebody with another name or date of birth. Check both."
APART = "This NHS number is on record. Ask your team lead about it."


@dataclass(frozen=True)
class Known:
    """Who is on record, as far as a duplicate is told by it; `apart` is not to be seen by this worker."""

    client_id: UUID
    nhs_number: str
    family_key: str
    birth_date: date
    has_open: bool = False
    apart: bool = False


@dataclass(frozen=True)
class Found:
    """What becomes of a person: the outcome, the reason, and for a second referral whose it is."""

    outcome: Outcome
    reason: str = ""
    client_id: UUID | None = None


@dataclass
class Twins:
    """Everybody on record and everybody in the rows before; `place` says what becomes of the next row."""

    known: Iterable[Known]
    _by_number: dict[str, Known] = field(default_factory=dict)
    _by_birth: dict[tuple[str, date], Known] = field(default_factory=dict)
    _rows_by_number: dict[str, int] = field(default_factory=dict)
    _rows_by_birth: dict[tuple[str, date], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for each in self.known:
            if each.nhs_number:
                self._by_number.setdefault(each.nhs_number, each)
            if not each.apart:
                self._by_birth.setdefault((each.family_key, each.birth_date), each)

    def place(self, client: ClientDetails, number: int) -> Found:
        """Say what becomes of the person in row `number`, and remember them for the rows after it."""
        key = (folded(client.family_name), client.birth_date)
        found = self._on_record(client, key) or self._in_file(client, key) or Found(Outcome.NEW)
        if client.nhs_number:
            self._rows_by_number.setdefault(client.nhs_number, number)
        self._rows_by_birth.setdefault(key, number)
        return found

    def _on_record(self, client: ClientDetails, key: tuple[str, date]) -> Found | None:
        same = self._by_number.get(client.nhs_number) if client.nhs_number else None
        if same is None:
            near = self._by_birth.get(key)
            reason = "Somebody on the caseload has the same family name and date of birth."
            return Found(Outcome.ALIKE, reason, near.client_id) if near else None
        if same.apart:
            return Found(Outcome.BAD, APART)
        if (same.family_key, same.birth_date) != key:
            return Found(Outcome.BAD, IN_USE)
        if same.has_open:
            return Found(Outcome.BAD, OPEN_ALREADY)
        earlier = self._rows_by_number.get(client.nhs_number)
        return None if earlier else Found(Outcome.AGAIN, "", same.client_id)

    def _in_file(self, client: ClientDetails, key: tuple[str, date]) -> Found | None:
        if client.nhs_number and (row := self._rows_by_number.get(client.nhs_number)):
            return Found(Outcome.BAD, f"Row {row} has the same NHS number.")
        if row := self._rows_by_birth.get(key):
            return Found(Outcome.ALIKE, f"Row {row} has the same family name and date of birth.")
        return None
