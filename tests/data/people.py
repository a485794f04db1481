"""Invented people for tests: nobody here lives; NHS numbers are in the 999 range that is never given out."""

from __future__ import annotations

import uuid
from datetime import UTC
from datetime import date
from datetime import datetime
from typing import Any

from linkdesk.clients.person import Address
from linkdesk.clients.person import AddressKind
from linkdesk.clients.person import ContactLimit
from linkdesk.clients.person import ContactMethod
from linkdesk.clients.person import Email
from linkdesk.clients.person import EmailKind
from linkdesk.clients.person import EthnicCategory
from linkdesk.clients.person import GpOptOut
from linkdesk.clients.person import Identifier
from linkdesk.clients.person import MaritalStatus
from linkdesk.clients.person import NhsStatus
from linkdesk.clients.person import StatedGender
from linkdesk.clients.rules import AddClient
from linkdesk.clients.rules import ClientRecord
from linkdesk.clients.rules import Need
from linkdesk.clients.rules import Phone
from linkdesk.clients.rules import PhoneKind
from linkdesk.clients.rules import with_print

GIVEN = ("Maryam", "Zoë", "Łukasz", "Siân", "Patrick", "Olu", "Agnieszka", "Tom", "Nadia", "Dewi")
FAMILY = (
    "O’Testly",
    "Quarrington-Test",
    "Żelazny",
    "Lloyd-Sample",
    "Ng",
    "Inventado",
    "Sample",
    "Brook",
    "Abel",
    "Fen",
)
EASY_READ = Need("796161000000101", "Requires information in Easyread")
LARGE_24 = Need("957351000000102", "Requires written information in at least 24 point sans serif font")


def nhs_number(number: int) -> str:
    """Return the n-th valid NHS number of the 999 range."""
    found = -1
    for tail in range(1_000_000):
        start = f"999{tail:06}"
        check = 11 - sum(int(digit) * weight for digit, weight in zip(start, range(10, 1, -1), strict=True)) % 11
        found += check != 10
        if found == number:
            return start + str(check % 11)
    raise ValueError("that many numbers are not there")


WHOLE: dict[str, Any] = {
    "name_suffix": "OBE",
    "alias": "Pat Formerly",
    "pronouns": "they/them",
    "gender": StatedGender.INDETERMINATE,
    "ethnicity": EthnicCategory.MIXED_CARIBBEAN,
    "is_carer": True,
    "marital_status": MaritalStatus.WIDOWED,
    "birth_place": "Kingston",
    "birth_country": "Jamaica",
    "nhs_status": NhsStatus.VERIFIED,
    "other_identifiers": (Identifier("Council or social care number", "SC-1234"), Identifier("Local number", "77")),
    "address_note": "Ring the lower bell",
    "other_addresses": (
        Address(AddressKind.TEMPORARY, ("Flat 2", "3 Made Up Lane"), "LS1 4AP", "Until 3 May"),
        Address(AddressKind.CORRESPONDENCE, ("PO Box 9",), "", "Do not post anywhere else"),
    ),
    "email_kind": EmailKind.HOME,
    "other_emails": (Email("desk@example.org", EmailKind.WORK),),
    "other_contact": "https://relay.example.org/pat",
    "contact_method": ContactMethod.SMS,
    "contact_limits": (ContactLimit.NO_MESSAGES, ContactLimit.NO_POST),
    "best_time": "After 2 in the afternoon",
    "gp_name": "Dr Invented",
    "gp_opt_out": GpOptOut.PRIVATE,
}
"""Every detail beyond the first talk; each fourth invented person has them."""
READING: dict[str, Any] = {"reading_language": "pa-Arab", "does_not_read": True}
"""What the same person reads; with help, as many do."""


def details(number: int = 0, **changes: Any) -> dict[str, Any]:
    """Return every detail of invented person `number`; `changes` wins."""
    made: dict[str, Any] = {
        "given_name": GIVEN[number % len(GIVEN)],
        "family_name": FAMILY[number // len(GIVEN) % len(FAMILY)],
        "preferred_name": "Mo" if number % 3 == 0 else "",
        "title": "Dr" if number % 7 == 0 else "",
        "birth_date": date(1930 + number % 70, 1 + number % 12, 1 + number % 28),
        "nhs_number": nhs_number(number % 40),
        "gp_practice_name": "The Invented Practice",
        "gp_practice_code": "Y99999",
        "address_lines": ("1 Made Up Street", "Nowhere"),
        "town": "Testham",
        "postcode": "ZZ99 3VZ",
        "phones": (Phone(f"01632 960{number % 1000:03}", PhoneKind.HOME, safe_to_leave_message=number % 2 == 0),),
        "email": "person@example.org",
        "language": "pl" if number % 4 == 0 else "en",
        "interpreter_needed": number % 4 == 0,
        "needs": (EASY_READ, Need(None, "Likes a quiet room")),
    }
    return made | (WHOLE | READING if number % 4 == 3 else {}) | changes


def new_client(number: int = 0, **changes: Any) -> AddClient:
    """Return the command that adds invented person `number`."""
    return AddClient(**details(number, **changes))


def client(number: int = 0, **changes: Any) -> ClientRecord:
    """Return invented person `number` as a read model."""
    made: dict[str, Any] = {
        "id": uuid.UUID(int=1000 + number, version=4),
        "organisation_id": uuid.UUID(int=2, version=4),
        "created_at": datetime(2026, 9, 1, 9, 0, tzinfo=UTC),
        "updated_at": datetime(2026, 9, 2, 9, 0, tzinfo=UTC),
    }
    return with_print(ClientRecord(**(made | details(number, **changes))))
