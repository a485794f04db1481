"""A service as Open Referral says it: the words of its source, with what was changed here written over them; pure.

What only we know (first visit, quiet times, how to find it, parking, steps, who checked it, notes) is not in it.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING
from typing import Any

from linkdesk.organisation.rules import number_to_dial
from linkdesk.services import rules
from linkdesk.services.feeds import joining
from linkdesk.services.feeds import plain
from linkdesk.services.feeds import said
from linkdesk.services.feeds.plain import Notes
from linkdesk.services.feeds.plain import mapping
from linkdesk.services.feeds.plain import objects
from linkdesk.services.feeds.plain import words
from linkdesk.services.models import COUNTRY
from linkdesk.services.models import CURRENCY
from linkdesk.services.rules import FREQ

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from linkdesk.services.rules import ServiceRecord
    from linkdesk.services.rules import Term
    from linkdesk.services.rules import Times

Body = dict[str, Any]
TEXTS = frozenset(
    ("name", "description", "eligibility_description", "application_process", "wait_time", "alert", "email")
)
AGES = frozenset(("minimum_age", "maximum_age"))
PERSON = ("contact_name", "contact_title", "contact_phone")
ADDRESS = ("address_1", "city", "postal_code")
PLACE = ("location", *ADDRESS, "transportation", "accessibility", "latitude", "longitude")


def told(record: ServiceRecord, body: Body | None) -> Body:
    """Return a service as HSDS says it; `body` is what its source said of it, None where it was typed here.

    The name and number of a person that were written here are in it only if that person agreed. Those that a source
    publishes stay as they came, unless somebody here put another person in their place or took them out.
    """
    found: Body = copy.deepcopy(body) if body is not None else {"id": str(record.id)}
    base = said.said_of(found).parts if body is not None else said.NOTHING
    ours = joining.parts_of(record)
    changed = {name for name in ours if ours[name] != base[name]}
    teller = _Teller(found, record.id, base, ours)
    if body is None:
        changed |= {"name", "status"}
    teller.texts(changed)
    if changed & set(PLACE):
        teller.place(changed)
    if changed & set(PERSON):
        teller.person(agreed=record.contact_agreed)
    for names, write in teller.others():
        if changed & names:
            write()
    return found


def is_withheld(record: ServiceRecord, body: Body | None) -> bool:
    """Say whether somebody to ask for is left out, since they did not agree to stand in a file."""
    if record.contact_agreed or not any(getattr(record, name) for name in PERSON):
        return False
    if body is None:
        return True
    base = said.said_of(body).parts
    return any(getattr(record, name) != base[name] for name in PERSON)


def _put(holder: Body, name: str, value: Any) -> None:
    if value in {"", None}:
        holder.pop(name, None)
    else:
        holder[name] = value


class _Teller:
    """Writes our parts over what a source said, and leaves all else of it as it is."""

    def __init__(self, body: Body, service_id: UUID, base: dict[str, Any], ours: dict[str, Any]) -> None:
        self._body, self._service, self._base, self._ours = body, str(service_id), base, ours

    def _id(self, *what: str) -> str:
        return joining.made_id(self._service, *what)

    def others(self) -> tuple[tuple[set[str], Callable[[], None]], ...]:
        """Return what writes which parts."""
        return (
            ({"organization"}, self.organization),
            ({"amount", "cost"}, self.price),
            ({"phone"}, self.phone),
            ({"times"}, self.times),
            ({"languages"}, self.languages),
            ({"terms"}, self.terms),
        )

    def texts(self, changed: set[str]) -> None:
        """Write what is one value of the service itself."""
        for name in sorted(changed & TEXTS):
            _put(self._body, name, self._ours[name])
        if "status" in changed:
            self._body["status"] = str(self._ours["status"])
        if "url" in changed:
            _put(self._body, "url", f"https://{self._ours['url']}" if self._ours["url"] else "")
        if changed & AGES:
            for name in AGES:
                _put(self._body, name, self._ours[name])

    def organization(self) -> None:
        """Another organisation is another object: the one that the source named is not renamed."""
        name = self._ours["organization"]
        self._body.pop("organization_id", None)
        if name:
            self._body["organization"] = {"id": joining.made_id("organization", name), "name": name, "description": ""}
        else:
            self._body.pop("organization", None)

    def place(self, changed: set[str]) -> None:
        """Write the first place."""
        if not any(self._ours[name] not in {"", None, ()} for name in PLACE) and not said.places(self._body, Notes()):
            return
        location = self._location()
        for name, theirs in (("location", "name"), ("transportation", "transportation")):
            if name in changed:
                _put(location, theirs, self._ours[name])
        if changed & {"latitude", "longitude"}:
            _put(location, "latitude", self._ours["latitude"])
            _put(location, "longitude", self._ours["longitude"])
        if changed & set(ADDRESS):
            self._address(location)
        if "accessibility" in changed:
            lines = objects(location.get("accessibility"), Notes(), "")
            location["accessibility"] = self._kept(lines, "accessibility", "description", said.access)

    def _location(self) -> Body:
        at = said.places(self._body, Notes())
        if not at:
            at = [{"id": self._id("service_at_location")}]
            self._body["service_at_locations"] = at
        if not isinstance(at[0].get("location"), dict):
            at[0]["location"] = {"id": self._id("location"), "location_type": "physical"}
        location: Body = at[0]["location"]
        return location

    def _address(self, location: Body) -> None:
        known = objects(location.get("addresses"), Notes(), "")
        address = said.first_address(location, Notes())
        if not any(self._ours[name] for name in ADDRESS):
            location["addresses"] = [each for each in known if each is not address]
            return
        if not address:
            address = {"id": self._id("address"), "state_province": "", "country": COUNTRY, "address_type": "physical"}
            location["addresses"] = [address, *known]
        if self._ours["address_1"] != self._base["address_1"]:
            address.pop("address_2", None)
            address["address_1"] = self._ours["address_1"]
        for name in ADDRESS[1:]:
            if self._ours[name] != self._base[name] or name not in address:
                address[name] = self._ours[name]
        address.setdefault("address_1", "")

    def price(self) -> None:
        """Write the first price; fees that a source told in words give way to it."""
        options = objects(self._body.get("cost_options"), Notes(), "")
        first, rest = (options[0], options[1:]) if options else ({"id": self._id("cost")}, [])
        for name in ("amount_description", "option", "amount", "currency"):
            first.pop(name, None)
        _put(first, "option", self._ours["cost"])
        for name in ("fees_description", "fees"):
            self._body.pop(name, None)
        if self._ours["amount"]:
            digits = float(self._ours["amount"])
            first |= {"amount": int(digits) if digits.is_integer() else digits, "currency": CURRENCY}
        is_something = self._ours["amount"] or self._ours["cost"]
        self._body["cost_options"] = [first, *rest] if is_something else rest

    def person(self, *, agreed: bool) -> None:
        """Put the person to ask for in the place of the first, if they agreed; who was replaced is told no more."""
        holders = [self._body, *said.places(self._body, Notes())]
        holders += [mapping(each.get("location")) for each in holders[1:]]
        holder = next((each for each in holders if objects(each.get("contacts"), Notes(), "")), self._body)
        known = objects(holder.get("contacts"), Notes(), "")
        rest = known[1:]
        name, title, phone = (self._ours[each] for each in PERSON)
        mine: list[Body] = []
        if agreed and (name or title or phone):
            one: Body = {"id": self._id("contact")}
            _put(one, "name", name)
            _put(one, "title", title)
            if phone:
                one["phones"] = [{"id": self._id("contact", "phone"), "number": phone}]
            mine.append(one)
        holder["contacts"] = [*mine, *rest]

    def phone(self) -> None:
        """Write the number of the service where the source had the one that was changed."""
        holders: list[Body] = [self._body, *said.places(self._body, Notes())]
        holders += [mapping(each.get("location")) for each in holders[1:]]
        holders.append(mapping(self._body.get("organization")))
        for holder in holders:
            phones = objects(holder.get("phones"), Notes(), "")
            stay = [each for each in phones if not self._base["phone"] or _dialled(each) != self._base["phone"]]
            if len(stay) < len(phones):
                holder["phones"] = stay
        if self._ours["phone"]:
            mine = {"id": self._id("phone"), "number": self._ours["phone"], "type": "voice"}
            self._body["phones"] = [mine, *objects(self._body.get("phones"), Notes(), "")]

    def times(self) -> None:
        """Write the times that our page shows; further ones of the source stay."""
        at = said.places(self._body, Notes())
        holders = (self._body, *at, *(mapping(each.get("location")) for each in at))
        holder = next((each for each in holders if objects(each.get("schedules"), Notes(), "")), self._body)
        known = [
            each for each in objects(holder.get("schedules"), Notes(), "") if not said.time(each, Notes()).is_empty
        ]
        mine = [self._schedule(place, each) for place, each in enumerate(self._ours["times"])]
        holder["schedules"] = [*mine, *known[rules.TIMES :]]

    def _schedule(self, place: int, times: Times) -> Body:
        freq, interval = FREQ[times.often]
        found: Body = {"id": self._id("schedule", str(place)), "freq": freq, "interval": interval}
        _put(found, "byday", ",".join(times.days))
        _put(found, "opens_at", times.opens_at)
        _put(found, "closes_at", times.closes_at)
        _put(found, "notes", times.notes)
        return found

    def languages(self) -> None:
        """Write the languages."""
        known = objects(self._body.get("languages"), Notes(), "")
        self._body["languages"] = self._kept(
            known, "languages", "name", lambda each: each.get("name") or each.get("code")
        )

    def _kept(self, known: list[Body], part: str, field: str, read: Any) -> list[Body]:
        """Return what a source said of each of our lines, new objects for the others, and what no page showed."""
        by_line: dict[str, Body] = {}
        for each in known:
            by_line.setdefault(plain.line(read(each), rules.LINE_LENGTH, Notes(), ""), each)
        lines, shown = self._ours[part], self._base[part]
        mine = [by_line.get(line) or {"id": self._id(part, line), field: line} for line in lines]
        hidden = [each for line, each in by_line.items() if line not in shown and line not in lines]
        return [*mine, *hidden]

    def terms(self) -> None:
        """Write the kinds of service; attributes that are no kind stay."""
        known = objects(self._body.get("attributes"), Notes(), "")
        stay: list[Body] = []
        have: set[Any] = set()
        for each in known:
            read = tuple(said.terms({"attributes": [each]}, Notes()))
            if not read or read[0] in self._ours["terms"]:
                stay.append(each)
                have.update(read)
        new = [self._term(each) for each in self._ours["terms"] if each not in have]
        self._body["attributes"] = [*stay, *new]

    def _term(self, term: Term) -> Body:
        mine: Body = {"id": joining.made_id(term.taxonomy, term.code, term.term), "name": term.term, "description": ""}
        _put(mine, "code", term.code)
        _put(mine, "taxonomy", term.taxonomy)
        return {"id": self._id("term", term.taxonomy, term.code, term.term), "taxonomy_term": mine}


def _dialled(phone: Body) -> str:
    try:
        return number_to_dial(words(phone.get("number")).strip("\"' "))
    except ValueError:
        return ""
