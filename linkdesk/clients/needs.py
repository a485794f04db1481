"""The needs a worker can choose: NHS England's reasonable adjustments, grouped as the flag groups them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from linkdesk.clients.rules import BannerNeed
from linkdesk.clients.rules import Need
from linkdesk.easyread.pictures import picture

LIST = Path(__file__).with_name("needs.csv")
WORDS_ONLY = "words:"
ANY_PICTURE = "help"


class NeedKind(StrEnum):
    """The groups 001 to 009 of the Reasonable Adjustment Flag; four of them are the Accessible Information Standard."""

    SUPPORT = "support"
    PROFESSIONAL = "professional"
    CONTACT = "contact"
    FORMAT = "format"
    COMMUNICATION = "communication"
    LANGUAGE = "language"
    HELP = "help"
    CARE = "care"
    PLACE = "place"


NEED_KIND_WORDS = {
    NeedKind.FORMAT: "How information should be given",
    NeedKind.CONTACT: "How to get in touch",
    NeedKind.PROFESSIONAL: "Someone who helps with communication",
    NeedKind.SUPPORT: "What helps with communication",
    NeedKind.COMMUNICATION: "More about communication",
    NeedKind.LANGUAGE: "Language",
    NeedKind.HELP: "Other help",
    NeedKind.CARE: "Appointments and visits",
    NeedKind.PLACE: "The place",
}


@dataclass(frozen=True)
class KnownNeed:
    """One line of the list; `offered` ones are tick boxes (the `first` on top), the others are in the long list.

    `text` is the official display of the code and the one that is kept and sent; `plain` is what people read.
    """

    kind: NeedKind
    code: str | None
    text: str
    plain: str
    offered: bool
    first: bool
    picture: str

    @property
    def key(self) -> str:
        """What a form sends for it."""
        return self.code or WORDS_ONLY + self.text

    @property
    def need(self) -> Need:
        """The need as it is kept with a client."""
        return Need(self.code, self.text)


@cache
def known_needs() -> tuple[KnownNeed, ...]:
    """Return the whole list in its own order."""
    with LIST.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return tuple(
            KnownNeed(
                kind=NeedKind(row["kind"]),
                code=row["code"] or None,
                text=row["text"],
                plain=row["plain"] or row["text"],
                offered=bool(row["offered"]),
                first=row["offered"] == "first",
                picture=row["picture"],
            )
            for row in rows
        )


@cache
def by_key() -> dict[str, KnownNeed]:
    """Return the list by what a form sends."""
    return {known.key: known for known in known_needs()}


def known(need: Need) -> KnownNeed | None:
    """Return the line of the list that a client's need came from, or None for the worker's own words."""
    return by_key().get(need.code or WORDS_ONLY + need.text)


def plain(need: Need) -> str:
    """Return a need in the words that people read; the worker's own words stay as they are."""
    line = known(need)
    return line.plain if line else need.text


def shown(need: Need) -> BannerNeed:
    """Return a need with the picture that goes beside its words."""
    line = known(need)
    return BannerNeed(plain(need), picture(line.picture if line else ANY_PICTURE).colour_path)
