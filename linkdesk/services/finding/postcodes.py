"""Postcodes with their places, from a file that a service chose: read in a stream, all of them or none.

Code-Point Open of the Ordnance Survey (its zip as it comes, or one CSV of it: no headings; postcode, quality, easting,
northing), and files with headings as the ONS Postcode Directory has them (pcds or pcd, oseast1m, osnrth1m, or lat and
long). Both are free under the Open Government Licence; LinkDesk carries neither. How current they are is what the file
says itself: the copyright date in the `metadata.txt` of Code-Point Open; the file of the ONS has it in its name.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import delete
from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import text

from linkdesk.record.checks import POSTCODE
from linkdesk.record.errors import RuleBroken
from linkdesk.record.session import unit_of_work
from linkdesk.services.finding.grid import to_grid
from linkdesk.services.finding.models import FILE_LENGTH
from linkdesk.services.finding.models import LocalPostcode
from linkdesk.services.finding.models import LocalPostcodeFile
from linkdesk.services.finding.rules import LATITUDES
from linkdesk.services.finding.rules import LONGITUDES
from linkdesk.services.finding.rules import in_the_country
from linkdesk.services.finding.rules import tight

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Sequence
    from pathlib import Path

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

AT_ONCE = 5000
TOLD_AFTER = 20_000
"""After so many lines it is told how far it is, whether or not a postcode stands in them: so it can be stopped."""
MOST_BYTES = 4_000_000_000
"""The whole directory of the ONS with its parts is about 3 GB; what unpacks to more is no file of postcodes."""
OLD_AFTER = 365
"""Days after which a newer file is asked for."""
METADATA = "metadata.txt"
_OF = re.compile(r"COPYRIGHT DATE\W*(\d{4})-?(\d{2})-?(\d{2})\b", re.IGNORECASE)
_UNREADABLE = (
    OSError, UnicodeDecodeError, csv.Error, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError
)  # fmt: skip
"""What a damaged or locked file raises; a zip with a password is a RuntimeError."""
LINE = 10_000
"""Characters of a line at most: a longer one is no line of postcodes."""
NAMES = {
    "postcode": ("pcds", "postcode", "pcd", "pcd7", "pcd8", "pcd2"),
    "east": ("oseast1m", "eastings", "easting", "east1m"),
    "north": ("osnrth1m", "northings", "northing", "north1m"),
    "lat": ("lat", "latitude"),
    "long": ("long", "longitude", "lng"),
}
EAST, NORTH = 700_000, 1_300_000
"""Metres within which Great Britain lies."""
IRISH = "BT"
"""Postcodes of Northern Ireland: their eastings are on the Irish Grid, so only latitude and longitude count."""
NONE = (
    "No postcode with its place was found in this file. Nothing was changed. Choose Code-Point Open, or the ONS file."
)
_AT = "FROM local_postcode p WHERE p.postcode = service_search.postcode"
_ON_THE_MAP = (
    f"l.latitude BETWEEN {LATITUDES[0]} AND {LATITUDES[1]} AND l.longitude BETWEEN {LONGITUDES[0]} AND {LONGITUDES[1]}"
)
_MOVE = text(
    f"UPDATE service_search SET easting = (SELECT p.easting {_AT}), northing = (SELECT p.northing {_AT}) "  # noqa: S608 - names of ours
    "WHERE service_id NOT IN (SELECT s.service_id FROM local_service_at_location s JOIN local_location l "
    f"ON l.id = s.location_id WHERE {_ON_THE_MAP})"
)
"""Who has coordinates of its own stays there."""
Place = tuple[str, int, int]


def read_postcodes(
    session: Session, actor: Actor, path: Path, told: Callable[[int, int], None] = lambda _done, _whole: None
) -> int:
    """Put the places of postcodes from a file in the place of those of before; return how many there are.

    Args:
        session: any session of the vault.
        actor: who does it.
        path: a CSV file, or a zip with CSV files.
        told: called now and then with how many bytes are read, and of how many.

    Raises:
        RuleBroken: it is no such file; nothing was changed.
    """
    with unit_of_work(session, actor, "read_postcodes") as work:
        work.session.execute(delete(LocalPostcode))
        put = text("INSERT OR REPLACE INTO local_postcode VALUES (:postcode, :easting, :northing)")
        try:
            for part in _parts(path, told):
                rows = [{"postcode": code, "easting": east, "northing": north} for code, east, north in part]
                work.session.execute(put, rows)
            called = _called(path)
        except _UNREADABLE:
            raise RuleBroken("This file cannot be read to its end. Nothing was changed. Choose another file.") from None
        count = work.session.scalar(text("SELECT count(*) FROM local_postcode")) or 0
        if not count:
            raise RuleBroken(NONE)
        work.session.execute(delete(LocalPostcodeFile))
        kept = {"name": called, "read_at": work.now, "postcodes": count}
        work.session.execute(insert(LocalPostcodeFile).values(kept))
        work.session.execute(_MOVE)
        return int(count)


def is_old(read_on: date, today: date) -> bool:
    """Tell whether postcodes were read more than a year ago: both files come out four times a year."""
    return (today - read_on).days > OLD_AFTER


def can_be_opened(path: Path) -> str:
    """Return why a chosen file cannot be read at all, in one sentence; "" where it can."""
    try:
        if not path.is_file():
            return f"There is no file called {path.name} there. Nothing was changed. Choose another."
        path.open("rb").close()
    except OSError:
        return f"The file {path.name} cannot be read. Nothing was changed. Check the stick or the folder."
    return ""


def postcode_file(session: Session) -> LocalPostcodeFile | None:
    """Return from which file the postcodes came, or None where there are none."""
    return session.scalars(select(LocalPostcodeFile)).first()


def places(lines: Iterator[Sequence[str]]) -> Iterator[Place]:
    """Yield each postcode of a file with its place; lines without one are passed over."""
    first = next(lines, ())
    named = [each.strip().strip("\ufeff").casefold() for each in first]
    at = {part: next((named.index(each) for each in names if each in named), None) for part, names in NAMES.items()}
    if at["postcode"] is None:  # Code-Point Open has no headings
        at = {"postcode": 0, "east": 2, "north": 3, "lat": None, "long": None}
        if found := _place(first, at):
            yield found
    for line in lines:
        if found := _place(line, at):
            yield found


def _place(line: Sequence[str], at: dict[str, int | None]) -> Place | None:
    def number(part: str) -> float | None:
        column = at[part]
        try:
            return float(line[column]) if column is not None and column < len(line) else None
        except ValueError:
            return None

    column = at["postcode"]
    code = tight(line[column]) if column is not None and column < len(line) else ""
    if not POSTCODE.fullmatch(code):
        return None
    east, north, lat, long = number("east"), number("north"), number("lat"), number("long")
    if code.startswith(IRISH) or east is None or north is None:
        if lat is None or long is None or not in_the_country(lat, long):
            return None
        return (code, *to_grid(lat, long))
    return (code, int(east), int(north)) if 0 < east <= EAST and 0 < north <= NORTH else None


def _parts(path: Path, told: Callable[[int, int], None]) -> Iterator[list[Place]]:
    """Yield the places of a file, or of the CSV files in a zip, some thousands at once."""
    whole = path.stat().st_size
    with path.open("rb") as file:
        names: list[str | None] = [None]
        packed = zipfile.ZipFile(file) if zipfile.is_zipfile(file) else None
        if packed is not None:
            if sum(each.file_size for each in packed.infolist()) > MOST_BYTES:
                raise RuleBroken("That zip file holds too much. Nothing was changed. Choose another file.")
            names = [each for each in packed.namelist() if each.casefold().endswith(".csv")]
            whole = sum(packed.getinfo(each).file_size for each in names if each)
        else:
            file.seek(0)
        done = 0
        for name in names:
            with _opened(file, packed, name) as raw:
                part: list[Place] = []
                now = partial(_tell, told, raw, done, whole)
                for place in places(iter(csv.reader(_lines(raw, now)))):
                    part.append(place)
                    if len(part) == AT_ONCE:
                        yield part
                        part = []
                if part:
                    yield part
                done += raw.tell()
                told(min(done, whole), whole)


def _tell(told: Callable[[int, int], None], raw: io.BufferedIOBase, before: int, whole: int) -> None:
    told(min(before + raw.tell(), whole), whole)


@contextmanager
def _opened(file: io.BufferedReader, packed: zipfile.ZipFile | None, name: str | None) -> Iterator[io.BufferedIOBase]:
    if packed is None or name is None:
        yield file
        return
    with packed.open(name) as inner:
        yield inner  # type: ignore[misc]  # typed as IO[bytes]; a ZipExtFile is a BufferedIOBase


def _lines(raw: io.BufferedIOBase, now: Callable[[], None]) -> Iterator[str]:
    """Yield lines as text; one that has no end is refused before it fills the memory. `now` tells how far it is."""
    number = 0
    while line := raw.readline(LINE):
        if len(line) == LINE:
            raise csv.Error("a line without an end")
        if number % TOLD_AFTER == 0:
            now()
        number += 1
        yield line.decode("utf-8-sig")


def _called(path: Path) -> str:
    """Return the name of a file, with the day that it says it is of, if it says one."""
    of = _said(path)
    day = f", of {of.day} {of:%B %Y}" if of else ""
    return f"{path.name[: FILE_LENGTH - len(day)]}{day}"


def _said(path: Path) -> date | None:
    if not zipfile.is_zipfile(path):
        return None
    with zipfile.ZipFile(path) as packed:
        inner = next((each for each in packed.namelist() if each.casefold().endswith(METADATA)), None)
        if inner is None:
            return None
        with packed.open(inner) as file:
            found = _OF.search(file.read(LINE).decode("utf-8", "replace"))
    try:
        return date(*(int(each) for each in found.groups())) if found else None
    except ValueError:  # the 31st of February: it says no day
        return None
