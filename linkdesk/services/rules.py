"""What is known of a local service: read models, commands and their checks.

Names are those of Open Referral (HSDS 3.0 and its UK profile), so that a feed goes in and out without new names. What
is ours beside them is local knowledge: how to get there, what the first visit is like, who checked it and when.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import fields
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING
from typing import Any

from linkdesk.organisation.rules import STALE_AFTER_DAYS
from linkdesk.organisation.rules import number_to_dial
from linkdesk.record import checks
from linkdesk.team.rules import Role

if TYPE_CHECKING:
    from uuid import UUID

NAME_LENGTH = 120
LINE_LENGTH = 200
TEXT_LENGTH = 1000
PHONE_LENGTH = 40
POSTCODE_LENGTH = 10
AMOUNT_LENGTH = 12
CLOCK_LENGTH = 5
DAYS_LENGTH = 40
TIMES = 3
"""So many times of the week are asked for on the page; a group that meets more often says the rest in words."""
LISTS = 12
"""So many languages, or lines about access, one service has at most."""

LEADS = (Role.TEAM_LEAD, Role.SAFEGUARDING_LEAD)
"""Who may read why a service is not used, and use it again. Anybody may stop using one: that must never wait."""


class Status(StrEnum):
    """Whether a service runs (HSDS `service.status`)."""

    ACTIVE = "active"
    CLOSED_FOR_A_TIME = "temporarily closed"
    INACTIVE = "inactive"
    DEFUNCT = "defunct"


STATUS_WORDS = {
    Status.ACTIVE: "It runs",
    Status.CLOSED_FOR_A_TIME: "Closed for a time",
    Status.INACTIVE: "It does not run now",
    Status.DEFUNCT: "Closed for good",
}


class Assurance(StrEnum):
    """Whether somebody of ours looked at how safe a service is."""

    NOT_CHECKED = "not-checked"
    CHECKED = "checked"
    DO_NOT_USE = "do-not-use"


ASSURANCE_WORDS = {
    Assurance.NOT_CHECKED: "Not checked by us",
    Assurance.CHECKED: "Checked by us",
    Assurance.DO_NOT_USE: "Do not use",
}


class Often(StrEnum):
    """How often a time of the week comes round (HSDS `freq` and `interval`)."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"


OFTEN_WORDS = {
    Often.WEEKLY: "Every week",
    Often.FORTNIGHTLY: "Every 2 weeks",
    Often.MONTHLY: "Once a month",
}
FREQ = {Often.WEEKLY: ("WEEKLY", 1), Often.FORTNIGHTLY: ("WEEKLY", 2), Often.MONTHLY: ("MONTHLY", 1)}
"""How each stands in a schedule of Open Referral, after RFC 5545."""


class Steps(StrEnum):
    """Whether one gets in without a step."""

    FREE = "step-free"
    STEPS = "steps"


STEPS_WORDS = {Steps.FREE: "No steps", Steps.STEPS: "There are steps"}

DAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
"""The days of the week by their signs in RFC 5545."""


