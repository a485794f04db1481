"""Putting an export where the worker said: a new folder, a zip, or one FHIR file; whole or not at all."""

from __future__ import annotations

import io
import secrets
import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from linkdesk.exchange import rules
from linkdesk.exchange.rules import ExportKind
from linkdesk.exchange.rules import FileMade
from linkdesk.record.errors import LinkDeskError
from linkdesk.record.errors import RuleBroken
from linkdesk.vault.atomic import private_folder
from linkdesk.vault.atomic import sync_folder
from linkdesk.vault.atomic import write_atomic
from linkdesk.vault.atomic import write_new

if TYPE_CHECKING:
    from linkdesk.exchange.rules import Parcel

READ_ME = "READ-ME.txt"
ZIP_DATE = (2020, 1, 1, 0, 0, 0)
"""Every entry of a zip bears the same date, so equal exports are equal bytes."""


def read_me(parcel: Parcel) -> FileMade:
    """Return the note that lies in every export: what it is, that it is not encrypted, what is left out."""
    words = {
        ExportKind.FHIR: "One FHIR R4 transaction bundle for each client; manifest.json lists them.",
        ExportKind.CSV: "Tables for a spreadsheet; datapackage.json says what each column is.",
    }
    made = ["Made by LinkDesk.", f"For: {parcel.for_whom}.", rules.NOT_ENCRYPTED, words[parcel.kind]]
    lines = [*made, "", "What is not in it:", *parcel.withheld]
    return FileMade(READ_ME, "\r\n".join([*lines, ""]).encode())


def write_parcel(parcel: Parcel, out: Path) -> Path:
    """Write an export to `out` and return the path.

    A name that ends in `.zip` makes a zip, one that ends in `.json` one FHIR file, any other a new folder.

    Raises:
        RuleBroken: something is there already, the name does not fit, or it may not be written there.
        DiskFull: there is no room; nothing was left behind.
    """
    target = out.expanduser()
    suffix = target.suffix.lower()
    if suffix == ".zip":
        write_new(target, zipped(parcel))
    elif suffix == ".json":
        write_new(target, _only_bundle(parcel))
    elif suffix in ("", "."):
        _write_folder(parcel, target)
    else:
        raise RuleBroken("An export is a folder, a .zip or one .json file. Nothing was written. Choose such a name.")
    return target


def zipped(parcel: Parcel) -> bytes:
    """Return the export as one zip file, in memory."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for made in (*parcel.files, read_me(parcel)):
            archive.writestr(zipfile.ZipInfo(made.name, ZIP_DATE), made.data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _only_bundle(parcel: Parcel) -> bytes:
    """Return the one bundle of a one-client FHIR export."""
    bundles = [made for made in parcel.files if made.name != "manifest.json"]
    if parcel.kind is not ExportKind.FHIR or len(bundles) != 1:
        raise RuleBroken("This export has more than one file. Nothing was written. Name a folder or a .zip file.")
    return bundles[0].data


def _write_folder(parcel: Parcel, target: Path) -> None:
    """Fill a folder beside the target, then give it its name: a crash leaves no half export."""
    if target.exists():
        raise RuleBroken(f"There is a folder or file {target} already. It was left as it is. Choose another name.")
    unfinished = target.with_name(f".{target.name}.{secrets.token_hex(6)}.new")
    try:
        if not target.parent.is_dir():
            raise FileNotFoundError(target.parent)
        private_folder(unfinished)
        for made in (*parcel.files, read_me(parcel)):
            write_atomic(unfinished / made.name, made.data)
        unfinished.rename(target)
        sync_folder(target.parent)
    except OSError as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise RuleBroken(f"{target} cannot be written there. Nothing was left behind. Choose another.") from error
    except LinkDeskError:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
