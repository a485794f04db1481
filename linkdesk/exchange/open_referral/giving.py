"""Local services given as a file: Open Referral UK, the full standard, or its tables; what is left out is counted."""

from __future__ import annotations

import json
import zipfile
from collections import Counter
from dataclasses import dataclass
from dataclasses import field
from enum import StrEnum
from typing import IO
from typing import TYPE_CHECKING
from typing import Any

from linkdesk.exchange.open_referral import sheet
from linkdesk.exchange.open_referral.fitting import Fit
from linkdesk.exchange.open_referral.spreading import Tables
from linkdesk.exchange.open_referral.telling import is_withheld
from linkdesk.exchange.open_referral.telling import told
from linkdesk.record.errors import RuleBroken
from linkdesk.services import queries as directory
from linkdesk.services.feeds import queries
from linkdesk.services.feeds.rules import PILE
from linkdesk.services.feeds.rules import Kind
from linkdesk.services.feeds.staging import quietly
from linkdesk.services.rules import Assurance

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.services.feeds.rules import Tick
    from linkdesk.services.rules import ServiceRecord

PAGE = 100
"""So many entries has one page of an answer."""
ZIP_DATE = (2020, 1, 1, 0, 0, 0)
"""Every entry of a zip bears the same date, so that equal files are equal bytes."""
NOTHING = "No service here can be given. Nothing was made. Look at Local services."
NEVER = (
    "Private notes, who checked a service and how safe it is, and why one is not used.",
    "What only you know of the first visit, quiet times, how to find it, parking and steps: only in the spreadsheet.",
)
"""What no file that we make holds, and what only one of them does."""
OTHERS = ("organisation or place", "organisations and places")


class Style(StrEnum):
    """How services are written down when they are given."""

    UK = "open-referral-uk"
    UK_PAGES = "open-referral-uk-pages"
    HSDS = "hsds"
    HSDS_PAGES = "hsds-pages"
    TABLES = "hsds-csv"
    SHEET = "spreadsheet"

    @property
    def is_uk(self) -> bool:
        """Say whether only what the UK profile has is written."""
        return self in {Style.UK, Style.UK_PAGES}

    @property
    def ending(self) -> str:
        """The ending of a file of this kind."""
        if self is Style.SHEET:
            return ".csv"
        return ".json" if self in {Style.UK, Style.HSDS} else ".zip"


@dataclass
class Given:
    """What a file holds, and how much of what was left out of it."""

    services: int = 0
    others: int = 0
    not_used: int = 0
    people: int = 0
    beside: int = 0
    names: Counter[str] = field(default_factory=Counter)

    @property
    def sentences(self) -> tuple[str, ...]:
        """It in sentences for the worker."""
        what = _counted(self.services, "service", "services")
        left = []
        if self.others:
            what += f" and {_counted(self.others, *OTHERS)}"
        if self.not_used:
            left.append(f"{self.not_used} marked “do not use”")
        if self.people:
            left.append(_counted(self.people, "person who did not agree", "people who did not agree"))
        if self.beside:
            left.append(f"{_counted(self.beside, *OTHERS)} that stand for themselves")
        if self.names:
            kinds = ", ".join(sorted(name.replace("_", " ") for name in self.names))
            left.append(f"what this form has no place for ({kinds})")
        return (f"{what} in the file.", *([f"Left out: {'; '.join(left)}."] if left else []))


def give(
    session: Session, style: Style, out: IO[bytes], tick: Tick = quietly, only: Sequence[UUID] | None = None
) -> Given:
    """Write all services, or these, and return what is in the file and what is not.

    Raises:
        RuleBroken: there is none that can be given.
    """
    giving = _Giving(session, style, tick, only)
    if style is Style.TABLES:
        _write_tables(giving, out)
    elif style is Style.SHEET:
        lines = (sheet.cells(each, with_person=not is_withheld(each, body)) for each, body in giving.usable())
        out.write(sheet.written(lines))
    elif style in {Style.UK_PAGES, Style.HSDS_PAGES}:
        _write_pages(giving, out)
    else:
        _write_list(giving, out, single=only is not None and len(only) == 1)
    if not giving.given.services:
        raise RuleBroken(NOTHING)
    giving.given.names = +giving.fit.left_out
    return giving.given


