"""What a service is and which numbers help at once: read models, commands and their checks."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from linkdesk.record import checks
from linkdesk.settings import Needs

if TYPE_CHECKING:
    from uuid import UUID

NAME_LENGTH = 120
LINE_LENGTH = 120
ADDRESS_LINES = 5
PHONE_LENGTH = 40
WORDS_LENGTH = 300
HOURS_LENGTH = 120
EMAIL_LENGTH = checks.EMAIL_LENGTH
_NEEDS = Needs()

EXTRA_NUMBERS = 3
"""How many numbers a service may add: a Scottish or Northern Irish line, a local one, an advocate."""

STALE_AFTER_DAYS = 183
"""A number that nobody has checked for half a year is marked, for a wrong crisis number can cost a life."""

SERVICE_DRAFT, NUMBERS_DRAFT = "service_settings", "help_numbers"
"""What autosave calls the two settings forms."""

SHORTEST_NUMBER, LONGEST_NUMBER = 3, 15
EMERGENCY = "999"


class Group(StrEnum):
    """Where a number stands on the page, in this order."""

    EMERGENCY = "emergency"
    SERVICE = "service"
    NATIONAL = "national"


class Route(StrEnum):
    """How a number is used."""

    PHONE = "phone"
    TEXT = "text"
    RELAY = "relay"
    SIGN = "sign"


@dataclass(frozen=True)
class Way:
    """One way to reach help: what to do in easy words, and the number or address in large type.

    `dial` is digits and spaces for a phone, the number a text goes to, or an address such as 999bsl.co.uk.
    """

    route: Route
    words: str
    dial: str


@dataclass(frozen=True)
class HelpNumber:
    """Help that a person can get now, with who it is for, when, and when someone last checked it.

    `written` is the day a service wrote its own number down; `checked` the day someone phoned it, or, for a
    national number, looked it up.
    """

    key: str
    group: Group
    name: str
    for_whom: str
    hours: str
    ways: tuple[Way, ...]
    checked: date | None
    source: str
    written: date | None = None

    @property
    def is_filled_in(self) -> bool:
        """Say whether there is a way to reach it; only a number of the service's own may have none yet."""
        return bool(self.ways)

    def is_stale(self, today: date) -> bool:
        """Say whether it should be checked again."""
        known = self.checked or self.written
        return known is not None and (today - known).days > STALE_AFTER_DAYS


@dataclass(frozen=True)
class OwnNumber:
    """One number that a service fills in itself: `dial` empty means not filled in yet."""

    dial: str = ""
    hours: str = ""
    checked: date | None = None
    written: date | None = None


@dataclass(frozen=True)
class ExtraNumber:
    """A number that a service adds in its own words; an empty name means that the place is free."""

    name: str = ""
    for_whom: str = ""
    dial: str = ""
    hours: str = ""
    checked: date | None = None
    written: date | None = None


class OwnKey(StrEnum):
    """The three numbers of its own that a service fills in."""

    CRISIS = "crisis"
    DUTY = "duty"
    SAFEGUARDING = "safeguarding"


@dataclass(frozen=True)
class OwnWords:
    """How one of the service's own numbers is shown to a client and asked for in Settings."""

    name: str
    for_whom: str
    label: str


OWN_WORDS = {
    OwnKey.CRISIS: OwnWords(
        "Local crisis team",
        "A crisis is when you feel you cannot cope or stay safe.",
        "Local mental health crisis team",
    ),
    OwnKey.DUTY: OwnWords("Our duty worker", "You need to talk to our team today.", "Duty worker of your service"),
    OwnKey.SAFEGUARDING: OwnWords(
        "Keeping adults safe",
        "Someone hurts you, takes your money or does not look after you.",
        "Adult safeguarding team of your council",
    ),
}


@dataclass(frozen=True)
class Organisation:
    """The settings of a service; one a vault."""

    id: UUID
    name: str
    phone: str
    email: str
    address_lines: tuple[str, ...]
    out_of_hours: str
    privacy_contact: str
    curtain_minutes: int
    practice: bool
    own_numbers: dict[OwnKey, OwnNumber]
    extra_numbers: tuple[ExtraNumber, ...]
    hidden_numbers: frozenset[str]
    version: int
    needs_review_months: int = _NEEDS.review_after