@dataclass(frozen=True)
class Times:
    """A time of the week: on which days (MO to SU), how often, from when to when (14:30), and what else to know."""

    days: tuple[str, ...] = ()
    often: Often = Often.WEEKLY
    opens_at: str = ""
    closes_at: str = ""
    notes: str = ""

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is known."""
        return not (self.days or self.opens_at or self.closes_at or self.notes)

    @property
    def short(self) -> str:
        """It in a few words for a list: Tuesday, 10:00 to 12:00."""
        clock = " to ".join(each for each in (self.opens_at, self.closes_at) if each)
        days = ", ".join(DAYS[day] for day in self.days)
        return ", ".join(part for part in (days, clock) if part)

    @property
    def words(self) -> str:
        """It in words, for a worker: Every week: Tuesday, 10:00 to 12:00. Not in August."""
        often = f"{OFTEN_WORDS[self.often]}: " if self.days else ""
        return ". ".join(part for part in (f"{often}{self.short}", self.notes) if part)


@dataclass(frozen=True, kw_only=True)
class ServiceWords:
    """All that a worker writes about a service by hand; empty where nothing is known.

    `amount` is in pounds, 0 for free. `contact_agreed`: the person said that their name and number may be printed.
    `worker_notes` never leave this vault and never stand on paper.
    """

    name: str
    organization: str = ""
    description: str = ""
    phone: str = ""
    email: str = ""
    url: str = ""
    status: Status = Status.ACTIVE
    times: tuple[Times, ...] = ()
    location: str = ""
    address_1: str = ""
    city: str = ""
    postal_code: str = ""
    transportation: str = ""
    landmarks: str = ""
    parking: str = ""
    steps: Steps | None = None
    accessibility: tuple[str, ...] = ()
    amount: str = ""
    cost: str = ""
    contact_name: str = ""
    contact_title: str = ""
    contact_phone: str = ""
    contact_agreed: bool = False
    first_visit: str = ""
    quiet_times: str = ""
    eligibility_description: str = ""
    application_process: str = ""
    wait_time: str = ""
    languages: tuple[str, ...] = ()
    alert: str = ""
    worker_notes: str = ""


@dataclass(frozen=True, kw_only=True)
class AddService(ServiceWords):
    """Put a service into the directory; `checked` says that the worker asked there today."""

    checked: bool = False


@dataclass(frozen=True, kw_only=True)
class ChangeService(ServiceWords):
    """Change what is known of a service; `version` is the one the worker saw."""

    service_id: UUID
    version: int
    checked: bool = False


@dataclass(frozen=True)
class Term:
    """A kind of service in the words of a public list: its name, its code there, and the name of the list."""

    term: str
    code: str = ""
    taxonomy: str = ""


@dataclass(frozen=True)
class NoteChecked:
    """Somebody asked there today, and it is as it stands."""

    service_id: UUID
    version: int


@dataclass(frozen=True)
class Assure:
    """Say how safe a service is: what was seen and on which day, or why it is not used."""

    service_id: UUID
    version: int
    assurance: Assurance
    assured_with: str = ""
    assured_date: date | None = None
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class ServiceRecord(ServiceWords):
    """A service as every page reads it; why it is not used is read apart, by those who may."""

    id: UUID
    version: int
    assurance: Assurance = Assurance.NOT_CHECKED
    assured_with: str = ""
    assured_date: date | None = None
    checked_on: date | None = None
    checked_by: str = ""
    minimum_age: int | None = None
    maximum_age: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    terms: tuple[Term, ...] = ()

    def is_stale(self, today: date) -> bool:
        """Say whether somebody should ring and check: nobody ever did, or it was half a year ago."""
        return self.checked_on is None or (today - self.checked_on).days > STALE_AFTER_DAYS

    @property
    def place(self) -> str:
        """Where it is, on one line."""
        return ", ".join(each for each in (self.location, self.address_1, self.city, self.postal_code) if each)

    @property
    def why_not(self) -> str:
        """Why nobody is sent there now, in a sentence; empty where they can be."""
        if self.assurance is Assurance.DO_NOT_USE:
            return "This service is marked “do not use”."
        return "" if self.status is Status.ACTIVE else f"This service is marked “{STATUS_WORDS[self.status].lower()}”."

    @property
    def ages(self) -> str:
        """For which ages it is, in words: 18 to 65, 18 or over."""
        least, most = self.minimum_age, self.maximum_age
        if least is None:
            return "" if most is None else f"Up to {most}"
        return f"{least} or over" if most is None else f"{least} to {most}"

    @property
    def cost_words(self) -> str:
        """What it costs, for a worker."""
        price = "" if not self.amount else "Free" if is_free(self.amount) else f"£{self.amount}"
        return ", ".join(each for each in (price, self.cost) if each)


@dataclass(frozen=True)
class ServiceChange:
    """One part in which record and typed words differ."""

    name: str
    kept: str
    typed: str


LENGTHS = {
    "name": NAME_LENGTH,
    "organization": NAME_LENGTH,
    "description": TEXT_LENGTH,
    "phone": PHONE_LENGTH,
    "email": checks.EMAIL_LENGTH,
    "url": LINE_LENGTH,
    "location": NAME_LENGTH,
    "address_1": LINE_LENGTH,
    "city": NAME_LENGTH,
    "postal_code": POSTCODE_LENGTH,
    "transportation": TEXT_LENGTH,
    "landmarks": TEXT_LENGTH,
    "parking": LINE_LENGTH,
    "amount": AMOUNT_LENGTH,
    "cost": LINE_LENGTH,
    "contact_name": NAME_LENGTH,
    "contact_title": LINE_LENGTH,
    "contact_phone": PHONE_LENGTH,
    "first_visit": TEXT_LENGTH,
    "quiet_times": LINE_LENGTH,
    "eligibility_description": TEXT_LENGTH,
    "application_process": TEXT_LENGTH,
    "wait_time": LINE_LENGTH,
    "alert": LINE_LENGTH,
    "worker_notes": TEXT_LENGTH,
}
TEXTS = frozenset(name for name, most in LENGTHS.items() if most == TEXT_LENGTH)
"""Words of several lines; the others stand on one."""
_MONEY = re.compile(r"£?\s*(?P<pounds>[0-9]{1,5})(?:\.(?P<pence>[0-9]{1,2}))?")


def amount(text: str) -> str:
    """Return pounds as 2.50, or 3; "free" and 0 are 0. Raises ValueError with a sentence."""
    if text.strip().casefold() in {"free", "nothing"}:
        return "0"
    found = _MONEY.fullmatch(checks.plain_digits(text.strip()))
    if found is None:
        raise ValueError("Enter pounds like 2.50, or 0 if it is free.")
    pence = (found["pence"] or "").ljust(2, "0")
    whole = str(int(found["pounds"]))
    return whole if pence == "00" else f"{whole}.{pence}"


def is_free(price: str) -> bool:
    """Say whether an amount is nothing."""
    return price == "0"


def web_address(text: str) -> str:
    """Return the address of a website, without https before it. Raises ValueError with a sentence."""
    plain = re.sub(r"^https?://", "", checks.plain_text(text), flags=re.IGNORECASE).rstrip("/")
    if not re.fullmatch(r"[^\s<>\"'.]+(\.[^\s<>\"'.]+)+", plain):
        raise ValueError("Enter a website like www.example.org.")
    return plain


def tidied(words: ServiceWords) -> ServiceWords:
    """Return what is known of a service, checked and trimmed.

    Raises:
        ValueError: one plain sentence for the worker.
    """
    texts: dict[str, Any] = {name: _tidied(name, getattr(words, name)) for name in LENGTHS}
    if not texts["name"]:
        raise ValueError("Enter the name of the service.")
    for name, check in _CHECKS.items():
        texts[name] = check(texts[name]) if texts[name] else ""
    return replace(
        words,
        **texts,
        times=tuple(_times(each) for each in words.times if not each.is_empty),
        accessibility=_several(words.accessibility),
        languages=_several(words.languages),
        contact_agreed=words.contact_agreed and bool(texts["contact_name"] or texts["contact_phone"]),
    )


_CHECKS = {
    "phone": number_to_dial,
    "contact_phone": number_to_dial,
    "email": checks.email,
    "url": web_address,
    "postal_code": checks.postcode,
    "amount": amount,
}


def _tidied(name: str, text: str) -> str:
    plain = checks.plain_text(text) if name in TEXTS else " ".join(checks.plain_text(text).split())
    if len(plain) > LENGTHS[name]:
        raise ValueError(f"“{plain[:20]}…” is too long. Use {LENGTHS[name]} characters or fewer.")
    return plain


def _times(times: Times) -> Times:
    days = tuple(day for day in DAYS if day in times.days)
    opens, closes = (checks.clock_time(each) for each in (times.opens_at, times.closes_at))
    if opens and closes and closes <= opens:
        raise ValueError("A time ends after it begins. Check from and to.")
    notes = " ".join(checks.plain_text(times.notes).split())
    if len(notes) > LINE_LENGTH:
        raise ValueError(f"“{notes[:20]}…” is too long. Use {LINE_LENGTH} characters or fewer.")
    return Times(days, times.often, opens, closes, notes)


def _several(lines: tuple[str, ...]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(plain for line in lines if (plain := " ".join(checks.plain_text(line).split()))))
    if len(found) > LISTS or any(len(each) > LINE_LENGTH for each in found):
        raise ValueError(f"Write at most {LISTS} lines of {LINE_LENGTH} characters.")
    return found


def check_assurance(command: Assure, today: date) -> Assure:
    """Return how safe a service is, checked: what was seen with its day, or why it is not used.

    Raises:
        ValueError: one plain sentence for the worker.
    """
    seen, reason = checks.plain_text(command.assured_with), checks.plain_text(command.reason)
    if max(len(seen), len(reason)) > TEXT_LENGTH:
        raise ValueError(f"Use {TEXT_LENGTH} characters or fewer.")
    if command.assurance is Assurance.DO_NOT_USE:
        if not reason:
            raise ValueError("Write why it is not used. Only leads can read it.")
        return replace(command, assured_with="", assured_date=None, reason=reason)
    if command.assurance is Assurance.NOT_CHECKED:
        return replace(command, assured_with="", assured_date=None, reason="")
    if not seen:
        raise ValueError("Write what you have seen, for example the insurance.")
    day = command.assured_date or today
    if day > today:
        raise ValueError("The day cannot be in the future.")
    return replace(command, assured_with=seen, assured_date=day, reason="")


NAMES = {
    "organization": "Who runs it",
    "description": "What it is",
    "url": "Website",
    "status": "Does it run?",
    "times": "When",
    "location": "Place",
    "address_1": "Street",
    "city": "Town",
    "postal_code": "Postcode",
    "transportation": "Bus and train",
    "landmarks": "How to find it",
    "steps": "Steps",
    "accessibility": "Access",
    "cost": "About the cost",
    "contact_name": "Who to ask for",
    "contact_title": "Their role",
    "contact_phone": "Their phone number",
    "contact_agreed": "Their name and number may be printed",
    "eligibility_description": "Who it is for",
    "application_process": "How to join",
    "wait_time": "Usual wait",
    "languages": "Languages spoken",
    "alert": "Needs to be known now",
    "worker_notes": "Private notes",
}
"""What each part is called for a worker, where its own name does not say it."""


def differences(kept: ServiceWords, typed: ServiceWords) -> tuple[ServiceChange, ...]:
    """Return every part that differs, in the order of the record."""
    pairs = ((each.name, getattr(kept, each.name), getattr(typed, each.name)) for each in fields(ServiceWords))
    return tuple(
        ServiceChange(NAMES.get(name, name.replace("_", " ").capitalize()), _words(old), _words(new))
        for name, old, new in pairs
        if old != new
    )


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, Status):
        return STATUS_WORDS[value]
    if isinstance(value, Steps):
        return STEPS_WORDS[value]
    if isinstance(value, tuple):
        return "; ".join(each.words if isinstance(each, Times) else str(each) for each in value) or "Nothing"
    return str(value) if value else "Nothing"
