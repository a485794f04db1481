"""A chosen file, of any of the forms in which local services travel, as the objects that are in it."""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import IO
from typing import TYPE_CHECKING

from linkdesk.exchange.intake.grids import OLD_OFFICE
from linkdesk.exchange.intake.grids import read_grid
from linkdesk.exchange.open_referral import shapes
from linkdesk.exchange.open_referral.lines import sheet_of
from linkdesk.exchange.open_referral.stream import values
from linkdesk.exchange.open_referral.tables import Package
from linkdesk.record.errors import FileRefused
from linkdesk.services.feeds.rules import Format
from linkdesk.services.feeds.rules import Kind
from linkdesk.settings import Feeds
from linkdesk.settings import Intake

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from linkdesk.exchange.open_referral.lines import Sheet
    from linkdesk.services.feeds.staging import Read

LIMITS = Feeds()
SHEETS = Intake()
ZIP = b"PK\x03\x04"
NO_SERVICES = (
    "That file holds no services, organisations or places of Open Referral. Nothing was read from it. "
    "Choose another file."
)
DAMAGED = "That zip file is damaged. Nothing was read from it. Get the file once more."
GONE = (
    "The file could not be read to its end. Nothing was read from it. "
    "Put the stick in again, or look whether the folder is still there, then choose the file once more."
)
"""A stick that was pulled out, a share that went away."""
FULL_ONLY = frozenset(
    {"phones", "eligibility_description", "application_process", "wait_time", "fees_description", "alternate_name"}
    | {"interpretation_services", "licenses", "program", "required_documents", "metadata", "capacities"}
)
"""What the full standard has and its UK profile leaves out."""


class Reading:
    """What is in a file; `format`, and what was left out, are known when all of it was read."""

    def __init__(self, source: IO[bytes], limits: Feeds = LIMITS) -> None:
        self._source, self._limits = source, limits
        self.format = Format.ORUK
        self.left_out = 0
        self.notes: tuple[str, ...] = ()

    def objects(self) -> Iterator[Read]:
        """Yield every service, organisation and place.

        Raises:
            FileRefused: it is no such file, damaged, too large, or it cannot be read to its end.
        """
        try:
            yield from self._every()
        except OSError as error:
            raise FileRefused(GONE) from error

    def _every(self) -> Iterator[Read]:
        start = self._source.read(len(ZIP))
        self._source.seek(0)
        found = 0
        sheet = self._sheet()
        if sheet is not None:
            self.format, self.notes, self.left_out = Format.SHEET, sheet.notes, sheet.nameless
        whole = self._packed() if start == ZIP else self._plain(self._source)
        for each in whole if sheet is None else sheet.objects():
            found += 1
            if found > self._limits.objects:
                raise FileRefused(f"That file holds more than {self._limits.objects:,} entries. Nothing was read.")
            if each.kind is Kind.SERVICE and self.format is Format.ORUK and FULL_ONLY & set(each.body):
                self.format = Format.HSDS
            yield each
        if not found:
            raise FileRefused(NO_SERVICES)

    def _sheet(self) -> Sheet | None:
        """Return the file as a spreadsheet of services, where it is one: XLSX, or a text that is no JSON."""
        data = self._source.read(SHEETS.file_bytes + 1)
        self._source.seek(0)
        if len(data) > SHEETS.file_bytes:
            return None
        if data.startswith(ZIP):
            if not _is_workbook(data):
                return None
        elif data.removeprefix(codecs.BOM_UTF8).lstrip()[:1] in {b"{", b"[", b""}:
            return None
        try:
            return sheet_of(read_grid(data, SHEETS))
        except FileRefused:
            if data.startswith((ZIP, OLD_OFFICE)):
                raise
            return None  # no table either: what reads JSON says what is wrong with it

    def _plain(self, source: IO[bytes]) -> Iterator[Read]:
        for entry in values(source, self._limits):
            try:
                yield from shapes.read(entry)
            except shapes.NotThereError:
                self.left_out += 1

    def _packed(self) -> Iterator[Read]:
        try:
            with zipfile.ZipFile(self._source) as packed:
                members = self._members(packed)
                tables = {PurePosixPath(each.filename).stem: each for each in members if _ends(each, ".csv")}
                if tables:
                    self.format = Format.PACKAGE
                    package = Package({name: self._table(packed, each) for name, each in tables.items()})
                    yield from package.objects()
                    self.left_out += package.orphans
                    return
                for each in members:
                    if _ends(each, ".json", ".ndjson", ".jsonl") and not _ends(each, "datapackage.json"):
                        with packed.open(each) as source:
                            yield from self._plain(source)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            raise FileRefused(DAMAGED) from error

    def _members(self, packed: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
        members = [each for each in packed.infolist() if not each.is_dir()]
        if len(members) > self._limits.members or sum(each.file_size for each in members) > self._limits.file_bytes:
            raise FileRefused("That zip file holds too much. Nothing was read from it. Choose another file.")
        return sorted(members, key=lambda each: each.filename)

    def _table(self, packed: zipfile.ZipFile, member: zipfile.ZipInfo) -> list[dict[str, Any]]:
        if member.file_size > self._limits.table_bytes:
            raise FileRefused(f"The table {member.filename} is too large. Nothing was read. Get it as JSON.")
        with packed.open(member) as source:
            return table(source)


def _is_workbook(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return "xl/workbook.xml" in packed.namelist()
    except zipfile.BadZipFile:
        return False


def table(source: IO[bytes]) -> list[dict[str, Any]]:
    """Return the rows of a CSV file by its headings. Raises FileRefused."""
    try:
        lines = io.TextIOWrapper(source, "utf-8-sig", newline="")
        return [{k: v for k, v in row.items() if k and v} for row in csv.DictReader(lines, strict=True)]
    except (UnicodeDecodeError, csv.Error) as error:
        raise FileRefused("A table in that file cannot be read. Nothing was read. Get the file once more.") from error


def open_file(path: Path, limits: Feeds = LIMITS) -> IO[bytes]:
    """Open a chosen file to be read in a stream. Raises FileRefused where it is missing, unreadable or too large."""
    try:
        if not path.is_file():
            raise FileRefused(f"There is no file called {path.name} there. Nothing was read. Choose another.")
        if path.stat().st_size > limits.file_bytes:
            most = limits.file_bytes // 1024 // 1024
            raise FileRefused(f"The file {path.name} is larger than {most} MB. Nothing was read. Choose another.")
        return path.open("rb")
    except OSError as error:
        raise FileRefused(
            f"The file {path.name} cannot be read. Nothing was changed. Check the stick or the folder."
        ) from error


def _ends(member: zipfile.ZipInfo, *endings: str) -> bool:
    return member.filename.casefold().endswith(endings)