class _Giving:
    """All that goes into one file, a pile in memory at a time."""

    def __init__(self, session: Session, style: Style, tick: Tick, only: Sequence[UUID] | None) -> None:
        self._session, self._tick, self._only = session, tick, only
        self.fit, self.given = Fit(is_uk=style.is_uk), Given()

    def services(self) -> Iterator[dict[str, Any]]:
        """Yield every service that may be given, as the standard has it."""
        yield from (self.fit.service(told(record, body)) for record, body in self.usable())

    def usable(self) -> Iterator[tuple[ServiceRecord, dict[str, Any] | None]]:
        """Yield every service that may be given with what its source said of it, and count what is left out."""
        ids = queries.service_ids(self._session) if self._only is None else tuple(self._only)
        for at in range(0, len(ids), PILE):
            self._tick(at, len(ids))
            pile = ids[at : at + PILE]
            said = queries.spoken_of(self._session, pile)
            read = {each.id: each for each in directory.records(self._session, pile)}
            for record in (read[each] for each in pile if each in read):
                if record.assurance is Assurance.DO_NOT_USE:
                    self.given.not_used += 1
                    continue
                body = said[record.id].body if record.id in said else None
                self.given.people += is_withheld(record, body)
                self.given.services += 1
                yield record, body
        self._tick(len(ids), len(ids))

    def others(self, kind: Kind) -> Iterator[dict[str, Any]]:
        """Yield the organisations or places that a source told of for themselves, not only inside a service."""
        if self._only is None:
            every = queries.spoken_beside(self._session)
            yield from (self.fit.thing(str(kind), each.body) for each in every if each.kind is kind)


def _write_list(giving: _Giving, out: IO[bytes], *, single: bool) -> None:
    """Write one page with every service, as an API answers; one service alone is that service."""
    if single:
        for each in giving.services():
            out.write(_json(each))
        return
    out.write(b'{"contents": [')
    for number, each in enumerate(giving.services()):
        out.write(b",\n" if number else b"\n")
        out.write(_json(each))
    count = giving.given.services
    rest = {
        "total_items": count,
        "total_pages": 1,
        "page_number": 1,
        "size": count,
        "first_page": True,
        "last_page": True,
    }
    out.write(b"\n]," + _json({**rest, "empty": not count})[1:])
    giving.given.beside = sum(1 for kind in (Kind.ORGANIZATION, Kind.LOCATION) for _each in giving.others(kind))


def _write_pages(giving: _Giving, out: IO[bytes]) -> None:
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        _pages(packed, "services", giving.services())
        for kind, name in ((Kind.ORGANIZATION, "organizations"), (Kind.LOCATION, "locations")):
            giving.given.others += _pages(packed, name, giving.others(kind))


def _pages(packed: zipfile.ZipFile, name: str, every: Iterator[dict[str, Any]]) -> int:
    """Write pages and return how many entries are in them; the last page is known when the next is empty."""
    page: list[dict[str, Any]] = []
    number = total = 0
    following = next(every, None)
    while following is not None:
        page.append(following)
        total += 1
        following = next(every, None)
        if len(page) == PAGE or following is None:
            number += 1
            head = {"page_number": number, "size": len(page), "first_page": number == 1, "last_page": following is None}
            body = _json({**head, "empty": False, "contents": page})
            _pack(packed, f"{name}-{number:05}.json", body)
            page.clear()
    return total


def _write_tables(giving: _Giving, out: IO[bytes]) -> None:
    tables = Tables()
    for each in giving.services():
        tables.add("service", each)
    for kind in (Kind.ORGANIZATION, Kind.LOCATION):
        for each in giving.others(kind):
            giving.given.others += 1
            tables.add(str(kind), each)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in tables.files().items():
            _pack(packed, name, data)


def _pack(packed: zipfile.ZipFile, name: str, data: bytes) -> None:
    packed.writestr(zipfile.ZipInfo(name, ZIP_DATE), data, zipfile.ZIP_DEFLATED)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")


def _counted(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"
