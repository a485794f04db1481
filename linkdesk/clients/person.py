"""The parts and lists of a person's details that the national record standard names; pure values and their words.

Lists with codes are those of the NHS Data Dictionary as UK Core publishes them; a list without codes is in our words.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING
from typing import TypeVar

from linkdesk.record import checks

if TYPE_CHECKING:
    from collections.abc import Mapping

SUFFIX_LENGTH = 35
ALIAS_LENGTH = 70
PRONOUNS_LENGTH = 35
PLACE_LENGTH = 150
COUNTRY_LENGTH = 70
IDENTIFIERS = 4
IDENTIFIER_KIND_LENGTH = 70
IDENTIFIER_LENGTH = 20
OTHER_ADDRESSES = 2
OTHER_ADDRESS_LINES = 5
LINE_LENGTH = 35
NOTE_LENGTH = 150
OTHER_EMAILS = 2
OTHER_CONTACT_LENGTH = 255
BEST_TIME_LENGTH = 70
GP_NAME_LENGTH = 70
LENGTHS = {
    "name_suffix": SUFFIX_LENGTH,
    "alias": ALIAS_LENGTH,
    "pronouns": PRONOUNS_LENGTH,
    "birth_place": PLACE_LENGTH,
    "birth_country": COUNTRY_LENGTH,
    "address_note": NOTE_LENGTH,
    "other_contact": OTHER_CONTACT_LENGTH,
    "best_time": BEST_TIME_LENGTH,
    "gp_name": GP_NAME_LENGTH,
}
"""The most characters of each text; no column is longer."""


class StatedGender(StrEnum):
    """Person stated gender code; it is what the person says, and the only one of its kind on an output."""

    MALE = "1"
    FEMALE = "2"
    INDETERMINATE = "9"
    NOT_KNOWN = "X"


class EthnicCategory(StrEnum):
    """Ethnic category, as the person says."""

    WHITE_BRITISH = "A"
    WHITE_IRISH = "B"
    WHITE_OTHER = "C"
    MIXED_CARIBBEAN = "D"
    MIXED_AFRICAN = "E"
    MIXED_ASIAN = "F"
    MIXED_OTHER = "G"
    INDIAN = "H"
    PAKISTANI = "J"
    BANGLADESHI = "K"
    ASIAN_OTHER = "L"
    CARIBBEAN = "M"
    AFRICAN = "N"
    BLACK_OTHER = "P"
    CHINESE = "R"
    OTHER = "S"
    NOT_STATED = "Z"
    NOT_KNOWN = "99"


class MaritalStatus(StrEnum):
    """Person marital status."""

    SINGLE = "S"
    MARRIED = "M"
    DIVORCED = "D"
    WIDOWED = "W"
    SEPARATED = "P"
    NOT_DISCLOSED = "N"
    NOT_APPLICABLE = "8"
    NOT_KNOWN = "9"


class NhsStatus(StrEnum):
    """NHS number status indicator: how far the number can be relied on."""

    VERIFIED = "01"
    NOT_TRACED = "02"
    TRACE_REQUIRED = "03"
    NO_MATCH = "04"
    CONFLICT = "05"
    IN_PROGRESS = "06"
    NOT_PRESENT = "07"
    POSTPONED = "08"


class ContactMethod(StrEnum):
    """Preferred contact method."""

    LETTER = "1"
    VISIT = "2"
    TELEPHONE = "3"
    EMAIL = "4"
    TEXTPHONE = "5"
    PROXY = "6"
    SIGN_LANGUAGE = "7"
    NO_TELEPHONE = "8"
    SMS = "9"


class ContactLimit(StrEnum):
    """What nobody may do, because it is not safe or not wanted."""

    NO_MESSAGES = "no-messages"
    NO_CALLS = "no-calls"
    NO_TEXTS = "no-texts"
    NO_POST = "no-post"
    NO_EMAIL = "no-email"
    NO_VISITS = "no-visits"


class AddressKind(StrEnum):
    """What another address than the usual one is for."""

    TEMPORARY = "temporary"
    CORRESPONDENCE = "correspondence"


class EmailKind(StrEnum):
    """What sort of email address it is (FHIR contact point use)."""

    HOME = "home"
    WORK = "work"
    OTHER = "other"


class GpOptOut(StrEnum):
    """Why a person has no NHS general practitioner by their own wish."""

    NOT_WISHED = "not-wished"
    PRIVATE = "private"


WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    StatedGender: {
        StatedGender.MALE: "Male",
        StatedGender.FEMALE: "Female",
        StatedGender.INDETERMINATE: "Neither male nor female",
        StatedGender.NOT_KNOWN: "Not known",
    },
    EthnicCategory: {
        EthnicCategory.WHITE_BRITISH: "White: British",
        EthnicCategory.WHITE_IRISH: "White: Irish",
        EthnicCategory.WHITE_OTHER: "White: any other White background",
        EthnicCategory.MIXED_CARIBBEAN: "Mixed: White and Black Caribbean",
        EthnicCategory.MIXED_AFRICAN: "Mixed: White and Black African",
        EthnicCategory.MIXED_ASIAN: "Mixed: White and Asian",
        EthnicCategory.MIXED_OTHER: "Mixed: any other mixed background",
        EthnicCategory.INDIAN: "Asian or Asian British: Indian",
        EthnicCategory.PAKISTANI: "Asian or Asian British: Pakistani",
        EthnicCategory.BANGLADESHI: "Asian or Asian British: Bangladeshi",
        EthnicCategory.ASIAN_OTHER: "Asian or Asian British: any other Asian background",
        EthnicCategory.CARIBBEAN: "Black or Black British: Caribbean",
        EthnicCategory.AFRICAN: "Black or Black British: African",
        EthnicCategory.BLACK_OTHER: "Black or Black British: any other Black background",
        EthnicCategory.CHINESE: "Other: Chinese",
        EthnicCategory.OTHER: "Other: any other ethnic group",
        EthnicCategory.NOT_STATED: "Asked, and not stated",
        EthnicCategory.NOT_KNOWN: "Not known",
    },
    MaritalStatus: {
        MaritalStatus.SINGLE: "Single",
        MaritalStatus.MARRIED: "Married or in a civil partnership",
        MaritalStatus.DIVORCED: "Divorced, or civil partnership dissolved",
        MaritalStatus.WIDOWED: "Widowed, or surviving civil partner",
        MaritalStatus.SEPARATED: "Separated",
        MaritalStatus.NOT_DISCLOSED: "Not disclosed",
        MaritalStatus.NOT_APPLICABLE: "Not applicable",
        MaritalStatus.NOT_KNOWN: "Not known",
    },
    NhsStatus: {
        NhsStatus.VERIFIED: "Number present and verified",
        NhsStatus.NOT_TRACED: "Number present but not traced",
        NhsStatus.TRACE_REQUIRED: "Trace required",
        NhsStatus.NO_MATCH: "Trace attempted - No match or multiple match found",
        NhsStatus.CONFLICT: "Trace needs to be resolved - (NHS number or patient detail conflict)",
        NhsStatus.IN_PROGRESS: "Trace in progress",
        NhsStatus.NOT_PRESENT: "Number not present and trace not required",
        NhsStatus.POSTPONED: "Trace postponed (baby under six weeks old)",
    },
    ContactMethod: {
        ContactMethod.LETTER: "Letter",
        ContactMethod.VISIT: "Visit",
        ContactMethod.TELEPHONE: "Phone call",
        ContactMethod.EMAIL: "Email",
        ContactMethod.TEXTPHONE: "Textphone (minicom)",
        ContactMethod.PROXY: "Phone call to somebody who passes it on",
        ContactMethod.SIGN_LANGUAGE: "Sign language",
        ContactMethod.NO_TELEPHONE: "Anything but the phone",
        ContactMethod.SMS: "Text message",
    },
    ContactLimit: {
        ContactLimit.NO_MESSAGES: "Do not leave messages",
        ContactLimit.NO_CALLS: "Do not ring",
        ContactLimit.NO_TEXTS: "Do not text",
        ContactLimit.NO_POST: "Do not post letters",
        ContactLimit.NO_EMAIL: "Do not email",
        ContactLimit.NO_VISITS: "Do not come to the home",
    },
    AddressKind: {
        AddressKind.TEMPORARY: "Where they stay for now",
        AddressKind.CORRESPONDENCE: "Where letters go",
    },
    EmailKind: {
        EmailKind.HOME: "Home",
        EmailKind.WORK: "Work",
        EmailKind.OTHER: "Someone else's email",
    },
    GpOptOut: {
        GpOptOut.NOT_WISHED: "Does not wish to register with an NHS GP",
        GpOptOut.PRIVATE: "Uses a private GP",
    },
}
"""Every list with the words that people read, in the order they are offered."""

CHOICES: dict[str, type[StrEnum]] = {
    "gender": StatedGender,
    "ethnicity": EthnicCategory,
    "marital_status": MaritalStatus,
    "nhs_status": NhsStatus,
    "email_kind": EmailKind,
    "contact_method": ContactMethod,
    "gp_opt_out": GpOptOut,
}
"""The details that hold one word of a list, and which list."""
IDENTIFIER_KINDS = (
    "Local patient number",
    "Council or social care number",
    "Community Health Index number (Scotland)",
    "Health and Care number (Northern Ireland)",
)
"""Kinds that are offered; any other may be typed."""


@dataclass(frozen=True)
class Address:
    """An address beside the usual one; `note` says how to use it ("do not post here")."""

    kind: AddressKind
    lines: tuple[str, ...]
    postcode: str = ""
    note: str = ""


@dataclass(frozen=True)
class Email:
    """One more email address; the first one stands with the person."""

    address: str
    kind: EmailKind = EmailKind.HOME


@dataclass(frozen=True)
class Identifier:
    """A number by which another system knows the person."""

    kind: str
    value: str


@dataclass(frozen=True, kw_only=True)
class PersonDetails:
    """What the standard asks about a person beyond the few things that the first talk needs; empty is not known."""

    name_suffix: str = ""
    alias: str = ""
    pronouns: str = ""
    gender: StatedGender | None = None
    ethnicity: EthnicCategory | None = None
    is_carer: bool | None = None
    marital_status: MaritalStatus | None = None
    birth_place: str = ""
    birth_country: str = ""
    nhs_status: NhsStatus | None = None
    other_identifiers: tuple[Identifier, ...] = ()
    address_note: str = ""
    other_addresses: tuple[Address, ...] = ()
    email_kind: EmailKind | None = None
    other_emails: tuple[Email, ...] = ()
    other_contact: str = ""
    contact_method: ContactMethod | None = None
    contact_limits: tuple[ContactLimit, ...] = ()
    best_time: str = ""
    gp_name: str = ""
    gp_opt_out: GpOptOut | None = None


AnyPerson = TypeVar("AnyPerson", bound=PersonDetails)


def words(value: StrEnum) -> str:
    """Return what people read for one word of a list."""
    return WORDS[type(value)][value]


def address_words(address: Address) -> str:
    """Return an address in one line, its kind first and its note last."""
    parts = (*address.lines, address.postcode)
    note = f" ({address.note})" if address.note else ""
    return f"{words(address.kind)}: {', '.join(part for part in parts if part)}{note}"


def part_words(part: Address | Email | Identifier | StrEnum | str) -> str:
    """Return one part of a list in one line."""
    if isinstance(part, Address):
        return address_words(part)
    if isinstance(part, Email):
        return f"{part.address} ({words(part.kind)})"
    if isinstance(part, Identifier):
        return f"{part.kind}: {part.value}"
    return words(part) if isinstance(part, StrEnum) else part


def tidied_address(address: Address) -> Address:
    """Return an address with its postcode written one way.

    Raises:
        ValueError: one plain sentence about what cannot be right.
    """
    postcode = checks.postcode(address.postcode) if address.postcode else ""
    made = Address(address.kind, tuple(line for line in address.lines if line), postcode, address.note)
    if not made.lines and not made.postcode:
        raise ValueError("Another address needs a line or a postcode.")
    if len(made.lines) > OTHER_ADDRESS_LINES or any(len(line) > LINE_LENGTH for line in made.lines):
        raise ValueError(f"An address has {OTHER_ADDRESS_LINES} lines of {LINE_LENGTH} characters at most.")
    if len(made.note) > NOTE_LENGTH:
        raise ValueError(f"A note on an address has {NOTE_LENGTH} characters at most.")
    return made


def tidied_email(email: Email) -> Email:
    """Return an email with its address written one way. Raises ValueError with a sentence."""
    return Email(checks.email(email.address), email.kind)


def checked_identifier(identifier: Identifier) -> Identifier:
    """Return an identifier that says what it is.

    Raises:
        ValueError: one plain sentence about what cannot be right.
    """
    if not identifier.kind or not identifier.value:
        raise ValueError("Another number needs both what it is and the number.")
    if len(identifier.kind) > IDENTIFIER_KIND_LENGTH or len(identifier.value) > IDENTIFIER_LENGTH:
        raise ValueError(f"Another number has {IDENTIFIER_LENGTH} characters at most.")
    return identifier


def tidied(details: AnyPerson) -> AnyPerson:
    """Return the details with every part written one way.

    Raises:
        ValueError: one plain sentence about the first that cannot be right.
    """
    most = ((details.other_identifiers, IDENTIFIERS), (details.other_addresses, OTHER_ADDRESSES))
    if any(len(parts) > limit for parts, limit in (*most, (details.other_emails, OTHER_EMAILS))):
        raise ValueError("There are too many numbers, addresses or emails. Keep those that matter.")
    return replace(
        details,
        other_identifiers=tuple(map(checked_identifier, details.other_identifiers)),
        other_addresses=tuple(map(tidied_address, details.other_addresses)),
        other_emails=tuple(map(tidied_email, details.other_emails)),
        contact_limits=tuple(limit for limit in ContactLimit if limit in details.contact_limits),
    )
