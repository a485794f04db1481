"""Local services as a plain spreadsheet: one service a line, in the words of our pages; pure.

It is for people, so what only we know of a place is in it (first visit, parking, steps). Private notes, who checked a
service and how safe it is are not.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from linkdesk.exchange.csv_files import BOM
from linkdesk.exchange.csv_files import guarded
from linkdesk.exchange.open_referral.telling import PERSON
from linkdesk.services.rules import NAMES
from linkdesk.services.rules import STATUS_WORDS
from linkdesk.services.rules import STEPS_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linkdesk.services.rules import ServiceRecord

FIRST = ("name", "organization", "description", "phone", "email", "url", "status", "times")
PLACE = ("location", "address_1", "city", "postal_code", "transportation", "landmarks", "parking", "steps")
REST = ("accessibility", "cost_words", *PERSON, "first_visit", "quiet_times", "eligibility_description", "ages")
LAST = ("application_process", "wait_time", "languages", "terms", "alert")
COLUMNS = (*FIRST, *PLACE, *REST, *LAST)
"""Each part in the order in which it is asked for; a part that is not here is in no spreadsheet."""
HEADINGS = {**NAMES, "name": "Name", "cost_words": "Cost", "ages": "Ages", "terms": "Kind of service"}


def headings() -> list[str]:
    """Return what stands over each column."""
    return [HEADINGS.get(name, name.replace("_", " ").capitalize()) for name in COLUMNS]


def cells(record: ServiceRecord, *, with_person: bool) -> list[str]:
    """Return the line of a service; who to ask for stands in it only `with_person`."""
    return [guarded(_words(record, name)) if with_person or name not in PERSON else "" for name in COLUMNS]


def written(lines: Iterable[list[str]]) -> bytes:
    """Return lines under their headings as a CSV file that a spreadsheet opens by a double click."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(headings())
    writer.writerows(lines)
    return BOM + out.getvalue().encode("utf-8", "replace")


def _words(record: ServiceRecord, name: str) -> str:
    if name == "status":
        return STATUS_WORDS[record.status]
    if name == "steps":
        return STEPS_WORDS[record.steps] if record.steps else ""
    if name == "times":
        return "; ".join(each.words for each in record.times)
    if name == "terms":
        return "; ".join(each.term for each in record.terms)
    value = getattr(record, name)
    return "; ".join(value) if isinstance(value, tuple) else str(value)
