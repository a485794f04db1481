"""Referrals from a file: what a column can mean, what a row became, what may stop a whole file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from linkdesk.exchange.intake.cells import DateOrder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from linkdesk.clients.rules import AddClient
    from linkdesk.episodes.rules import ReferralDetails


class Target(StrEnum):
    """What a column holds, in the order of the standard: the person, the practice, needs, the referral."""

    FULL_NAME = "full-name"
    TITLE = "title"
    GIVEN_NAME = "given-name"
    FAMILY_NAME = "family-name"
    PREFERRED_NAME = "preferred-name"
    BIRTH_DATE = "birth-date"
    NHS_NUMBER = "nhs-number"
    ADDRESS = "address"
    ADDRESS_1 = "address-1"
    ADDRESS_2 = "address-2"
    ADDRESS_3 = "address-3"
    ADDRESS_4 = "address-4"
    TOWN = "town"
    POSTCODE = "postcode"
    MOBILE = "mobile"
    HOME_PHONE = "home-phone"
    PHONES = "phones"
    NO_MESSAGE = "no-message"
    EMAIL = "email"
    LANGUAGE = "language"
    INTERPRETER = "interpreter"
    READING = "reading-language"
    DOES_NOT_READ = "does-not-read"
    GP_PRACTICE = "gp-practice"
    GP_CODE = "gp-code"
    NEEDS = "needs"
    SOURCE = "source"
    URGENCY = "urgency"
    REFERRED_ON = "referred-on"
    RECEIVED_ON = "received-on"
    REFERRER = "referrer"
    REFERRER_ROLE = "referrer-role"
    REFERRER_ORGANISATION = "referrer-organisation"
    REFERRER_CONTACT = "referrer-contact"
    REASON = "reason"
    OWN_WORDS = "own-words"


TARGET_WORDS = {
    Target.FULL_NAME: "Person full name",
    Target.TITLE: "Title",
    Target.GIVEN_NAME: "First name",
    Target.FAMILY_NAME: "Family name",
    Target.PREFERRED_NAME: "Preferred name",
    Target.BIRTH_DATE: "Date of birth",
    Target.NHS_NUMBER: "NHS number",
    Target.ADDRESS: "Address, all lines",
    Target.ADDRESS_1: "Address line 1",
    Target.ADDRESS_2: "Address line 2",
    Target.ADDRESS_3: "Address line 3",
    Target.ADDRESS_4: "Address line 4",
    Target.TOWN: "Town or city",
    Target.POSTCODE: "Postcode",
    Target.MOBILE: "Mobile phone",
    Target.HOME_PHONE: "Home phone",
    Target.PHONES: "Phones, any kind",
    Target.NO_MESSAGE: "Do not leave messages (yes or no)",
    Target.EMAIL: "Email",
    Target.LANGUAGE: "Preferred language",
    Target.INTERPRETER: "Interpreter needed (yes or no)",
    Target.READING: "Language they read",
    Target.DOES_NOT_READ: "Does not read, or only with help (yes or no)",
    Target.GP_PRACTICE: "GP practice",
    Target.GP_CODE: "GP practice code",
    Target.NEEDS: "Needs and adjustments",
    Target.SOURCE: "Who referred (GP, self, hospital ...)",
    Target.URGENCY: "Urgency",
    Target.REFERRED_ON: "Date of referral",
    Target.RECEIVED_ON: "Date the referral came",
    Target.REFERRER: "Referrer name",
    Target.REFERRER_ROLE: "Referrer role",
    Target.REFERRER_ORGANISATION: "Referrer organisation",
    Target.REFERRER_CONTACT: "Referrer contact details",
    Target.REASON: "Reason for referral",
    Target.OWN_WORDS: "Reason in the person's own words",
}
"""The words of the page; they are the names of the PRSB standard where it has one."""

REPEATABLE = frozenset({Target.MOBILE, Target.HOME_PHONE, Target.PHONES, Target.NEEDS, Target.REASON})
"""What several columns may hold together."""

DATES = (Target.BIRTH_DATE, Target.REFERRED_ON, Target.RECEIVED_ON)
FILE_NAME_LENGTH = 120


class State(StrEnum):
    """Where a file stands."""

    COLUMNS = "columns"
    CHECKED = "checked"
    DONE = "done"


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    AGAIN = "again"
    ALIKE = "alike"
    BAD = "bad"


OUTCOME_WORDS = {
    Outcome.NEW: "New",
    Outcome.AGAIN: "On the caseload already: the referral is added",
    Outcome.ALIKE: "Perhaps the same person",
    Outcome.BAD: "Cannot be brought in",
}


@dataclass(frozen=True)
class Fault:
    """One reason why a row cannot be brought in: the column, what is wrong, the words of the cell."""

    column: str
    sentence: str
    cell: str = ""


@dataclass(frozen=True)
class Prepared:
    """A row that was understood: the person, and their referral."""

    client: AddClient
    referral: ReferralDetails


@dataclass(frozen=True)
class Column:
    """One column of a file: its place, its heading, the first cells in it, and what it holds (None: left out)."""

    place: int
    heading: str
    samples: tuple[str, ...]
    target: Target | None


@dataclass(frozen=True)
class Understood:
    """One detail of a row as LinkDesk read it; `aside` is what was typed, where that differs."""

    label: str
    parts: tuple[str, ...]
    """None where the row says nothing, several for several phones."""
    aside: str = ""
    is_code: bool = False
    """Whether a part is a number, a code or a day, which no line end may cut."""


@dataclass(frozen=True)
class RowReport:
    """What was found about one row; `number` is the one that a spreadsheet shows beside it.

    `shown` are its cells as they stand, `details` how they were understood; a row with faults has none.
    """

    number: int
    outcome: Outcome
    shown: str = ""
    reasons: tuple[str, ...] = ()
    details: tuple[Understood, ...] = ()

    @property
    def given(self) -> tuple[Understood, ...]:
        """The details that the row holds."""
        return tuple(each for each in self.details if each.parts or each.aside)


@dataclass(frozen=True, kw_only=True)
class FileReport:
    """One file on its way in."""

    id: UUID
    name: str
    notes: tuple[str, ...]
    state: State
    columns: tuple[Column, ...]
    order: DateOrder | None
    unsure_date: str
    rows: int
    counts: Mapping[Outcome, int]
    brought_in: int
    created_at: datetime

    @property
    def asks_for_order(self) -> bool:
        """Tell whether a date of the file can be read in two ways."""
        return bool(self.unsure_date)


def check_columns(chosen: Mapping[int, Target]) -> None:
    """Refuse a choice of columns that can give no client.

    Raises:
        ValueError: one plain sentence.
    """
    held = list(chosen.values())
    for target in held:
        if held.count(target) > 1 and target not in REPEATABLE:
            raise ValueError(f"Two columns are “{TARGET_WORDS[target]}”. Choose one of them.")
    parts = {Target.GIVEN_NAME, Target.FAMILY_NAME}
    if Target.FULL_NAME in held and parts & set(held):
        raise ValueError("Choose the full name, or first and family name, not both.")
    if Target.FULL_NAME not in held and not parts <= set(held):
        raise ValueError("Say which column holds the name: the full name, or first and family name.")
    if Target.BIRTH_DATE not in held:
        raise ValueError("Say which column holds the date of birth.")