@dataclass(frozen=True)
class StartOrganisation:
    """The first words about a service, asked while the vault is made."""

    name: str
    phone: str
    own_numbers: dict[OwnKey, OwnNumber]
    practice: bool = False


@dataclass(frozen=True)
class ChangeOrganisation:
    """What a service may change about itself."""

    version: int
    name: str
    phone: str
    email: str
    address_lines: tuple[str, ...]
    out_of_hours: str
    privacy_contact: str
    curtain_minutes: int
    needs_review_months: int = _NEEDS.review_after


@dataclass(frozen=True)
class ChangeHelpNumbers:
    """The service's own and added numbers, and the keys of national ones that it does not show."""

    version: int
    own_numbers: dict[OwnKey, OwnNumber]
    extra_numbers: tuple[ExtraNumber, ...] = ()
    hidden_numbers: frozenset[str] = frozenset()


@dataclass(frozen=True)
class HelpNow:
    """The whole page: every number, and the words that follow for the hours when nobody answers."""

    organisation_name: str
    out_of_hours: str
    numbers: tuple[HelpNumber, ...]
    practice: bool = False

    def group(self, group: Group) -> tuple[HelpNumber, ...]:
        """Return the numbers of one group in their order."""
        return tuple(number for number in self.numbers if number.group is group)


def help_now(organisation: Organisation | None, national: tuple[HelpNumber, ...]) -> HelpNow:
    """Return the page for a service, or for no service yet; the national numbers are always there."""
    if organisation is None:
        return never_empty(HelpNow("", "", national))
    shown = tuple(one for one in national if one.key not in organisation.hidden_numbers)
    own = own_page(organisation.own_numbers, organisation.extra_numbers)
    return replace(help_page(organisation.name, organisation.out_of_hours, own, shown), practice=organisation.practice)


def own_page(own_numbers: dict[OwnKey, OwnNumber], extra: tuple[ExtraNumber, ...]) -> tuple[HelpNumber, ...]:
    """Return the service's own three numbers and those it added, as they are shown."""
    three = tuple(_own(key, own_numbers.get(key, OwnNumber())) for key in OwnKey)
    return (*three, *(_extra(place, number) for place, number in enumerate(extra, 1) if number.name))


def help_page(name: str, out_of_hours: str, own: tuple[HelpNumber, ...], national: tuple[HelpNumber, ...]) -> HelpNow:
    """Return the page in its order: emergency, the service's own, national ones."""
    emergency = tuple(number for number in national if number.group is Group.EMERGENCY)
    rest = tuple(number for number in national if number.group is not Group.EMERGENCY)
    return never_empty(HelpNow(name, out_of_hours, (*emergency, *own, *rest)))


def _own(key: OwnKey, number: OwnNumber) -> HelpNumber:
    words = OWN_WORDS[key]
    ways = (Way(Route.PHONE, "Phone", number.dial),) if number.dial else ()
    return HelpNumber(
        key, Group.SERVICE, words.name, words.for_whom, number.hours, ways, number.checked, "", number.written
    )


def _extra(place: int, number: ExtraNumber) -> HelpNumber:
    ways = (Way(Route.PHONE, "Phone", number.dial),)
    return HelpNumber(
        f"extra-{place}",
        Group.SERVICE,
        number.name,
        number.for_whom,
        number.hours,
        ways,
        number.checked,
        "",
        number.written,
    )


def never_empty(page: HelpNow) -> HelpNow:
    """Return the page if 999 is on it.

    Raises:
        ValueError: the emergency number is missing, which must never be.
    """
    dials = {way.dial for number in page.group(Group.EMERGENCY) for way in number.ways}
    if EMERGENCY not in dials:
        raise ValueError("The emergency number 999 cannot be taken away.")
    return page


