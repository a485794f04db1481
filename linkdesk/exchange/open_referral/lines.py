"""A plain spreadsheet of services, one a line, as objects of Open Referral; columns are known by their names; pure.

It is the way back of `sheet`, and takes the headings that councils and groups write. What only we know of a place
(first visit, parking, how to find it) and what no column says are never touched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from linkdesk.exchange.csv_files import unguarded
from linkdesk.exchange.intake.headers import folded
from linkdesk.exchange.open_referral.sheet import COLUMNS
from linkdesk.exchange.open_referral.sheet import headings
from linkdesk.services.feeds import joining
from linkdesk.services.feeds.rules import Kind
from linkdesk.services.feeds.staging import Read
from linkdesk.services.finding.rules import ages
from linkdesk.services.rules import DAYS
from linkdesk.services.rules import FREQ
from linkdesk.services.rules import OFTEN_WORDS
from linkdesk.services.rules import STATUS_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from linkdesk.exchange.intake.grids import Grid
    from linkdesk.exchange.intake.grids import Row

FIRST_ROWS = 20
"""Headings stand in one of these; a title may stand above them."""
AT_LEAST = 2
CALLED = dict(zip(COLUMNS, headings(), strict=True))
TAKEN = frozenset(
    {"name", "organization", "description", "phone", "email", "url", "status", "times", "location", "address_1"}
    | {"city", "postal_code", "transportation", "accessibility", "cost_words", "contact_name", "contact_title"}
    | {"contact_phone", "eligibility_description", "ages", "application_process", "wait_time", "languages", "terms"}
    | {"alert"}
)
"""What a source may say of a service; our own knowledge of a place is no source's."""
ALSO = {
    "name": ("service", "service name", "group", "group name", "activity", "title"),
    "organization": ("organisation", "organization", "provider", "run by", "charity"),
    "description": ("description", "about", "details", "summary"),
    "phone": ("phone", "telephone", "tel", "phone number", "telephone number", "contact number"),
    "email": ("email", "e mail", "email address"),
    "url": ("website", "web", "url", "web address", "link"),
    "status": ("status",),
    "times": ("times", "when", "opening times", "opening hours", "day and time", "days and times", "schedule"),
    "location": ("location", "venue", "venue name"),
    "address_1": ("address", "street address", "address 1", "address line 1"),
    "city": ("city", "town"),
    "postal_code": ("postcode", "post code", "postal code"),
    "cost_words": ("cost", "price", "fee", "fees", "charge"),
    "contact_name": ("contact", "contact name", "contact person"),
    "contact_title": ("contact role", "job title"),
    "contact_phone": ("contact phone",),
    "accessibility": ("accessibility",),
    "eligibility_description": ("eligibility", "for whom", "suitable for"),
    "ages": ("age", "age range", "age group"),
    "application_process": ("how to apply", "how to refer", "referral route", "booking"),
    "wait_time": ("wait", "waiting time"),
    "languages": ("languages", "language"),
    "terms": ("category", "categories", "type", "type of service"),
}
_KNOWN = {word: name for name, words in ALSO.items() for word in words} | {
    folded(heading): name for name, heading in CALLED.items()
}
_PRICE = re.compile(r"(?:£\s?(\d+(?:\.\d{2})?)|(free))(?:[.,;]\s*(.*))?", re.DOTALL | re.IGNORECASE)
_UP_TO = re.compile(r"Up to (\d{1,3})")
_DAY = "|".join(DAYS.values())
_TIME = re.compile(
    rf"(?P<often>{'|'.join(OFTEN_WORDS.values())}): (?P<days>(?:{_DAY})(?:, (?:{_DAY}))*)"
    r"(?:, (?P<opens>\d{2}:\d{2})(?: to (?P<closes>\d{2}:\d{2}))?)?(?:\. (?P<notes>.*))?"
)
_STATUS = {words.casefold(): status.value for status, words in STATUS_WORDS.items()}


