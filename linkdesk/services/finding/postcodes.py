"""Postcodes with their places, from a file that a service chose: read in a stream, all of them or none.

Code-Point Open of the Ordnance Survey (its zip as it comes, or one CSV of it: no headings; postcode, quality, easting,
northing), and files with headings as the ONS Postcode Directory has them (pcds or pcd, oseast1m, osnrth1m, or lat and
long). Both are free under the Open Government Licence; LinkDesk carries neither.
"""

from __future__ import annotations

import csv
import io
import zipfile
from contextlib import contextmanager
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
        except (OSError, UnicodeDecodeError, csv.Error, zipfile.BadZipFile, EOFError):
            raise RuleBroken("This file cannot be read to its end. Nothing was changed. Choose another file.") from None
        count = work.session.scalar(text("SELECT count(*) FROM local_postcode")) or 0
        if not count:
            raise RuleBroken(NONE)
        work.session.execute(delete(LocalPostcodeFile))
        kept = {"name": path.name[:FILE_LENGTH], "read_at": work.now, "postcodes": count}
        work.session.execute(insert(LocalPostcodeFile).values(kept))
        work.session.execute(_MOVE)
        return int(count)


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
            names = [each for each in packed.namelist() if each.casefold().endswith(".csv")]
            whole = sum(packed.getinfo(each).file_size for each in names if each)
        else:
            file.seek(0)
        done = 0
        for name in names:
            with _opened(file, packed, name) as raw:
                part: list[Place] = []
                for place in places(iter(csv.reader(_lines(raw)))):
                    part.append(place)
                    if len(part) == AT_ONCE:
                        yield part
                        part = []
                        told(min(done + raw.tell(), whole), whole)
                if part:
                    yield part
                done += raw.tell()
                told(min(done, whole), whole)


@contextmanager
def _opened(file: io.BufferedReader, packed: zipfile.ZipFile | None, name: str | None) -> Iterator[io.BufferedIOBase]:
    if packed is None or name is None:
        yield file
        return
    with packed.open(name) as inner:
        yield inner  # type: ignore[misc]  # typed as IO[bytes]; a ZipExtFile is a BufferedIOBase


def _lines(raw: io.BufferedIOBase) -> Iterator[str]:
    """Yield lines as text; one that has no end is refused before it fills the memory."""
    while line := raw.readline(LINE):
        if len(line) == LINE:
            raise csv.Error("a line without an end")
        yield line.decode("utf-8-sig")
