"""Who a client is: commands, read models, and the rules that need no database.

Names and lengths follow the PRSB Social Prescribing Information Standard v1.1 (Open Government Licence v3.0).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING
from typing import TypeVar

from linkdesk.clients import languages
from linkdesk.clients import person
from linkdesk.clients.keepsafe.rules import mark
from linkdesk.clients.person import NhsStatus
from linkdesk.clients.person import PersonDetails
from linkdesk.record import checks

if TYPE_CHECKING:
    from datetime import date
    from datetime import datetime
    from uuid import UUID

GIVEN_NAME_LENGTH = 35
FAMILY_NAME_LENGTH = 35
PREFERRED_NAME_LENGTH = 70
TITLE_LENGTH = 35
GP_NAME_LENGTH = 150
GP_CODE_LENGTH = 6
ADDRESS_LINES = 4
ADDRESS_LINE_LENGTH = 35
POSTCODE_LENGTH = 8
PHONES = 5
PHONE_LENGTH = 35
EMAIL_LENGTH = 255
NEED_TEXT_LENGTH = 150
NEEDS = 40
SOURCE_LENGTH = 150
PRINT_SIZES = (14, 16, 18, 20, 24, 28)
USUAL_PRINT_SIZE = 16
EASY_READ_CODE = "796161000000101"
LARGE_PRINT_CODES = {"957331000000109": 20, "957351000000102": 24, "957371000000106": 28}
PRINT_NEED_WORDS = {
    EASY_READ_CODE: "Easy read",
    **{code: f"Large print, {size} point" for code, size in LARGE_PRINT_CODES.items()},
}
"""The needs that change a print, in the plain words of the list."""
UNREAD = "Recorded: does not read, or only with help; easy read has pictures."
LENGTHS = {
    "given_name": GIVEN_NAME_LENGTH,
    "family_name": FAMILY_NAME_LENGTH,
    "preferred_name": PREFERRED_NAME_LENGTH,
    "title": TITLE_LENGTH,
    "gp_practice_name": GP_NAME_LENGTH,
    "gp_practice_code": GP_CODE_LENGTH,
    "town": ADDRESS_LINE_LENGTH,
    "email": EMAIL_LENGTH,
    **person.LENGTHS,
}
"""The most characters of each text; no column is longer."""

_DAY_FIRST = re.compile(
    r"(?<!\w)(?P<day>[0-9]{1,2})[\s./-]+(?P<month>[0-9]{1,2}|[^\W\d_]{3,9})[\s./-]+(?P<year>[0-9]{4})(?!\w)"
)
_YEAR_FIRST = re.compile(r"(?<!\w)(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})(?!\w)")
_STROKED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i"})  # letters that Unicode does not take apart
_NHS_NUMBER_LENGTH = 10


class NoNhsReason(StrEnum):
    """Why there is no NHS number (UK Core code system NHSNumberUnavailableReason)."""

    NOT_KNOWN = "nhs-number-not-known"
    OVERSEAS = "overseas-patient"
    DEVOLVED = "devolved-nation"


NO_NHS_REASON_WORDS = {
    NoNhsReason.NOT_KNOWN: "NHS number not known",
    NoNhsReason.OVERSEAS: "Overseas patient",
    NoNhsReason.DEVOLVED: "Devolved nation",
}


class PhoneKind(StrEnum):
    """What sort of telephone it is (FHIR contact point use, with text-only phones apart)."""

    MOBILE = "mobile"
    HOME = "home"
    WORK = "work"
    OTHER = "other"


PHONE_KIND_WORDS = {
    PhoneKind.MOBILE: "Mobile",
    PhoneKind.HOME: "Home",
    PhoneKind.WORK: "Work",
    PhoneKind.OTHER: "Someone else's phone",
}


class PrintFormat(StrEnum):
    """How paper for the client is set."""

    EASY_READ = "easy-read"
    STANDARD = "standard"


@dataclass(frozen=True)
class Phone:
    """One telephone number, as the client gave it; `safe_to_leave_message` False means: never leave one."""

    number: str
    kind: PhoneKind = PhoneKind.MOBILE
    safe_to_leave_message: bool = True


@dataclass(frozen=True)
class Need:
    """One communication, format or adjustment need; `code` is SNOMED CT, None where only words are safe.

    `detail` is what the person says about it: which ear, which interpreter, who reads the letter out.
    """

    code: str | None
    text: str
    detail: str = ""


@dataclass(frozen=True)
class Impairment:
    """An impairment in words, and more about it."""

    text: str
    detail: str = ""


@dataclass(frozen=True)
class PrintChoice:
    """The format and size (points) of prints for a client, and the sentence that says why."""

    format: PrintFormat
    size: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class ClientDetails(PersonDetails):
    """What the worker types about a client; empty text means not known."""

    given_name: str
    family_name: str
    birth_date: date
    preferred_name: str = ""
    title: str = ""
    nhs_number: str = ""
    no_nhs_reason: NoNhsReason | None = None
    gp_practice_name: str = ""
    gp_practice_code: str = ""
    address_lines: tuple[str, ...] = ()
    town: str = ""
    postcode: str = ""
    phones: tuple[Phone, ...] = ()
    email: str = ""
    language: str = "en"
    """What they speak best, or like best to speak."""
    interpreter_needed: bool = False
    reading_language: str = ""
    """What they read, where it is not what they speak."""
    does_not_read: bool | None = None
    """Whether they do not read, or only with help; None where nobody asked."""
    needs: tuple[Need, ...] = ()
    chosen_format: PrintFormat | None = None
    chosen_size: int | None = None


AnyDetails = TypeVar("AnyDetails", bound=ClientDetails)


@dataclass(frozen=True, kw_only=True)
class AddClient(ClientDetails):
    """Add a client to the caseload."""


@dataclass(frozen=True, kw_only=True)
class ChangeClient(ClientDetails):
    """Change a client; `version` is the one the worker saw, so a stale page is refused."""

    client_id: UUID
    version: int


@dataclass(frozen=True, kw_only=True)
class ClientRecord(ClientDetails):
    """One client as every page, print and export reads them."""

    id: UUID
    organisation_id: UUID
    created_at: datetime
    updated_at: datetime
    version: int = 1
    keep_safe: str = ""
    has_risks: bool = False
    """Whether a risk stands on record; only the record of one client is read with it."""
    print_reason: str = ""
    print_format: PrintFormat = PrintFormat.STANDARD
    print_size: int = USUAL_PRINT_SIZE
    impairments: tuple[Impairment, ...] = ()
    mobility: tuple[str, ...] = ()
    other_requirements: tuple[str, ...] = ()
    needs_reviewed_on: date | None = None
    deceased_on: date | None = None
    deceased_source: str = ""
    death_taken_back: str = ""

    @property
    def is_deceased(self) -> bool:
        """Whether the person died; then nothing is printed for them, sent to them or waited for."""
        return self.deceased_on is not None


@dataclass(frozen=True)
class BannerNeed:
    """One need as the banner shows it: words, and a picture as its path below `static/`."""

    text: str
    picture: str


@dataclass(frozen=True, kw_only=True)
class Banner:
    """Who this is, at the top of every page about them."""

    client_id: UUID
    full_name: str
    preferred_name: str
    birth_date: date
    age: int
    nhs_number: str
    no_nhs_reason: str
    needs: tuple[BannerNeed, ...] = ()
    keep_safe: str = ""
    pronouns: str = ""
    deceased_on: date | None = None
    has_risks: bool = False


@dataclass(frozen=True, kw_only=True)
class CaseloadRow:
    """One line of the caseload."""

    client_id: UUID
    full_name: str
    preferred_name: str
    birth_date: date
    nhs_number: str
    has_needs: bool
    created_at: datetime
    keep_safe: str = ""

    @property
    def safe_mark(self) -> str:
        """What the list shows of the keep-safe line."""
        return mark(self.keep_safe)


@dataclass(frozen=True)
class CaseloadPage:
    """One page of the caseload, ordered by family name; `total` counts all that match."""

    rows: tuple[CaseloadRow, ...]
    total: int
    number: int
    pages: int


@dataclass(frozen=True)
class DetailsChanged:
    """One change of a client's details: when, and by which worker."""

    at: datetime
    worker_id: UUID


