"""What a source says of a service, in the parts that our pages have; pure.

Source: Human Services Data Specification 3.0 (Open Referral, CC BY-SA 4.0) and its UK profile.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from linkdesk.organisation.rules import number_to_dial
from linkdesk.record import checks
from linkdesk.services import rules
from linkdesk.services.feeds import plain
from linkdesk.services.feeds.plain import Notes
from linkdesk.services.feeds.plain import mapping
from linkdesk.services.feeds.plain import objects
from linkdesk.services.models import COUNTRY
from linkdesk.services.models import CURRENCY
from linkdesk.services.rules import FREQ
from linkdesk.services.rules import LENGTHS
from linkdesk.services.rules import Often
from linkdesk.services.rules import Status
from linkdesk.services.rules import Term
from linkdesk.services.rules import Times

if TYPE_CHECKING:
    from collections.abc import Iterator

OLDEST = 150
NORTH, EAST = 90.0, 180.0
MOST_TERMS = 30
NAMELESS = "Service without a name"
WORDS = (
    *("name", "organization", "description", "phone", "email", "url", "status", "times", "location", "address_1"),
    *("city", "postal_code", "transportation", "accessibility", "amount", "cost", "contact_name", "contact_title"),
    *("contact_phone", "eligibility_description", "application_process", "wait_time", "languages", "alert"),
)
"""The parts of our pages that a source can speak about; all others are ours alone."""
EXTRAS = ("minimum_age", "maximum_age", "latitude", "longitude", "terms")
PHONES = ("phone", "contact_phone")
"""What is never taken away by a source that says nothing."""
_LONG = {
    "description": "The description",
    "eligibility_description": "Who it is for",
    "application_process": "How to join",
}
_SHORT = {"wait_time": "The wait", "alert": "The alert"}


@dataclass(frozen=True)
class Said:
    """What a source says of a service: parts by our names, the first of several places, people and prices."""

    parts: dict[str, Any]
    notes: tuple[str, ...] = ()


def said_of(body: dict[str, Any]) -> Said:
    """Return what an HSDS service says, in our parts, with what is wrong with it in sentences; never raises."""
    notes = Notes()
    parts: dict[str, Any] = {}
    name = plain.line(body.get("name"), LENGTHS["name"], notes, "The name")
    if not name:
        notes.add("It has no name.")
    parts["name"] = name or plain.line(body.get("alternate_name"), LENGTHS["name"], notes, "The name") or NAMELESS
    for key, called in _LONG.items():
        parts[key] = plain.cut(plain.words(body.get(key)), LENGTHS[key], notes, called)
    for key, called in _SHORT.items():
        parts[key] = plain.line(body.get(key), LENGTHS[key], notes, called)
    parts["email"] = plain.checked(body.get("email"), checks.email, notes, "The email")
    parts["url"] = _website(body.get("url"), notes)
    parts["status"] = _status(body.get("status"), notes)
    organization = mapping(body.get("organization"))
    parts["organization"] = plain.line(organization.get("name"), LENGTHS["organization"], notes, "The organisation")
    parts |= _place(body, notes)
    parts |= _price(body, notes)
    parts |= _people(body, organization, notes)
    parts["times"] = tuple(_times(body, notes))
    spoken = (each.get("name") or each.get("code") for each in objects(body.get("languages"), notes, "languages"))
    parts["languages"] = _lines((plain.line(each, rules.LINE_LENGTH, notes, "A language") for each in spoken), notes)
    parts |= _ages(body, notes)
    parts["terms"] = tuple(dict.fromkeys(terms(body, notes)))[:MOST_TERMS]
    return Said(parts, notes.said)


def _website(value: object, notes: Notes) -> str:
    found = plain.checked(value, rules.web_address, notes, "The website")
    if len(found) > LENGTHS["url"]:
        notes.add("The website is too long and is left out of the page.")
        return ""
    return found


def _status(value: object, notes: Notes) -> Status:
    text = plain.words(value).casefold()
    known = {each.value: each for each in Status}
    if text not in known:
        notes.add(f"Whether it runs is “{text[:40]}”: taken as running." if text else "It is not said whether it runs.")
    return known.get(text, Status.ACTIVE)


def places(body: dict[str, Any], notes: Notes) -> list[dict[str, Any]]:
    """Return the places of a service, those in a street before those on a screen or the phone."""
    at = objects(body.get("service_at_locations"), notes, "service_at_locations")
    return sorted(at, key=lambda each: mapping(each.get("location")).get("location_type") != "physical")


def first_address(location: dict[str, Any], notes: Notes) -> dict[str, Any]:
    """Return the address that people go to; a postal one only where there is no other."""
    known = objects(location.get("addresses"), notes, "addresses")
    return next((each for each in known if each.get("address_type") == "physical"), known[0] if known else {})


def _place(body: dict[str, Any], notes: Notes) -> dict[str, Any]:
    at = places(body, notes)
    location = mapping(at[0].get("location")) if at else {}
    address = first_address(location, notes)
    if address:
        _odd_address(address, notes)
    street = ", ".join(each for each in (plain.words(address.get(f"address_{n}")) for n in (1, 2)) if each)
    latitude = plain.number(location.get("latitude"), -NORTH, NORTH, notes, "The latitude")
    longitude = plain.number(location.get("longitude"), -EAST, EAST, notes, "The longitude")
    if (latitude is None) != (longitude is None):
        latitude = longitude = None
    lines = (access(each) for each in objects(location.get("accessibility"), notes, "accessibility"))
    return {
        "location": plain.line(location.get("name"), LENGTHS["location"], notes, "The place"),
        "address_1": plain.line(street, LENGTHS["address_1"], notes, "The street"),
        "city": plain.line(address.get("city"), LENGTHS["city"], notes, "The town"),
        "postal_code": plain.checked(address.get("postal_code"), checks.postcode, notes, "The postcode"),
        "transportation": plain.cut(
            plain.words(location.get("transportation")), LENGTHS["transportation"], notes, "Bus and train"
        ),
        "accessibility": _lines((plain.line(each, rules.LINE_LENGTH, notes, "Access") for each in lines), notes),
        "latitude": latitude,
        "longitude": longitude,
    }


def _odd_address(address: dict[str, Any], notes: Notes) -> None:
    country = plain.words(address.get("country"))
    if country and country.upper() not in {COUNTRY, "UK"}:
        notes.add(f"The country of the address is {country[:20]}.")
    if plain.words(address.get("address_type")) == "postal":
        notes.add("The only address is one for letters: people may not find the service there.")


def access(each: dict[str, Any]) -> str:
    """Return one thing about access, with its details, on one line."""
    return " ".join(part for part in (plain.words(each.get("description")), plain.words(each.get("details"))) if part)


def _price(body: dict[str, Any], notes: Notes) -> dict[str, Any]:
    options = objects(body.get("cost_options"), notes, "cost_options")
    first = options[0] if options else {}
    digits, currency = plain.words(first.get("amount")), plain.words(first.get("currency"))
    about = [plain.words(first.get("option")), plain.words(first.get("amount_description"))]
    pounds = ""
    if digits and currency.upper() in {"", CURRENCY}:
        pounds = plain.checked(digits, rules.amount, notes, "The price")
    elif digits:
        about.insert(0, f"{digits} {currency}")
    said = ", ".join(each for each in about if each)
    said = said or plain.words(body.get("fees_description")) or plain.words(body.get("fees"))
    return {"amount": pounds, "cost": plain.line(said, LENGTHS["cost"], notes, "The cost")}


def _people(body: dict[str, Any], organization: dict[str, Any], notes: Notes) -> dict[str, Any]:
    at = places(body, notes)
    inside = [body, *at, *(mapping(each.get("location")) for each in at), organization]
    people = [one for each in inside[:-1] for one in objects(each.get("contacts"), notes, "contacts")]
    first = people[0] if people else {}
    theirs = next(_numbers([first], notes), "")
    return {
        "phone": next(_numbers(inside, notes), ""),  # of no person: theirs is printed only if they agreed
        "contact_name": plain.line(first.get("name"), LENGTHS["contact_name"], notes, "The name of a person"),
        "contact_title": plain.line(first.get("title"), LENGTHS["contact_title"], notes, "The role of a person"),
        "contact_phone": theirs,
    }


def _numbers(holders: Any, notes: Notes) -> Iterator[str]:
    """Yield every number that can be dialled, those for talking before those for a fax."""
    for holder in holders:
        phones = objects(holder.get("phones"), notes, "phones")
        for each in sorted(phones, key=lambda one: plain.words(one.get("type")).casefold() in {"fax", "textphone"}):
            number = plain.words(each.get("number")).strip("\"' ")
            found = plain.checked(number, number_to_dial, notes, "The phone number")
            if found and len(found) <= LENGTHS["phone"]:
                yield found


def _times(body: dict[str, Any], notes: Notes) -> Iterator[Times]:
    at = places(body, notes)
    holders = (body, *at, *(mapping(each.get("location")) for each in at))
    known = next((found for each in holders if (found := objects(each.get("schedules"), notes, "schedules"))), [])
    read = [each for each in (time(one, notes) for one in known) if not each.is_empty]
    if len(read) > rules.TIMES:
        notes.add(f"It has {len(read)} times: the first {rules.TIMES} are shown, the others stay in the file.")
    yield from read[: rules.TIMES]


def time(schedule: dict[str, Any], notes: Notes) -> Times:
    """Return a schedule as our pages show it."""
    freq, interval = plain.words(schedule.get("freq")).upper(), plain.number(schedule.get("interval"), 1, 99, notes, "")
    signs = re.findall(r"MO|TU|WE|TH|FR|SA|SU", plain.words(schedule.get("byday")).upper())
    days = tuple(rules.DAYS) if freq == "DAILY" else tuple(day for day in rules.DAYS if day in signs)
    often = next((each for each, sign in FREQ.items() if sign == (freq, int(interval or 1))), Often.WEEKLY)
    if freq in {"YEARLY", "HOURLY", "MINUTELY", "SECONDLY"}:
        notes.add("A time comes round in a way that we cannot show: read its words.")
        days = ()
    opens, closes = (_clock(schedule.get(name), notes) for name in ("opens_at", "closes_at"))
    if opens and closes and closes <= opens:
        notes.add(f"A time ends at {closes}, before it begins at {opens}: its end is left out.")
        closes = ""
    said = " ".join(each for each in (plain.words(schedule.get(name)) for name in ("description", "notes")) if each)
    return Times(days, often, opens, closes, plain.line(said, rules.LINE_LENGTH, notes, "What is said of a time"))


def _clock(value: object, notes: Notes) -> str:
    text = re.sub(r"^(\d{1,2}:\d{2}):\d{2}.*$", r"\1", plain.words(value))
    return plain.checked(text.removesuffix("Z"), checks.clock_time, notes, "The time")


def _ages(body: dict[str, Any], notes: Notes) -> dict[str, int | None]:
    least = plain.number(body.get("minimum_age"), 0, OLDEST, notes, "The lowest age")
    most = plain.number(body.get("maximum_age"), 0, OLDEST, notes, "The highest age")
    if least is not None and most is not None and least > most:
        notes.add(f"The lowest age, {least:g}, is above the highest, {most:g}: both are left out.")
        least = most = None
    return {
        "minimum_age": None if least is None else int(least),
        "maximum_age": None if most is None else int(most),
    }


def terms(body: dict[str, Any], notes: Notes) -> Iterator[Term]:
    """Yield the kinds of a service that its attributes name."""
    for each in objects(body.get("attributes"), notes, "attributes"):
        term = mapping(each.get("taxonomy_term"))
        name = plain.line(term.get("name") or term.get("term"), rules.LINE_LENGTH, notes, "A kind of service")
        name = name or plain.line(each.get("label"), rules.LINE_LENGTH, notes, "A kind of service")
        if not name:
            continue
        detail = term.get("taxonomy_detail") or term.get("taxonomy")
        listed = mapping(detail).get("name") or detail
        yield Term(
            name,
            plain.line(term.get("code"), rules.LINE_LENGTH, notes, "A code"),
            plain.line(listed, rules.LINE_LENGTH, notes, "The name of a list"),
        )


def _lines(texts: Iterator[str], notes: Notes) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(each for each in texts if each))
    if len(found) > rules.LISTS:
        notes.add(f"A list has {len(found)} lines: the first {rules.LISTS} are shown, the others stay in the file.")
    return found[: rules.LISTS]


NOTHING = said_of({"name": "-"}).parts | {"name": ""}
"""What a source says that says nothing."""