def number_to_dial(text: str) -> str:
    """Return a phone number as it is dialled in the UK; short ones such as 111 and 116 123 are good too.

    Raises:
        ValueError: a sentence that says what is wrong.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    digits = re.sub(r"\D", "", plain)
    if re.fullmatch(r"[0-9 ]+", plain) and SHORTEST_NUMBER <= len(digits) <= LONGEST_NUMBER:
        return " ".join(plain.split())
    return checks.phone(plain)


def tidied_start(command: StartOrganisation) -> StartOrganisation:
    """Return the command checked and trimmed. Raises ValueError with a sentence."""
    return replace(
        command,
        name=_name(command.name),
        phone=number_to_dial(command.phone) if command.phone else "",
        own_numbers=tidied_numbers(command.own_numbers),
    )


def tidied_change(command: ChangeOrganisation, least_minutes: int, most_minutes: int) -> ChangeOrganisation:
    """Return the command checked and trimmed. Raises ValueError with a sentence."""
    if not least_minutes <= command.curtain_minutes <= most_minutes:
        raise ValueError(f"The screen is covered after {least_minutes} to {most_minutes} minutes.")
    if not _NEEDS.review_least <= command.needs_review_months <= _NEEDS.review_most:
        raise ValueError(f"Needs are looked at again after {_NEEDS.review_least} to {_NEEDS.review_most} months.")
    lines = tuple(short_words(line, LINE_LENGTH) for line in command.address_lines if line.strip())
    if len(lines) > ADDRESS_LINES:
        raise ValueError(f"An address has at most {ADDRESS_LINES} lines.")
    return replace(
        command,
        name=_name(command.name),
        phone=number_to_dial(command.phone) if command.phone else "",
        email=checks.email(command.email) if command.email else "",
        address_lines=lines,
        out_of_hours=short_words(command.out_of_hours, WORDS_LENGTH),
        privacy_contact=short_words(command.privacy_contact, WORDS_LENGTH),
    )


def tidied_numbers(numbers: dict[OwnKey, OwnNumber]) -> dict[OwnKey, OwnNumber]:
    """Return the service's own numbers checked, all three keys. Raises ValueError with a sentence."""
    return {
        key: OwnNumber(
            dial=number_to_dial(number.dial) if number.dial else "",
            hours=short_words(number.hours, HOURS_LENGTH),
            checked=number.checked if number.dial else None,
            written=number.written if number.dial else None,
        )
        for key, number in ((key, numbers.get(key, OwnNumber())) for key in OwnKey)
    }


def tidied_extra(numbers: tuple[ExtraNumber, ...]) -> tuple[ExtraNumber, ...]:
    """Return the added numbers checked, free places left out. Raises ValueError with a sentence."""
    filled = [number for number in numbers if number.name.strip() or number.dial.strip()]
    if len(filled) > EXTRA_NUMBERS:
        raise ValueError(f"You can add at most {EXTRA_NUMBERS} numbers.")
    if any(not (number.name.strip() and number.dial.strip()) for number in filled):
        raise ValueError("A number that you add needs a name and a phone number.")
    return tuple(
        ExtraNumber(
            name=short_words(number.name, NAME_LENGTH),
            for_whom=short_words(number.for_whom, WORDS_LENGTH),
            dial=number_to_dial(number.dial),
            hours=short_words(number.hours, HOURS_LENGTH),
            checked=number.checked,
            written=number.written,
        )
        for number in filled
    )


def tidied_hidden(hidden: frozenset[str], national: tuple[HelpNumber, ...]) -> frozenset[str]:
    """Return the keys of national numbers that may be hidden. Raises ValueError with a sentence."""
    never_empty(HelpNow("", "", tuple(number for number in national if number.key not in hidden)))
    return hidden & {number.key for number in national}


def _name(text: str) -> str:
    name = short_words(text, NAME_LENGTH)
    if not name:
        raise ValueError("Enter the name of your service.")
    return name


def short_words(text: str, most: int) -> str:
    """Return plain words without control signs. Raises ValueError with a sentence when they are too long."""
    plain = checks.plain_text(text)
    if len(plain) > most:
        raise ValueError(f"“{plain[:20]}…” is longer than {most} characters.")
    return plain