@dataclass(frozen=True)
class Likeness:
    """Another client who may be the same person, and why we think so."""

    client_id: UUID
    full_name: str
    birth_date: date
    because: str


def age(birth_date: date, today: date) -> int:
    """Return whole years lived; someone born on 29 February turns on 1 March in a common year."""
    had_birthday = (today.month, today.day) >= (birth_date.month, birth_date.day)
    return today.year - birth_date.year - (0 if had_birthday else 1)


def full_name(title: str, given_name: str, family_name: str) -> str:
    """Return the name as it stands on a letter."""
    return " ".join(part for part in (title, given_name, family_name) if part)


def named(full: str, preferred_name: str) -> str:
    """Return a name for other workers, with how the person likes to be called where the name does not say it."""
    return f"{full} ({preferred_name})" if preferred_name and preferred_name not in full.split() else full


def spaced_nhs_number(number: str) -> str:
    """Return `9990000018` as `999 000 0018`, the way it is printed; empty stays empty."""
    return f"{number[:3]} {number[3:6]} {number[6:]}" if len(number) == _NHS_NUMBER_LENGTH else number


def folded(text: str) -> str:
    """Return text as search compares it: no accents, no case, one space between words."""
    # Twice, because taking a sign apart can bring out a capital (Unicode, compatibility caseless match).
    plain = checks.search_key(checks.search_key(text)).translate(_STROKED)
    return " ".join(re.sub(r"[^\w\s]", " ", plain.replace("'", "").replace("’", "")).split())