@dataclass(frozen=True)
class Sheet:
    """Lines under headings: which column is what, and those that no page of ours takes from a file."""

    columns: Mapping[str, int]
    titles: tuple[str, ...]
    lines: tuple[Row, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """Say how each column is read, for a worker to look at before anything is kept."""
        read = [f"“{self.titles[at]}” as {CALLED[name]}" for name, at in self.columns.items()]
        left = [f"“{title}”" for at, title in enumerate(self.titles) if title and at not in self.columns.values()]
        said = (f"Columns read: {', '.join(read)}.",)
        return (*said, f"Columns not read: {', '.join(left)}.") if left else said

    def objects(self) -> Iterator[Read]:
        """Yield each line that has a name as a service."""
        for line in self.lines:
            said = {name: _cell(line.cells, at) for name, at in self.columns.items()}
            if said["name"]:
                yield Read(Kind.SERVICE, body(said))

    @property
    def nameless(self) -> int:
        """How many lines have no name, and are left out."""
        return sum(not _cell(line.cells, self.columns["name"]) for line in self.lines)


def sheet_of(grid: Grid) -> Sheet | None:
    """Return the services of a grid; None where no row names the columns of one."""
    for number, row in enumerate(grid.rows[:FIRST_ROWS]):
        columns: dict[str, int] = {}
        for at, heading in enumerate(row.cells):
            name = _KNOWN.get(folded(unguarded(heading)))
            if name in TAKEN and name not in columns:
                columns[name] = at
        if "name" in columns and len(columns) >= AT_LEAST:
            titles = tuple(unguarded(each).strip() for each in row.cells)
            return Sheet(columns, titles, grid.rows[number + 1 :])
    return None


def body(said: Mapping[str, str]) -> dict[str, Any]:
    """Return a line, by the names of our parts, as an HSDS service; it is known by its name and postcode."""
    words = {name: said.get(name, "") for name in TAKEN}
    postcode = words["postal_code"]
    place = {
        "id": joining.made_id("place", words["location"], words["address_1"], postcode),
        "location_type": "physical",
        "name": words["location"],
        "transportation": words["transportation"],
        "addresses": [
            {
                "address_1": words["address_1"],
                "city": words["city"],
                "postal_code": postcode,
                "address_type": "physical",
            }
        ],
        "accessibility": [{"description": each} for each in _several(words["accessibility"])],
    }
    least, most = _ages(words["ages"])
    person = {"name": words["contact_name"], "title": words["contact_title"], "phones": _phones(words["contact_phone"])}
    plain = ("name", "description", "email", "url", "eligibility_description", "application_process", "wait_time")
    has_place = any(words[name] for name in ("location", "address_1", "city", "postal_code", "transportation"))
    found: dict[str, Any] = {
        **{name: words[name] for name in (*plain, "alert")},
        "id": joining.made_id(Kind.SERVICE, words["name"], postcode),
        "status": _STATUS.get(words["status"].casefold(), words["status"] or "active"),
        "organization": {"name": words["organization"]} if words["organization"] else {},
        "phones": _phones(words["phone"]),
        "contacts": [person] if any(person.values()) else [],
        "schedules": [_schedule(each) for each in _several(words["times"])],
        "languages": [{"name": each} for each in _several(words["languages"])],
        "attributes": [{"label": each} for each in _several(words["terms"])],
        "cost_options": _price(words["cost_words"]),
        "minimum_age": least,
        "maximum_age": most,
        "service_at_locations": [{"location": place}] if has_place or place["accessibility"] else [],
    }
    return {name: value for name, value in found.items() if value not in ("", None, [], {})}


def _ages(words: str) -> tuple[int | None, int | None]:
    """Return the ages; “Up to 17” is in our own words, where 17 is among them."""
    found = _UP_TO.fullmatch(words)
    return (None, int(found[1])) if found else ages(words)


def _schedule(words: str) -> dict[str, Any]:
    """Return a time: our own words (“Every week: Tuesday, 10:00 to 12:00”) part by part, others whole."""
    found = _TIME.fullmatch(words)
    if found is None:
        return {"description": words}
    freq, interval = FREQ[next(often for often, said in OFTEN_WORDS.items() if said == found["often"])]
    days = [sign for sign, name in DAYS.items() if name in found["days"]]
    opens, closes = found["opens"] or "", found["closes"] or ""
    told = {"byday": ",".join(days), "opens_at": opens, "closes_at": closes, "description": found["notes"] or ""}
    return {"freq": freq, "interval": interval, **told}


def _price(words: str) -> list[dict[str, str]]:
    if found := _PRICE.fullmatch(words):
        return [{"amount": found[1] or "0", "currency": "GBP", "option": found[3] or ""}]
    return [{"option": words}] if words else []


def _phones(number: str) -> list[dict[str, str]]:
    return [{"number": number, "type": "voice"}] if number else []


def _several(words: str) -> list[str]:
    return [each for part in re.split(r"[;\n]", words) if (each := part.strip())]


def _cell(cells: Sequence[str], at: int) -> str:
    return unguarded(cells[at]).strip() if at < len(cells) else ""