def digits(text: str) -> str:
    """Return only the digits 0 to 9 of a text, with +44 turned into 0."""
    only = re.sub(r"[^0-9]", "", unicodedata.normalize("NFKC", text))
    return "0" + only[2:] if text.strip().startswith("+44") else only


def search_text(details: ClientDetails) -> str:
    """Return the words and digits by which a client can be found."""
    names = folded(f"{details.given_name} {details.family_name} {details.preferred_name} {details.alias}")
    numbers = " ".join(digits(phone.number) for phone in details.phones)
    return " ".join(part for part in (names, details.nhs_number, numbers) if part)


def search_words(search: str) -> tuple[str, ...]:
    """Return what a search looks for: each word folded; a number typed with spaces is one number."""
    together = digits(search)
    if together and not any(letter.isalpha() for letter in search):
        return (together,)
    return tuple(dict.fromkeys(folded(search).split()))


def search_date(search: str) -> tuple[date | None, str]:
    """Return the date of birth that a search holds, if any, and the rest of the words.

    A date is three parts like 22/11/1984, 22 11 1984, 22 Nov 1984 or 1984-11-22. Digits beside it make it part of
    a number, not a date.
    """
    for pattern in (_DAY_FIRST, _YEAR_FIRST):
        found = pattern.search(search)
        if found is None:
            continue
        rest = f"{search[: found.start()]} {search[found.end() :]}".strip()
        if digits(rest):
            return None, search
        try:
            return checks.date_parts(found["day"], found["month"], found["year"]), rest
        except ValueError:
            return None, search
    return None, search


def tidied(details: AnyDetails) -> AnyDetails:
    """Return the details with NHS number, postcode, phones and language written one way.

    Raises:
        ValueError: one plain sentence about the first that cannot be right.
    """
    return replace(
        person.tidied(details),
        nhs_number=checks.nhs_number(details.nhs_number) if details.nhs_number else "",
        postcode=checks.postcode(details.postcode) if details.postcode else "",
        phones=tuple(replace(phone, number=checks.phone(phone.number)) for phone in details.phones),
        language=languages.language_tag(details.language),
        reading_language=languages.language_tag(details.reading_language) if details.reading_language else "",
    )


def check(details: ClientDetails, today: date) -> None:
    """Refuse what no client can be.

    Raises:
        ValueError: one plain sentence for the worker.
    """
    if not details.given_name or not details.family_name:
        raise ValueError("Enter the first name and the family name.")
    checks.birth_date(details.birth_date, today)
    if details.nhs_number and details.no_nhs_reason:
        raise ValueError("Give the NHS number or the reason there is none, not both.")
    if (details.nhs_status is not None and details.nhs_status is not NhsStatus.NOT_PRESENT) and not details.nhs_number:
        raise ValueError("Give the NHS number, or leave out how far it can be relied on.")
    if details.chosen_size is not None and details.chosen_size not in PRINT_SIZES:
        raise ValueError("Choose one of the print sizes.")
    if len(details.needs) > NEEDS or len(details.phones) > PHONES or len(details.address_lines) > ADDRESS_LINES:
        raise ValueError("There are too many needs, phones or address lines. Keep those that matter.")
    for name, most in LENGTHS.items():
        if len(getattr(details, name)) > most:
            raise ValueError(f"The {name.replace('_', ' ')} is too long. Use {most} characters or fewer.")
    _check_parts(details)


def _check_parts(details: ClientDetails) -> None:
    if any(len(line) > ADDRESS_LINE_LENGTH for line in details.address_lines):
        raise ValueError(f"An address line is too long. Use {ADDRESS_LINE_LENGTH} characters or fewer.")
    if any(not need.text or max(len(need.text), len(need.detail)) > NEED_TEXT_LENGTH for need in details.needs):
        raise ValueError(f"Describe each need in 1 to {NEED_TEXT_LENGTH} characters.")


def page_language(client: ClientDetails) -> str:
    """Return the language (BCP-47) whose written words fit: what they read, else what they speak.

    Who does not read gets these words too: they are read out. The style of letters is no part of it.
    """
    return languages.plain_tag(client.reading_language or languages.read_as(client.language))


def screen_language(client: ClientDetails) -> str:
    """Return the language (BCP-47) of a page for this client; English while nobody said in which script they read."""
    tag = page_language(client)
    return "en" if languages.scripts(tag) else tag


def reading_hint(client: ClientDetails) -> str:
    """Return what a worker must know before this client gets a page to read; empty where there is nothing to know."""
    if client.does_not_read:
        return (
            "Does not read, or only with help. Read the page to them. "
            "Where this computer has a voice for their language, the page has a button that reads it."
        )
    choices = languages.scripts(client.reading_language or client.language)
    if not choices:
        return ""
    ways = " or ".join(languages.name(tag) for tag in choices)
    return f"{languages.name(client.language)} is written in more than one way. Ask which they read: {ways}."


def print_choice(details: ClientDetails) -> PrintChoice:
    """Return how prints for this client are made; what the worker chose wins over what the needs ask for.

    Who does not read gets easy read: its pictures and short sentences are followed while somebody reads it to them.
    """
    codes = {need.code for need in details.needs}
    large = [code for code in LARGE_PRINT_CODES if code in codes]
    asked = [words for code, words in PRINT_NEED_WORDS.items() if code in codes]
    easy = EASY_READ_CODE in codes or details.does_not_read
    by_need = PrintFormat.EASY_READ if easy else PrintFormat.STANDARD
    size = max((LARGE_PRINT_CODES[code] for code in large), default=USUAL_PRINT_SIZE)
    chosen = details.chosen_format is not None or details.chosen_size is not None
    reasons = ["You chose this for the client."] if chosen else []
    reasons += [f"Recorded need: {text}." for text in asked]
    reasons += [UNREAD] if details.does_not_read else []
    return PrintChoice(
        format=details.chosen_format or by_need,
        size=details.chosen_size or size,
        reason=" ".join(reasons) or "No need asks for another print, so this is the usual one.",
    )


def with_print(client: ClientRecord) -> ClientRecord:
    """Return the record with its print format, size and reason filled in."""
    choice = print_choice(client)
    return replace(client, print_format=choice.format, print_size=choice.size, print_reason=choice.reason)
